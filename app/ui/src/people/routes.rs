//! The addresses of this folder's screens.

use super::house::{AccountScreen, PeopleScreen};
use super::{sign_in::SignInScreen, tablet::TabletScreen};
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(people in office {
    People => PeopleScreen,
    Account => AccountScreen,
});

/// Open to everybody: signing in.
#[component(transparent)]
pub fn SignInRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("sign-in") view=SignInScreen /> }
        .into_inner()
        .into_any_nested_route()
}

/// For those who are signed in: the people of the house, and oneself.
#[component(transparent)]
pub fn AccountRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("people") view=Screen::People />
        <Route path=path!("account") view=Screen::Account />
        // Whole before it is sent, so that its form works without scripts.
        <Route path=path!("tablet") view=TabletScreen ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
