//! One place to scan anything: it opens what was scanned, says where it is, or hands it over.

mod found;
mod hand;
mod keys;
mod reading;
mod tray;

use super::api::scan_code;
use crate::components::{Choice, ChoiceOption, IconName, PageHeader, ScanField};
use crate::people::use_session;
use domain::staff::Permission;
use found::Answer;
use hand::HandOver;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use reading::{Readings, Said, Scanned};
use tray::Tray;

/// What a scan does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Open,
    Find,
    HandOver,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Find => "find",
            Self::HandOver => "hand-over",
        }
    }

    fn of(code: &str) -> Self {
        let all = [Self::Find, Self::HandOver].into_iter();
        all.fold(
            Self::Open,
            |found, each| {
                if each.code() == code { each } else { found }
            },
        )
    }
}

/// Where things stand at the box. Copies share it.
#[derive(Clone, Copy)]
struct Desk {
    purpose: RwSignal<String>,
    typed: RwSignal<String>,
    said: RwSignal<Said>,
    tray: Tray,
}

#[component]
pub(super) fn ScanPage() -> impl IntoView {
    let query = use_query_map();
    let asked = |name: &str| query.with_untracked(|query| query.get(name).unwrap_or_default());
    let desk = Desk {
        purpose: RwSignal::new(Purpose::of(&asked("do")).code().to_owned()),
        typed: RwSignal::new(String::new()),
        said: RwSignal::new(Said::Nothing),
        tray: Tray::empty(),
    };
    let readings = Readings::new();
    let take = taking(desk);
    let read = Callback::new(move |code: String| {
        readings.take(code, move |code| take.run(code));
    });
    let first = asked("code");
    Effect::new(move |_| {
        keys::lead_to("field-code");
        if !first.is_empty() {
            read.run(first.clone());
        }
    });
    // What was scanned for one purpose is no answer to another.
    Effect::new(move |before: Option<String>| {
        let now = desk.purpose.get();
        if before.is_some_and(|before| before != now) {
            desk.said.set(Said::Nothing);
        }
        now
    });
    view! {
        <Title text="Scan" />
        <PageHeader title="Scan" />
        <div class="scan">
            <ScanField
                label="Code" name="code" value=desk.typed on_read=read keep_reading=true
                placeholder="Scan or type a code"
            />
            <Purposes desk=desk />
            {move || match Purpose::of(&desk.purpose.get()) {
                Purpose::HandOver => view! { <HandOver desk=desk /> }.into_any(),
                Purpose::Open | Purpose::Find => ().into_any(),
            }}
            <Answer desk=desk />
        </div>
    }
}

#[component]
fn Purposes(desk: Desk) -> impl IntoView {
    let session = use_session();
    let options = Signal::derive(move || {
        let mut all = vec![
            ChoiceOption::new(Purpose::Open.code(), "Open").icon(IconName::Eye),
            ChoiceOption::new(Purpose::Find.code(), "Find").icon(IconName::Pin),
        ];
        if session.may(Permission::WorkOrders) {
            all.push(
                ChoiceOption::new(Purpose::HandOver.code(), "Hand over").icon(IconName::HandOver),
            );
        }
        all
    });
    view! {
        <Choice
            label="What a scan does" name="do" value=desk.purpose options=options hide_label=true
        />
    }
}

/// Asks what a code names, and does with it what scans are for.
fn taking(desk: Desk) -> Callback<String, reading::Taking> {
    let navigate = use_navigate();
    Callback::new(move |code: String| {
        let navigate = navigate.clone();
        let taking: reading::Taking = Box::pin(async move {
            desk.said.try_set(Said::Reading(code.clone()));
            let scanned = match scan_code(code.clone()).await {
                Ok(found) => Scanned { code, found },
                Err(error) => {
                    desk.said.try_set(Said::Failed(error.to_string()));
                    return;
                }
            };
            let purpose = desk.purpose.try_get_untracked().unwrap_or_default();
            match Purpose::of(&purpose) {
                Purpose::Open => match found::only(&scanned) {
                    Some(one) => {
                        navigate(&super::words::address(one), NavigateOptions::default());
                    }
                    None => drop(desk.said.try_set(Said::Found(scanned))),
                },
                Purpose::Find => found::look(desk, scanned).await,
                Purpose::HandOver => hand::take(desk, scanned).await,
            }
        });
        taking
    })
}
