//! A program that calls the server, over one connection that stays open.

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;
use ureq::Agent;
use uuid::Uuid;

/// Which server is called, and with which key.
#[derive(Debug, Clone, Args)]
pub struct Interface {
    /// The server's address, as http://HOST:PORT.
    #[arg(long)]
    server: String,
    /// The key of the machine interface.
    #[arg(long)]
    key: String,
}

pub struct Client {
    agent: Agent,
    base: String,
    authorization: String,
}

impl Interface {
    /// A client of its own connection.
    pub fn client(&self) -> Client {
        Client {
            agent: Agent::new_with_defaults(),
            base: format!("{}/api/v1", self.server),
            authorization: format!("Bearer {}", self.key),
        }
    }
}

impl Client {
    /// Asks for a page of a list; gives how many items it has.
    pub fn list(&self, path: &str) -> Result<usize> {
        let mut answer = self
            .agent
            .get(format!("{}{path}", self.base))
            .header("authorization", &self.authorization)
            .call()?;
        let page: Value = answer.body_mut().read_json()?;
        let items = page["items"].as_array().context("a list without items")?;
        Ok(items.len())
    }

    /// Takes an order under a name of its own.
    pub fn place(&self, order: &Value) -> Result<()> {
        let mut answer = self
            .agent
            .post(format!("{}/orders", self.base))
            .header("authorization", &self.authorization)
            .header("idempotency-key", Uuid::now_v7().to_string())
            .send_json(order)?;
        ensure!(
            answer.status() == 201,
            "an order was answered {}",
            answer.status()
        );
        // Read to its end, so that the connection serves the next one.
        answer.body_mut().read_to_vec()?;
        Ok(())
    }
}
