//! Choosing a piece that is free: by scanning it, or from the list of those that match.

use super::api::list_stock;
use super::scan::scanned;
use super::words::several;
use crate::components::{SearchBox, Skeleton, SkeletonShape};
use domain::ids::PieceId;
use domain::stock::{PieceSummary, StockFilter};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// So many are shown; who looks for another types more of it.
const SHOWN: usize = 20;

/// What a search brought.
#[derive(Clone, PartialEq)]
enum Found {
    Searching,
    Pieces(Vec<PieceSummary>),
    Failed(String),
}

/// Free pieces that match what is typed, each to be taken by a tap or a scan.
#[component]
pub(crate) fn PiecePicker(
    /// What is looked for until something is typed.
    #[prop(into)]
    words: String,
    #[prop(into)] on_pick: Callback<PieceId>,
) -> impl IntoView {
    let found = RwSignal::new(Found::Searching);
    let asked = StoredValue::new(String::new());
    let words = StoredValue::new(words);
    let look = move |typed: String| {
        asked.set_value(typed.clone());
        let wanted = match typed.trim() {
            "" => words.get_value(),
            _ => typed.clone(),
        };
        spawn_local(async move {
            let pieces = free_pieces(wanted).await;
            // An answer that was overtaken is dropped.
            if asked.try_get_value() == Some(typed) {
                found.try_set(pieces.map_or_else(Found::Failed, Found::Pieces));
            }
        });
    };
    let scan = move |text: String| {
        let before = asked.get_value();
        spawn_local(async move {
            match scanned(&text, &before).await {
                Ok(Some(piece)) => on_pick.run(piece),
                // No serial, or no answer: the list says which.
                Ok(None) | Err(_) => look(text),
            }
        });
    };
    // In the browser: a page that is written at the server shows that it is being looked for.
    Effect::new(move |_| look(String::new()));
    view! {
        <SearchBox
            label="Piece"
            name="piece"
            placeholder="Scan or type a serial, a report, a word"
            value=RwSignal::new(String::new())
            on_search=look
            on_enter=scan
        />
        <div class="picker">
            {move || match found.get() {
                Found::Searching => view! { <Skeleton shape=SkeletonShape::Rows count=3 /> }.into_any(),
                Found::Failed(why) => view! { <p class="field-error">{why}</p> }.into_any(),
                Found::Pieces(pieces) => view! { <List pieces=pieces on_pick=on_pick /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn List(pieces: Vec<PieceSummary>, on_pick: Callback<PieceId>) -> impl IntoView {
    let count = match u32::try_from(pieces.len()).unwrap_or(u32::MAX) {
        0 => "No free piece matches. Try fewer words.".to_owned(),
        count if pieces.len() >= SHOWN => format!("The first {count} free pieces"),
        count => several(count, "free piece", "free pieces"),
    };
    let row = move |piece: PieceSummary| {
        let detail: Vec<String> = [Some(piece.serial), piece.certificate, piece.location]
            .into_iter()
            .flatten()
            .collect();
        view! {
            <li>
                <button type="button" class="picker-piece" on:click=move |_| on_pick.run(piece.id)>
                    <span class="picker-text">
                        <span class="picker-name breakable">{piece.name}</span>
                        <span class="quiet breakable">{detail.join(" · ")}</span>
                    </span>
                    <span class="figure">{piece.price.map(|price| price.to_string())}</span>
                </button>
            </li>
        }
    };
    view! {
        <p class="quiet" role="status">{count}</p>
        <ul class="picker-list" aria-label="Free pieces">
            {pieces.into_iter().map(row).collect_view()}
        </ul>
    }
}

/// The pieces that can be promised and match what is typed.
async fn free_pieces(text: String) -> Result<Vec<PieceSummary>, String> {
    let filter = StockFilter {
        text,
        free: true,
        ..StockFilter::default()
    };
    let page = list_stock(filter)
        .await
        .map_err(|error| error.to_string())?;
    let free = page
        .pieces
        .into_iter()
        .filter(|piece| piece.ownership.is_sellable());
    Ok(free.take(SHOWN).collect())
}
