//! Figures over many orders. They read from a pool of their own, which a replica can serve.

mod export;
mod margin;
mod store;

pub use export::export;
pub use margin::{margin, margin_orders};

#[cfg(test)]
mod tests;
