//! All that happened to a piece, the latest first.

use crate::components::{IconName, Panel, Timeline, TimelineItem, Tone};
use crate::stock::words::moment;
use domain::stock::{MoveKind, MoveView, PieceDetail};
use leptos::prelude::*;

#[component]
pub(super) fn History(piece: RwSignal<PieceDetail>) -> impl IntoView {
    let moves = Memo::new(move |_| piece.with(|piece| piece.moves.clone()));
    view! {
        <Panel title="History">
            <Timeline>{move || moves.get().into_iter().map(item).collect_view()}</Timeline>
        </Panel>
    }
}

fn item(moved: MoveView) -> impl IntoView {
    let (tone, icon) = look(moved.kind);
    let left = moved.from.clone().filter(|_| moved.kind == MoveKind::Moved);
    let reason = moved.reason.clone();
    let order = moved.order.clone();
    view! {
        <TimelineItem
            title=title(&moved) when=moment(moved.at) at=moved.at.to_rfc3339()
            who=moved.who tone=tone icon=icon
        >
            {left.map(|from| view! { <p class="quiet breakable">{format!("From {from}")}</p> })}
            {reason.map(|reason| view! { <p class="breakable">{reason}</p> })}
            {order.map(|(id, number)| view! { <p><a href=format!("/orders/{id}")>{number}</a></p> })}
        </TimelineItem>
    }
}

fn title(moved: &MoveView) -> String {
    let named = |words: &str, place: &Option<String>| match place {
        Some(place) => format!("{words} {place}"),
        None => moved.kind.label().to_owned(),
    };
    match moved.kind {
        MoveKind::Received => named("Received into", &moved.to),
        MoveKind::Moved => named("Moved to", &moved.to),
        MoveKind::TakenBack => named("Taken back into", &moved.to),
        MoveKind::PutBack => named("Put back into", &moved.to),
        MoveKind::Lost => named("Missing from", &moved.from),
        MoveKind::Found => named("Found, now in", &moved.to),
        MoveKind::Made => named("Made at the bench, now in", &moved.to),
        MoveKind::Returned => "Given back".to_owned(),
        MoveKind::Taken
        | MoveKind::Sold
        | MoveKind::Scrapped
        | MoveKind::Revalued
        | MoveKind::Issued
        | MoveKind::MemoOut => moved.kind.label().to_owned(),
    }
}

pub(in crate::stock) const fn look(kind: MoveKind) -> (Tone, IconName) {
    match kind {
        MoveKind::Received => (Tone::Success, IconName::Package),
        MoveKind::Moved => (Tone::Neutral, IconName::ArrowRight),
        MoveKind::Taken => (Tone::Accent, IconName::Orders),
        MoveKind::TakenBack | MoveKind::PutBack => (Tone::Neutral, IconName::Undo),
        MoveKind::Sold => (Tone::Success, IconName::HandOver),
        MoveKind::MemoOut => (Tone::Info, IconName::HandOver),
        MoveKind::Returned => (Tone::Neutral, IconName::Truck),
        MoveKind::Scrapped => (Tone::Warning, IconName::Trash),
        MoveKind::Lost => (Tone::Danger, IconName::Search),
        MoveKind::Found => (Tone::Success, IconName::Eye),
        MoveKind::Revalued => (Tone::Neutral, IconName::Pen),
        MoveKind::Issued => (Tone::Accent, IconName::Ring),
        MoveKind::Made => (Tone::Success, IconName::Ring),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::StockMoveId;

    fn moved(kind: MoveKind, from: Option<&str>, to: Option<&str>) -> MoveView {
        MoveView {
            id: StockMoveId::generate(),
            at: "2026-11-23T12:00:00-05:00".parse().expect("an instant"),
            who: "Ana".into(),
            kind,
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            reason: None,
            order: None,
        }
    }

    #[test]
    fn what_happened_names_its_place() {
        for (kind, from, to, said) in [
            (MoveKind::Received, None, Some("Safe"), "Received into Safe"),
            (
                MoveKind::Moved,
                Some("Safe"),
                Some("Bench"),
                "Moved to Bench",
            ),
            (MoveKind::Lost, Some("Safe"), None, "Missing from Safe"),
            (MoveKind::Sold, Some("Safe"), None, "Sold"),
            (MoveKind::Lost, None, None, "Missing"),
        ] {
            assert_eq!(title(&moved(kind, from, to)), said);
        }
    }
}
