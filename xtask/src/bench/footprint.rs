//! How soon the server is there, and how much memory it takes.

use std::fs;

use anyhow::{Context, Result};

use super::Bench;

pub fn measure(bench: &Bench) -> Result<Vec<String>> {
    let shop = &bench.shop;
    let status = fs::read_to_string(format!("/proc/{}/status", shop.process()))?;
    Ok(vec![
        format!(
            "first start, with a new database: {} ms",
            shop.first_start.as_millis()
        ),
        format!("second start: {} ms", shop.second_start.as_millis()),
        format!(
            "server's memory at rest: {} MiB",
            mebibytes(&status, "VmRSS:")?
        ),
        format!(
            "server's memory at its highest: {} MiB",
            mebibytes(&status, "VmHWM:")?
        ),
    ])
}

/// The kernel counts in KiB.
fn mebibytes(status: &str, field: &str) -> Result<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let number = line.and_then(|line| line.split_whitespace().next());
    let kibibytes: u64 = number
        .with_context(|| format!("no {field} in the status"))?
        .parse()?;
    Ok(kibibytes / 1024)
}
