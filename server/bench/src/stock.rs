//! The stock of a busy house: bringing it in, finding in it, promising from it.

mod find;
mod import;
mod list;
mod promise;

pub use find::Find;
pub use import::Import;
pub use promise::Promise;
