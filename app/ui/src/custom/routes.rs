//! The addresses of this folder's screens.

use super::inquiry::NewInquiryScreen;
use super::page::Atelier;
use super::terms::Terms;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(custom in custom {
    Inquiry => NewInquiryScreen,
    Terms => Terms,
    Atelier => Atelier,
});

#[component(transparent)]
pub fn CustomRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("custom/new") view=Screen::Inquiry />
        <Route path=path!("custom/terms") view=Screen::Terms />
        <Route path=path!("orders/:id/custom") view=Screen::Atelier ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
