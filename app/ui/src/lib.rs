//! Bezel's screens and their server functions: one folder for each audience, the design system
//! in [`components`], and [`server`] as the one crossing to the services.

mod app;
mod attempt;
pub mod bench;
pub mod capture;
pub mod catalogue;
pub mod components;
pub mod custody;
pub mod custom;
pub mod customers;
pub mod error;
mod files;
mod href;
pub mod live;
mod loaded;
pub mod memo;
mod not_found;
pub mod office;
pub mod orders;
mod paged;
pub mod people;
mod photos;
pub mod portal;
pub mod purchasing;
pub mod repair;
mod room;
#[cfg(feature = "ssr")]
pub mod server;
pub mod stock;
pub mod styleguide;
mod upload;
pub mod wholesale;

pub use app::{App, shell};
