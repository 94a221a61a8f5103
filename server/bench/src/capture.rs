//! Orders as fast as they are taken: each client sends its next when the last was answered.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::Interface;
use crate::house;

/// Takes orders for a while.
#[derive(Debug, Args)]
pub struct Capture {
    #[command(flatten)]
    interface: Interface,
    /// How many clients call at once.
    #[arg(long)]
    clients: u16,
    /// How long they do.
    #[arg(long)]
    seconds: u64,
}

impl Capture {
    pub fn run(&self) -> Result<()> {
        let began = &Barrier::new(usize::from(self.clients) + 1);
        let (taken, elapsed) = thread::scope(|scope| {
            let clients: Vec<_> = (0..self.clients)
                .map(|client| scope.spawn(move || self.take(client.into(), began)))
                .collect();
            began.wait();
            let start = Instant::now();
            let counts = clients.into_iter().map(|client| {
                let ended = client.join();
                ended.ok().context("a client panicked")?
            });
            let taken = counts.sum::<Result<u128>>();
            (taken, start.elapsed())
        });
        let per_second = taken? * 1000 / elapsed.as_millis().max(1);
        println!("{per_second}");
        Ok(())
    }

    /// One client's orders. The first opens the connection and is not counted.
    fn take(&self, client: u128, began: &Barrier) -> Result<u128> {
        let connection = self.interface.client();
        let first = connection.place(&order(house::customer(client)));
        // Whatever came of it, the others wait for us.
        began.wait();
        first?;
        let end = Instant::now() + Duration::from_secs(self.seconds);
        let mut taken = 0;
        while Instant::now() < end {
            taken += 1;
            // Far apart, as in a shop: nobody orders twice in a row.
            connection.place(&order(house::customer(client * 61 + taken * 97)))?;
        }
        Ok(taken)
    }
}

/// Two pieces of the catalogue, sent to an address, with the deposit paid.
fn order(customer: Uuid) -> Value {
    json!({
        "kind": "special_order",
        "customer": customer,
        "lines": [
            {
                "variant": house::variant(0), "quantity": 1, "ring_size": "6½",
                "metal": { "gold14k": "white" }, "engraving": "Always",
            },
            {
                "variant": house::variant(1), "quantity": 1, "ring_size": "9",
                "metal": { "gold14k": "white" }, "engraving": "Always",
            },
        ],
        "delivery": "ship",
        "ship_to": {
            "line1": "48 Mercer St", "line2": "Apt 4", "city": "New York", "region": "NY",
            "postcode": "10013", "country": "US",
        },
        "payment": {
            "amount": "1001.65", "method": "card_terminal", "reference": "auth 0912 4242",
        },
    })
}
