//! Giving a step to a jeweler or to a vendor.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::bench::api::{assign_step, planning_terms};
use crate::bench::deeds::AtStep;
use crate::components::{Button, ButtonVariant, Dialog, SelectField, SelectOption, use_toasts};
use crate::orders::vendor_choices;
use domain::bench::Assignee;
use leptos::prelude::*;

#[component]
pub(super) fn AssignButton(shown: Shown, at: AtStep) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button variant=ButtonVariant::Quiet on_press=move |()| open.set(true)>"Give to …"</Button>
        <Dialog open=open title=format!("Who does the {}?", at.kind.label().to_lowercase())>
            <AssignForm shown=shown at=at open=open />
        </Dialog>
    }
}

/// What stands before a vendor's id in the list, so that it isn't taken for a jeweler's.
const VENDOR: &str = "vendor:";

#[component]
fn AssignForm(shown: Shown, at: AtStep, open: RwSignal<bool>) -> impl IntoView {
    let attempt = Attempt::new(open, move || shown.refresh());
    let toasts = use_toasts();
    let chosen = RwSignal::new(String::new());
    let terms = Resource::new(|| (), |()| planning_terms());
    let vendors = Resource::new(|| (), |()| vendor_choices());
    let options = Signal::derive(move || {
        let people = terms
            .get()
            .and_then(Result::ok)
            .map(|terms| terms.bench.queues);
        let people = people.unwrap_or_default().into_iter();
        let people = people.map(|queue| SelectOption::new(queue.staff.to_string(), queue.name));
        let vendors = vendors.get().and_then(Result::ok).unwrap_or_default();
        let vendors = vendors.into_iter().map(|vendor| {
            SelectOption::new(
                format!("{VENDOR}{}", vendor.id),
                format!("Vendor: {}", vendor.name),
            )
        });
        people.chain(vendors).collect::<Vec<_>>()
    });
    let go = move |()| {
        let assignee = chosen.with_untracked(|chosen| read(chosen));
        attempt.make(
            move |key| assign_step(at.job, at.step, assignee, at.version, key),
            move |_| toasts.success("Noted."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Give it to them" on_go=go>
            <SelectField
                label="Who does it" name="/assignee" value=chosen options=options
                prompt="Anybody" error=attempt.at("/assignee")
            />
        </AttemptForm>
    }
}

fn read(chosen: &str) -> Assignee {
    let vendor = chosen.strip_prefix(VENDOR);
    match vendor {
        Some(vendor) => vendor.parse().map_or(Assignee::Anybody, Assignee::Vendor),
        None => chosen.parse().map_or(Assignee::Anybody, Assignee::Jeweler),
    }
}
