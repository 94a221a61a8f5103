//! The addresses of this folder's screens.

use super::detail::StylePage;
use super::editor::{EditStyle, NewStyle};
use super::import::ImportCatalogue;
use super::list::Catalogue;
use super::vendors::Vendors;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn CatalogueRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("catalogue") view=Catalogue />
        <Route path=path!("catalogue/new") view=NewStyle />
        <Route path=path!("catalogue/import") view=ImportCatalogue />
        // Whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("catalogue/:id") view=StylePage ssr=SsrMode::Async />
        <Route path=path!("catalogue/:id/edit") view=EditStyle ssr=SsrMode::Async />
        <Route path=path!("vendors") view=Vendors />
    }
    .into_inner()
    .into_any_nested_route()
}
