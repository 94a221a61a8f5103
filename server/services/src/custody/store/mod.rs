//! All SQL on custody.

pub(super) mod carried;
pub(super) mod envelopes;
pub(super) mod holders;
pub(super) mod scan;
pub(super) mod whereabouts;
