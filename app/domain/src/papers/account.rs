//! What an account is sent about its order: the acknowledgement of its lines, the invoice of a parcel.

use crate::contact::PostalAddress;
use crate::money::Money;
use crate::orders::view::StoreView;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountPaperKind {
    Acknowledgement,
    Invoice,
}

impl AccountPaperKind {
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Acknowledgement => "Order acknowledgement",
            Self::Invoice => "Invoice",
        }
    }

    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Acknowledgement => "acknowledgement",
            Self::Invoice => "invoice",
        }
    }
}

/// What stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPaper {
    pub kind: AccountPaperKind,
    pub store: StoreView,
    pub number: String,
    pub date: NaiveDate,
    pub account: String,
    pub ship_to: PostalAddress,
    /// Term and value: their number, the terms, when it is due.
    pub facts: Vec<(String, String)>,
    pub lines: Vec<AccountLine>,
    pub net: Money,
    pub tax: Money,
    pub total: Money,
    /// Why tax is asked, or not.
    pub tax_why: String,
}

/// A line of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLine {
    pub sku: Option<String>,
    pub description: String,
    /// What is said of it: “3 on backorder to 20 Dec 2026”.
    pub said: Option<String>,
    pub quantity: u32,
    pub unit_price: Money,
    pub net: Money,
}
