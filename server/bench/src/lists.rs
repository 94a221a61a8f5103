//! The newest fifty orders of a filter: as a program gets them, and the use case alone.

use anyhow::{Result, ensure};
use clap::Args;
use domain::orders::Phase;
use domain::orders::requests::Filter;
use services::{Caller, Console, Secret, orders};

use crate::client::Interface;
use crate::house;
use crate::quantiles::time;
use crate::use_cases;

const TRIES: usize = 500;
const PAGE: usize = 50;

/// Asks for lists.
#[derive(Debug, Args)]
pub struct Lists {
    #[command(flatten)]
    interface: Interface,
    /// The database, as the server uses it.
    #[arg(long)]
    database: String,
}

impl Lists {
    pub async fn run(self) -> Result<()> {
        let client = self.interface.client();
        // Lists hold no secrets.
        let services = use_cases::over(&self.database, 1, Secret::new([0; 32]))?;
        let console = Console {
            store: house::store(),
        };
        for (query, filter) in questions() {
            let path = format!("/orders?{query}");
            let over_http = time(TRIES, async || full(client.list(&path)?)).await?;
            let ask = async || {
                let page = orders::list(&services, Caller::from(&console), &filter).await?;
                full(page.items.len())
            };
            let use_case = time(TRIES, ask).await?;
            println!("{query}, over HTTP: {over_http}");
            println!("{query}, the use case alone: {use_case}");
        }
        Ok(())
    }
}

/// By phase and by state, each as a query and as the filter that it stands for.
fn questions() -> [(&'static str, Filter); 2] {
    let by_phase = Filter {
        phase: Some(Phase::InWork),
        ..Filter::default()
    };
    let by_state = Filter {
        state: Some("to_order".into()),
        ..Filter::default()
    };
    [("phase=in_work", by_phase), ("state=to_order", by_state)]
}

/// A list that finds less than a page would be measured too well.
fn full(items: usize) -> Result<()> {
    ensure!(items == PAGE, "a page of {PAGE} orders has {items}");
    Ok(())
}
