//! How soon the server is there, and how much memory it takes.

use anyhow::Result;

use super::Bench;

pub fn at_rest(bench: &Bench) -> Result<Vec<String>> {
    let shop = &bench.shop;
    Ok(vec![
        format!(
            "first start, with a new database and the demo shop: {} ms",
            shop.first_start.as_millis()
        ),
        format!("second start: {} ms", shop.second_start.as_millis()),
        format!(
            "server's memory at rest: {} MiB",
            shop.memory_at_rest.div_ceil(1024)
        ),
    ])
}

/// Comes after everything that puts load on the server.
pub fn under_load(bench: &Bench) -> Result<Vec<String>> {
    Ok(vec![format!(
        "server's memory at its highest: {} MiB",
        bench.shop.most_memory()?.div_ceil(1024)
    )])
}
