//! What orders from channels have beyond every order's.

pub(in crate::orders) mod charges;
pub(in crate::orders) mod lines;
pub(in crate::orders) mod parked;
pub(in crate::orders) mod words;
