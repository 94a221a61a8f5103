//! How custody is spoken of on screens.

use crate::components::IconName;
use chrono::{DateTime, FixedOffset};
use domain::custody::{HandOverView, HolderView, Named, Thing};
use domain::stock::{LocationKind, MoveKind};

/// Where a code leads.
pub(super) fn address(named: &Named) -> String {
    match named {
        Named::Piece { id, .. } => format!("/stock/{id}"),
        Named::Envelope { order, .. } => format!("/orders/{order}"),
        Named::Order { id, .. } => format!("/orders/{id}"),
        Named::Purchase {
            id,
            for_stock: true,
            ..
        } => format!("/purchasing/{id}"),
        Named::Purchase { id, .. } => format!("/purchase-orders/{id}"),
        Named::Job { id, .. } => format!("/bench/jobs/{id}"),
        Named::Place(place) => format!("/stock?location={}", place.id),
    }
}

/// What a code names, in words: what it is, and what it is called.
pub(super) fn described(named: &Named) -> (String, String) {
    match named {
        Named::Piece { serial, name, .. } => (serial.clone(), name.clone()),
        Named::Envelope { code, name, .. } => (code.clone(), name.clone()),
        Named::Order {
            number, customer, ..
        } => (number.clone(), customer.clone()),
        Named::Purchase { number, vendor, .. } => (number.clone(), vendor.clone()),
        Named::Job { number, title, .. } => (number.clone(), title.clone()),
        Named::Place(place) => (place.name.clone(), place.kind.label().to_owned()),
    }
}

/// The mark of what a code names.
pub(super) const fn icon(named: &Named) -> IconName {
    match named {
        Named::Piece { .. } => IconName::Ring,
        Named::Envelope { .. } => IconName::Mail,
        Named::Order { .. } => IconName::Orders,
        Named::Purchase { .. } => IconName::Truck,
        Named::Job { .. } => IconName::Bench,
        Named::Place(_) => IconName::Drawers,
    }
}

/// Where a thing is said to be: a place, or the hands of somebody.
pub(super) fn held_by(holder: &HolderView) -> String {
    match (holder.kind, &holder.who) {
        (LocationKind::Person, Some(who)) => format!("In the hands of {who}"),
        (_, _) => holder.name.clone(),
    }
}

/// Who answers for it there, where the place itself doesn't say so.
pub(super) fn who(holder: &HolderView) -> Option<String> {
    let who = holder.who.clone();
    who.filter(|_| holder.kind != LocationKind::Person)
}

/// What happened, as one line of a list.
pub(super) fn passed(thing: Thing, moved: &HandOverView) -> String {
    let to = moved.to.as_deref().unwrap_or("nobody");
    match (moved.kind, thing) {
        (MoveKind::Received, Thing::Envelope(_)) => match &moved.to {
            Some(to) => format!("Opened, {to}"),
            None => "Opened".to_owned(),
        },
        (MoveKind::Sold, Thing::Envelope(_)) => "Handed over to the customer".to_owned(),
        (MoveKind::Returned, Thing::Envelope(_)) => "Closed: the piece went back".to_owned(),
        (MoveKind::Received, _) => format!("Received into {to}"),
        (MoveKind::Moved, _) => match &moved.from {
            Some(from) => format!("{from} → {to}"),
            None => format!("To {to}"),
        },
        (MoveKind::Found, _) => format!("Found, now in {to}"),
        (kind, _) => kind.label().to_owned(),
    }
}

/// An instant by the shop's clock.
pub(super) fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %b %Y, %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{EnvelopeId, LocationId, OrderId, PieceId, PurchaseOrderId};

    fn holder(kind: LocationKind, who: Option<&str>) -> HolderView {
        HolderView {
            id: LocationId::generate(),
            kind,
            name: "First bench".into(),
            who: who.map(str::to_owned),
        }
    }

    #[test]
    fn a_code_leads_to_what_it_names() {
        let order = OrderId::generate();
        let envelope = Named::Envelope {
            id: EnvelopeId::generate(),
            order,
            code: "SO-1-1".into(),
            name: "Ring".into(),
        };
        assert_eq!(address(&envelope), format!("/orders/{order}"));
        let id = PurchaseOrderId::generate();
        for (for_stock, leads) in [(true, "purchasing"), (false, "purchase-orders")] {
            let purchase = Named::Purchase {
                id,
                number: "PO-1".into(),
                vendor: "Maison".into(),
                for_stock,
            };
            assert_eq!(address(&purchase), format!("/{leads}/{id}"));
        }
        let place = holder(LocationKind::Bench, None);
        let leads = format!("/stock?location={}", place.id);
        assert_eq!(address(&Named::Place(place)), leads);
    }

    #[test]
    fn hands_are_somebodys() {
        let in_hand = holder(LocationKind::Person, Some("Tomás"));
        assert_eq!(held_by(&in_hand), "In the hands of Tomás");
        assert_eq!(who(&in_hand), None, "it is said already");
        assert_eq!(
            held_by(&holder(LocationKind::Bench, Some("Tomás"))),
            "First bench"
        );
    }

    #[test]
    fn a_hand_over_says_from_whom_to_whom() {
        let moved = |kind, from: Option<&str>, to: Option<&str>| HandOverView {
            at: "2026-11-23T12:00:00-05:00".parse().expect("an instant"),
            kind,
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            by: "Ana".into(),
        };
        let piece = Thing::Piece(PieceId::generate());
        let envelope = Thing::Envelope(EnvelopeId::generate());
        for (thing, kind, from, to, said) in [
            (
                piece,
                MoveKind::Moved,
                Some("Safe"),
                Some("Bench"),
                "Safe → Bench",
            ),
            (piece, MoveKind::Lost, Some("Safe"), None, "Missing"),
            (envelope, MoveKind::Moved, None, Some("Bench"), "To Bench"),
            (
                envelope,
                MoveKind::Received,
                None,
                Some("Safe"),
                "Opened, Safe",
            ),
            (
                envelope,
                MoveKind::Sold,
                Some("Safe"),
                None,
                "Handed over to the customer",
            ),
        ] {
            assert_eq!(passed(thing, &moved(kind, from, to)), said);
        }
    }
}
