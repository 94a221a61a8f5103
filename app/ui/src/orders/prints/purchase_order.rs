//! The order to the vendor of a customer's piece.

use super::sheet::described;
use super::vendor_sheet::{VendorSheet, VendorSheetLine, vendor_sheet};
use crate::components::SkeletonShape;
use crate::loaded::{addressed, loaded};
use crate::orders::api::show_purchase_order;
use domain::orders::view::{LineView, PurchaseDocument};
use leptos::prelude::*;

#[component]
pub(in crate::orders) fn PurchaseOrder() -> impl IntoView {
    loaded(addressed(show_purchase_order), SkeletonShape::Lines, sheet)
}

fn sheet(purchase: PurchaseDocument) -> impl IntoView {
    let theirs = purchase.reference.map(|number| ("Your number", number));
    let ours = ("For our order", purchase.order_number);
    vendor_sheet(VendorSheet {
        store: purchase.store,
        number: purchase.number,
        date: purchase.sent_on,
        back: format!("/orders/{}", purchase.order_id),
        vendor_name: purchase.vendor_name,
        vendor_account: purchase.vendor_account,
        references: theirs.into_iter().chain([ours]).collect(),
        eta: purchase.eta,
        lines: purchase.lines.into_iter().map(line).collect(),
        total: purchase.total,
        note: None,
    })
}

fn line(line: LineView) -> VendorSheetLine {
    VendorSheetLine {
        what: described(&line).into_any(),
        vendor_style: line.sku,
        quantity: line.quantity,
        unit_cost: line.unit_cost,
    }
}
