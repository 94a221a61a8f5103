//! The SQL of custom orders.

pub(super) mod briefs;
pub(super) mod charges;
pub(super) mod estimates;
pub(super) mod goods;
pub(super) mod policy;
pub(super) mod revisions;
pub(super) mod rounds;
pub(super) mod show;
pub(super) mod stand;
