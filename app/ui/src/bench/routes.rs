//! The addresses of this folder's screens.

use super::board::Shop;
use super::capacity::Capacity;
use super::job::JobPage;
use super::queue::MyQueue;
use super::templates::Templates;
use super::ticket::Ticket;
use crate::room::room;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

room!(bench in workroom {
    Queue => MyQueue,
    Shop => Shop,
    Capacity => Capacity,
    Templates => Templates,
    Job => JobPage,
    Ticket => Ticket,
});

#[component(transparent)]
pub fn BenchRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("bench") view=Screen::Queue />
        <Route path=path!("bench/shop") view=Screen::Shop />
        <Route path=path!("bench/capacity") view=Screen::Capacity />
        <Route path=path!("bench/routes") view=Screen::Templates />
        // What shows one thing is whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("bench/jobs/:id") view=Screen::Job ssr=SsrMode::Async />
        <Route path=path!("bench/jobs/:id/ticket") view=Screen::Ticket ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
