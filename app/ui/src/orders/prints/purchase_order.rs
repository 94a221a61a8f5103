//! The purchase order that goes to the vendor.

use super::sheet::{described, letterhead};
use crate::components::{Definition, DefinitionList, PrintLine, PrintSheet, SkeletonShape};
use crate::loaded::{addressed, loaded};
use crate::orders::api::show_purchase_order;
use domain::orders::history::day;
use domain::orders::view::{LineView, PurchaseDocument};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(in crate::orders) fn PurchaseOrder() -> impl IntoView {
    loaded(addressed(show_purchase_order), SkeletonShape::Lines, sheet)
}

fn sheet(purchase: PurchaseDocument) -> impl IntoView {
    let expected = purchase
        .eta
        .map_or_else(|| "Please tell us your date".to_owned(), day);
    view! {
        <Title text=format!("Purchase order {}", purchase.number) />
        <PrintSheet
            letterhead=letterhead(&purchase.store)
            title="Purchase order"
            number=purchase.number.clone()
            date=day(purchase.sent_on)
            back=format!("/orders/{}", purchase.order_id)
        >
            <DefinitionList>
                <Definition term="To">{purchase.vendor_name.clone()}</Definition>
                {(!purchase.vendor_account.is_empty())
                    .then(|| view! { <Definition term="Our account">{purchase.vendor_account.clone()}</Definition> })}
                {purchase.reference.clone().map(|number| view! { <Definition term="Your number">{number}</Definition> })}
                <Definition term="For our order">{purchase.order_number.clone()}</Definition>
                <Definition term="Expected">{expected}</Definition>
            </DefinitionList>
            <table class="sheet-table">
                <thead>
                    <tr>
                        <th scope="col">"Piece"</th>
                        <th scope="col">"Your style or SKU"</th>
                        <th scope="col" class="figure">"Quantity"</th>
                        <th scope="col" class="figure">"Cost each"</th>
                    </tr>
                </thead>
                <tbody>{purchase.lines.iter().map(row).collect_view()}</tbody>
            </table>
            {purchase
                .total
                .map(|total| {
                    view! {
                        <DefinitionList ledger=true>
                            <Definition term="Total" strong=true>{total.to_string()}</Definition>
                        </DefinitionList>
                    }
                })}
            <PrintLine label="For the shop" />
        </PrintSheet>
    }
}

fn row(line: &LineView) -> impl IntoView + use<> {
    view! {
        <tr>
            <td>{described(line)}</td>
            <td>{line.sku.clone().unwrap_or_default()}</td>
            <td class="figure">{line.quantity}</td>
            <td class="figure">{line.unit_cost.map(|cost| cost.to_string()).unwrap_or_default()}</td>
        </tr>
    }
}
