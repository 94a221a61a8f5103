//! The addresses of this folder's screens.

use super::journal::{JournalScreen, TrialBalanceScreen};
use super::margin::{MarginOrdersScreen, MarginScreen};
use super::messages::Messages;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(office in office {
    Messages => Messages,
    Journal => JournalScreen,
    TrialBalance => TrialBalanceScreen,
    Margin => MarginScreen,
    MarginOrders => MarginOrdersScreen,
});

/// The office's part of the staff's routes.
#[component(transparent)]
pub fn OfficeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("messages") view=Screen::Messages />
        <Route path=path!("journal") view=Screen::Journal />
        <Route path=path!("journal/trial-balance") view=Screen::TrialBalance />
        <Route path=path!("margin") view=Screen::Margin />
        <Route path=path!("margin/orders") view=Screen::MarginOrders />
    }
    .into_inner()
    .into_any_nested_route()
}
