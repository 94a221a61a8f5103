//! A customer that is a business and buys on account.

use super::blanket::BlanketView;
use super::book::{PaymentTerms, Tier, percent};
use super::credit::Credit;
use super::exemption::Certificate;
use super::price::{PriceTerms, StylePrice};
use crate::contact::{Email, Phone};
use crate::customers::AddressView;
use crate::ids::{CustomerId, PaymentTermsId, StyleId, TierId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// More rows than any account has of anything; a bound, so that input stays bounded.
const MOST_ROWS: usize = 200;

/// Somebody at the account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    /// "Buyer", "Accounts payable".
    pub role: String,
    pub phone: String,
    pub email: String,
}

/// A resale certificate, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CertificateDraft {
    pub state: String,
    pub number: String,
    pub expires_on: Option<NaiveDate>,
}

/// What is agreed about a style, as typed: a price, or per cent off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StylePriceDraft {
    pub style: StyleId,
    #[serde(default)]
    pub title: String,
    /// `129.00`, or `55 %`.
    pub price: String,
}

/// An account, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountDraft {
    pub terms: Option<PaymentTermsId>,
    pub tier: Option<TierId>,
    /// Per cent off the list; empty takes the tier's.
    pub discount: String,
    pub credit_limit: String,
    /// The least that an order comes to; empty for any.
    pub minimum: String,
    /// Who in the house looks after it.
    pub rep: String,
    pub note: String,
    /// Whether it may order.
    pub active: bool,
    pub contacts: Vec<Contact>,
    pub certificates: Vec<CertificateDraft>,
    pub styles: Vec<StylePriceDraft>,
}

/// An account whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub terms: PaymentTermsId,
    pub tier: TierId,
    pub discount: Option<Decimal>,
    pub credit_limit: Money,
    pub minimum: Money,
    pub rep: Option<String>,
    pub note: Option<String>,
    pub active: bool,
    pub contacts: Vec<Contact>,
    pub certificates: Vec<Certificate>,
    pub styles: Vec<(StyleId, StylePrice)>,
}

impl AccountDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn checked(&self, currency: Currency) -> Result<Account, FieldErrors> {
        let mut errors = FieldErrors::new();
        let lists = [
            self.contacts.len(),
            self.certificates.len(),
            self.styles.len(),
        ];
        if lists.iter().any(|rows| *rows > MOST_ROWS) {
            return Err(FieldErrors::one("", "An account has at most 200 of each."));
        }
        let terms = errors.check(
            "/terms",
            self.terms.ok_or("Choose how long they may take to pay."),
        );
        let tier = errors.check("/tier", self.tier.ok_or("Choose the tier."));
        let discount = match self.discount.trim() {
            "" => None,
            typed => errors.check("/discount", percent(typed)),
        };
        let credit_limit = errors.check("/credit_limit", amount(&self.credit_limit, currency));
        let minimum = errors.check("/minimum", amount(&self.minimum, currency));
        let rep = errors
            .check("/rep", optional_text(&self.rep, 120))
            .flatten();
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        let contacts = self.checked_contacts(&mut errors);
        let certificates = self.checked_certificates(&mut errors);
        let styles = self.checked_styles(currency, &mut errors);
        match (terms, tier, credit_limit, minimum) {
            (Some(terms), Some(tier), Some(credit_limit), Some(minimum)) if errors.is_empty() => {
                Ok(Account {
                    terms,
                    tier,
                    discount,
                    credit_limit,
                    minimum,
                    rep,
                    note,
                    active: self.active,
                    contacts,
                    certificates,
                    styles,
                })
            }
            _ => Err(errors),
        }
    }

    fn checked_contacts(&self, errors: &mut FieldErrors) -> Vec<Contact> {
        let mut contacts = Vec::with_capacity(self.contacts.len());
        for (index, typed) in self.contacts.iter().enumerate() {
            let at = |field: &str| format!("/contacts/{index}/{field}");
            let name = required_text(&typed.name, 120).map_err(|_| "Enter the name.");
            let name = errors.check(at("name"), name);
            let role = errors.check(at("role"), optional_text(&typed.role, 60));
            let phone = match typed.phone.trim() {
                "" => Some(String::new()),
                text => errors
                    .check(at("phone"), Phone::parse(text))
                    .map(|phone| phone.as_str().to_owned()),
            };
            let email = match typed.email.trim() {
                "" => Some(String::new()),
                text => errors
                    .check(at("email"), Email::parse(text))
                    .map(|email| email.as_str().to_owned()),
            };
            if let (Some(name), Some(role), Some(phone), Some(email)) = (name, role, phone, email) {
                contacts.push(Contact {
                    name,
                    role: role.unwrap_or_default(),
                    phone,
                    email,
                });
            }
        }
        contacts
    }

    fn checked_certificates(&self, errors: &mut FieldErrors) -> Vec<Certificate> {
        let mut certificates: Vec<Certificate> = Vec::with_capacity(self.certificates.len());
        for (index, typed) in self.certificates.iter().enumerate() {
            let at = |field: &str| format!("/certificates/{index}/{field}");
            let state = typed.state.trim().to_uppercase();
            let letters = state.len() == 2 && state.bytes().all(|b| b.is_ascii_uppercase());
            let state = letters
                .then_some(state)
                .ok_or("Enter the state in two letters.");
            let state = errors.check(at("state"), state);
            let number = required_text(&typed.number, 60).map_err(|_| "Enter its number.");
            let number = errors.check(at("number"), number);
            let (Some(state), Some(number)) = (state, number) else {
                continue;
            };
            let known = |known: &Certificate| known.state == state && known.number == number;
            if certificates.iter().any(known) {
                errors.add(at("number"), "This certificate is here twice.");
            }
            certificates.push(Certificate {
                state,
                number,
                expires_on: typed.expires_on,
            });
        }
        certificates
    }

    fn checked_styles(
        &self,
        currency: Currency,
        errors: &mut FieldErrors,
    ) -> Vec<(StyleId, StylePrice)> {
        let mut styles: Vec<(StyleId, StylePrice)> = Vec::with_capacity(self.styles.len());
        for (index, typed) in self.styles.iter().enumerate() {
            let at = format!("/styles/{index}/price");
            if styles.iter().any(|(style, _)| *style == typed.style) {
                errors.add(at.clone(), "This style is here twice.");
            }
            let text = typed.price.trim();
            let price = if text.ends_with('%') {
                errors.check(at, percent(text)).map(StylePrice::Discount)
            } else {
                errors
                    .check(at, price(text, currency))
                    .map(StylePrice::Fixed)
            };
            styles.extend(price.map(|price| (typed.style, price)));
        }
        styles
    }
}

