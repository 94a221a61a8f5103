//! Counting stock: what should lie somewhere, what was scanned there, and what that comes to.

use super::piece::PieceState;
use super::view::Form;
use crate::codes::coded;
use crate::ids::{BulkItemId, CountId, LocationId, PieceId};
use crate::input::{FieldErrors, required_text};
use crate::measures::Quantity;
use crate::orders::view::StoreView;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// More than a tablet that was offline for a morning holds back.
pub const MOST_SCANS: usize = 500;

coded! {
    /// How far a count has come.
    pub enum CountState {
        Open = "open", "Being counted";
        Finished = "finished", "Finished";
        GivenUp = "given_up", "Given up";
    }
}

coded! {
    /// What was found out about a code that was scanned.
    pub enum Sighting {
        /// It lies where it should.
        Found = "found", "Found";
        /// It should lie at another place.
        Elsewhere = "elsewhere", "Lies elsewhere by the books";
        /// It was given up for missing.
        Missed = "missed", "Was missing";
        /// It has left the house.
        Gone = "gone", "Has left by the books";
        /// It is here, and of a form that isn't counted this time.
        OtherForm = "other_form", "Not counted this time";
        AnotherStores = "another_stores", "Another store’s";
        Unknown = "unknown", "No such serial";
    }
}

/// What the books know of a scanned piece of this store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub state: PieceState,
    /// Whether it lies at a place that is counted.
    pub at_a_counted_place: bool,
    /// Whether its form is counted.
    pub of_the_form: bool,
}

impl Sighting {
    /// What a piece of this store is, held against the books.
    #[must_use]
    pub const fn of(known: Known) -> Self {
        match known.state {
            PieceState::Missing => Self::Missed,
            PieceState::Here if !known.of_the_form => Self::OtherForm,
            PieceState::Here if known.at_a_counted_place => Self::Found,
            PieceState::Here => Self::Elsewhere,
            _ => Self::Gone,
        }
    }

    /// Whether somebody should look after it.
    #[must_use]
    pub const fn is_unexpected(self) -> bool {
        !matches!(self, Self::Found | Self::OtherForm)
    }

    /// Whether it can be brought into the books where it was found.
    #[must_use]
    pub const fn can_be_put_here(self) -> bool {
        matches!(self, Self::Elsewhere | Self::Missed)
    }
}

/// What is to be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountDraft {
    /// None counts the whole store.
    pub places: Vec<LocationId>,
    /// Only pieces of this form; goods in bulk are then left out.
    pub form: Option<Form>,
}

/// What came of a scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanned {
    pub code: String,
    pub sighting: Sighting,
    /// Whether it had been scanned before, which does no harm.
    pub again: bool,
    pub piece: Option<PieceId>,
    pub name: Option<String>,
    /// Where it lies by the books.
    pub location: Option<String>,
    pub by: String,
    pub at: DateTime<FixedOffset>,
}

/// A piece that was not found yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotFound {
    pub piece: PieceId,
    pub serial: String,
    pub name: String,
    pub location: String,
    /// The order that waits for it.
    pub promised_to: Option<String>,
}

/// Goods in bulk at a counted place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkToCount {
    pub item: BulkItemId,
    pub code: String,
    pub name: String,
    pub location: LocationId,
    pub location_name: String,
    pub held: Quantity,
    /// What was counted, by whom, and what the books said then.
    pub counted: Option<BulkCounted>,
}

/// A quantity that somebody counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkCounted {
    pub quantity: Quantity,
    /// What the books said when it was counted.
    pub held: Quantity,
    pub by: String,
}

impl BulkCounted {
    /// Whether what was counted is not what the books said.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.quantity != self.held
    }

    /// What will be held where so much is held now: goods that came or went since stay counted.
    /// None where less would be left than nothing.
    #[must_use]
    pub fn applied_to(&self, now: Quantity) -> Option<Quantity> {
        now.plus(self.quantity).ok()?.minus(self.held).ok()
    }
}

/// How many pieces should lie there, and how many of them were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub expected: u32,
    pub found: u32,
}

impl Tally {
    #[must_use]
    pub const fn missing(self) -> u32 {
        self.expected.saturating_sub(self.found)
    }
}

