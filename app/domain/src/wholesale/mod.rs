//! Selling to other shops: accounts, what each pays for a style, how much of it on credit, and why
//! no tax is asked.
//!
//! - [`account`] is a customer that is a business, as typed and as kept.
//! - [`book`] is what a store offers all of them: terms, tiers, quantity breaks.
//! - [`price`] says what an account pays for a style, and why.
//! - [`credit`] holds what is owed and ordered against an account's limit.
//! - [`exemption`] says whether tax is asked, and why.
//! - [`blanket`] is a quantity that is agreed once and called off in releases.
//! - [`invoice`] is what is asked for a shipment, and how money is spread over what is owed.

pub mod account;
pub mod blanket;
pub mod book;
pub mod credit;
pub mod exemption;
pub mod invoice;
pub mod price;
