//! What a phone loads, in bytes as they are sent.

use anyhow::Result;

use super::Bench;
use crate::project::Mode;
use crate::test::BUDGETS;

pub fn measure(bench: &Bench) -> Result<Vec<String>> {
    let site = bench.project.site(Mode::Release);
    BUDGETS
        .iter()
        .map(|budget| {
            Ok(format!(
                "{}: {} KiB",
                budget.name,
                budget.size(&site)?.div_ceil(1024)
            ))
        })
        .collect()
}
