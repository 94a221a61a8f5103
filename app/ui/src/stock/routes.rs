//! The addresses of this folder's screens.

use super::bulk::Bulk;
use super::counts::{CountPage, Counts};
use super::editor::{EditPiece, NewPiece};
use super::goods::CustomersGoods;
use super::import::ImportStock;
use super::list::StockList;
use super::piece::PiecePage;
use super::places::Places;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(stock in workroom {
    List => StockList,
    New => NewPiece,
    Places => Places,
    Import => ImportStock,
    Bulk => Bulk,
    CustomersGoods => CustomersGoods,
    Counts => Counts,
    Count => CountPage,
    Piece => PiecePage,
    Edit => EditPiece,
});

#[component(transparent)]
pub fn StockRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("stock") view=Screen::List />
        <Route path=path!("stock/new") view=Screen::New />
        <Route path=path!("stock/places") view=Screen::Places />
        <Route path=path!("stock/import") view=Screen::Import />
        <Route path=path!("stock/bulk") view=Screen::Bulk />
        <Route path=path!("stock/customers") view=Screen::CustomersGoods />
        <Route path=path!("stock/counts") view=Screen::Counts />
        <Route path=path!("stock/counts/:id") view=Screen::Count ssr=SsrMode::Async />
        // Whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("stock/:id") view=Screen::Piece ssr=SsrMode::Async />
        <Route path=path!("stock/:id/edit") view=Screen::Edit ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
