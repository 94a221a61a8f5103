//! A memo in as it is taken in, and what is done with its pieces, checked by browser and server.

use crate::ids::{LocationId, PieceId, VendorId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money};
use crate::orders::act::{Signature, check_signature};
use crate::stock::{CheckedPiece, Ownership, PieceDraft};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// More than a vendor leaves at once; a bound, so that input stays bounded.
pub const MOST_PIECES: usize = 100;

/// A piece that is lent, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LentPiece {
    /// Empty takes the next number of the house.
    pub serial: String,
    pub name: String,
    /// The vendor's own name for it.
    pub vendor_style: String,
    /// What the vendor is owed when it is sold.
    pub cost: String,
    pub price: String,
}

/// What a vendor lends, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemoInDraft {
    pub vendor: Option<VendorId>,
    /// The vendor's number for it.
    pub reference: String,
    /// On what terms, in the vendor's words.
    pub conditions: String,
    /// Empty is today.
    pub received_on: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    /// Where the pieces are put.
    pub location: Option<LocationId>,
    pub pieces: Vec<LentPiece>,
}

/// The same, with every field in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedMemoIn {
    pub vendor: VendorId,
    pub reference: String,
    pub conditions: Option<String>,
    pub received_on: NaiveDate,
    pub due: NaiveDate,
    pub location: LocationId,
    /// Each with what its vendor is owed for it.
    pub pieces: Vec<(CheckedPiece, Money)>,
}

impl MemoInDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn checked(
        &self,
        currency: Currency,
        today: NaiveDate,
    ) -> Result<CheckedMemoIn, FieldErrors> {
        let mut errors = FieldErrors::new();
        let vendor = errors.check("/vendor", self.vendor.ok_or("Choose the vendor."));
        let reference = required_text(&self.reference, 60)
            .map_err(|_| "Enter the number on the vendor's paper.");
        let reference = errors.check("/reference", reference);
        let conditions = errors
            .check("/conditions", optional_text(&self.conditions, 2_000))
            .flatten();
        let received_on = self.received_on.unwrap_or(today);
        if received_on > today {
            errors.add("/received_on", "This date is still to come.");
        }
        let due = self.due.ok_or("Enter the day by which it goes back.");
        let due = errors.check("/due", due);
        if due.is_some_and(|due| due < received_on) {
            errors.add("/due", "It can't be due before it came.");
        }
        let location = errors.check("/location", self.location.ok_or("Say where it is put."));
        let pieces = self.checked_pieces(currency, &mut errors);
        match (vendor, reference, due, location) {
            (Some(vendor), Some(reference), Some(due), Some(location)) if errors.is_empty() => {
                Ok(CheckedMemoIn {
                    vendor,
                    reference,
                    conditions,
                    received_on,
                    due,
                    location,
                    pieces,
                })
            }
            _ => Err(errors),
        }
    }

    fn checked_pieces(
        &self,
        currency: Currency,
        errors: &mut FieldErrors,
    ) -> Vec<(CheckedPiece, Money)> {
        if self.pieces.is_empty() {
            errors.add("/pieces", "Add at least one piece.");
        }
        if self.pieces.len() > MOST_PIECES {
            errors.add("/pieces", "A memo has at most 100 pieces.");
            return Vec::new();
        }
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for (index, typed) in self.pieces.iter().enumerate() {
            match typed.as_piece(self).check(currency) {
                Ok(piece) => {
                    let cost = piece.cost.unwrap_or(Money::zero(currency));
                    pieces.push((piece, cost));
                }
                // The vendor and the place are asked for once.
                Err(wrong) => {
                    for (at, message) in wrong.iter() {
                        if !matches!(at, "/vendor" | "/location") {
                            errors.add(format!("/pieces/{index}{at}"), message);
                        }
                    }
                }
            }
        }
        pieces
    }
}

impl LentPiece {
    fn as_piece(&self, memo: &MemoInDraft) -> PieceDraft {
        PieceDraft {
            serial: self.serial.clone(),
            ownership: Ownership::MemoIn,
            location: memo.location,
            name: self.name.clone(),
            vendor: memo.vendor,
            vendor_style: self.vendor_style.clone(),
            cost: self.cost.clone(),
            price: self.price.clone(),
            ..PieceDraft::empty()
        }
    }
}

/// What goes back to its vendor, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiveBackDraft {
    pub pieces: Vec<PieceId>,
    /// Who takes it for the vendor.
    pub received_by: String,
    pub signature: Option<Signature>,
}

