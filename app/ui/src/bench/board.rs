//! The board of the shop: a column for each jeweler, for vendors, and for what is nobody's yet.

use super::api::shop_bench;
use super::frame::{Place, Ways};
use super::new::NewJob;
use super::words::{short_day, waiting, whose};
use crate::components::{
    Badge, EmptyState, IconName, KanbanBoard, KanbanCard, KanbanColumn, PageHeader, SkeletonShape,
    Tone,
};
use crate::live::on_any_change;
use crate::loaded::loaded;
use crate::people::use_session;
use domain::bench::view::{BenchBoard, Doer, JobCard};
use domain::ids::StaffId;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(super) fn Shop() -> impl IntoView {
    let session = use_session();
    let board = Resource::new(|| (), |()| shop_bench());
    on_any_change(move || board.refetch());
    let again = Callback::new(move |()| board.refetch());
    view! {
        <Title text="Bench" />
        <PageHeader
            title="Bench"
            actions=move || view! {
                <Show when=move || session.may(Permission::WorkOrders)>
                    <NewJob on_change=again />
                </Show>
            }
        />
        <div class="stack">
            <Ways here=Place::Shop />
            {loaded(board, SkeletonShape::Board, columns)}
        </div>
    }
}

/// Where a job stands on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Anybody,
    Jeweler(StaffId),
    Vendors,
    /// All steps are done.
    ToFinish,
}

fn column_of(job: &JobCard) -> Column {
    match job.step.as_ref().map(|step| &step.doer) {
        None => Column::ToFinish,
        Some(Doer::Anybody) => Column::Anybody,
        Some(Doer::Jeweler { staff, .. }) => Column::Jeweler(*staff),
        Some(Doer::Vendor { .. }) => Column::Vendors,
    }
}

fn columns(board: BenchBoard) -> impl IntoView {
    if board.jobs.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Ring
                title="The bench is empty"
                text="Work for orders appears here when it is planned on the order. Work for stock is opened above."
            />
        }
        .into_any();
    }
    let people = board.jewelers.clone();
    let named = people
        .into_iter()
        .map(|(staff, name)| (Column::Jeweler(staff), name));
    let all: Vec<_> = [(Column::Anybody, "For anybody".to_owned())]
        .into_iter()
        .chain(named)
        .chain([
            (Column::Vendors, "At a vendor".to_owned()),
            (Column::ToFinish, "All steps done".to_owned()),
        ])
        .collect();
    view! {
        <KanbanBoard label="Jobs by who works on them">
            {all.into_iter().map(|(column, title)| stack(column, title, &board.jobs)).collect_view()}
        </KanbanBoard>
    }
    .into_any()
}

fn stack(column: Column, title: String, jobs: &[JobCard]) -> impl IntoView + use<> {
    let mine: Vec<_> = jobs
        .iter()
        .filter(|job| column_of(job) == column)
        .cloned()
        .collect();
    let count = u32::try_from(mine.len()).unwrap_or(u32::MAX);
    view! {
        <KanbanColumn title=title count=count>
            {mine.into_iter().map(card).collect_view()}
        </KanbanColumn>
    }
}

fn card(job: JobCard) -> impl IntoView {
    let mark = match (job.rush, job.late, job.released) {
        (true, ..) | (_, true, _) => Tone::Danger,
        (_, _, true) => Tone::Info,
        _ => Tone::Neutral,
    };
    let owner = whose(&job);
    let step = job.step.as_ref().map_or_else(
        || "All steps done".to_owned(),
        |step| {
            format!(
                "{}, {}",
                step.kind.label(),
                step.state.label().to_lowercase()
            )
        },
    );
    let days = job
        .step
        .as_ref()
        .and_then(|step| waiting(step.days_in_step));
    let progress = format!("{} of {} steps", job.steps_done, job.steps);
    view! {
        <KanbanCard
            href=format!("/bench/jobs/{}", job.id)
            title=job.title
            number=job.number
            text=owner
            tone=mark
        >
            <span class="card-facts">
                <span>{step}</span>
                <span class="card-promise" data-late=job.late.then_some("")>
                    {if job.late { "Was due " } else { "Due " }} {short_day(job.due_on)}
                </span>
                <span class="quiet">{progress}</span>
                {days.map(|days| view! { <span class="quiet">{days}</span> })}
            </span>
            {(job.rush || !job.released).then(|| view! {
                <span class="card-badges">
                    {job.rush.then(|| view! { <Badge tone=Tone::Danger icon=IconName::Warning>"Rush"</Badge> })}
                    {(!job.released).then(|| view! { <Badge icon=IconName::Pause>"Not released"</Badge> })}
                </span>
            })}
        </KanbanCard>
    }
}
