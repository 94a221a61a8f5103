//! Counting the stock: the counts, and the start of one.

pub(super) mod api;
mod page;
mod start;

pub(super) use page::CountPage;

use super::words::{count, moment};
use crate::components::{
    Badge, Button, ButtonVariant, Cell, Column, DataTable, Dialog, EmptyState, IconName,
    PageHeader, Row, RowLink, SkeletonShape, Tone,
};
use crate::loaded::loaded;
use crate::people::use_session;
use api::list_counts;
use domain::staff::Permission;
use domain::stock::{CountState, CountSummary, Tally};
use leptos::prelude::*;
use leptos_meta::Title;
use start::StartForm;

/// The colour of a count's state.
const fn tone(state: CountState) -> Tone {
    match state {
        CountState::Open => Tone::Accent,
        CountState::Finished => Tone::Success,
        CountState::GivenUp => Tone::Neutral,
    }
}

#[component]
pub(super) fn Counts() -> impl IntoView {
    let session = use_session();
    let keeps = move || session.may(Permission::KeepStock);
    let counts = Resource::new(|| (), |()| list_counts());
    let open = RwSignal::new(false);
    view! {
        <Title text="Counts" />
        <PageHeader
            title="Counts"
            back=("/stock".to_owned(), "Stock".to_owned())
            actions=move || view! {
                <Show when=keeps>
                    <Button
                        variant=ButtonVariant::Primary icon=IconName::Plus
                        on_press=move |()| open.set(true)
                    >
                        "Start a count"
                    </Button>
                </Show>
            }
        />
        {loaded(counts, SkeletonShape::Rows, |counts| view! { <List counts=counts /> })}
        <Dialog open=open title="Start a count">
            <StartForm open=open />
        </Dialog>
    }
}

#[component]
fn List(counts: Vec<CountSummary>) -> impl IntoView {
    if counts.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Drawers
                title="Nothing was counted yet"
                text="Count a safe, a showcase or the whole store: scan what lies there, and see what is missing."
            />
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Count"),
        Column::new("Started"),
        Column::new("State"),
        Column::numeric("Found"),
    ];
    view! {
        <DataTable caption="Counts" columns=columns>
            {counts.into_iter().map(row).collect_view()}
        </DataTable>
    }
    .into_any()
}

fn row(counted: CountSummary) -> impl IntoView {
    let found = counted.tally.map_or_else(|| "–".to_owned(), found_of);
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/stock/counts/{}", counted.id)>{counted.number}</RowLink>
                <span class="quiet breakable">{counted.places}</span>
            </Cell>
            <Cell label="Started">
                {moment(counted.started_at)}
                <span class="quiet breakable">{format!(" · {}", counted.started_by)}</span>
            </Cell>
            <Cell label="State">
                <Badge tone=tone(counted.state)>{counted.state.label()}</Badge>
            </Cell>
            <Cell label="Found" numeric=true>{found}</Cell>
        </Row>
    }
}

fn found_of(tally: Tally) -> String {
    format!("{} of {}", count(tally.found), count(tally.expected))
}
