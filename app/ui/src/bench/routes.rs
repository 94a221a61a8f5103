//! The addresses of this folder's screens.

use super::board::Shop;
use super::capacity::Capacity;
use super::job::JobPage;
use super::queue::MyQueue;
use super::templates::Templates;
use super::ticket::Ticket;
use leptos::prelude::*;
use leptos_router::{SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

#[component(transparent)]
pub fn BenchRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("bench") view=MyQueue />
        <Route path=path!("bench/shop") view=Shop />
        <Route path=path!("bench/capacity") view=Capacity />
        <Route path=path!("bench/routes") view=Templates />
        // What shows one thing is whole before it is sent, so that its status says whether there is such a thing.
        <Route path=path!("bench/jobs/:id") view=JobPage ssr=SsrMode::Async />
        <Route path=path!("bench/jobs/:id/ticket") view=Ticket ssr=SsrMode::Async />
    }
    .into_inner()
    .into_any_nested_route()
}
