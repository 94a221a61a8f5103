//! The bench: a jeweler's queue, the board of the shop, jobs, and how all of it is planned.

mod api;
mod board;
mod capacity;
mod deeds;
mod frame;
mod hours;
mod job;
mod line;
mod new;
mod queue;
mod routes;
mod templates;
mod ticket;
mod words;

pub use api::list_bench_routes;
pub(crate) use line::LineBench;
pub use routes::BenchRoutes;
