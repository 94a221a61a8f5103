//! A count: scanned into while it is open, a result to print afterwards.

mod bulk;
mod end;
mod queue;
mod result;
mod scan;
mod unexpected;

use super::api::show_count;
use super::tone;
use crate::components::browser::sleep;
use crate::components::{
    Badge, Cell, Column, DataTable, Definition, DefinitionList, PageHeader, Panel, Row, RowLink,
    SkeletonShape,
};
use crate::loaded::{addressed, loaded};
use crate::stock::words::count;
use bulk::InBulk;
use domain::stock::{CountDetail, CountState, NotFound};
use end::Ends;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use result::ResultSheet;
use scan::ScanPanel;
use unexpected::Unexpected;

/// How often one looks at what others have scanned.
const LOOK_AGAIN_AFTER: u32 = 5_000;

/// A count on the screen: how far it has come, and how to look again.
#[derive(Clone, Copy)]
struct Shown {
    count: RwSignal<CountDetail>,
}

impl Shown {
    fn refresh(self) {
        spawn_local(self.look());
    }

    async fn look(self) {
        let Some(id) = self.count.try_with_untracked(|count| count.summary.id) else {
            return;
        };
        if let Ok(now) = show_count(id).await {
            // The screen may be gone by then.
            drop(self.count.try_set(now));
        }
    }

    /// Whether it is still counted; none once the screen is gone.
    fn is_open(self) -> Option<bool> {
        let state = self.count.try_with_untracked(|count| count.summary.state)?;
        Some(state == CountState::Open)
    }
}

#[component]
pub(in crate::stock) fn CountPage() -> impl IntoView {
    loaded(
        addressed(show_count),
        SkeletonShape::Lines,
        |count| view! { <Page count=count /> },
    )
}

#[component]
fn Page(count: CountDetail) -> impl IntoView {
    let shown = Shown {
        count: RwSignal::new(count),
    };
    // Others count, too.
    Effect::new(move |_| {
        spawn_local(async move {
            while shown.is_open() == Some(true) {
                sleep(LOOK_AGAIN_AFTER).await;
                shown.look().await;
            }
        });
    });
    let open = Memo::new(move |_| {
        shown
            .count
            .with(|count| count.summary.state == CountState::Open)
    });
    view! {
        <Title text=move || shown.count.with(|count| count.summary.number.clone()) />
        <Show when=move || open.get() fallback=move || view! { <ResultSheet count=shown.count.get() /> }>
            <Counting shown=shown />
        </Show>
    }
}

#[component]
fn Counting(shown: Shown) -> impl IntoView {
    let summary = shown.count.with_untracked(|count| count.summary.clone());
    let what = summary.form.map_or("Everything", |form| form.label());
    view! {
        <PageHeader
            title=summary.number.clone()
            kicker="Count"
            back=("/stock/counts".to_owned(), "Counts".to_owned())
            meta=move || view! {
                <Badge tone=tone(summary.state)>{summary.state.label()}</Badge>
                <span class="breakable">{format!("{what} · {}", summary.places)}</span>
            }
            actions=move || view! { <Ends shown=shown /> }
        />
        <div class="split count-page">
            <div class="stack">
                <ScanPanel shown=shown />
                <Unexpected shown=shown />
            </div>
            <div class="stack">
                <HowFar shown=shown />
                <Missing shown=shown />
                <InBulk shown=shown />
            </div>
        </div>
    }
}

#[component]
fn HowFar(shown: Shown) -> impl IntoView {
    let tally = Memo::new(move |_| shown.count.with(|count| count.tally));
    let counters = Memo::new(move |_| shown.count.with(|count| count.counters.clone()));
    view! {
        <Panel title="How far">
            <DefinitionList>
                <Definition term="Found" strong=true>
                    {move || {
                        let tally = tally.get();
                        format!("{} of {}", count(tally.found), count(tally.expected))
                    }}
                </Definition>
                <Definition term="Not found yet">{move || count(tally.get().missing())}</Definition>
                <Definition term="Scanned by">
                    {move || {
                        let all = counters.get().into_iter();
                        let each: Vec<_> = all.map(|(who, n)| format!("{who}: {}", count(n))).collect();
                        if each.is_empty() { "Nobody yet".to_owned() } else { each.join(", ") }
                    }}
                </Definition>
            </DefinitionList>
        </Panel>
    }
}

/// What was not found yet; as much as a screen can show.
#[component]
fn Missing(shown: Shown) -> impl IntoView {
    let pieces = Memo::new(move |_| shown.count.with(|count| count.not_found.clone()));
    let row = |piece: NotFound| {
        let promised = piece.promised_to.map(|order| format!(" · for {order}"));
        view! {
            <Row>
                <Cell>
                    <RowLink href=format!("/stock/{}", piece.piece)>{piece.serial}</RowLink>
                    <span class="quiet breakable">{piece.name}{promised}</span>
                </Cell>
                <Cell label="Where">{piece.location}</Cell>
            </Row>
        }
    };
    view! {
        <Panel title="Not found yet" flush=true>
            <Show
                when=move || !pieces.with(Vec::is_empty)
                fallback=|| view! { <p class="quiet">"All that should be here was found."</p> }
            >
                <DataTable
                    caption="Not found yet"
                    columns=vec![Column::new("Piece"), Column::new("Where")]
                >
                    {move || pieces.get().into_iter().map(row).collect_view()}
                </DataTable>
            </Show>
        </Panel>
    }
}
