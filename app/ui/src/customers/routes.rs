//! The addresses of this folder's screens.

use super::{detail::CustomerScreen, list::CustomersScreen};
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn CustomerRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("customers") view=CustomersScreen />
        // Whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("customers/:id") view=CustomerScreen ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
