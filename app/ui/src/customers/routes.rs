//! The addresses of this folder's screens.

use super::{detail::CustomerScreen, list::CustomersScreen};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn CustomerRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("customers") view=CustomersScreen />
        <Route path=path!("customers/:id") view=CustomerScreen />
    }
    .into_inner()
    .into_any_nested_route()
}
