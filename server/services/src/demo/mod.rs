//! A shop to look around in: stores, people, customers, catalogue, orders in every state, repairs,
//! custom work, stock.
//! Only ever put into an empty database.
//!
//! Catalogue, orders and stock come in through the same use cases as a real shop's, so that the demo's
//! books balance and its history is true.

mod bench;
mod catalogue;
mod customers;
mod customs;
mod house;
mod memos;
mod orders;
mod purchasing;
mod repairs;
mod stock;
mod time;
mod web;

#[cfg(test)]
mod tests;

use crate::{Error, Services};
use domain::staff::Role;

/// With what to sign in to the demo shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logins {
    /// Everybody's.
    pub password: &'static str,
    pub people: &'static [Login],
}

/// Somebody of the demo shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    pub name: &'static str,
    pub email: &'static str,
    pub role: Role,
    pub pin: &'static str,
}

/// The demo shop's people, whether it is there or not.
#[must_use]
pub const fn logins() -> Logins {
    Logins {
        password: house::PASSWORD,
        people: &house::PEOPLE,
    }
}

/// Whether the database holds no shop yet.
pub async fn is_empty(services: &Services) -> Result<bool, Error> {
    house::is_empty(&services.db).await
}

/// Whether the shop in the database is the demo shop.
pub async fn is_here(services: &Services) -> Result<bool, Error> {
    house::is_demo(&services.db).await
}

/// Fills an empty database: first the shop and its people, whole or not at all, then what they did.
pub async fn fill(services: &Services) -> Result<Logins, Error> {
    let secrets = house::Secrets::hashed().await?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    house::alone(&mut tx).await?;
    if !house::is_empty(&mut *tx).await? {
        return Err(Error::Conflict(
            "This database already holds a shop; the demo shop is for empty ones.".into(),
        ));
    }
    let store = house::build(&mut tx, now).await?;
    let staff = house::hire(&mut tx, store, &secrets, now).await?;
    let customers = customers::invite(&mut tx, now).await?;
    tx.commit().await?;
    catalogue::fill(services, (&staff.owner).into()).await?;
    orders::fill(services, &staff, &customers).await?;
    stock::fill(services, &staff, &customers).await?;
    purchasing::fill(services, &staff).await?;
    web::fill(services, &staff).await?;
    bench::fill(services, &staff, &customers).await?;
    repairs::fill(services, &staff, &customers).await?;
    memos::fill(services, &staff, &customers).await?;
    customs::fill(services, &staff, &customers).await?;
    Ok(logins())
}
