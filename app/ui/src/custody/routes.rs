//! The addresses of this folder's screens.

use super::scan::ScanPage;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn CustodyRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("scan") view=ScanPage /> }
        .into_inner()
        .into_any_nested_route()
}
