//! The addresses of this folder's screens.

use super::journal::{JournalScreen, TrialBalanceScreen};
use super::margin::{MarginOrdersScreen, MarginScreen};
use super::messages::Messages;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// The office's part of the staff's routes.
#[component(transparent)]
pub fn OfficeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("messages") view=Messages />
        <Route path=path!("journal") view=JournalScreen />
        <Route path=path!("journal/trial-balance") view=TrialBalanceScreen />
        <Route path=path!("margin") view=MarginScreen />
        <Route path=path!("margin/orders") view=MarginOrdersScreen />
    }
    .into_inner()
    .into_any_nested_route()
}
