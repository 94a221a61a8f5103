//! All SQL on orders to vendors.

mod bill;
mod covering;
mod detail;
mod lines;
mod order;
mod page;
mod receipts;
mod sent_out;

pub(super) use bill::{insert_bill, received_cost};
pub(super) use covering::{call_off, cover, end_all, expect, open_of, set_released, set_shipment};
pub(super) use detail::detail;
pub(super) use lines::{Line, lines};
pub(super) use order::{
    insert, lock, number, order_of, replace, set_cancelled, set_confirmed, set_sent,
};
pub(super) use page::page;
pub(super) use receipts::{Arrived, Delivery, insert_receipt, since};
pub(super) use sent_out::{away, end_work, send_out};

use crate::Error;
use chrono::NaiveDate;
use domain::purchasing::{PurchaseFacts, PurchaseState};

/// What an order's state follows from. `p` is the order, `l` the sums of its lines.
const FACTS: &str = "
    p.kind, p.sent_at is not null as sent, p.confirmed_at is not null as confirmed,
    p.released_at is not null as released, p.cancelled_at is not null as cancelled,
    p.received_at is not null as complete, coalesce(l.received, 0) > 0 as some_received";

#[derive(sqlx::FromRow)]
struct FactsRow {
    kind: String,
    sent: bool,
    confirmed: bool,
    released: bool,
    cancelled: bool,
    complete: bool,
    some_received: bool,
}

impl FactsRow {
    fn read(&self) -> Result<PurchaseFacts, Error> {
        Ok(PurchaseFacts {
            kind: self.kind.parse()?,
            sent: self.sent,
            confirmed: self.confirmed,
            released: self.released,
            cancelled: self.cancelled,
            complete: self.complete,
            some_received: self.some_received,
        })
    }
}

/// A stored count, which a constraint keeps from going below zero.
fn count(stored: i32) -> Result<u32, Error> {
    u32::try_from(stored).map_err(Error::internal)
}

/// Whether it should have come by now.
fn late(state: PurchaseState, eta: Option<NaiveDate>, today: NaiveDate) -> bool {
    state.is_open() && eta.is_some_and(|eta| eta < today)
}
