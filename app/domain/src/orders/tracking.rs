//! The customer's view of where an order stands: a few steps in their words, and the one type
//! that says what they may see.

use super::{
    Delivery, Phase, State, custom, ecommerce, memo, memo_sale, repair, special_order, wholesale,
};
use crate::contact::PostalAddress;
use crate::measures::{Metal, RingSize};
use crate::money::{Money, MoneyError};
use crate::schedule::MilestonePosition;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    Done,
    Now,
    Later,
}

/// A step of the customer's stepper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackStep {
    pub label: String,
    pub progress: Progress,
}

/// All that a customer's link shows, and nothing else. A field is added here on purpose: the shop's
/// costs, vendors, stock numbers, notes and names of staff have no place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackView {
    pub number: String,
    pub store: TrackStore,
    /// Where it stands, in a line.
    pub headline: String,
    pub stage: TrackStage,
    /// None for a cancelled order, which goes nowhere.
    pub steps: Option<Vec<TrackStep>>,
    pub first_promise: NaiveDate,
    pub estimate: NaiveDate,
    /// Until when a quote holds.
    pub quote_expires: Option<NaiveDate>,
    pub money: TrackMoney,
    pub pieces: Vec<TrackPiece>,
    /// Paths of the pictures that the shop shows them, the newest first.
    pub pictures: Vec<String>,
    pub delivery: Delivery,
    pub shipment: Option<TrackShipment>,
    /// Newest first.
    pub history: Vec<TrackEvent>,
}

/// The shop, as its customers reach it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackStore {
    pub name: String,
    pub phone: String,
    pub email: String,
    pub address: PostalAddress,
}

/// What the page is about now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackStage {
    /// A wish that has no price yet.
    Wish,
    /// A price that waits to be accepted.
    Quote,
    /// Under way to the customer.
    Open,
    /// Waiting for the customer.
    Ready,
    /// With the customer, to be looked at.
    Out,
    /// With the customer.
    Done,
    Cancelled,
}

/// What it costs and what is left to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackMoney {
    pub total: Money,
    pub tax: Money,
    pub paid: Money,
    /// What keeps the order from going on; zero where nothing does.
    pub due_now: Money,
    pub balance: Money,
    pub schedule: Vec<MilestonePosition>,
}

/// A piece, as the customer chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackPiece {
    pub description: String,
    pub quantity: u32,
    pub ring_size: Option<RingSize>,
    pub metal: Option<Metal>,
    pub stone: Option<String>,
    pub engraving: Option<String>,
}

/// With whom it travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackShipment {
    pub carrier: String,
    pub tracking: String,
}

/// Something that happened, in the customer's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackEvent {
    pub at: DateTime<Utc>,
    /// The day of it in the store.
    pub day: NaiveDate,
    pub text: String,
}

impl TrackStage {
    /// What a state is to the customer.
    #[must_use]
    pub const fn of(state: State) -> Self {
        match state.phase() {
            Phase::Draft
                if matches!(
                    state,
                    State::Custom(custom::State::Inquiry | custom::State::Consultation)
                ) =>
            {
                Self::Wish
            }
            Phase::Draft => Self::Quote,
            Phase::Open if matches!(state, State::Repair(repair::State::QuoteSent)) => Self::Quote,
            // It is put aside, and waits to be taken.
            Phase::Open if matches!(state, State::Memo(_)) => Self::Ready,
            Phase::Open | Phase::InWork => Self::Open,
            Phase::Ready => Self::Ready,
            Phase::Out => Self::Out,
            Phase::Closed => Self::Done,
            Phase::Cancelled => Self::Cancelled,
        }
    }

    /// What is left to pay of a total. Of a cancelled order nothing is.
    pub fn left_to_pay(self, total: Money, paid: Money) -> Result<Money, MoneyError> {
        match self {
            Self::Cancelled => Ok(Money::zero(total.currency())),
            Self::Wish | Self::Quote | Self::Open | Self::Ready | Self::Out | Self::Done => {
                total.minus(paid)
            }
        }
    }

    /// What is due now, of what must be paid before the next thing is done and in all. A quote binds
    /// nobody yet, and a cancelled order is settled in the store.
    #[must_use]
    pub fn due_now(self, owed_before_next: Money, balance: Money) -> Money {
        match self {
            Self::Open => owed_before_next,
            Self::Ready | Self::Done => balance,
            Self::Wish | Self::Quote | Self::Out | Self::Cancelled => {
                Money::zero(balance.currency())
            }
        }
    }
}

/// Where an order stands, in a line for the customer.
#[must_use]
pub const fn headline(state: State, delivery: Delivery) -> &'static str {
    match state {
        State::SpecialOrder(state) => special_order::words::headline(state, delivery),
        State::Repair(state) => repair::words::headline(state),
        State::Custom(state) => custom::words::headline(state, delivery),
        State::Ecommerce(state) => ecommerce::words::headline(state, delivery),
        State::Memo(state) => memo::words::headline(state),
        State::MemoSale(state) => memo_sale::words::headline(state),
        State::Wholesale(state) => wholesale::words::headline(state),
    }
}

/// The stepper for an order; none for a cancelled one, which goes nowhere.
#[must_use]
pub fn steps(state: State, delivery: Delivery, drop_ship: bool) -> Option<Vec<TrackStep>> {
    let (labels, now) = match state {
        State::SpecialOrder(state) => special_order::words::steps(state, delivery, drop_ship)?,
        State::Repair(state) => repair::words::steps(state)?,
        State::Custom(state) => custom::words::steps(state, delivery)?,
        State::Ecommerce(state) => {
            let (labels, now) = ecommerce::words::steps(state, delivery)?;
            return Some(stepper(&labels, now));
        }
        State::Memo(state) => {
            let (labels, now) = memo::words::steps(state)?;
            return Some(stepper(&labels, now));
        }
        // It is sold already: there is nothing to follow.
        State::MemoSale(_) => return None,
        State::Wholesale(state) => {
            let (labels, now) = wholesale::words::steps(state)?;
            return Some(stepper(&labels, now));
        }
    };
    Some(stepper(&labels, now))
}

/// The steps of which one is at hand.
fn stepper(labels: &[&str], now: usize) -> Vec<TrackStep> {
    let step = |(index, label): (usize, &&str)| TrackStep {
        label: (*label).to_owned(),
        progress: match index.cmp(&now) {
            std::cmp::Ordering::Less => Progress::Done,
            std::cmp::Ordering::Equal => Progress::Now,
            std::cmp::Ordering::Greater => Progress::Later,
        },
    };
    labels.iter().enumerate().map(step).collect()
}
