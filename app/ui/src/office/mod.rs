//! The office: messages, the books, and what they tell.

pub mod journal;
pub mod margin;
pub mod messages;
mod routes;
mod words;

pub use routes::OfficeRoutes;
