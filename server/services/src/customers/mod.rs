//! Customers: found in one field, added without leaving the order, changed with care.
//!
//! They belong to the house, not to a store: whoever bought uptown is known downtown.

mod add;
mod addresses;
mod change;
mod export;
mod find;
pub(crate) mod store;

#[cfg(test)]
mod tests;

pub use add::add;
pub(crate) use add::known_or_new;
pub use addresses::{add_address, change_address, remove_address};
pub use change::change;
pub use export::export;
pub use find::{list, search, show};
