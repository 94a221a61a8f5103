//! The customers' pieces that are here, the longest first.

use crate::components::{Badge, Cell, Column, DataTable, EmptyState, IconName, Row, RowLink, Tone};
use crate::paged::Paged;
use crate::stock::api::list_customers_goods;
use domain::custody::{CustomersPiece, GoodsPage};
use leptos::prelude::*;

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
    let pieces = Paged::new(first.pieces, first.next);
    let more = move |after| async move {
        let page = list_customers_goods(after).await?;
        Ok((page.pieces, page.next))
    };
    view! {
        <DataTable caption="Customers’ goods" columns=columns()>
            <For each=move || pieces.items() key=|piece| piece.id let:piece>
                <PieceRow piece=piece />
            </For>
        </DataTable>
        {pieces.foot(Some(pieces.counted("piece", "pieces")), more)}
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
