//! The addresses of this folder's screens.

use super::account::{AccountPage, Door};
use super::accounts::Accounts;
use super::entry::{Entry, NewBlanketOrder};
use super::invoices::Invoices;
use super::terms::TermsScreen;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(wholesale in wholesale_room {
    Accounts => Accounts,
    Account => AccountPage,
    Open => Door,
    Entry => Entry,
    Blanket => NewBlanketOrder,
    Invoices => Invoices,
    Terms => TermsScreen,
});

#[component(transparent)]
pub fn WholesaleRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("wholesale") view=Screen::Accounts />
        <Route path=path!("wholesale/open") view=Screen::Open />
        <Route path=path!("wholesale/new") view=Screen::Entry />
        <Route path=path!("wholesale/blanket") view=Screen::Blanket />
        <Route path=path!("wholesale/invoices") view=Screen::Invoices />
        <Route path=path!("wholesale/terms") view=Screen::Terms />
        <Route path=path!("wholesale/:id") view=Screen::Account ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
