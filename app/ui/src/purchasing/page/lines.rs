//! What was ordered, and how much of it is here.

use crate::components::{Cell, Column, DataTable, Panel, Row};
use crate::purchasing::words::{in_a_line, received};
use domain::purchasing::{PurchaseDetail, PurchaseLineView};
use leptos::prelude::*;

#[component]
pub(super) fn Lines(purchase: RwSignal<PurchaseDetail>) -> impl IntoView {
    let lines = Memo::new(move |_| purchase.with(|purchase| purchase.lines.clone()));
    let sees_cost = purchase.with_untracked(|purchase| purchase.total.is_some());
    let mut columns = vec![Column::new("Piece"), Column::numeric("Received")];
    if sees_cost {
        columns.extend([Column::numeric("Cost of one"), Column::numeric("Amount")]);
    }
    view! {
        <Panel title="Pieces">
            <DataTable caption="Pieces ordered" columns=columns>
                {move || lines.get().into_iter().map(row).collect_view()}
            </DataTable>
        </Panel>
    }
}

fn row(line: PurchaseLineView) -> impl IntoView {
    let cost = line.unit_cost.map(|cost| {
        let amount = cost.times(line.quantity).ok();
        view! {
            <Cell label="Cost of one" numeric=true>{cost.to_string()}</Cell>
            <Cell label="Amount" numeric=true>
                {amount.map(|amount| amount.to_string()).unwrap_or_default()}
            </Cell>
        }
    });
    view! {
        <Row>
            <Cell>
                <span class="purchase-line">
                    <span class="breakable">{line.description}</span>
                    {in_a_line(&line.particulars).map(|text| view! { <span class="quiet breakable">{text}</span> })}
                    {line.vendor_style.map(|number| view! {
                        <span class="quiet breakable">{number}</span>
                    })}
                </span>
            </Cell>
            <Cell label="Received" numeric=true>{received(line.received, line.quantity)}</Cell>
            {cost}
        </Row>
    }
}
