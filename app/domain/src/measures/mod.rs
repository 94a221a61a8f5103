//! What jewelers measure: ring sizes, metals and their fineness, weights.

mod metal;
mod ring_size;

pub use metal::{Colour, Metal};
pub use ring_size::{RingSize, RingSizeError};
