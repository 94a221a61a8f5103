//! The order to the vendor of a customer's piece.

use super::vendor_sheet::vendor_sheet;
use crate::components::SkeletonShape;
use crate::loaded::{addressed, loaded};
use crate::orders::api::show_purchase_order;
use domain::orders::view::PurchaseDocument;
use leptos::prelude::*;

#[component]
pub(in crate::orders) fn PurchaseOrder() -> impl IntoView {
    loaded(addressed(show_purchase_order), SkeletonShape::Lines, sheet)
}

fn sheet(purchase: PurchaseDocument) -> impl IntoView {
    let back = format!("/orders/{}", purchase.order_id);
    vendor_sheet(purchase.into(), back)
}
