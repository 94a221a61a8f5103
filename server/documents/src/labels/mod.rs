//! Labels: one description of each kind, drawn once, written as PDF or as ZPL.
//!
//! Lengths are whole micrometres, so that both come out in the same place.

mod draw;
mod form;
mod pages;
mod symbols;
#[cfg(test)]
mod tests;
mod words;
mod zpl;

pub use pages::pages;
pub use zpl::zpl;
