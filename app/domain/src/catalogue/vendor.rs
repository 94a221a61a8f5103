//! Who makes or supplies pieces.

use crate::contact::{Email, Phone};
use crate::ids::VendorId;
use crate::input::{FieldErrors, optional_text, required_text};
use serde::{Deserialize, Serialize};

/// A vendor as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorDraft {
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub phone: String,
    /// The number under which the vendor keeps us.
    #[serde(default)]
    pub account_number: String,
    /// Working days from our order to our door, as typed.
    pub lead_days: String,
}

/// A vendor whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedVendor {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub account_number: String,
    pub lead_days: u16,
}

/// A vendor as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorView {
    pub id: VendorId,
    pub version: i32,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub account_number: String,
    pub lead_days: u16,
    /// How many styles are theirs.
    pub styles: u32,
}

/// A vendor to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorChoice {
    pub id: VendorId,
    pub name: String,
    /// Working days from our order to our door.
    pub lead_days: u16,
}

impl VendorDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self) -> Result<CheckedVendor, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("/name", required_text(&self.name, 120));
        let email = match self.email.trim() {
            "" => Some(String::new()),
            typed => errors.check("/email", Email::parse(typed).map(|e| e.as_str().to_owned())),
        };
        let phone = match self.phone.trim() {
            "" => Some(String::new()),
            typed => errors.check("/phone", Phone::parse(typed).map(|p| p.as_str().to_owned())),
        };
        let account = errors.check("/account_number", optional_text(&self.account_number, 60));
        let lead_days = errors.check("/lead_days", lead_days(&self.lead_days));
        match (name, email, phone, account, lead_days) {
            (Some(name), Some(email), Some(phone), Some(account), Some(lead_days)) => {
                Ok(CheckedVendor {
                    name,
                    email,
                    phone,
                    account_number: account.unwrap_or_default(),
                    lead_days,
                })
            }
            _ => Err(errors),
        }
    }
}

/// A lead time as typed, in working days.
pub(super) fn lead_days(text: &str) -> Result<u16, &'static str> {
    match text.trim().parse() {
        Ok(days @ 0..=365) => Ok(days),
        _ => Err("Enter working days, from 0 to 365."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complains_about_each_field_at_once() {
        let draft = VendorDraft {
            name: "  ".into(),
            email: "nobody".into(),
            phone: "12".into(),
            account_number: String::new(),
            lead_days: "soon".into(),
        };
        let errors = draft.check().unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(fields, ["/email", "/lead_days", "/name", "/phone"]);
    }

    #[test]
    fn only_name_and_lead_time_are_needed() {
        let draft = VendorDraft {
            name: " Maison Aurelle ".into(),
            lead_days: "15".into(),
            ..VendorDraft::default()
        };
        let vendor = draft.check().unwrap();
        assert_eq!(
            (vendor.name.as_str(), vendor.lead_days),
            ("Maison Aurelle", 15)
        );
    }
}
