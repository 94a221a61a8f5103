//! An order for stock on paper, as it goes to the vendor.

use super::api::show_purchase;
use crate::components::SkeletonShape;
use crate::loaded::{addressed, loaded};
use crate::orders::vendor_sheet;
use domain::purchasing::PurchaseDetail;
use leptos::prelude::*;

#[component]
pub(super) fn PrintPurchase() -> impl IntoView {
    loaded(addressed(show_purchase), SkeletonShape::Lines, sheet)
}

fn sheet(purchase: PurchaseDetail) -> impl IntoView {
    let back = format!("/purchasing/{}", purchase.id);
    vendor_sheet(purchase.into(), back)
}
