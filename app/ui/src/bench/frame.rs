//! What the bench's screens share: the ways between them, and the box that opens a job.

use crate::components::{SearchBox, Tab, Tabs, use_toasts};
use crate::custody::job_with;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The screens of the bench.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Mine,
    Shop,
    Capacity,
    Routes,
}

impl Place {
    const EACH: [Self; 4] = [Self::Mine, Self::Shop, Self::Capacity, Self::Routes];

    const fn address(self) -> &'static str {
        match self {
            Self::Mine => "/bench",
            Self::Shop => "/bench/shop",
            Self::Capacity => "/bench/capacity",
            Self::Routes => "/bench/routes",
        }
    }

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Mine => "My queue",
            Self::Shop => "Whole shop",
            Self::Capacity => "Capacity",
            Self::Routes => "Routes",
        }
    }
}

/// The ways between the screens of the bench.
#[component]
pub(super) fn Ways(here: Place) -> impl IntoView {
    let tab = |place: Place| Tab::new(place.address(), place.label(), place == here);
    view! { <Tabs label="Bench" tabs=Place::EACH.map(tab).to_vec() /> }
}

/// Opens a job by its number: typed, or read off its ticket.
#[component]
pub(super) fn Scan() -> impl IntoView {
    let number = RwSignal::new(String::new());
    let toasts = use_toasts();
    let navigate = use_navigate();
    let find = Callback::new(move |typed: String| {
        let typed = typed.trim().to_owned();
        if typed.is_empty() {
            return;
        }
        let navigate = navigate.clone();
        spawn_local(async move {
            match job_with(typed).await {
                Ok(job) => navigate(&format!("/bench/jobs/{job}"), NavigateOptions::default()),
                Err(why) => toasts.danger(why),
            }
        });
    });
    view! {
        <SearchBox
            label="Open a job by its number" name="job" action="/bench" value=number
            placeholder="Scan a ticket, or type JB-1001"
            on_search=Callback::new(|_| ()) on_enter=find
        />
    }
}
