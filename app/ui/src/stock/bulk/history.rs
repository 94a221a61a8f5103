//! All that happened to something kept in bulk, the latest first.

use super::api::list_bulk_moves;
use crate::components::{SkeletonShape, Timeline, TimelineItem};
use crate::loaded::loaded;
use crate::stock::piece::look;
use crate::stock::words::moment;
use domain::ids::BulkItemId;
use domain::stock::{BulkMoveView, MoveKind};
use leptos::prelude::*;

#[component]
pub(super) fn Moves(item: BulkItemId) -> impl IntoView {
    let moves = Resource::new(|| (), move |()| list_bulk_moves(item));
    loaded(moves, SkeletonShape::Lines, |moves: Vec<BulkMoveView>| {
        if moves.is_empty() {
            return view! { <p class="quiet">"Nothing has happened to it yet."</p> }.into_any();
        }
        view! { <Timeline>{moves.into_iter().map(happened).collect_view()}</Timeline> }.into_any()
    })
}

fn happened(moved: BulkMoveView) -> impl IntoView {
    let (tone, icon) = look(moved.kind);
    view! {
        <TimelineItem
            title=title(&moved) when=moment(moved.at) at=moved.at.to_rfc3339() who=moved.who
            tone=tone icon=icon
        >
            {moved.reason.map(|reason| view! { <p class="breakable">{reason}</p> })}
        </TimelineItem>
    }
}

/// How much, and from where to where.
fn title(moved: &BulkMoveView) -> String {
    let much = moved.quantity;
    let (from, to) = (
        moved.from.as_deref().unwrap_or_default(),
        moved.to.as_deref().unwrap_or_default(),
    );
    match moved.kind {
        MoveKind::Received => match &moved.vendor {
            Some(vendor) => format!("{much} received from {vendor} into {to}"),
            None => format!("{much} received into {to}"),
        },
        MoveKind::Moved => format!("{much} moved from {from} to {to}"),
        MoveKind::Lost => format!("{much} fewer counted in {from}"),
        MoveKind::Found => format!("{much} more counted in {to}"),
        MoveKind::Scrapped => format!("{much} scrapped from {from}"),
        kind => format!("{much}: {}", kind.label().to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::measures::{Quantity, Unit};

    #[test]
    fn what_happened_says_how_much_and_where() {
        let moved = |kind, from: Option<&str>, to: Option<&str>| BulkMoveView {
            at: "2026-11-23T12:00:00-05:00".parse().expect("an instant"),
            who: "Ana".into(),
            kind,
            quantity: Quantity::parse("2.5", Unit::Gram).expect("a quantity"),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            vendor: None,
            reason: None,
        };
        for (kind, from, to, said) in [
            (
                MoveKind::Received,
                None,
                Some("Safe"),
                "2.5 g received into Safe",
            ),
            (
                MoveKind::Moved,
                Some("Safe"),
                Some("Bench"),
                "2.5 g moved from Safe to Bench",
            ),
            (
                MoveKind::Lost,
                Some("Safe"),
                None,
                "2.5 g fewer counted in Safe",
            ),
            (
                MoveKind::Found,
                None,
                Some("Safe"),
                "2.5 g more counted in Safe",
            ),
            (
                MoveKind::Taken,
                Some("Safe"),
                None,
                "2.5 g: taken for an order",
            ),
        ] {
            assert_eq!(title(&moved(kind, from, to)), said);
        }
        let mut bought = moved(MoveKind::Received, None, Some("Safe"));
        bought.vendor = Some("Bench & Anvil".into());
        assert_eq!(
            title(&bought),
            "2.5 g received from Bench & Anvil into Safe"
        );
    }
}
