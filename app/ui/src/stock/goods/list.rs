//! The customers' pieces that are here, the longest first.

use crate::components::{
    Badge, Banner, Cell, Column, DataTable, EmptyState, IconName, LoadMore, Row, RowLink, Tone,
};
use crate::error::UiError;
use crate::stock::api::list_customers_goods;
use crate::stock::words;
use domain::custody::{CustomersPiece, GoodsPage};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Goods(first: GoodsPage) -> impl IntoView {
    if first.pieces.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Ring
                title="Nothing of a customer’s is here"
                text="What is taken in for work is listed here, with what its owner says it is worth."
            />
        }
        .into_any();
    }
    let pieces = RwSignal::new(first.pieces);
    let next = RwSignal::new(first.next);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<UiError>);
    let more = move || {
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            match list_customers_goods(next.get_untracked()).await {
                Ok(page) => {
                    pieces.update(|pieces| pieces.extend(page.pieces));
                    next.set(page.next);
                }
                Err(error) => failed.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let shown = Signal::derive(move || {
        let count = u32::try_from(pieces.with(Vec::len)).unwrap_or(u32::MAX);
        let count = words::several(count, "piece", "pieces");
        Some(match next.with(Option::is_some) {
            true => format!("The first {count}"),
            false => count,
        })
    });
    view! {
        <DataTable caption="Customers’ goods" columns=columns()>
            <For each=move || pieces.get() key=|piece| piece.id let:piece>
                <PieceRow piece=piece />
            </For>
        </DataTable>
        {move || failed.get().map(|e| view! { <Banner tone=Tone::Danger>{e.to_string()}</Banner> })}
        <LoadMore
            shown=shown has_more=Signal::derive(move || next.with(Option::is_some))
            busy=busy on_more=more
        />
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Piece"),
        Column::new("Whose"),
        Column::new("Where"),
        Column::new("Since"),
        Column::numeric("Declared value"),
    ]
}

#[component]
fn PieceRow(piece: CustomersPiece) -> impl IntoView {
    let (customer, name) = piece.customer;
    let who = piece.who.filter(|who| !piece.place.contains(who.as_str()));
    let value = match piece.declared_value {
        Some(value) => view! { {value.to_string()} }.into_any(),
        None => view! { <Badge tone=Tone::Warning>"Not said"</Badge> }.into_any(),
    };
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/stock/{}", piece.id)>{piece.name}</RowLink>
                <span class="quiet breakable">" "{piece.serial}</span>
            </Cell>
            <Cell label="Whose">
                <a class="breakable" href=format!("/customers/{customer}")>{name}</a>
            </Cell>
            <Cell label="Where">
                <span class="stock-where">
                    <span class="breakable">{piece.place}</span>
                    {who.map(|who| view! { <span class="quiet breakable">{who}</span> })}
                </span>
            </Cell>
            <Cell label="Since">
                <time datetime=piece.since.to_rfc3339()>
                    {piece.since.format("%-d %b %Y").to_string()}
                </time>
            </Cell>
            <Cell label="Declared value" numeric=true>{value}</Cell>
        </Row>
    }
}
