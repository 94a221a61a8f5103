//! The steps of a job, the one that it is at with its buttons.

use super::Shown;
use super::assign::AssignButton;
use crate::bench::deeds::{AskHours, Asking, AtStep, StepButtons, is_outside};
use crate::bench::words::{short_day, step_tone};
use crate::components::{Badge, Panel};
use crate::people::use_session;
use domain::bench::StepState;
use domain::bench::view::StepView;
use domain::staff::Permission;
use leptos::prelude::*;

#[component]
pub(super) fn Steps(shown: Shown) -> impl IntoView {
    let session = use_session();
    let asking = Asking::new(move || shown.refresh());
    let steps = Memo::new(move |_| {
        shown.job.with(|job| {
            let works = job.card.state.is_open();
            (
                job.card.version,
                works,
                job.blocked.is_none(),
                job.steps.clone(),
            )
        })
    });
    view! {
        <Panel title="Steps">
            <ol class="job-steps">
                {move || {
                    let (version, works, free, steps) = steps.get();
                    let works = works && session.may(Permission::WorkOrders);
                    let next = steps.iter().position(|step| step.state != StepState::Done);
                    steps
                        .into_iter()
                        .enumerate()
                        .map(|(index, step)| {
                            let its_turn = works && free && Some(index) == next;
                            one(shown, asking, version, step, works, its_turn)
                        })
                        .collect_view()
                }}
            </ol>
        </Panel>
        <AskHours asking=asking />
    }
}

fn one(
    shown: Shown,
    asking: Asking,
    version: i32,
    step: StepView,
    works: bool,
    its_turn: bool,
) -> impl IntoView {
    let (job, _) = shown.seen();
    let at = AtStep {
        job,
        version,
        step: step.id,
        kind: step.kind,
        state: step.state,
        outside: is_outside(&step.doer),
    };
    let facts = [
        Some(step.doer.name().to_owned()),
        Some(format!("{} planned", step.planned)),
        (!step.worked.is_none()).then(|| format!("{} worked", step.worked)),
        Some(format!("by {}", short_day(step.due_on))),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    let assignable = works && step.state == StepState::Waiting;
    view! {
        <li class="job-step" data-now=its_turn.then_some("")>
            <div>
                <p class="cluster">
                    <strong>{step.kind.label()}</strong>
                    <Badge tone=step_tone(step.state)>{step.state.label()}</Badge>
                </p>
                <p class="quiet breakable">{facts.join(" · ")}</p>
            </div>
            <div class="cluster">
                {its_turn.then(|| view! { <StepButtons at=at asking=asking /> })}
                {assignable.then(|| view! { <AssignButton shown=shown at=at /> })}
            </div>
        </li>
    }
}
