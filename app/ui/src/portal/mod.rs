//! The customer's one page. The server renders it to the end and the browser runs nothing: it
//! works with scripts off, on an old phone, and is not part of the browser bundle.

mod document;
mod money;
mod order;
mod pieces;
mod words;

use document::document;
use domain::orders::tracking::TrackView;
use leptos::prelude::*;
use order::Order;

/// The page of an order, as HTML.
#[must_use]
pub fn order_page(order: TrackView) -> String {
    let title = format!("{} · {}", order.headline, order.store.name);
    document(&title, move || view! { <Order order=order /> })
}

/// What a link shows that opens nothing. It does not say why.
#[must_use]
pub fn closed_page() -> String {
    note_page(
        "This link does not open an order",
        "It may be incomplete, or the store may have sent you a newer one. Please open the link in \
         the latest message from your jeweler, or ask the store.",
    )
}

/// What somebody is shown who tried too many links.
#[must_use]
pub fn wait_page() -> String {
    note_page(
        "Please wait a moment",
        "There were too many attempts from your connection. Try again in a quarter of an hour.",
    )
}

/// What is shown while the order can't be read.
#[must_use]
pub fn away_page() -> String {
    note_page(
        "We can't look that up just now",
        "Nothing is lost. Please try again in a few minutes.",
    )
}

fn note_page(title: &'static str, text: &'static str) -> String {
    let note = move || {
        view! {
            <main class="track track-note">
                <h1>{title}</h1>
                <p>{text}</p>
            </main>
        }
    };
    document(title, note)
}

#[cfg(test)]
mod tests;
