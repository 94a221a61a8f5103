//! What the kernel says of a process.

use std::fs;

use anyhow::{Context, Result};

/// A field of the process's status, in KiB.
pub fn read(process: u32, field: &str) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let number = line.and_then(|line| line.split_whitespace().next());
    let number = number.with_context(|| format!("no {field} in the status"))?;
    Ok(number.parse()?)
}
