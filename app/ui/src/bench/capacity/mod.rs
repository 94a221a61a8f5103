//! The calendar of capacity: what is free of whom on each day, and whose hours are whose.

mod calendar;
mod people;

use super::api::bench_capacity;
use super::frame::{Place, Ways};
use crate::components::{EmptyState, IconName, PageHeader, Panel, SkeletonShape};
use crate::error::UiError;
use crate::live::on_any_change;
use crate::loaded::loaded;
use calendar::Calendar;
use domain::bench::view::CapacityView;
use leptos::prelude::*;
use leptos_meta::Title;
use people::{EditHours, Editing, People};

type Known = Resource<Result<CapacityView, UiError>>;

#[component]
pub(super) fn Capacity() -> impl IntoView {
    let capacity = Resource::new(|| (), |()| bench_capacity());
    let editing = Editing::new();
    on_any_change(move || capacity.refetch());
    view! {
        <Title text="Capacity" />
        <PageHeader title="Bench" />
        <div class="stack">
            <Ways here=Place::Capacity />
            {loaded(capacity, SkeletonShape::Rows, move |view| {
                view! { <Shown editing=editing view=view /> }
            })}
        </div>
        <EditHours known=capacity editing=editing />
    }
}

#[component]
fn Shown(editing: Editing, view: CapacityView) -> impl IntoView {
    let nobody = view.bench.queues.is_empty();
    let calendar = if nobody {
        view! {
            <EmptyState
                icon=IconName::People
                title="Nobody has hours at the bench yet"
                text="As soon as somebody has, orders can be promised by what the bench has time for."
            />
        }
        .into_any()
    } else {
        view! { <Calendar bench=view.bench /> }.into_any()
    };
    view! {
        <Panel title="Free hours, the next four weeks">{calendar}</Panel>
        <People editing=editing jewelers=view.jewelers />
    }
}
