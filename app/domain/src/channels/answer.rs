//! How a channel is answered.

use super::parked::ParkedKind;
use crate::codes::coded;
use crate::ids::OrderId;
use serde::{Deserialize, Serialize};

coded! {
    /// What became of word from a channel.
    pub enum Outcome {
        /// An order was taken.
        Created = "created", "Created";
        /// What it says was done to the order that was there.
        Updated = "updated", "Updated";
        /// It told nothing that was not known.
        Unchanged = "unchanged", "Unchanged";
        /// It is older than what is known.
        Older = "older", "Older, ignored";
        /// It is kept until its order comes.
        Kept = "kept", "Kept until its order comes";
    }
}

/// The answer to word of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    pub outcome: Outcome,
    /// None while the order itself has not come.
    pub order: Option<OrderId>,
    pub number: Option<String>,
    /// What waits for a person now.
    pub parked: Vec<ParkedNote>,
}

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedNote {
    pub kind: ParkedKind,
    pub message: String,
}
