//! Custom orders: the wish written down, the estimate reckoned as one types, the design shown round
//! after round, and what belongs to the customer.

mod api;
mod design_drop;
mod inquiry;
mod page;
mod pictures;
mod routes;
mod steps;
mod summary;
mod terms;

pub use api::*;
pub use routes::CustomRoutes;
pub(crate) use steps::{ChangesFields, MakingFields};
pub(crate) use summary::CustomSummary;
