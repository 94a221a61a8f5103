//! A memo as it is asked for: which pieces, what each is worth, until when.

use super::terms::{MemoTerms, Standing};
use super::{State, view::Bearer};
use crate::ids::{CustomerId, LineId, PieceId, StyleId, VariantId};
use crate::input::{FieldErrors, optional_text};
use crate::money::{Currency, Money};
use crate::orders::draft::{self, Line, totals};
use crate::orders::{self, Delivery, Kind};
use crate::stock::{Ownership, PieceState};
use crate::tax::LineClass;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// More than fit into any case; a bound, so that input stays bounded.
pub const MOST_PIECES: usize = 100;

/// A piece to take out, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMemoPiece {
    pub piece: PieceId,
    /// What it is worth; empty takes its price.
    #[serde(default)]
    pub value: String,
}

/// A memo as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMemo {
    pub customer: CustomerId,
    pub pieces: Vec<NewMemoPiece>,
    /// Empty takes the store's period.
    #[serde(default)]
    pub due: Option<NaiveDate>,
    /// Who pays for what is lost.
    pub bearer: Bearer,
    /// For the staff.
    #[serde(default)]
    pub note: String,
}

/// What is known of a piece that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPiece {
    pub id: PieceId,
    pub serial: String,
    pub name: String,
    pub state: PieceState,
    pub ownership: Ownership,
    pub price: Option<Money>,
    /// The order that it is promised to.
    pub promised_to: Option<String>,
    pub style: Option<StyleId>,
    pub variant: Option<VariantId>,
}

impl KnownPiece {
    /// Why it can't go out.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        let serial = &self.serial;
        if self.state != PieceState::Here {
            return Some(format!(
                "{serial} is {}.",
                self.state.label().to_lowercase()
            ));
        }
        if !self.ownership.is_sellable() {
            return Some(format!("{serial} is a customer’s own. It can’t go out."));
        }
        let order = self.promised_to.as_ref()?;
        Some(format!("{serial} is promised to {order}."))
    }
}

/// What a memo is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub currency: Currency,
    pub today: NaiveDate,
    pub memo: &'a MemoTerms,
    pub known: &'a HashMap<PieceId, KnownPiece>,
}

/// What the screen needs to check a memo by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOutTerms {
    pub currency: Currency,
    pub today: NaiveDate,
    pub memo: MemoTerms,
    /// What the customer has out, where one is named.
    pub standing: Option<Standing>,
}

/// A piece that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub line: LineId,
    pub piece: PieceId,
    pub value: Money,
}

/// A memo checked, ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeOut {
    pub order: draft::Order,
    pub pieces: Vec<Taken>,
    pub bearer: Bearer,
}

impl NewMemo {
    /// Checks every field.
    pub fn checked(&self, terms: Terms<'_>) -> Result<TakeOut, FieldErrors> {
        let mut errors = FieldErrors::new();
        let due = self.checked_due(terms, &mut errors);
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        let (lines, pieces) = self.checked_pieces(terms, &mut errors);
        let totals = errors.check("", totals(terms.currency, &lines));
        match totals {
            Some(totals) if errors.is_empty() => Ok(TakeOut {
                order: draft::Order {
                    kind: Kind::Memo,
                    first: orders::State::Memo(State::Requested),
                    customer: self.customer,
                    quote: false,
                    lines,
                    totals,
                    milestones: Vec::new(),
                    deposit_reason: None,
                    promise: due,
                    payment: None,
                    delivery: Delivery::PickUp,
                    ship_to: None,
                    note,
                },
                pieces,
                bearer: self.bearer,
            }),
            _ => Err(errors),
        }
    }

    fn checked_due(&self, terms: Terms<'_>, errors: &mut FieldErrors) -> NaiveDate {
        let due = self
            .due
            .unwrap_or_else(|| terms.today + Days::new(terms.memo.days.into()));
        if due < terms.today {
            errors.add("/due", "This date is in the past.");
        }
        due
    }

    fn checked_pieces(
        &self,
        terms: Terms<'_>,
        errors: &mut FieldErrors,
    ) -> (Vec<Line>, Vec<Taken>) {
        if self.pieces.is_empty() {
            errors.add("/pieces", "Scan or choose at least one piece.");
        }
        if self.pieces.len() > MOST_PIECES {
            errors.add("/pieces", "A memo has at most 100 pieces.");
            return (Vec::new(), Vec::new());
        }
        let nothing = Money::zero(terms.currency);
        let (mut lines, mut taken) = (Vec::new(), Vec::<Taken>::new());
        for (index, asked) in self.pieces.iter().enumerate() {
            let at = format!("/pieces/{index}");
            if taken.iter().any(|other| other.piece == asked.piece) {
                errors.add(format!("{at}/piece"), "This piece is on the memo twice.");
                continue;
            }
            let Some((known, value)) = asked.checked(terms, &at, errors) else {
                continue;
            };
            let words = format!("{} · {}", known.name, known.serial);
            let mut line = Line::of_work(words, LineClass::Goods, nothing, nothing);
            (line.style, line.variant) = (known.style, known.variant);
            taken.push(Taken {
                line: line.id,
                piece: asked.piece,
                value,
            });
            lines.push(line);
        }
        (lines, taken)
    }
}

