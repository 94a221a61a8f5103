//! Memos in: what vendors lent to us. The pieces are stock's; here is on what paper they came, what
//! went back, and what was paid for.

mod export;
mod give_back;
mod list;
mod pay;
mod receive;
mod show;
mod store;

pub use export::export;
pub use give_back::give_back;
pub use list::list;
pub use pay::pay;
pub use receive::receive;
pub use show::show;

#[cfg(test)]
mod tests;
