//! The addresses of this folder's screens.

use super::incoming::{MemoInPage, MemosIn, NewMemoIn};
use super::list::Memos;
use super::take_out::TakeOut;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(memo in workroom {
    List => Memos,
    TakeOut => TakeOut,
    ListIn => MemosIn,
    NewIn => NewMemoIn,
    MemoIn => MemoInPage,
});

#[component(transparent)]
pub fn MemoRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("memos") view=Screen::List />
        <Route path=path!("memos/new") view=Screen::TakeOut />
        <Route path=path!("memos/in") view=Screen::ListIn />
        <Route path=path!("memos/in/new") view=Screen::NewIn />
        // Whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("memos/in/:id") view=Screen::MemoIn ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
