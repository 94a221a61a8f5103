//! Things that go from hand to hand.

use crate::ids::{EnvelopeId, LocationId, OrderId, PieceId, StaffId};
use crate::input::FieldErrors;
use crate::stock::{LocationKind, MoveKind};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// So many things go to one holder in one go; a tray holds fewer.
pub const MOST_AT_ONCE: usize = 100;

/// What is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "thing", content = "id", rename_all = "snake_case")]
pub enum Thing {
    Piece(PieceId),
    Envelope(EnvelopeId),
}

/// Who has it from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "holder", content = "id", rename_all = "snake_case")]
pub enum Holder {
    Place(LocationId),
    /// A person's things lie at their bench; who has none has them in hand.
    Person(StaffId),
}

/// A hand-over as asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverDraft {
    pub things: Vec<Thing>,
    pub to: Holder,
}

impl HandOverDraft {
    /// Refuses nothing at all, and more than anybody carries.
    pub fn check(&self) -> Result<(), FieldErrors> {
        match self.things.len() {
            0 => Err(FieldErrors::one("/things", "Scan what is handed over.")),
            count if count > MOST_AT_ONCE => Err(FieldErrors::one(
                "/things",
                format!("Hand over at most {MOST_AT_ONCE} things at once."),
            )),
            _ => Ok(()),
        }
    }

    /// The pieces among the things.
    pub fn pieces(&self) -> impl Iterator<Item = PieceId> {
        self.things.iter().filter_map(|thing| match thing {
            Thing::Piece(id) => Some(*id),
            Thing::Envelope(_) => None,
        })
    }

    /// The envelopes among the things.
    pub fn envelopes(&self) -> impl Iterator<Item = EnvelopeId> {
        self.things.iter().filter_map(|thing| match thing {
            Thing::Envelope(id) => Some(*id),
            Thing::Piece(_) => None,
        })
    }
}

/// What came of a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    pub to: HolderView,
    pub passed: Vec<Passed>,
}

/// A thing that was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    pub thing: Thing,
    /// Its serial, or what stands on the envelope.
    pub code: String,
    /// Where it was before; none where nobody had said.
    pub from: Option<String>,
    /// It was there before: nothing happened.
    pub already: bool,
}

/// Whoever has something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderView {
    pub id: LocationId,
    pub kind: LocationKind,
    pub name: String,
    /// The person whose bench it is, or the vendor whose workshop.
    pub who: Option<String>,
}

/// A thing that went from hand to hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverView {
    pub at: DateTime<FixedOffset>,
    pub kind: MoveKind,
    pub from: Option<String>,
    pub to: Option<String>,
    /// Who noted it.
    pub by: String,
}

/// A thing, with where it is and how it came there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThingView {
    pub thing: Thing,
    pub code: String,
    pub name: String,
    /// The order that it is for.
    pub order: Option<(OrderId, String)>,
    /// Which of the order's pieces is in the envelope: the first of two.
    pub number: Option<(u32, u32)>,
    /// Whether it is in the house, or at least has not left it for good.
    pub here: bool,
    /// None where it is not here, or where nobody has said yet.
    pub holder: Option<HolderView>,
    pub since: Option<DateTime<FixedOffset>>,
    /// What it went through last, the latest first.
    pub last: Vec<HandOverView>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_too_much_can_not_be_handed_over() {
        let of = |count: usize| HandOverDraft {
            things: (0..count)
                .map(|_| Thing::Piece(PieceId::generate()))
                .collect(),
            to: Holder::Person(StaffId::generate()),
        };
        assert!(of(1).check().is_ok());
        assert!(of(MOST_AT_ONCE).check().is_ok());
        for count in [0, MOST_AT_ONCE + 1] {
            let wrong = of(count).check().expect_err("too few or too many");
            assert!(wrong.get("/things").is_some());
        }
    }

    #[test]
    fn pieces_and_envelopes_are_told_apart() {
        let (piece, envelope) = (PieceId::generate(), EnvelopeId::generate());
        let draft = HandOverDraft {
            things: vec![Thing::Envelope(envelope), Thing::Piece(piece)],
            to: Holder::Place(LocationId::generate()),
        };
        assert_eq!(draft.pieces().collect::<Vec<_>>(), [piece]);
        assert_eq!(draft.envelopes().collect::<Vec<_>>(), [envelope]);
    }
}
