//! Buying: what is ordered from a vendor ([`PurchaseDraft`]), what has come of it
//! ([`ReceiptDraft`]), and what the vendor's bill says ([`BillDraft`]).

mod bill;
mod draft;
mod kind;
mod receipt;
pub mod scan;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub use bill::{Bill, BillDraft};
pub use draft::{Bought, Purchase, PurchaseDraft, PurchaseLine, PurchaseLineDraft};
pub use kind::PurchaseKind;
pub use receipt::{Awaited, Receipt, ReceiptDraft, Received, ReceivedDraft};
pub use state::{PurchaseFacts, PurchaseState};
pub use view::{
    BillView, DropShipView, LetterView, PurchaseDetail, PurchaseFilter, PurchaseLineView,
    PurchasePage,
};
pub use view::{PurchaseSummary, ReceiptLineView, ReceiptView};

use crate::money::{Currency, Money};

/// More lines than any order to a vendor has.
const MOST_LINES: usize = 200;
const MOST_PIECES: u32 = 999;

/// The cost as typed, else as expected.
fn cost(typed: &str, expected: Option<Money>, currency: Currency) -> Result<Money, String> {
    if typed.trim().is_empty() {
        return expected.ok_or_else(|| "Enter what one costs.".to_owned());
    }
    match Money::parse(typed, currency) {
        Ok(cost) if cost.is_negative() => Err("A cost can't be below zero.".into()),
        Ok(cost) => Ok(cost),
        Err(wrong) => Err(wrong.to_string()),
    }
}
