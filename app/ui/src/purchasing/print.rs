//! An order for stock on paper, as it goes to the vendor.

use super::api::show_purchase;
use crate::components::SkeletonShape;
use crate::loaded::{addressed, loaded};
use crate::orders::{VendorSheet, VendorSheetLine, vendor_sheet};
use domain::purchasing::{PurchaseDetail, PurchaseLineView};
use leptos::prelude::*;

#[component]
pub(super) fn PrintPurchase() -> impl IntoView {
    loaded(addressed(show_purchase), SkeletonShape::Lines, sheet)
}

fn sheet(purchase: PurchaseDetail) -> impl IntoView {
    vendor_sheet(VendorSheet {
        store: purchase.store,
        number: purchase.number,
        date: purchase.sent_on.unwrap_or(purchase.created_on),
        back: format!("/purchasing/{}", purchase.id),
        vendor_name: purchase.vendor_name,
        vendor_account: purchase.vendor_account,
        references: Vec::new(),
        eta: purchase.eta,
        lines: purchase.lines.into_iter().map(line).collect(),
        total: purchase.total,
        note: purchase.note,
    })
}

fn line(line: PurchaseLineView) -> VendorSheetLine {
    let description = line.description;
    VendorSheetLine {
        what: view! { <span class="breakable">{description}</span> }.into_any(),
        vendor_style: line.vendor_style,
        quantity: line.quantity,
        unit_cost: line.unit_cost,
    }
}
