//! All SQL on stock.

pub(super) mod back;
pub(super) mod bulk;
pub(super) mod counts;
pub(super) mod customers;
pub(super) mod goods;
pub(super) mod imports;
pub(super) mod list;
pub(super) mod locations;
pub(super) mod memo;
pub(super) mod moves;
pub(super) mod photos;
pub(super) mod pieces;
pub(super) mod reservations;
pub(super) mod show;
