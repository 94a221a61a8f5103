//! One job: what can be done, its steps, what is in it, what it costs, what came of it.

mod assign;
mod cost;
mod ending;
mod facts;
mod material;
mod photos;
mod steps;

use super::api::show_job;
use super::words::{short_day, tone, whose};
use crate::components::{Badge, Banner, IconName, LinkButton, PageHeader, SkeletonShape, Tone};
use crate::live::on_any_change;
use crate::loaded::{addressed, loaded};
use cost::CostPanel;
use domain::bench::view::JobDetail;
use domain::ids::BenchJobId;
use ending::Ending;
use facts::Facts;
pub(super) use facts::particulars;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use material::Materials;
use photos::Photos;
use steps::Steps;

/// A job on the screen: what it is now, and how to look again.
#[derive(Clone, Copy)]
struct Shown {
    job: RwSignal<JobDetail>,
}

impl Shown {
    /// Which job it is, and as of when it was seen.
    fn seen(self) -> (BenchJobId, i32) {
        self.job
            .with_untracked(|job| (job.card.id, job.card.version))
    }

    /// Reads the job anew. What is typed elsewhere on the page stays.
    fn refresh(self) {
        let (id, _) = self.seen();
        spawn_local(async move {
            if let Ok(now) = show_job(id).await {
                // The screen may be gone by then.
                drop(self.job.try_set(now));
            }
        });
    }
}

#[component]
pub(super) fn JobPage() -> impl IntoView {
    loaded(
        addressed(show_job),
        SkeletonShape::Lines,
        |job| view! { <Page job=job /> },
    )
}

#[component]
fn Page(job: JobDetail) -> impl IntoView {
    let shown = Shown {
        job: RwSignal::new(job),
    };
    on_any_change(move || shown.refresh());
    let job = shown.job;
    let (id, number, title) =
        job.with_untracked(|job| (job.card.id, job.card.number.clone(), job.card.title.clone()));
    let blocked = Memo::new(move |_| {
        job.with(|job| job.blocked.clone().filter(|_| job.card.state.is_open()))
    });
    view! {
        <Title text=number.clone() />
        <PageHeader
            title=format!("{number} · {title}")
            kicker="Bench"
            back=("/bench".to_owned(), "Bench".to_owned())
            meta=move || view! { <Meta job=job /> }
            actions=move || view! {
                <LinkButton href=format!("/bench/jobs/{id}/ticket") icon=IconName::Print>
                    "Bench ticket"
                </LinkButton>
            }
        />
        <div class="split job-page">
            <div class="stack">
                {move || blocked.get().map(|why| view! { <Banner tone=Tone::Warning>{why}</Banner> })}
                <Ending shown=shown />
                <Steps shown=shown />
                <Materials shown=shown />
                <Photos shown=shown />
            </div>
            <div class="stack">
                <Facts job=job />
                <CostPanel job=job />
            </div>
        </div>
    }
}

#[component]
fn Meta(job: RwSignal<JobDetail>) -> impl IntoView {
    let card = Memo::new(move |_| job.with(|job| job.card.clone()));
    let owner = move || card.with(whose);
    let order = move || card.with(|card| card.order.as_ref().map(|(id, _)| *id));
    let due = move || {
        let (late, day) = card.with(|card| (card.late, card.due_on));
        let word = if late { "Was due" } else { "Due" };
        format!("{word} {}", short_day(day))
    };
    view! {
        <Badge tone=Signal::derive(move || card.with(|card| tone(card.state)))>
            {move || card.with(|card| card.state.label())}
        </Badge>
        <Show when=move || card.with(|card| card.rush)>
            <Badge tone=Tone::Danger icon=IconName::Warning>"Rush"</Badge>
        </Show>
        <Show when=move || card.with(|card| card.state.is_open())>
            <span class="card-promise" data-late=move || card.with(|card| card.late).then_some("")>
                {due}
            </span>
        </Show>
        {move || match order() {
            Some(id) => view! { <a href=format!("/orders/{id}")>{owner()}</a> }.into_any(),
            None => view! { <span>{owner()}</span> }.into_any(),
        }}
    }
}
