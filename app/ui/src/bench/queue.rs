//! A jeweler's queue: what waits for them, rush first.

use super::api::my_bench;
use super::deeds::{AskHours, Asking, AtStep, StepButtons, is_outside};
use super::frame::{Place, Scan, Ways};
use super::words::{short_day, step_tone, waiting, whose};
use crate::components::{Badge, EmptyState, IconName, LinkButton, PageHeader, SkeletonShape, Tone};
use crate::live::on_any_change;
use crate::loaded::loaded;
use domain::bench::view::{BenchBoard, Doer, JobCard};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(super) fn MyQueue() -> impl IntoView {
    let queue = Resource::new(|| (), |()| my_bench());
    let asking = Asking::new(move || queue.refetch());
    on_any_change(move || queue.refetch());
    view! {
        <Title text="Bench" />
        <PageHeader title="Bench" />
        <div class="stack">
            <Ways here=Place::Mine />
            <Scan />
            {loaded(queue, SkeletonShape::Rows, move |board| view! { <List asking=asking board=board /> })}
        </div>
        <AskHours asking=asking />
    }
}

#[component]
fn List(asking: Asking, board: BenchBoard) -> impl IntoView {
    if board.jobs.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Ring
                title="Nothing waits for you"
                text="Work appears here when it is given to you, or to nobody yet."
                actions=|| view! { <LinkButton href="/bench/shop">"The whole shop"</LinkButton> }
            />
        }
        .into_any();
    }
    view! {
        <ol class="queue">
            {board
                .jobs
                .into_iter()
                .map(|job| view! { <Waiting asking=asking job=job /> })
                .collect_view()}
        </ol>
    }
    .into_any()
}

#[component]
fn Waiting(asking: Asking, job: JobCard) -> impl IntoView {
    let address = format!("/bench/jobs/{}", job.id);
    let due = short_day(job.due_on);
    let owner = whose(&job);
    let step = job.step.clone();
    let buttons = step.as_ref().filter(|_| job.released).map(|step| {
        let at = AtStep {
            job: job.id,
            version: job.version,
            step: step.id,
            kind: step.kind,
            state: step.state,
            outside: is_outside(&step.doer),
        };
        view! { <StepButtons at=at asking=asking /> }
    });
    let waits = (!job.released).then(|| {
        view! { <p class="quiet">"Not at the bench yet: the order is not released, or on hold."</p> }
    });
    view! {
        <li class="queue-job" data-rush=job.rush.then_some("")>
            <div class="queue-what">
                <p class="cluster">
                    <span class="serial">{job.number}</span>
                    {job.rush.then(|| view! { <Badge tone=Tone::Danger icon=IconName::Warning>"Rush"</Badge> })}
                    <span class="card-promise" data-late=job.late.then_some("")>
                        {if job.late { "Was due " } else { "Due " }} {due}
                    </span>
                </p>
                <h2><a class="breakable" href=address>{job.title}</a></h2>
                <p class="quiet breakable">{owner}</p>
            </div>
            <div class="queue-step">
                {step.map(|step| {
                    let nobody = step.doer == Doer::Anybody;
                    view! {
                        <p class="cluster">
                            <strong>{step.kind.label()}</strong>
                            <Badge tone=step_tone(step.state)>{step.state.label()}</Badge>
                            <span class="quiet">{format!("{} planned", step.planned)}</span>
                            {nobody.then(|| view! { <span class="quiet">"for whoever takes it"</span> })}
                            {waiting(step.days_in_step).map(|words| view! { <span class="quiet">{words}</span> })}
                        </p>
                    }
                })}
                {buttons}
                {waits}
            </div>
        </li>
    }
}
