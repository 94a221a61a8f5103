//! The work lists: what wants attention now, the most pressing first.

use super::api::show_work;
use super::list::{columns, row};
use crate::components::{DataTable, EmptyState, IconName, PageHeader, SkeletonShape, Tab, Tabs};
use crate::href::href;
use crate::live::on_any_change;
use crate::loaded::loaded;
use domain::orders::work::{WorkList, WorkView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn WorkLists() -> impl IntoView {
    let query = use_query_map();
    let list = Memo::new(move |_| query.with(|q| asked(q.get("list").as_deref())));
    let work = Resource::new(move || list.get(), show_work);
    on_any_change(move || work.refetch());
    view! {
        <Title text="To do" />
        <PageHeader title="To do" />
        <div class="stack" data-gap="snug">
            {loaded(work, SkeletonShape::Rows, move |work| view! {
                <Tabs label="Work lists" tabs=tabs(list.get_untracked(), &work) />
                {orders(list.get_untracked(), work)}
            })}
        </div>
    }
}

/// The list that an address asks for.
fn asked(code: Option<&str>) -> WorkList {
    let named = code.and_then(|code| code.parse().ok());
    named.unwrap_or(WorkList::Mine)
}

fn tabs(current: WorkList, work: &WorkView) -> Vec<Tab> {
    let tab = |list: WorkList| {
        let address = href("/work", &[("list", list.code())]);
        Tab::new(address, list.label(), list == current).count(work.count(list))
    };
    WorkList::ALL.iter().copied().map(tab).collect()
}

fn orders(list: WorkList, work: WorkView) -> impl IntoView {
    if work.orders.is_empty() {
        return view! { <EmptyState icon=IconName::Check title="Nothing to do here" text=nothing(list) /> }
            .into_any();
    }
    let more = work.count(list) as usize - work.orders.len().min(work.count(list) as usize);
    view! {
        <DataTable caption=list.label() columns=columns()>
            {work.orders.into_iter().map(row).collect_view()}
        </DataTable>
        {(more > 0).then(|| view! { <p class="quiet">{format!("And {more} more.")}</p> })}
    }
    .into_any()
}

/// What it means that a list is empty.
const fn nothing(list: WorkList) -> &'static str {
    match list {
        WorkList::Mine => "Nothing that you took or work on is due today.",
        WorkList::Overdue => "Every order is within what its customer expects.",
        WorkList::Customer => "No order waits for an answer, a payment or to be collected.",
        WorkList::Vendor => "Nothing is on its way from a vendor.",
        WorkList::Uncollected => "Everything that is ready was collected.",
        WorkList::Deposits => "Every deposit that was agreed to is paid.",
    }
}
