//! What owners look at: figures over many orders.

pub mod margin;
mod period;

pub use period::Period;
