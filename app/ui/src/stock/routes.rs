//! The addresses of this folder's screens.

use super::bulk::Bulk;
use super::counts::{CountPage, Counts};
use super::editor::{EditPiece, NewPiece};
use super::goods::CustomersGoods;
use super::import::ImportStock;
use super::list::StockList;
use super::piece::PiecePage;
use super::places::Places;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn StockRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("stock") view=StockList />
        <Route path=path!("stock/new") view=NewPiece />
        <Route path=path!("stock/places") view=Places />
        <Route path=path!("stock/import") view=ImportStock />
        <Route path=path!("stock/bulk") view=Bulk />
        <Route path=path!("stock/customers") view=CustomersGoods />
        <Route path=path!("stock/counts") view=Counts />
        <Route path=path!("stock/counts/:id") view=CountPage ssr=SsrMode::Async />
        // Whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("stock/:id") view=PiecePage ssr=SsrMode::Async />
        <Route path=path!("stock/:id/edit") view=EditPiece ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
