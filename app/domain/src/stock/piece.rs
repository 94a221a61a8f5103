//! Pieces: things of which there is one, each with a serial of its own. A finished jewel, or a
//! loose stone.

use super::place::{Ownership, scan_code};
use super::stone::{Stone, StoneDraft};
use crate::codes::coded;
use crate::ids::{CustomerId, LocationId, VariantId, VendorId};
use crate::input::{FieldErrors, optional_text};
use crate::measures::{Quantity, Unit};
use crate::money::{Currency, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

coded! {
    /// Whether a piece is there, and if not, why.
    pub enum PieceState {
        Here = "here", "In stock";
        Sold = "sold", "Sold";
        Returned = "returned", "Returned";
        Scrapped = "scrapped", "Scrapped";
        Missing = "missing", "Missing";
        /// It is a part of another piece now, or of one that is being made.
        Set = "set", "Set into a piece";
        /// With a customer on approval; ours still.
        OnMemo = "on_memo", "On memo with a customer";
    }
}

coded! {
    /// What happened to a piece or a quantity. Moves are never changed: what was wrong is moved
    /// back.
    pub enum MoveKind {
        Received = "received", "Received";
        Moved = "moved", "Moved";
        Taken = "taken", "Taken for an order";
        PutBack = "put_back", "Put back";
        Sold = "sold", "Sold";
        Returned = "returned", "Returned";
        Scrapped = "scrapped", "Scrapped";
        Lost = "lost", "Missing";
        Found = "found", "Found";
        Revalued = "revalued", "Cost corrected";
        Issued = "issued", "Issued to the bench";
        Made = "made", "Made at the bench";
        TakenBack = "taken_back", "Taken back from the customer";
        MemoOut = "memo_out", "Out on memo";
    }
}

coded! {
    /// How a piece of ours came into the house.
    pub enum Source {
        Opening = "opening", "Was here before";
        Purchase = "purchase", "Bought, owed to the vendor";
    }
}

/// A laboratory's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// GIA, IGI, SSEF …
    pub lab: String,
    pub number: String,
    /// What is engraved on the stone's girdle.
    pub inscription: Option<String>,
}

/// A piece as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceDraft {
    /// Empty takes the next number of the house.
    #[serde(default)]
    pub serial: String,
    pub ownership: Ownership,
    /// How it came, if it is ours.
    #[serde(default)]
    pub source: Option<Source>,
    pub location: Option<LocationId>,
    /// The catalogue's variant that it is one of.
    #[serde(default)]
    pub variant: Option<VariantId>,
    /// Empty takes the stone's or the catalogue's words.
    #[serde(default)]
    pub name: String,
    /// Who made or lent it.
    #[serde(default)]
    pub vendor: Option<VendorId>,
    #[serde(default)]
    pub vendor_style: String,
    /// Whose it is.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// What we paid, or owe the lender when it is sold.
    #[serde(default)]
    pub cost: String,
    #[serde(default)]
    pub price: String,
    /// What the customer says it is worth, for the insurance.
    #[serde(default)]
    pub declared_value: String,
    /// Grams.
    #[serde(default)]
    pub weight: String,
    #[serde(default)]
    pub lab: String,
    #[serde(default)]
    pub certificate: String,
    #[serde(default)]
    pub inscription: String,
    /// What kind of stone, for a loose one.
    #[serde(default)]
    pub stone: Option<StoneDraft>,
    #[serde(default)]
    pub note: String,
}

/// A piece whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedPiece {
    pub serial: Option<String>,
    pub ownership: Ownership,
    pub source: Source,
    pub location: LocationId,
    pub variant: Option<VariantId>,
    pub name: Option<String>,
    pub vendor: Option<VendorId>,
    pub vendor_style: Option<String>,
    pub customer: Option<CustomerId>,
    pub cost: Option<Money>,
    pub price: Option<Money>,
    pub declared_value: Option<Money>,
    /// Grams.
    pub weight: Option<Decimal>,
    pub certificate: Option<Certificate>,
    pub stone: Option<Stone>,
    pub note: Option<String>,
}

