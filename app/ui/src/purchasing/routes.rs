//! The addresses of this folder's screens.

use super::editor::{EditPurchase, NewPurchase};
use super::list::Purchases;
use super::page::PurchasePage;
use super::print::PrintPurchase;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(purchasing in workroom {
    List => Purchases,
    New => NewPurchase,
    Purchase => PurchasePage,
    Edit => EditPurchase,
    Print => PrintPurchase,
});

#[component(transparent)]
pub fn PurchasingRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("purchasing") view=Screen::List />
        <Route path=path!("purchasing/new") view=Screen::New />
        // Whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("purchasing/:id") view=Screen::Purchase ssr=SsrMode::Async />
        <Route path=path!("purchasing/:id/edit") view=Screen::Edit ssr=SsrMode::Async />
        <Route path=path!("purchasing/:id/print") view=Screen::Print ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