/// A count in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountSummary {
    pub id: CountId,
    pub number: String,
    pub state: CountState,
    pub form: Option<Form>,
    /// The names of its places.
    pub places: String,
    pub started_at: DateTime<FixedOffset>,
    pub started_by: String,
    /// What it came to, once it is over.
    pub tally: Option<Tally>,
}

/// A count with all that one who counts needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountDetail {
    pub summary: CountSummary,
    pub places: Vec<(LocationId, String)>,
    pub tally: Tally,
    /// The first of those that were not found yet.
    pub not_found: Vec<NotFound>,
    /// The latest scans, whatever they came to.
    pub scans: Vec<Scanned>,
    /// The first of those that nobody expected.
    pub unexpected: Vec<Scanned>,
    pub bulk: Vec<BulkToCount>,
    /// Who counted, and how much each.
    pub counters: Vec<(String, u32)>,
    pub ended: Option<(DateTime<FixedOffset>, String)>,
    /// The shop's letterhead.
    pub store: StoreView,
    /// What was written off or adjusted, and why.
    pub results: Vec<CountResult>,
}

/// What a finished count changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountResult {
    /// The serial, or the code of the goods in bulk.
    pub code: String,
    pub name: String,
    pub location: String,
    /// What happened: “Missing”, “12.5 g instead of 13 g”.
    pub what: String,
    pub reason: String,
}

/// How a count is finished.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishDraft {
    /// How many pieces were missing when it was looked at.
    pub missing: u32,
    /// Why what has no reason of its own is not there.
    pub reason: String,
    /// Reasons of their own.
    pub reasons: HashMap<PieceId, String>,
}

impl FinishDraft {
    /// Why a piece is missing. Complains where nothing says so.
    pub fn why(&self, piece: PieceId) -> Result<String, FieldErrors> {
        let own = self.reasons.get(&piece).map(|own| own.trim());
        match own.filter(|own| !own.is_empty()) {
            Some(own) => required_text(own, 500)
                .map_err(|_| FieldErrors::one("/reason", "This reason is too long.")),
            None => self.for_all(),
        }
    }

    /// Why anything else is not as it was.
    pub fn for_all(&self) -> Result<String, FieldErrors> {
        required_text(&self.reason, 500)
            .map_err(|_| FieldErrors::one("/reason", "Write down why, for the history."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Unit;

    fn grams(text: &str) -> Quantity {
        Quantity::parse(text, Unit::Gram).unwrap()
    }

    #[test]
    fn what_is_scanned_is_held_against_the_books() {
        let seen = |state, at_a_counted_place, of_the_form| {
            Sighting::of(Known {
                state,
                at_a_counted_place,
                of_the_form,
            })
        };
        assert_eq!(seen(PieceState::Here, true, true), Sighting::Found);
        assert_eq!(seen(PieceState::Here, false, true), Sighting::Elsewhere);
        assert_eq!(seen(PieceState::Here, true, false), Sighting::OtherForm);
        assert_eq!(seen(PieceState::Missing, false, true), Sighting::Missed);
        for left in [PieceState::Sold, PieceState::Returned, PieceState::Scrapped] {
            assert_eq!(seen(left, false, true), Sighting::Gone);
        }
    }

    #[test]
    fn what_came_and_went_while_it_was_counted_stays_counted() {
        let counted = BulkCounted {
            quantity: grams("10"),
            held: grams("12"),
            by: "Ana".into(),
        };
        assert_eq!(counted.applied_to(grams("12")), Some(grams("10")));
        assert_eq!(
            counted.applied_to(grams("7")),
            Some(grams("5")),
            "five were taken"
        );
        assert_eq!(counted.applied_to(grams("1")), None);
    }

    #[test]
    fn a_reason_of_its_own_goes_first() {
        let piece = PieceId::generate();
        let mut draft = FinishDraft {
            reason: "Not found in the yearly count".into(),
            ..FinishDraft::default()
        };
        assert_eq!(draft.why(piece).unwrap(), draft.reason);
        draft.reasons.insert(piece, " Stolen ".into());
        assert_eq!(draft.why(piece).unwrap(), "Stolen");
        draft.reason = "  ".into();
        assert!(draft.why(PieceId::generate()).is_err());
    }
}
