//! What jewelers measure: ring sizes, metals and their fineness, counts, lengths and weights.

mod metal;
mod quantity;
mod ring_size;

pub use metal::{Colour, Metal};
pub use quantity::{Quantity, QuantityError, Unit, decimal};
pub use ring_size::{RingSize, RingSizeError};
