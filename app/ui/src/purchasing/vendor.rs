//! Choosing the vendor, what is asked of it, and the day that follows from its lead time.

use crate::components::{ChoiceOption, SelectOption};
use chrono::NaiveDate;
use domain::calendar;
use domain::catalogue::VendorChoice;
use domain::purchasing::PurchaseKind;
use leptos::prelude::*;

/// The vendors as entries of a list.
pub(crate) fn named(vendors: &[VendorChoice]) -> Vec<SelectOption> {
    let each = vendors.iter();
    each.map(|vendor| SelectOption::new(vendor.id.to_string(), &vendor.name))
        .collect()
}

/// What a vendor can be asked for.
pub(crate) fn kinds(kinds: &[PurchaseKind]) -> Vec<ChoiceOption> {
    let word = |kind| match kind {
        PurchaseKind::Casting => "Castings",
        PurchaseKind::Repair => "Repairs",
        PurchaseKind::Stock | PurchaseKind::SpecialOrder | PurchaseKind::DropShip => {
            "Finished pieces"
        }
    };
    let each = kinds.iter();
    each.map(|kind| ChoiceOption::new(kind.code(), word(*kind)))
        .collect()
}

/// Keeps the expected day at the chosen vendor's lead time, until somebody types another.
pub(crate) fn propose_eta(
    vendor: RwSignal<String>,
    eta: RwSignal<String>,
    vendors: Signal<Vec<VendorChoice>>,
    today: NaiveDate,
) {
    Effect::new(move |before: Option<String>| {
        let proposed = vendor.with(|id| {
            let chosen = vendors.with(|all| {
                let chosen = all.iter().find(|known| known.id.to_string() == *id);
                chosen.map(|chosen| chosen.lead_days)
            });
            chosen.map(|days| calendar::propose_eta(today, days).to_string())
        });
        let Some(proposed) = proposed else {
            return before.unwrap_or_default();
        };
        let typed = eta.get_untracked();
        if typed.is_empty() || Some(&typed) == before.as_ref() {
            eta.set(proposed.clone());
        }
        proposed
    });
}
