//! What is signed when pieces go out on approval.

use crate::money::Money;
use crate::orders::act::Signature;
use crate::orders::memo::view::{Bearer, LineState};
use crate::orders::view::{Detail, StoreView};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoPaper {
    pub store: StoreView,
    pub number: String,
    /// When the pieces went out; today, where they have not yet.
    pub date: NaiveDate,
    pub customer: String,
    /// How they are reached.
    pub contact: Vec<String>,
    pub due: NaiveDate,
    pub bearer: Bearer,
    pub conditions: String,
    pub lines: Vec<MemoPaperLine>,
    pub value: Money,
    /// Who signed, and how; none where nobody has yet.
    pub signed: Option<(String, Signature)>,
}

/// A piece of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoPaperLine {
    pub serial: String,
    pub description: String,
    pub value: Money,
    pub due: NaiveDate,
    /// What became of it, where it is out no more.
    pub ended: Option<LineState>,
}

impl MemoPaper {
    /// Of an order that is a memo.
    #[must_use]
    pub fn of(order: Detail) -> Option<Self> {
        let memo = *order.memo?;
        let out = order.hand_over;
        let date = out.as_ref().map(|out| out.at.date_naive());
        let phone = order.customer.phone.into_iter();
        let ended = |state| !matches!(state, LineState::Requested | LineState::Out);
        Some(Self {
            store: order.store,
            number: order.number,
            date: date.unwrap_or(order.today),
            customer: order.customer.name,
            contact: phone.chain(order.customer.email).collect(),
            due: order.first_promise,
            bearer: memo.bearer,
            conditions: memo.conditions,
            value: memo.value,
            lines: memo
                .lines
                .into_iter()
                .map(|line| MemoPaperLine {
                    serial: line.piece.1,
                    description: line.description,
                    value: line.value,
                    due: line.due,
                    ended: Some(line.state).filter(|state| ended(*state)),
                })
                .collect(),
            signed: out.and_then(|out| Some((out.received_by?, out.signature?))),
        })
    }
}
