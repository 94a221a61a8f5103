//! Bezel's types and rules. No I/O: everything here runs in the browser and at the server alike.
//!
//! Start with [`orders`] for what an order is and how it moves, [`money`] for amounts,
//! [`schedule`] for deposits, [`bench`] for what is made in the house and [`ledger`] for what
//! reaches the books.

pub mod bench;
pub mod calendar;
pub mod catalogue;
pub mod channels;
pub mod clock;
pub mod codes;
pub mod contact;
pub mod custody;
pub mod customers;
pub mod ids;
pub mod input;
pub mod keys;
pub mod ledger;
pub mod live;
pub mod measures;
pub mod memo_in;
pub mod messages;
pub mod money;
pub mod orders;
pub mod papers;
pub mod payments;
pub mod people;
pub mod purchasing;
pub mod reports;
pub mod schedule;
pub mod staff;
pub mod stock;
pub mod tax;
pub mod wholesale;
