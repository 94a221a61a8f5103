//! Where things are, and whose they are.

use crate::codes::coded;
use crate::ids::{LocationId, StaffId, VendorId};
use crate::input::{FieldErrors, optional_text, required_text};
use serde::{Deserialize, Serialize};

coded! {
    /// What kind of place it is. A new kind is a line here.
    pub enum LocationKind {
        Showcase = "showcase", "Showcase";
        Safe = "safe", "Safe";
        Bin = "bin", "Bin";
        Bench = "bench", "Bench";
        Vendor = "vendor", "At a vendor";
        InTransit = "in_transit", "On its way";
        Customer = "customer", "With a customer";
        /// In the hands of somebody who has no bench; made when something is first handed to them.
        Person = "person", "In hand";
    }
}

impl LocationKind {
    /// The kinds that are written down; the others come by themselves.
    pub fn written() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|kind| *kind != Self::Person)
    }

    /// In which turn its places are thought of for things that nobody named a place for; never,
    /// where they would be out of reach.
    #[must_use]
    pub const fn turn(self) -> Option<u8> {
        match self {
            Self::Safe => Some(0),
            Self::Bin => Some(1),
            Self::Showcase => Some(2),
            Self::Bench => Some(3),
            Self::Vendor | Self::InTransit | Self::Customer | Self::Person => None,
        }
    }
}

coded! {
    /// Whose it is. A new kind is a line here.
    pub enum Ownership {
        /// Ours, and in the books at its cost.
        Owned = "owned", "Ours";
        /// A vendor's, with us to sell or to return.
        MemoIn = "memo_in", "On memo from a vendor";
        /// A customer's, with us to be worked on.
        Customer = "customer", "A customer's";
    }
}

impl Ownership {
    /// Whether it stands in our books at its cost.
    #[must_use]
    pub const fn is_valued(self) -> bool {
        matches!(self, Self::Owned)
    }

    /// Whether we may sell it.
    #[must_use]
    pub const fn is_sellable(self) -> bool {
        matches!(self, Self::Owned | Self::MemoIn)
    }
}

/// A place as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationDraft {
    pub kind: LocationKind,
    pub name: String,
    /// What its label says and a scanner reads.
    pub code: String,
    /// Whose bench it is.
    #[serde(default)]
    pub jeweler: Option<StaffId>,
    /// Whose workshop it is.
    #[serde(default)]
    pub vendor: Option<VendorId>,
}

/// A place whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedLocation {
    pub kind: LocationKind,
    pub name: String,
    pub code: String,
    pub jeweler: Option<StaffId>,
    pub vendor: Option<VendorId>,
}

/// A place as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationView {
    pub id: LocationId,
    pub kind: LocationKind,
    pub name: String,
    pub code: String,
    /// The jeweler's or the vendor's name.
    pub whose: Option<String>,
    /// How many pieces lie there now.
    pub pieces: u32,
    pub active: bool,
}

impl LocationDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self) -> Result<CheckedLocation, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("/name", required_text(&self.name, 60));
        let code = errors.check("/code", scan_code(&self.code));
        if self.kind == LocationKind::Vendor && self.vendor.is_none() {
            errors.add("/vendor", "Choose the vendor.");
        }
        if self.kind == LocationKind::Person {
            errors.add("/kind", "People get their place with the first hand-over.");
        }
        match (name, code) {
            (Some(name), Some(code)) if errors.is_empty() => Ok(CheckedLocation {
                kind: self.kind,
                name,
                code,
                jeweler: self.jeweler.filter(|_| self.kind == LocationKind::Bench),
                vendor: self.vendor.filter(|_| self.kind == LocationKind::Vendor),
            }),
            _ => Err(errors),
        }
    }
}

/// A code that fits on a label and comes back from a scanner as it was: capital letters, digits
/// and hyphens (all that Code 39 and Code 128 share).
pub fn scan_code(text: &str) -> Result<String, &'static str> {
    let code = optional_text(text, 40)?
        .ok_or("This can't be empty.")?
        .to_uppercase();
    if code
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'/'))
    {
        Ok(code)
    } else {
        Err("Use letters, digits, hyphens, points and slashes only, so that it can be scanned.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_can_be_scanned() {
        assert_eq!(scan_code(" safe-1 "), Ok("SAFE-1".into()));
        for wrong in ["", "  ", "safe 1", "café", "a\u{0}b", "<b>"] {
            assert!(scan_code(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_vendors_place_names_the_vendor() {
        let draft = LocationDraft {
            kind: LocationKind::Vendor,
            name: "Caster".into(),
            code: "cast".into(),
            jeweler: None,
            vendor: None,
        };
        let wrong = draft.check().unwrap_err();
        assert!(wrong.get("/vendor").is_some());
        let bench = LocationDraft {
            kind: LocationKind::Bench,
            vendor: Some(VendorId::generate()),
            ..draft
        };
        assert_eq!(bench.check().unwrap().vendor, None, "a bench is nobody's");
        let hands = LocationDraft {
            kind: LocationKind::Person,
            ..bench
        };
        assert!(hands.check().unwrap_err().get("/kind").is_some());
    }
}