impl NewMemoPiece {
    fn checked<'a>(
        &self,
        terms: Terms<'a>,
        at: &str,
        errors: &mut FieldErrors,
    ) -> Option<(&'a KnownPiece, Money)> {
        let known = terms.known.get(&self.piece);
        let known = known.ok_or("This piece is not in stock any more.");
        let known = errors.check(format!("{at}/piece"), known)?;
        if let Some(why) = known.refusal() {
            errors.add(format!("{at}/piece"), why);
            return None;
        }
        let pointer = format!("{at}/value");
        let value = if self.value.trim().is_empty() {
            let price = known.price.ok_or("Enter what it is worth.");
            errors.check(pointer.clone(), price)?
        } else {
            errors.check(pointer.clone(), Money::parse(&self.value, terms.currency))?
        };
        if !value.is_positive() {
            errors.add(pointer, "Enter what it is worth.");
            return None;
        }
        Some((known, value))
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::TermsDraft;
    use super::*;

    fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).unwrap()
    }

    fn known(serial: &str, price: Option<&str>) -> KnownPiece {
        KnownPiece {
            id: PieceId::generate(),
            serial: serial.into(),
            name: "Sapphire ring".into(),
            state: PieceState::Here,
            ownership: Ownership::Owned,
            price: price.map(usd),
            promised_to: None,
            style: None,
            variant: None,
        }
    }

    fn check(memo: &NewMemo, known: &[KnownPiece]) -> Result<TakeOut, FieldErrors> {
        let memo_terms = TermsDraft {
            days: "30".into(),
            limit: "25000".into(),
            conditions: "Ours until paid.".into(),
            ..TermsDraft::default()
        };
        let known = known.iter().map(|piece| (piece.id, piece.clone()));
        memo.checked(Terms {
            currency: Currency::USD,
            today: "2026-11-30".parse().unwrap(),
            memo: &memo_terms.checked(Currency::USD, 1).unwrap(),
            known: &known.collect(),
        })
    }

    fn of(pieces: &[(&KnownPiece, &str)]) -> NewMemo {
        let piece = |(known, value): &(&KnownPiece, &str)| NewMemoPiece {
            piece: known.id,
            value: (*value).into(),
        };
        NewMemo {
            customer: CustomerId::generate(),
            pieces: pieces.iter().map(piece).collect(),
            due: None,
            bearer: Bearer::Customer,
            note: String::new(),
        }
    }

    #[test]
    fn a_piece_is_worth_its_price_unless_somebody_says_otherwise() {
        let (priced, bare) = (known("P1", Some("1800")), known("P2", None));
        let pieces = [priced.clone(), bare.clone()];
        let taken = check(&of(&[(&priced, ""), (&bare, "950")]), &pieces).unwrap();
        let values: Vec<_> = taken.pieces.iter().map(|piece| piece.value).collect();
        assert_eq!(values, [usd("1800"), usd("950")]);
        assert!(taken.order.totals.total.is_zero(), "nothing is owed");
        assert_eq!(taken.order.promise, "2026-12-30".parse().unwrap());
        let wrong = check(&of(&[(&bare, "")]), &pieces).unwrap_err();
        assert_eq!(
            wrong.get("/pieces/0/value"),
            Some("Enter what it is worth.")
        );
    }

    #[test]
    fn what_is_not_free_to_go_stays() {
        let promised = KnownPiece {
            promised_to: Some("SO-7".into()),
            ..known("P1", Some("10"))
        };
        let out = KnownPiece {
            state: PieceState::OnMemo,
            ..known("P2", Some("10"))
        };
        let lent = KnownPiece {
            ownership: Ownership::Customer,
            ..known("P3", Some("10"))
        };
        for (piece, says) in [
            (promised, "P1 is promised to SO-7."),
            (out, "P2 is on memo with a customer."),
            (lent, "P3 is a customer’s own. It can’t go out."),
        ] {
            let known = std::slice::from_ref(&piece);
            let wrong = check(&of(&[(&piece, "")]), known).unwrap_err();
            assert_eq!(wrong.get("/pieces/0/piece"), Some(says));
        }
    }

    #[test]
    fn a_memo_has_pieces_each_of_them_once_and_a_day_to_come() {
        let piece = known("P1", Some("10"));
        let pieces = [piece.clone()];
        assert!(
            check(&of(&[]), &pieces)
                .unwrap_err()
                .get("/pieces")
                .is_some()
        );
        let wrong = check(&of(&[(&piece, ""), (&piece, "")]), &pieces).unwrap_err();
        assert!(wrong.get("/pieces/1/piece").is_some());
        let late = NewMemo {
            due: "2026-11-29".parse().ok(),
            ..of(&[(&piece, "")])
        };
        assert!(check(&late, &pieces).unwrap_err().get("/due").is_some());
    }
}