/// The same, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveBack {
    pub pieces: Vec<PieceId>,
    pub received_by: String,
    pub signature: Signature,
}

impl GiveBackDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn checked(&self) -> Result<GiveBack, FieldErrors> {
        let mut errors = FieldErrors::new();
        let pieces = chosen(&self.pieces, "Choose what goes back.", &mut errors);
        let name = required_text(&self.received_by, 120).map_err(|_| "Enter who takes it.");
        let received_by = errors.check("/received_by", name);
        let signature = check_signature(self.signature.as_ref());
        let signature = errors.check("/signature", signature);
        match (received_by, signature) {
            (Some(received_by), Some(signature)) if errors.is_empty() => Ok(GiveBack {
                pieces,
                received_by,
                signature,
            }),
            _ => Err(errors),
        }
    }
}

/// What is paid to the vendor, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PayDraft {
    pub pieces: Vec<PieceId>,
    /// The vendor's bill, or our transfer.
    pub reference: String,
}

impl PayDraft {
    /// Which pieces are paid for, and by what it is known.
    pub fn checked(&self) -> Result<(Vec<PieceId>, String), FieldErrors> {
        let mut errors = FieldErrors::new();
        let pieces = chosen(&self.pieces, "Choose what is paid for.", &mut errors);
        let reference = required_text(&self.reference, 60)
            .map_err(|_| "Enter the vendor's bill, or the transfer.");
        match errors.check("/reference", reference) {
            Some(reference) if errors.is_empty() => Ok((pieces, reference)),
            _ => Err(errors),
        }
    }
}

fn chosen(pieces: &[PieceId], missing: &'static str, errors: &mut FieldErrors) -> Vec<PieceId> {
    let mut pieces = pieces.to_vec();
    pieces.sort_unstable();
    pieces.dedup();
    if pieces.is_empty() {
        errors.add("/pieces", missing);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-30".parse().unwrap()
    }

    fn whole() -> MemoInDraft {
        MemoInDraft {
            vendor: Some(VendorId::generate()),
            reference: "ML-4471".into(),
            due: "2027-02-28".parse().ok(),
            location: Some(LocationId::generate()),
            pieces: vec![LentPiece {
                name: "Emerald ring".into(),
                cost: "900".into(),
                ..LentPiece::default()
            }],
            ..MemoInDraft::default()
        }
    }

    #[test]
    fn what_is_lent_is_the_vendors_at_its_cost() {
        let memo = whole().checked(Currency::USD, today()).unwrap();
        let (piece, cost) = &memo.pieces[0];
        assert_eq!(piece.ownership, Ownership::MemoIn);
        assert_eq!(piece.vendor, Some(memo.vendor));
        assert_eq!(cost.plain(), "900.00");
        assert_eq!(memo.received_on, today());
    }

    #[test]
    fn each_field_says_what_it_lacks_and_says_it_once() {
        let nothing = MemoInDraft {
            pieces: vec![LentPiece::default()],
            ..MemoInDraft::default()
        };
        let wrong = nothing.checked(Currency::USD, today()).unwrap_err();
        let at: Vec<_> = wrong.iter().map(|(at, _)| at.to_owned()).collect();
        assert_eq!(
            at,
            [
                "/due",
                "/location",
                "/pieces/0/cost",
                "/pieces/0/name",
                "/reference",
                "/vendor"
            ]
        );
        let backwards = MemoInDraft {
            due: "2026-11-29".parse().ok(),
            ..whole()
        };
        let wrong = backwards.checked(Currency::USD, today()).unwrap_err();
        assert!(wrong.get("/due").is_some());
        let ahead = MemoInDraft {
            received_on: "2026-12-01".parse().ok(),
            pieces: Vec::new(),
            ..whole()
        };
        let wrong = ahead.checked(Currency::USD, today()).unwrap_err();
        assert!(wrong.get("/received_on").is_some() && wrong.get("/pieces").is_some());
    }

    #[test]
    fn what_goes_back_is_signed_for_and_what_is_paid_is_named() {
        let wrong = GiveBackDraft::default().checked().unwrap_err();
        for field in ["/pieces", "/received_by", "/signature"] {
            assert!(wrong.get(field).is_some(), "{field}");
        }
        let wrong = PayDraft::default().checked().unwrap_err();
        for field in ["/pieces", "/reference"] {
            assert!(wrong.get(field).is_some(), "{field}");
        }
    }
}
