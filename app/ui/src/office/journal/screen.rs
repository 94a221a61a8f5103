//! The journal's screen: filter, entries, exports.

use super::{api, entries::Entries, filter, filter_form::FilterForm, tabs};
use crate::components::{
    EmptyState, ErrorState, IconName, LinkButton, PageHeader, Panel, Skeleton, SkeletonShape, Tabs,
};
use crate::files::{ExportMenu, filter_text};
use crate::paged::Paged;
use domain::ledger::view::{JournalFilter, JournalPage};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Every entry of the store's books that the filter in the address lets through.
#[component]
pub fn JournalScreen() -> impl IntoView {
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(filter::read));
    let first = Resource::new(move || filter.get(), api::load_journal);
    view! {
        <Title text="Journal" />
        <PageHeader title="Journal" actions=move || view! { <Exports filter=filter /> } />
        <Tabs label="Views of the books" tabs=tabs(true) />
        <FilterForm filter=filter />
        <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Rows count=8 /> }>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(page) if page.entries.is_empty() => view! { <Nothing filter=filter /> }.into_any(),
                    Ok(page) => view! { <Pages first=page filter=filter /> }.into_any(),
                    Err(error) => {
                        view! { <ErrorState text=error.to_string() on_retry=move |()| first.refetch() /> }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
    .into_any()
}

/// What is shown, as files.
#[component]
fn Exports(filter: Memo<JournalFilter>) -> impl IntoView {
    let shown = Signal::derive(move || filter.with(filter_text));
    let iif = Signal::derive(move || filter.with(|f| filter::href("/journal/export.iif", f)));
    view! {
        <ExportMenu path="/journal/export" filter=shown others=vec![("QuickBooks", iif)] />
    }
    .into_any()
}

#[component]
fn Nothing(filter: Memo<JournalFilter>) -> impl IntoView {
    if filter.with_untracked(filter::is_empty) {
        view! {
            <EmptyState
                icon=IconName::Ledger
                title="The books are empty"
                text="The first deposit writes the first entry."
            />
        }
        .into_any()
    } else {
        view! {
            <EmptyState
                icon=IconName::Ledger
                title="No entry matches"
                text="Try other days, or all accounts and kinds."
                actions=|| view! { <LinkButton href="/journal">"Show all entries"</LinkButton> }
            />
        }
        .into_any()
    }
}

/// The first page, and those that were asked for since.
#[component]
fn Pages(first: JournalPage, filter: Memo<JournalFilter>) -> impl IntoView {
    let totals = first.totals;
    let entries = Paged::new(first.entries, first.next);
    let more = move |after| async move {
        let filter = JournalFilter {
            after,
            ..filter.get_untracked()
        };
        let page = api::load_journal(filter).await?;
        Ok((page.entries, page.next))
    };
    let how_many = move || {
        let all = totals.map_or(0, |totals| totals.entries);
        Some(format!("Showing {} of {all}", entries.len()))
    };
    view! {
        <Panel flush=true>
            <Entries entries=Signal::derive(move || entries.items()) totals=totals />
        </Panel>
        {entries.foot(Some(Signal::derive(how_many)), more)}
    }
    .into_any()
}
