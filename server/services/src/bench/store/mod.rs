//! All SQL on the bench.

mod charges;
mod jobs;
mod people;
mod routes;
mod show;

pub(super) use charges::{NewCharge, insert_charge, rate_of, where_from};
pub(super) use jobs::{Job, NewJob, NewStep, Step, append_steps, insert_jobs, order_of};
pub(super) use jobs::{Which, lock, lock_of_order};
pub(super) use jobs::{customer_of, line_stand, set_due, set_step, update};
pub(super) use people::{bench, jewelers, save_days_off, save_jeweler};
pub(super) use routes::{all_routes, insert_route, route, update_route};
pub(super) use show::{add_photo, cards, detail};
