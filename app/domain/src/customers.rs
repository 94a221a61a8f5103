//! Customers as they are typed, found and shown.

use crate::contact::{Email, Phone, PostalAddress};
use crate::ids::{AddressId, CustomerId};
use crate::input::{FieldErrors, optional_text, required_text};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A customer as found: enough to tell two apart and to go on with an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerCard {
    pub id: CustomerId,
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
}

impl CustomerCard {
    /// Phone and e-mail on one line.
    #[must_use]
    pub fn reach(&self) -> String {
        let phone = self.phone.as_ref().map(ToString::to_string);
        let email = self.email.as_ref().map(ToString::to_string);
        phone
            .into_iter()
            .chain(email)
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

/// A customer, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCustomer {
    pub name: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub email: String,
    /// Whether the customer agreed to be told by e-mail, and by text message.
    #[serde(default)]
    pub email_consent: bool,
    #[serde(default)]
    pub sms_consent: bool,
    /// For the house only.
    #[serde(default)]
    pub note: String,
    /// Also where somebody else has the same phone number or e-mail address, as couples do.
    #[serde(default)]
    pub even_if_known: bool,
}

/// A customer, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedCustomer {
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub email_consent: bool,
    pub sms_consent: bool,
    pub note: String,
}

impl NewCustomer {
    /// Makes the best of what was typed into the one field in which customers are looked for: a
    /// phone number, an e-mail address or a name.
    #[must_use]
    pub fn from_search(typed: &str) -> Self {
        let typed = typed.trim();
        let mut new = Self {
            email_consent: true,
            ..Self::default()
        };
        let dialled = typed
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.() ".contains(c));
        if typed.contains('@') {
            typed.clone_into(&mut new.email);
        } else if dialled {
            typed.clone_into(&mut new.phone);
        } else {
            typed.clone_into(&mut new.name);
        }
        new
    }

    /// The customer, or what is wrong with what was typed.
    pub fn checked(&self) -> Result<CheckedCustomer, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("/name", required_text(&self.name, 120));
        let phone = errors.check("/phone", given(&self.phone, Phone::parse));
        let email = errors.check("/email", given(&self.email, Email::parse));
        let note = errors.check("/note", optional_text(&self.note, 2000));
        if phone == Some(None) && email == Some(None) {
            errors.add("/phone", "Enter a phone number or an e-mail address.");
        }
        errors.into_result()?;
        let (phone, email) = (phone.flatten(), email.flatten());
        Ok(CheckedCustomer {
            name: name.unwrap_or_default(),
            // Consent to a channel that isn't there means nothing.
            email_consent: self.email_consent && email.is_some(),
            sms_consent: self.sms_consent && phone.is_some(),
            phone,
            email,
            note: note.flatten().unwrap_or_default(),
        })
    }
}

fn given<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, &'static str>,
) -> Result<Option<T>, &'static str> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        parse(text).map(Some)
    }
}

/// What came of adding a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "about", rename_all = "snake_case")]
pub enum Added {
    Created(CustomerCard),
    /// Nothing was added: these have the same phone number or e-mail address.
    Known(Vec<CustomerCard>),
}

/// A customer's details, changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerChange {
    pub customer: NewCustomer,
    /// What the change was made on.
    pub version: i32,
}

/// An address of a customer, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAddress {
    /// "Home", "Office".
    #[serde(default)]
    pub label: String,
    pub address: PostalAddress,
}

impl NewAddress {
    /// The address trimmed, or what is wrong with it.
    pub fn checked(&self) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let label = errors.check("/label", optional_text(&self.label, 40));
        let address = match self.address.checked() {
            Ok(address) => Some(address),
            Err(part) => {
                errors.nest("/address", part);
                None
            }
        };
        errors.into_result()?;
        Ok(Self {
            label: label.flatten().unwrap_or_default(),
            address: address.unwrap_or_default(),
        })
    }
}

/// An address of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressView {
    pub id: AddressId,
    pub label: String,
    pub address: PostalAddress,
}

/// A customer in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDetail {
    pub id: CustomerId,
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub email_consent: bool,
    pub sms_consent: bool,
    pub note: String,
    pub addresses: Vec<AddressView>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

impl CustomerDetail {
    /// The details as a form holds them.
    #[must_use]
    pub fn as_typed(&self) -> NewCustomer {
        NewCustomer {
            name: self.name.clone(),
            phone: self
                .phone
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            email: self
                .email
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            email_consent: self.email_consent,
            sms_consent: self.sms_consent,
            note: self.note.clone(),
            even_if_known: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_fills_the_field_that_it_belongs_to() {
        assert_eq!(
            NewCustomer::from_search("(212) 555-0142").phone,
            "(212) 555-0142"
        );
        assert_eq!(
            NewCustomer::from_search(" ana@example.com ").email,
            "ana@example.com"
        );
        assert_eq!(NewCustomer::from_search("Ana Duarte").name, "Ana Duarte");
    }

    #[test]
    fn a_customer_can_be_reached() {
        let mut new = NewCustomer {
            name: "Ana Duarte".into(),
            email_consent: true,
            sms_consent: true,
            ..NewCustomer::default()
        };
        let errors = new.checked().expect_err("no way to reach her");
        assert!(errors.get("/phone").is_some());
        new.email = "ana@example.com".into();
        let checked = new.checked().expect("an address is enough");
        assert!(checked.email_consent && !checked.sms_consent);
    }
}
