//! The journal's screen: filter, entries, exports.

use super::{api, entries::Entries, filter, filter_form::FilterForm, tabs};
use crate::components::{
    EmptyState, ErrorState, IconName, LinkButton, LoadMore, PageHeader, Panel, Skeleton,
    SkeletonShape, Tabs,
};
use crate::error::UiError;
use crate::files::{ExportMenu, filter_text};
use domain::ledger::view::{EntryView, JournalFilter, JournalPage};
use leptos::{prelude::*, task::spawn_local};
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
    let next = RwSignal::new(first.next);
    let shown = RwSignal::new(first.entries);
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<UiError>));
    let more = move |()| {
        let filter = JournalFilter {
            after: next.get_untracked(),
            ..filter.get_untracked()
        };
        busy.set(true);
        spawn_local(async move {
            let page = api::load_journal(filter).await;
            // Another filter may have replaced this list in the meantime.
            let _ = busy.try_set(false);
            match page {
                Ok(page) => {
                    shown.try_update(|shown| shown.extend(page.entries));
                    let _ = next.try_set(page.next);
                    let _ = failed.try_set(None);
                }
                Err(error) => {
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    let how_many = move || {
        let all = totals.map_or(0, |totals| totals.entries);
        Some(format!(
            "Showing {} of {all}",
            shown.with(Vec::<EntryView>::len)
        ))
    };
    view! {
        <Panel flush=true>
            <Entries entries=shown totals=totals />
        </Panel>
        {move || {
            failed
                .get()
                .map(|error| view! { <ErrorState text=error.to_string() on_retry=more /> })
        }}
        <LoadMore
            shown=Signal::derive(how_many)
            has_more=Signal::derive(move || next.with(Option::is_some))
            busy=busy
            on_more=more
        />
    }
    .into_any()
}
