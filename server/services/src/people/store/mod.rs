//! SQL of this area.

pub(crate) mod sessions;
pub(crate) mod staff;
