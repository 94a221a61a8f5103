//! The SQL of orders, by what it is for.

mod capture;
pub(super) mod covers;
pub(super) mod purchases;
mod read;
mod search;
pub(super) mod web;
mod write;

pub(super) use capture::{NewRow, insert};
pub(super) use read::detail::detail;
pub(super) use read::{last_event, line_costs, lock, payments_newest_first};
pub(super) use search::{Cursor, alive, page};
pub(super) use write::{
    Proof, Refund, entitle, forget_real_costs, forget_real_costs_of, forget_stock_costs,
    insert_events, insert_events_of, insert_handover, insert_payment, insert_refunds, put_address,
    set_note, set_real_costs, update,
};
