//! What Lighthouse says of a customer's page, on a phone that it pretends to be.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Bench;
use crate::shell;
use crate::test::{ensure_chromium, ensure_packages};

const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// Its own launcher keeps Chromium from calling home; these are what it leaves out.
const CHROMIUM: &str = "--headless=new --no-sandbox --disable-gpu --disable-quic";

/// The page asks not to be indexed: who has its address has the order.
const SKIPPED: &str = "is-crawlable";

pub fn measure(bench: &Bench) -> Result<Vec<String>> {
    let chromium = ensure_chromium()?;
    ensure_packages(bench.project)?;
    let mut lighthouse = Command::new("node");
    lighthouse
        .arg("node_modules/lighthouse/cli/index.js")
        .arg(format!("{}{}", bench.shop.address(), bench.track))
        .args(["--output=json", "--quiet", "--no-enable-error-reporting"])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .arg(format!("--skip-audits={SKIPPED}"))
        .arg(format!("--chrome-flags={CHROMIUM}"))
        .env("CHROME_PATH", chromium)
        .current_dir(bench.project.path("end2end"));
    let report: Value = serde_json::from_str(&shell::read(&mut lighthouse)?)?;
    let mut lines = CATEGORIES
        .iter()
        .map(|category| line(&report, category))
        .collect::<Result<Vec<_>>>()?;
    lines.push(format!(
        "without the audit {SKIPPED}: the page says noindex on purpose"
    ));
    Ok(lines)
}

fn line(report: &Value, category: &str) -> Result<String> {
    let found = &report["categories"][category];
    let title = found["title"].as_str().unwrap_or(category);
    let score = found["score"]
        .as_number()
        .and_then(|score| hundredths(&score.to_string()))
        .with_context(|| format!("Lighthouse gave no score for {category}"))?;
    Ok(format!("{title}: {score} of 100"))
}

/// Reads a score from 0 to 1 with up to two places.
fn hundredths(score: &str) -> Option<u32> {
    let (whole, places) = score.split_once('.').unwrap_or((score, ""));
    format!("{whole}{places:0<2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn a_score_is_read_without_floating_point() {
        let scores = ["1", "1.0", "0.98", "0.9", "0"].map(hundredths);
        assert_eq!(scores, [Some(100), Some(100), Some(98), Some(90), Some(0)]);
        assert_eq!(hundredths("none"), None);
    }
}
