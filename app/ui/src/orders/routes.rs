//! The addresses of this folder's screens.

use super::board::Board;
use super::list::OrderList;
use super::page::OrderPage;
use super::prints::{ClaimCheck, Confirmation, PurchaseOrder};
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn OrderRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/") view=Board />
        <Route path=path!("orders") view=OrderList />
        <Route path=path!("orders/:id") view=OrderPage />
        <Route path=path!("orders/:id/confirmation") view=Confirmation />
        <Route path=path!("orders/:id/claim-check") view=ClaimCheck />
        <Route path=path!("purchase-orders/:id") view=PurchaseOrder />
    }
    .into_inner()
    .into_any_nested_route()
}
