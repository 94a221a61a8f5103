//! The addresses of this folder's screens.

use super::board::Board;
use super::list::OrderList;
use super::page::OrderPage;
use super::parked::ParkedList;
use super::prints::{ClaimCheck, Confirmation, PurchaseOrder};
use super::work::WorkLists;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn OrderRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/") view=Board />
        <Route path=path!("work") view=WorkLists />
        <Route path=path!("orders") view=OrderList />
        <Route path=path!("orders/parked") view=ParkedList />
        // What shows one thing is whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("orders/:id") view=OrderPage ssr=SsrMode::Async />
        <Route path=path!("orders/:id/confirmation") view=Confirmation ssr=SsrMode::Async />
        <Route path=path!("orders/:id/claim-check") view=ClaimCheck ssr=SsrMode::Async />
        <Route path=path!("purchase-orders/:id") view=PurchaseOrder ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
