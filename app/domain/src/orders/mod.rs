//! What an order is: its kind, where it stands and how it may move.
//!
//! - [`lifecycle`] runs the transition table that each kind declares ([`special_order`], [`repair`],
//!   [`custom`], [`ecommerce`], [`memo`], [`memo_sale`], [`wholesale`]).
//! - [`state`](State) is where orders of every kind stand; a kind is one line there.
//! - [`draft`] is an order as taken at the counter, checked and priced.
//! - [`act`] is a step on an existing order.
//! - [`covers`] is what each line's piece comes from, and when.
//! - [`history`] is what happened, in staff's and in the customer's words.
//! - [`requests`] are what is asked of orders and answered.
//! - [`view`] is how an order is shown.

pub mod act;
mod action;
pub mod cancellation;
pub mod covers;
pub mod custom;
pub mod draft;
pub mod ecommerce;
pub mod history;
pub mod lifecycle;
pub mod memo;
pub mod memo_sale;
pub mod repair;
pub mod requests;
pub mod special_order;
mod state;
pub mod tracking;
pub mod view;
pub mod wholesale;
pub mod work;

pub use action::Action;
pub use state::State;

use crate::codes::coded;

coded! {
    /// What kind of order it is. Each has a workflow of its own.
    pub enum Kind {
        /// A catalogue style in another size, stone or metal, ordered for the customer.
        SpecialOrder = "special_order", "Special order";
        /// A customer's own piece, worked on and given back.
        Repair = "repair", "Repair";
        /// A piece that is thought up with its customer, designed and made.
        Custom = "custom", "Custom order";
        /// Taken by a web shop or a marketplace.
        Ecommerce = "ecommerce", "Web order";
        /// Pieces of ours that a customer has on approval.
        Memo = "memo", "Memo";
        /// What a customer kept of a memo, or lost.
        MemoSale = "memo_sale", "Sale from memo";
        /// Another shop's purchase order, on account.
        Wholesale = "wholesale", "Wholesale";
    }
}

impl Kind {
    /// What the order's number starts with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::SpecialOrder => "SO",
            Self::Repair => "RP",
            Self::Custom => "CU",
            Self::Ecommerce => "WB",
            Self::Memo => "MO",
            Self::MemoSale => "MS",
            Self::Wholesale => "WS",
        }
    }
}

coded! {
    /// Where an order stands in terms that all kinds share, so that boards and reports span them.
    pub enum Phase {
        Draft = "draft", "Quoted";
        Open = "open", "Open";
        InWork = "in_work", "In work";
        Ready = "ready", "Ready";
        /// With the customer, and not theirs.
        Out = "out", "Out on approval";
        Closed = "closed", "Closed";
        Cancelled = "cancelled", "Cancelled";
    }
}

impl Phase {
    /// Whether the customer waits for the house: ordered, and not yet ready.
    #[must_use]
    pub const fn is_waited_for(self) -> bool {
        matches!(self, Self::Open | Self::InWork)
    }

    /// Whether its date can pass: the customer waits for the house, or the house for the customer.
    #[must_use]
    pub const fn can_be_overdue(self) -> bool {
        self.is_waited_for() || matches!(self, Self::Out)
    }
}

coded! {
    /// How the order came in.
    pub enum Channel {
        Counter = "counter", "Counter";
        Phone = "phone", "Phone";
        Api = "api", "Machine interface";
        Web = "web", "Web shop or marketplace";
    }
}

coded! {
    /// How the pieces get to the customer.
    pub enum Delivery {
        PickUp = "pick_up", "Pick-up in the store";
        Ship = "ship", "Shipped";
    }
}
