use super::words::particulars;
use domain::orders::tracking::TrackPiece;
use leptos::prelude::*;

/// What was ordered, as the customer chose it.
#[component]
pub(super) fn Pieces(pieces: Vec<TrackPiece>) -> impl IntoView {
    let title = if pieces.len() == 1 {
        "Your piece"
    } else {
        "Your pieces"
    };
    view! {
        <section class="track-section" aria-labelledby="pieces">
            <h2 id="pieces">{title}</h2>
            <ul class="track-pieces">{pieces.into_iter().map(piece).collect_view()}</ul>
        </section>
    }
}

fn piece(piece: TrackPiece) -> impl IntoView {
    let facts = particulars(&piece)
        .into_iter()
        .map(|(term, value)| {
            view! {
                <div>
                    <dt>{term}</dt>
                    <dd class="breakable">{value}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    let count = (piece.quantity > 1).then(|| format!("{} × ", piece.quantity));
    view! {
        <li>
            <h3 class="breakable">{count} {piece.description}</h3>
            {(!facts.is_empty()).then(|| view! { <dl class="track-facts">{facts}</dl> })}
        </li>
    }
}
