//! The house to measure in: its database, its key, its past.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use cluster::{Cluster, Options};

use super::shop::Shop;
use crate::shell;

/// The store of the busy house, as `server/bench` names it.
const STORE: &str = "Bench";
/// The key's name is kept with every order; this one is as long as pgbench's.
pub const KEY_NAME: &str = "webshop";

/// A busy house in the shop's database.
pub struct House {
    /// The database, as the server uses it.
    pub database: String,
    /// The same for the owner of its tables.
    pub owner: String,
    /// Opens the machine interface.
    pub key: String,
}

impl House {
    pub fn open(shop: &Shop, tool: &Path) -> Result<Self> {
        let postgres = Cluster::join_or_start(Options::new(shop.data().join("postgres")))?;
        let owner = postgres.owner_url();
        shell::run(Command::new(tool).args(["open-house", "--database", &owner]))?;
        let mut create = shop.command(&["api-key", "create", KEY_NAME, "--store", STORE]);
        Ok(Self {
            database: postgres.app_url(),
            owner,
            key: shell::read(&mut create)?.trim().to_owned(),
        })
    }

    /// Writes the orders from one number up to another.
    pub fn seed(&self, tool: &Path, from: u32, upto: u32) -> Result<()> {
        let mut seed = Command::new(tool);
        seed.args(["seed", "--database", &self.owner]);
        seed.args(["--from", &from.to_string(), "--upto", &upto.to_string()]);
        shell::run(&mut seed)
    }
}
