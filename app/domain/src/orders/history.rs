//! What happened to an order, in staff's words and in the customer's.

use super::lifecycle::Step;
use super::{
    Action, Delivery, Kind, State, custom, ecommerce, memo, memo_sale, repair, special_order,
    wholesale,
};
use crate::money::Money;
use crate::payments::Method;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something that happened. Stored as it is; both tellings are made from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happening {
    /// The order was taken, or written as a quote.
    Captured {
        state: State,
        total: Money,
        promise: NaiveDate,
    },
    /// It moved.
    Moved {
        action: Action,
        from: State,
        to: State,
        /// Reason, vendor, carrier: what the step noted for staff.
        #[serde(default)]
        note: Option<String>,
        /// Gates that a manager passed, with the reason.
        #[serde(default)]
        overridden: Option<String>,
        /// Whether the customer hears of it.
        told: bool,
    },
    PaymentTaken {
        amount: Money,
        method: Method,
    },
    Refunded {
        amount: Money,
        method: Method,
    },
    Forfeited {
        amount: Money,
    },
    /// The current estimate moved; the first promise never does.
    EstimateMoved {
        from: NaiveDate,
        to: NaiveDate,
    },
    /// A line sold at another price than the catalogue's.
    PriceChanged {
        description: String,
        list: Money,
        price: Money,
        reason: String,
    },
    /// Less than the shop's deposit was asked.
    DepositLowered {
        deposit: Money,
        reason: String,
    },
    /// Pieces have been out on memo for some time.
    MemoReminded {
        days: u32,
        due: NaiveDate,
    },
    /// Somebody wrote something down.
    Noted {
        text: String,
    },
}

impl Happening {
    /// A step that the house took by itself.
    #[must_use]
    pub const fn own_step(step: &Step) -> Self {
        Self::Moved {
            action: step.action,
            from: step.from.state,
            to: step.to.state,
            note: None,
            overridden: None,
            told: step.told,
        }
    }

    /// Whether the customer hears of it by a message of its own.
    #[must_use]
    pub const fn told(&self) -> bool {
        match self {
            // Who ordered from a channel is told so by the channel, who asked for a memo stands at
            // the counter.
            Self::Captured { state, .. } => !matches!(state, State::Ecommerce(_) | State::Memo(_)),
            Self::MemoReminded { .. } => true,
            Self::Moved { told, .. } => *told,
            _ => false,
        }
    }

    /// Whether the message that tells the customer of it says when the piece is expected.
    #[must_use]
    pub const fn tells_the_date(&self) -> bool {
        let Self::Moved { told: true, to, .. } = self else {
            return false;
        };
        match to {
            State::SpecialOrder(to) => special_order::words::tells_the_date(*to),
            State::Repair(to) => repair::words::tells_the_date(*to),
            State::Custom(to) => custom::words::tells_the_date(*to),
            State::Ecommerce(to) => matches!(to, ecommerce::State::Delayed),
            State::Memo(to) => matches!(to, memo::State::Issued),
            State::MemoSale(_) => false,
            State::Wholesale(to) => matches!(to, wholesale::State::Acknowledged),
        }
    }

