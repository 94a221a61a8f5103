//! The addresses of this folder's screens.

use super::screen::TakeOrder;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn CaptureRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("orders/new") view=TakeOrder /> }
        .into_inner()
        .into_any_nested_route()
}
