//! What is asked of orders, and the short answers.

use super::lifecycle::Position;
use super::{Kind, Phase};
use crate::bench::view::BenchTerms;
use crate::ids::{CustomerId, OrderId, PaymentId};
use crate::money::Currency;
use crate::payments::NewPayment;
use crate::schedule::DepositPolicy;
use crate::staff::Role;
use crate::tax::Rates;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An order that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub id: OrderId,
    pub number: String,
    pub version: i32,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    pub version: i32,
    pub position: Position,
}

/// Money for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRequest {
    /// The version that the person saw; none takes the money whatever else has changed.
    #[serde(default)]
    pub version: Option<i32>,
    pub payment: NewPayment,
}

/// Money that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    pub payment: PaymentId,
    pub version: i32,
    pub position: Position,
}

/// Which orders to list, the newest first. What is empty doesn't filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub kind: Option<Kind>,
    pub phase: Option<Phase>,
    /// The state's code.
    pub state: Option<String>,
    pub customer: Option<CustomerId>,
    /// Only those that are expected later than they were promised, and not ready.
    pub late: bool,
    /// A code of the order's or of what belongs to it (an envelope, a piece, a job, an order to a
    /// vendor), or a part of its number or of the customer's name, phone or e-mail.
    pub text: String,
    /// Where the page before ended.
    pub after: Option<String>,
    /// At most this many; 50 where not given, never more than 100.
    pub limit: Option<u8>,
}

/// What a capture screen needs to check and price an order by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureTerms {
    pub currency: Currency,
    pub rates: Rates,
    pub deposit: DepositPolicy,
    pub role: Role,
    /// Today in the store.
    pub today: NaiveDate,
    /// How the bench is planned, for pieces that are made there.
    pub bench: BenchTerms,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// What to ask for next with; none on the last page.
    pub next: Option<String>,
}