impl PieceDraft {
    /// An empty form for a piece of ours.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            serial: String::new(),
            ownership: Ownership::Owned,
            source: None,
            location: None,
            variant: None,
            name: String::new(),
            vendor: None,
            vendor_style: String::new(),
            customer: None,
            cost: String::new(),
            price: String::new(),
            declared_value: String::new(),
            weight: String::new(),
            lab: String::new(),
            certificate: String::new(),
            inscription: String::new(),
            stone: None,
            note: String::new(),
        }
    }

    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, currency: Currency) -> Result<CheckedPiece, FieldErrors> {
        let mut errors = FieldErrors::new();
        let serial = match self.serial.trim() {
            "" => None,
            typed => errors.check("/serial", scan_code(typed)),
        };
        let location = errors.check("/location", self.location.ok_or("Say where it lies."));
        let mut text = |pointer: &str, typed: &str, most: u16| {
            errors.check(pointer, optional_text(typed, most)).flatten()
        };
        let name = text("/name", &self.name, 200);
        let vendor_style = text("/vendor_style", &self.vendor_style, 60);
        let note = text("/note", &self.note, 2_000);
        let mut amount =
            |pointer: &str, typed: &str| errors.check(pointer, amount(typed, currency)).flatten();
        let cost = amount("/cost", &self.cost);
        let price = amount("/price", &self.price);
        let declared_value = amount("/declared_value", &self.declared_value);
        let weight = errors.check("/weight", grams(&self.weight)).flatten();
        let certificate = self.checked_certificate(&mut errors);
        let stone = self.checked_stone(&mut errors);
        self.check_owner(&mut errors);
        if name.is_none() && self.stone.is_none() && self.variant.is_none() {
            errors.add("/name", "Choose a style or say what it is.");
        }
        let Some(location) = location.filter(|_| errors.is_empty()) else {
            return Err(errors);
        };
        Ok(CheckedPiece {
            serial,
            ownership: self.ownership,
            source: self.source.unwrap_or(Source::Opening),
            location,
            variant: self.variant,
            name,
            vendor: self.vendor,
            vendor_style,
            customer: self.customer,
            cost,
            price,
            declared_value,
            weight,
            certificate,
            stone,
            note,
        })
    }

    /// Each kind of owner asks for something else.
    fn check_owner(&self, errors: &mut FieldErrors) {
        match self.ownership {
            Ownership::Owned if self.cost.trim().is_empty() => {
                errors.add(
                    "/cost",
                    "Enter what it cost. What is ours stands in the books.",
                );
            }
            Ownership::MemoIn => {
                if self.vendor.is_none() {
                    errors.add("/vendor", "Choose the vendor whose it is.");
                }
                if self.cost.trim().is_empty() {
                    errors.add("/cost", "Enter what the vendor is owed when it is sold.");
                }
            }
            Ownership::Customer => {
                if self.customer.is_none() {
                    errors.add("/customer", "Choose the customer whose it is.");
                }
                if !self.cost.trim().is_empty() {
                    errors.add("/cost", "A customer's own piece costs us nothing.");
                }
                if self.declared_value.trim().is_empty() {
                    errors.add(
                        "/declared_value",
                        "Ask what it is worth: the insurance counts it.",
                    );
                }
            }
            Ownership::Owned => {}
        }
        if self.source == Some(Source::Purchase) && self.vendor.is_none() {
            errors.add("/vendor", "Choose the vendor who is owed.");
        }
    }

    fn checked_certificate(&self, errors: &mut FieldErrors) -> Option<Certificate> {
        let lab = errors.check("/lab", optional_text(&self.lab, 30)).flatten();
        let number = errors
            .check("/certificate", optional_text(&self.certificate, 40))
            .flatten();
        let inscription = errors
            .check("/inscription", optional_text(&self.inscription, 60))
            .flatten();
        match (lab, number) {
            (Some(lab), Some(number)) => Some(Certificate {
                lab: lab.to_uppercase(),
                number,
                inscription,
            }),
            (None, Some(_)) => {
                errors.add("/lab", "Say which laboratory wrote the report.");
                None
            }
            (Some(_), None) => {
                errors.add("/certificate", "Enter the report's number.");
                None
            }
            (None, None) => None,
        }
    }

    fn checked_stone(&self, errors: &mut FieldErrors) -> Option<Stone> {
        match self.stone.as_ref()?.check() {
            Ok(stone) => Some(stone),
            Err(wrong) => {
                errors.nest("/stone", wrong);
                None
            }
        }
    }
}

fn amount(typed: &str, currency: Currency) -> Result<Option<Money>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match Money::parse(typed, currency) {
        Ok(amount) if amount.is_negative() => Err("This can't be below zero.".into()),
        Ok(amount) => Ok(Some(amount)),
        Err(wrong) => Err(wrong.to_string()),
    }
}

fn grams(typed: &str) -> Result<Option<Decimal>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Quantity::parse(typed, Unit::Gram)
        .map(|weight| Some(weight.amount()))
        .map_err(|wrong| wrong.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> PieceDraft {
        PieceDraft {
            name: "Estate ring".into(),
            location: Some(LocationId::generate()),
            cost: "1200".into(),
            ..PieceDraft::empty()
        }
    }

    #[test]
    fn each_owner_asks_for_something_else() {
        assert!(ring().check(Currency::USD).is_ok());
        let complaints = |ownership, draft: PieceDraft| -> Vec<String> {
            let draft = PieceDraft { ownership, ..draft };
            let wrong = draft
                .check(Currency::USD)
                .expect_err("something is missing");
            wrong.iter().map(|(at, _)| at.to_owned()).collect()
        };
        let bare = || PieceDraft {
            cost: String::new(),
            ..ring()
        };
        assert_eq!(complaints(Ownership::Owned, bare()), ["/cost"]);
        assert_eq!(complaints(Ownership::MemoIn, bare()), ["/cost", "/vendor"]);
        assert_eq!(
            complaints(Ownership::Customer, ring()),
            ["/cost", "/customer", "/declared_value"]
        );
    }

    #[test]
    fn a_report_has_a_laboratory_and_a_number() {
        let draft = PieceDraft {
            certificate: "2141438171".into(),
            ..ring()
        };
        let wrong = draft.check(Currency::USD).unwrap_err();
        assert!(wrong.get("/lab").is_some());
        let whole = PieceDraft {
            lab: "gia".into(),
            ..draft
        };
        let piece = whole.check(Currency::USD).unwrap();
        assert_eq!(piece.certificate.unwrap().lab, "GIA");
    }

    #[test]
    fn a_stone_is_checked_where_it_stands() {
        let draft = PieceDraft {
            stone: Some(StoneDraft::default()),
            ..ring()
        };
        let wrong = draft.check(Currency::USD).unwrap_err();
        assert!(wrong.get("/stone/carat").is_some(), "{wrong}");
    }
}
