//! The pieces that were found: the first page, and those that were asked for since.

use super::asked::{address, narrowed_by, unfiltered};
use crate::components::{
    Badge, ButtonVariant, Cell, Column, DataTable, EmptyState, Icon, IconName, LinkButton, Row,
    RowLink, Tone,
};
use crate::paged::Paged;
use crate::people::use_session;
use crate::stock::api::list_stock;
use crate::stock::words;
use domain::catalogue::thumbnail;
use domain::staff::Permission;
use domain::stock::{Form, PieceState, PieceSummary, StockFilter, StockOrder, StockPage};
use leptos::prelude::*;

#[component]
pub(super) fn Pages(filter: StockFilter, first: StockPage) -> impl IntoView {
    let empty = filter.clone();
    let priced = matches!(
        filter.order,
        Some(StockOrder::Cheapest | StockOrder::Dearest)
    );
    let pieces = Paged::new(first.pieces, first.next);
    let filter = StoredValue::new(filter);
    let more = move |cursor| async move {
        let filter = StockFilter {
            cursor,
            ..filter.get_value()
        };
        let page = list_stock(filter).await?;
        Ok((page.pieces, page.next))
    };
    view! {
        <Show
            when=move || !pieces.is_empty()
            fallback=move || view! { <Nothing filter=empty.clone() /> }
        >
            <DataTable caption="Pieces" columns=columns()>
                <For each=move || pieces.items() key=|piece| piece.id let:piece>
                    <PieceRow piece=piece />
                </For>
            </DataTable>
            {pieces.foot(Some(pieces.counted("piece", "pieces")), more)}
            {priced.then(|| view! {
                <p class="quiet stock-note">"Pieces without a price are not in this order."</p>
            })}
        </Show>
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Piece"),
        Column::new("Where"),
        Column::numeric("Price"),
    ]
}

#[component]
fn PieceRow(piece: PieceSummary) -> impl IntoView {
    let icon = match piece.form {
        Form::Jewel => IconName::Ring,
        Form::Stone => IconName::Gem,
    };
    let mark = match piece.photo {
        Some(photo) => view! {
            <img src=thumbnail(&photo) alt="" loading="lazy" decoding="async" />
        }
        .into_any(),
        None => view! { <Icon name=icon /> }.into_any(),
    };
    let serial = piece.serial;
    let report = piece.certificate.map(|report| format!(" · {report}"));
    let away = (piece.state != PieceState::Here).then(|| {
        view! { <Badge tone=words::tone(piece.state)>{piece.state.label()}</Badge> }
    });
    let promised = piece.promised_to.map(|order| {
        view! { <Badge tone=Tone::Accent icon=IconName::Orders>{format!("For {order}")}</Badge> }
    });
    let foreign = words::foreign(piece.ownership)
        .map(|whose| view! { <Badge tone=Tone::Info>{whose}</Badge> });
    view! {
        <Row>
            <Cell>
                <span class="stock-piece">
                    <span class="stock-mark" aria-hidden="true">{mark}</span>
                    <span class="stock-name">
                        <RowLink href=format!("/stock/{}", piece.id)>{piece.name}</RowLink>
                        <span class="quiet breakable">{serial}{report}</span>
                    </span>
                </span>
            </Cell>
            <Cell label="Where">
                <span class="stock-where">
                    {piece.location}
                    {away}
                    {foreign}
                    {promised}
                </span>
            </Cell>
            <Cell label="Price" numeric=true>
                {piece.price.map_or_else(|| "–".to_owned(), |price| price.to_string())}
            </Cell>
        </Row>
    }
}

#[component]
fn Nothing(filter: StockFilter) -> impl IntoView {
    let session = use_session();
    let everything = StockFilter {
        order: filter.order,
        ..StockFilter::default()
    };
    if filter == everything {
        let keeps = untrack(|| session.may(Permission::KeepStock));
        return view! {
            <EmptyState
                icon=IconName::Drawers
                title="Nothing is in stock yet"
                text="Write down a piece, or bring in a list of stones. Each gets a serial, a place and its history."
                actions=move || keeps.then(|| view! {
                    <LinkButton href="/stock/import" icon=IconName::Upload>"Import a list"</LinkButton>
                    <LinkButton href="/stock/new" icon=IconName::Plus>"Add a piece"</LinkButton>
                })
            />
        }
        .into_any();
    }
    let wider = match narrowed_by(&filter) {
        0 => address(&everything),
        _ => address(&unfiltered(&filter)),
    };
    view! {
        <EmptyState
            icon=IconName::Search
            title="Nothing matches"
            text="Try fewer words or another spelling, or fewer filters."
            actions=move || view! {
                <LinkButton href=wider.clone() variant=ButtonVariant::Secondary>"Show more"</LinkButton>
            }
        />
    }
    .into_any()
}