    /// The stable word for what it is.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Captured { .. } => "captured",
            Self::Moved { .. } => "moved",
            Self::PaymentTaken { .. } => "payment_taken",
            Self::Refunded { .. } => "refunded",
            Self::Forfeited { .. } => "forfeited",
            Self::EstimateMoved { .. } => "estimate_moved",
            Self::PriceChanged { .. } => "price_changed",
            Self::DepositLowered { .. } => "deposit_lowered",
            Self::MemoReminded { .. } => "memo_reminded",
            Self::Noted { .. } => "noted",
        }
    }

    /// The headline on the order's timeline.
    #[must_use]
    pub fn for_staff(&self) -> String {
        match self {
            Self::Captured { state, total, .. } if is_quote(*state) => {
                format!("Quote written for {total}")
            }
            Self::Captured { state, total, .. } => captured(*state, *total),
            Self::Moved {
                action: Action::Hold,
                ..
            } => "Put on hold".into(),
            Self::Moved {
                action: Action::Resume,
                ..
            } => "Resumed".into(),
            Self::Moved {
                to: State::Memo(to),
                action,
                ..
            } => memo::words::for_staff(*to, *action).to_owned(),
            // A wholesale order takes some steps without leaving its state.
            Self::Moved {
                action,
                from: State::Wholesale(from),
                to: State::Wholesale(to),
                ..
            } if from == to && *action != Action::Ship => action.label().to_owned(),
            Self::Moved { to, .. } => to.label().to_owned(),
            Self::PaymentTaken { amount, method } => {
                format!("{amount} taken, {}", lower(method.label()))
            }
            Self::Refunded { amount, method } => {
                format!("{amount} given back, {}", lower(method.label()))
            }
            Self::Forfeited { amount } => format!("{amount} of the deposit forfeited"),
            Self::EstimateMoved { from, to } => {
                format!("Estimate moved from {} to {}", day(*from), day(*to))
            }
            Self::PriceChanged {
                description,
                list,
                price,
                ..
            } => {
                format!("{description}: {price} instead of {list}")
            }
            Self::DepositLowered { deposit, .. } => format!("Deposit lowered to {deposit}"),
            Self::MemoReminded { days, .. } => format!("Reminded after {days} days on memo"),
            Self::Noted { .. } => "Note".into(),
        }
    }

    /// The small print below the headline.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Moved {
                note, overridden, ..
            } => {
                let passed = overridden
                    .as_ref()
                    .map(|reason| format!("Passed by a manager: {reason}"));
                let parts: Vec<_> = note.iter().cloned().chain(passed).collect();
                (!parts.is_empty()).then(|| parts.join(" · "))
            }
            Self::PriceChanged { reason, .. } | Self::DepositLowered { reason, .. } => {
                Some(reason.clone())
            }
            Self::Noted { text } => Some(text.clone()),
            Self::Captured { state, promise, .. } => match state.kind() {
                Kind::Memo => Some(format!("Due back on {}", day(*promise))),
                Kind::MemoSale => None,
                _ => Some(format!("Promised for {}", day(*promise))),
            },
            Self::MemoReminded { due, .. } => Some(format!("Due back on {}", day(*due))),
            _ => None,
        }
    }

    /// The sentence on the customer's page; none where it's the shop's own business.
    #[must_use]
    pub fn for_customer(&self, delivery: Delivery) -> Option<String> {
        match self {
            Self::Captured { state, .. } if is_quote(*state) => {
                Some("We wrote a quote for you.".into())
            }
            Self::Captured { state, .. } => Some(match state.kind() {
                Kind::SpecialOrder => "We took your order.".into(),
                Kind::Ecommerce | Kind::Wholesale => "We have your order.".into(),
                Kind::Repair => "We took your piece in.".into(),
                Kind::Memo => "We put pieces aside for you to see.".into(),
                Kind::MemoSale => "You kept what you had on approval.".into(),
                Kind::Custom => "We wrote down what you have in mind.".into(),
            }),
            Self::Moved {
                told: true,
                to,
                action,
                ..
            } => Some(moved_words(*to, *action, delivery)),
            Self::PaymentTaken { amount, .. } => Some(format!("We received {amount}. Thank you.")),
            Self::Refunded { amount, .. } => Some(format!("We gave back {amount}.")),
            Self::EstimateMoved { to, .. } => Some(format!("We now expect it by {}.", day(*to))),
            Self::MemoReminded { due, .. } => Some(format!(
                "Your pieces on approval are due back on {}.",
                day(*due)
            )),
            _ => None,
        }
    }
}

/// Whether it was taken as a quote. An inquiry has no price yet.
#[must_use]
pub fn is_quote(state: State) -> bool {
    state.phase() == super::Phase::Draft && state.kind() != Kind::Custom
}

fn captured(state: State, total: Money) -> String {
    match state.kind() {
        Kind::SpecialOrder => format!("Order taken for {total}"),
        Kind::Ecommerce => format!("Came in for {total}"),
        Kind::Wholesale => format!("Order entered for {total}"),
        Kind::Repair if state.is_agreed() => format!("Taken in, work agreed for {total}"),
        Kind::Repair => format!("Taken in, estimated at {total}"),
        Kind::Memo => "Memo requested".to_owned(),
        Kind::MemoSale => format!("Sold for {total}"),
        Kind::Custom => "Inquiry written down".into(),
    }
}

fn moved_words(to: State, action: Action, delivery: Delivery) -> String {
    let words = match to {
        _ if action == Action::Cancel => Some("Your order was cancelled."),
        State::SpecialOrder(to) => special_order::words::moved(to, delivery),
        State::Repair(to) => repair::words::moved(to),
        State::Custom(to) => custom::words::moved(to),
        State::Ecommerce(to) => ecommerce::words::moved(to),
        State::Memo(to) => memo::words::moved(to, action),
        State::MemoSale(to) => memo_sale::words::moved(to),
        State::Wholesale(to) => wholesale::words::moved(to),
    };
    words.unwrap_or("Your order moved on.").into()
}

/// How dates are written everywhere: `9 Dec 2026`.
#[must_use]
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

fn lower(label: &str) -> String {
    label.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::lifecycle;

    #[test]
    fn every_told_step_has_words_of_its_own() {
        for kind in Kind::ALL {
            for row in lifecycle::rows(*kind).into_iter().filter(|row| row.told) {
                let words = moved_words(row.to, row.action, Delivery::PickUp);
                assert_ne!(words, "Your order moved on.", "{row:?}");
            }
        }
    }

    #[test]
    fn the_shops_own_business_stays_in_the_shop() {
        let state = State::SpecialOrder(special_order::State::ToOrder);
        let failed = Happening::Moved {
            action: Action::FailCheck,
            from: State::SpecialOrder(special_order::State::QualityCheck),
            to: state,
            note: Some("Loose stone".into()),
            overridden: None,
            told: false,
        };
        assert_eq!(failed.for_customer(Delivery::PickUp), None);
        assert_eq!(
            Happening::Noted { text: "VIP".into() }.for_customer(Delivery::Ship),
            None
        );
    }
}
