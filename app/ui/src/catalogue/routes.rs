//! The addresses of this folder's screens.

use super::detail::StylePage;
use super::editor::{EditStyle, NewStyle};
use super::import::ImportCatalogue;
use super::list::Catalogue;
use super::vendors::Vendors;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(catalogue in workroom {
    List => Catalogue,
    New => NewStyle,
    Import => ImportCatalogue,
    Style => StylePage,
    Edit => EditStyle,
    Vendors => Vendors,
});

#[component(transparent)]
pub fn CatalogueRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("catalogue") view=Screen::List />
        <Route path=path!("catalogue/new") view=Screen::New />
        <Route path=path!("catalogue/import") view=Screen::Import />
        // Whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("catalogue/:id") view=Screen::Style ssr=SsrMode::Async />
        <Route path=path!("catalogue/:id/edit") view=Screen::Edit ssr=SsrMode::Async />
        <Route path=path!("vendors") view=Screen::Vendors />
    }
    .into_inner()
    .into_any_nested_route()
}
