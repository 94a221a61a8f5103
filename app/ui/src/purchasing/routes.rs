//! The addresses of this folder's screens.

use super::editor::{EditPurchase, NewPurchase};
use super::list::Purchases;
use super::page::PurchasePage;
use super::print::PrintPurchase;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn PurchasingRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("purchasing") view=Purchases />
        <Route path=path!("purchasing/new") view=NewPurchase />
        // Whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("purchasing/:id") view=PurchasePage ssr=SsrMode::Async />
        <Route path=path!("purchasing/:id/edit") view=EditPurchase ssr=SsrMode::Async />
        <Route path=path!("purchasing/:id/print") view=PrintPurchase ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
