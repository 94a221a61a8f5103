//! The addresses of this folder's screens.

use super::book::Book;
use super::prints::CounterCopy;
use super::take_in::TakeIn;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(repair in repairs {
    TakeIn => TakeIn,
    Book => Book,
    CounterCopy => CounterCopy,
});

#[component(transparent)]
pub fn RepairRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("repairs/new") view=Screen::TakeIn />
        <Route path=path!("repairs/prices") view=Screen::Book />
        <Route path=path!("orders/:id/counter-copy") view=Screen::CounterCopy ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