fn amount(text: &str, currency: Currency) -> Result<Money, String> {
    match text.trim() {
        "" => Ok(Money::zero(currency)),
        typed => price(typed, currency),
    }
}

fn price(text: &str, currency: Currency) -> Result<Money, String> {
    let amount = Money::parse(text, currency).map_err(|wrong| wrong.to_string())?;
    if amount.is_negative() {
        return Err("This can't be below zero.".into());
    }
    Ok(amount)
}

/// An account in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountSummary {
    pub customer: CustomerId,
    pub name: String,
    pub tier: String,
    pub terms: String,
    pub rep: Option<String>,
    pub credit: Credit,
    /// Of what is owed, what is past due.
    pub late: Money,
    pub active: bool,
}

/// Which accounts to list, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountFilter {
    /// A part of the name.
    pub text: String,
    /// Where the page before ended.
    pub after: Option<(String, CustomerId)>,
}

/// An account in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub customer: CustomerId,
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub account: Account,
    pub terms: PaymentTerms,
    pub tier: Tier,
    /// What the styles with a price of their own are called, in their order.
    pub style_titles: Vec<String>,
    /// Where it is shipped to.
    pub doors: Vec<AddressView>,
    pub credit: Credit,
    pub late: Money,
    pub blankets: Vec<BlanketView>,
    pub version: i32,
    /// Today in the store.
    pub today: NaiveDate,
}

impl AccountView {
    /// What decides its prices, without the store's quantity breaks.
    #[must_use]
    pub fn prices(&self) -> PriceTerms {
        PriceTerms {
            tier: Some((self.tier.name.clone(), self.tier.discount)),
            own: self.account.discount,
            styles: self.account.styles.clone(),
            breaks: Vec::new(),
        }
    }

    /// The account as a form holds it.
    #[must_use]
    pub fn as_typed(&self) -> AccountDraft {
        let account = &self.account;
        let styles = account.styles.iter().enumerate();
        let styles = styles.map(|(index, (style, price))| StylePriceDraft {
            style: *style,
            title: self.style_titles.get(index).cloned().unwrap_or_default(),
            price: match price {
                StylePrice::Fixed(price) => price.plain(),
                StylePrice::Discount(percent) => format!("{} %", percent.normalize()),
            },
        });
        let certificates = account.certificates.iter().map(|kept| CertificateDraft {
            state: kept.state.clone(),
            number: kept.number.clone(),
            expires_on: kept.expires_on,
        });
        AccountDraft {
            terms: Some(account.terms),
            tier: Some(account.tier),
            discount: account
                .discount
                .map(|percent| percent.normalize().to_string())
                .unwrap_or_default(),
            credit_limit: account.credit_limit.plain(),
            minimum: account.minimum.plain(),
            rep: account.rep.clone().unwrap_or_default(),
            note: account.note.clone().unwrap_or_default(),
            active: account.active,
            contacts: account.contacts.clone(),
            certificates: certificates.collect(),
            styles: styles.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> AccountDraft {
        AccountDraft {
            terms: Some(PaymentTermsId::generate()),
            tier: Some(TierId::generate()),
            credit_limit: "25,000".into(),
            certificates: vec![CertificateDraft {
                state: "ny".into(),
                number: "R-77".into(),
                expires_on: None,
            }],
            styles: vec![
                StylePriceDraft {
                    style: StyleId::generate(),
                    title: String::new(),
                    price: "55 %".into(),
                },
                StylePriceDraft {
                    style: StyleId::generate(),
                    title: String::new(),
                    price: "129.50".into(),
                },
            ],
            active: true,
            ..AccountDraft::default()
        }
    }

    #[test]
    fn what_is_typed_is_understood() {
        let account = draft().checked(Currency::USD).unwrap();
        assert_eq!(account.certificates[0].state, "NY");
        assert_eq!(account.styles[0].1, StylePrice::Discount(Decimal::from(55)));
        assert!(matches!(account.styles[1].1, StylePrice::Fixed(_)));
        assert_eq!(account.discount, None);
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        let mut wrong = draft();
        wrong.terms = None;
        wrong.credit_limit = "-1".into();
        wrong.certificates[0].state = "New York".into();
        let again = wrong.styles[0].clone();
        wrong.styles.push(again);
        wrong.contacts.push(Contact::default());
        let errors = wrong.checked(Currency::USD).unwrap_err();
        for pointer in [
            "/terms",
            "/credit_limit",
            "/certificates/0/state",
            "/styles/2/price",
            "/contacts/0/name",
        ] {
            assert!(errors.get(pointer).is_some(), "{pointer}: {errors}");
        }
    }
}
