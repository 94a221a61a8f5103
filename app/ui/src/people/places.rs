//! Where a person of the house can go.

use crate::components::{IconName, NavItem};
use domain::staff::{Permission, Role};

const PLACES: &[(&str, &str, IconName, &[Permission])] = &[
    ("/", "Board", IconName::Board, &[Permission::ViewOrders]),
    ("/work", "To do", IconName::Check, &[Permission::ViewOrders]),
    (
        "/orders/new",
        "New order",
        IconName::Plus,
        &[Permission::TakeOrders],
    ),
    (
        "/orders",
        "Orders",
        IconName::Orders,
        &[Permission::ViewOrders],
    ),
    ("/scan", "Scan", IconName::Scan, &[Permission::ViewOrders]),
    (
        "/customers",
        "Customers",
        IconName::Person,
        &[Permission::ViewOrders],
    ),
    (
        "/wholesale",
        "Wholesale",
        IconName::Store,
        // Who sells on account, and who keeps the books of it.
        &[Permission::TakeOrders, Permission::ViewLedger],
    ),
    (
        "/catalogue",
        "Catalogue",
        IconName::Ring,
        &[Permission::ViewOrders],
    ),
    (
        "/bench",
        "Bench",
        IconName::Bench,
        &[Permission::WorkOrders],
    ),
    (
        "/stock",
        "Stock",
        IconName::Drawers,
        &[Permission::ViewOrders],
    ),
    (
        "/memos",
        "Memos",
        IconName::HandOver,
        &[Permission::TakeOrders, Permission::ViewCost],
    ),
    (
        "/purchasing",
        "Purchasing",
        IconName::Truck,
        // Whose bills they are is seen by those who keep the books.
        &[Permission::WorkOrders, Permission::ViewCost],
    ),
    (
        "/messages",
        "Messages",
        IconName::Messages,
        &[Permission::ViewMessages],
    ),
    (
        "/journal",
        "Journal",
        IconName::Ledger,
        &[Permission::ViewLedger],
    ),
    (
        "/margin",
        "Margin",
        IconName::Chart,
        &[Permission::ViewCost],
    ),
    (
        "/people",
        "People",
        IconName::People,
        &[Permission::Administer],
    ),
];

/// The places that a role may see, most used first: to a jeweler the bench is home.
#[must_use]
pub(super) fn places(role: Role) -> Vec<NavItem> {
    let mut seen: Vec<_> = PLACES
        .iter()
        .filter(|(_, _, _, needed)| needed.iter().any(|needed| role.may(*needed)))
        .collect();
    if role == Role::Jeweler {
        seen.sort_by_key(|(href, ..)| *href != "/bench");
    }
    seen.into_iter()
        .map(|(href, label, icon, _)| NavItem::new(*href, *label, *icon))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jeweler_sees_the_bench_and_no_money() {
        let labels: Vec<_> = places(Role::Jeweler)
            .into_iter()
            .map(|item| item.label)
            .collect();
        assert_eq!(
            labels,
            [
                "Bench",
                "Board",
                "To do",
                "Orders",
                "Scan",
                "Customers",
                "Catalogue",
                "Stock",
                "Purchasing"
            ]
        );
    }
}
