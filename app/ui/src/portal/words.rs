//! How the customer's page speaks.

use chrono::NaiveDate;
use domain::contact::Phone;
use domain::orders::Delivery;
use domain::orders::tracking::{TrackPiece, TrackStage, TrackView};

/// A day with its weekday: `Wednesday, 9 December 2026`.
pub(super) fn long_day(date: NaiveDate) -> String {
    date.format("%A, %-d %B %Y").to_string()
}

/// A day among others: `23 Nov 2026`.
pub(super) fn day(date: NaiveDate) -> String {
    domain::orders::history::day(date)
}

/// A phone number as people write it, and as a phone dials it.
pub(super) fn phone(text: &str) -> Option<(String, String)> {
    let shown = text.trim();
    if shown.is_empty() {
        return None;
    }
    let phone = Phone::parse(shown).ok();
    let shown = phone
        .as_ref()
        .map_or_else(|| shown.to_owned(), Phone::to_string);
    let dialled = phone.map_or_else(|| shown.clone(), |phone| phone.as_str().to_owned());
    Some((shown, format!("tel:{dialled}")))
}

/// What makes a piece this piece.
pub(super) fn particulars(piece: &TrackPiece) -> Vec<(&'static str, String)> {
    let size = piece.ring_size.map(|size| ("Ring size", size.to_string()));
    let metal = piece.metal.map(|metal| ("Metal", metal.label()));
    let stone = piece.stone.clone().map(|stone| ("Stone", stone));
    let engraving = piece
        .engraving
        .clone()
        .map(|words| ("Engraving", format!("“{words}”")));
    [size, metal, stone, engraving]
        .into_iter()
        .flatten()
        .collect()
}

/// The sentence below the headline, and the date that it is about.
pub(super) fn lead(order: &TrackView) -> (&'static str, Option<NaiveDate>) {
    match (order.stage, order.delivery) {
        (TrackStage::Wish, _) => ("We will come back to you with an estimate.", None),
        (TrackStage::Quote, _) if order.quote_expires.is_some() => {
            ("The price holds until", order.quote_expires)
        }
        (TrackStage::Quote, _) => ("Tell us when you would like us to go ahead.", None),
        (TrackStage::Open, Delivery::PickUp) => {
            ("We expect it to be ready for you by", Some(order.estimate))
        }
        (TrackStage::Open, Delivery::Ship) => {
            ("We expect it to be ready to ship by", Some(order.estimate))
        }
        (TrackStage::Ready, Delivery::PickUp) => (
            "It is waiting for you in our store. Please bring your claim check, or something that \
             shows who you are.",
            None,
        ),
        (TrackStage::Ready, Delivery::Ship) => ("It is packed and ready to leave our store.", None),
        (TrackStage::Out, _) => (
            "Please bring it back, or tell us that you keep it, by",
            Some(order.estimate),
        ),
        (TrackStage::Done, _) => (
            "Thank you for choosing us. Bring it in any time: we are glad to clean it and to check \
             its settings.",
            None,
        ),
        (TrackStage::Cancelled, _) => ("If this comes as a surprise, please call us.", None),
    }
}
