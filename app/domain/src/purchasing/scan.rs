//! Finding a line of an order by what a scanner read.

use crate::ids::{PurchaseLineId, VariantId};
use serde::{Deserialize, Serialize};

/// A line, as far as a scanner may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scannable {
    pub line: PurchaseLineId,
    pub variant: Option<VariantId>,
    pub vendor_style: Option<String>,
    /// How many are still to come.
    pub open: u32,
}

/// What a scan was of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scanned {
    Line(PurchaseLineId),
    /// Something that is not on the order, in a sentence.
    Wrong(String),
}

/// The line that a code names: by the vendor's number, else by the line's own, from one on.
#[must_use]
pub fn by_code(lines: &[Scannable], code: &str) -> Option<PurchaseLineId> {
    let code = code.trim();
    let theirs = |line: &&Scannable| {
        let style = line.vendor_style.as_deref().unwrap_or_default().trim();
        !style.is_empty() && style.eq_ignore_ascii_case(code)
    };
    awaited_first(lines.iter().filter(theirs)).or_else(|| by_number(lines, code))
}

/// The line of a style's variant.
#[must_use]
pub fn by_variant(lines: &[Scannable], variant: VariantId) -> Option<PurchaseLineId> {
    let mut same = lines.iter().filter(|line| line.variant == Some(variant));
    awaited_first(&mut same)
}

/// Of several that are the same, the one of which something is still to come.
fn awaited_first<'a>(lines: impl Iterator<Item = &'a Scannable>) -> Option<PurchaseLineId> {
    let lines: Vec<_> = lines.collect();
    let awaited = lines.iter().find(|line| line.open > 0);
    awaited.or(lines.first()).map(|line| line.line)
}

fn by_number(lines: &[Scannable], code: &str) -> Option<PurchaseLineId> {
    let index = code.parse::<usize>().ok()?.checked_sub(1)?;
    lines.get(index).map(|line| line.line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(style: &str, open: u32) -> Scannable {
        Scannable {
            line: PurchaseLineId::generate(),
            variant: Some(VariantId::generate()),
            vendor_style: Some(style.to_owned()),
            open,
        }
    }

    #[test]
    fn the_vendors_number_goes_before_ours() {
        let lines = [line("BA-510", 1), line("1", 1), line("", 1)];
        assert_eq!(by_code(&lines, " ba-510 "), Some(lines[0].line));
        assert_eq!(by_code(&lines, "1"), Some(lines[1].line));
        assert_eq!(by_code(&lines, "3"), Some(lines[2].line));
        for nothing in ["", "0", "4", "BA-511"] {
            assert_eq!(by_code(&lines, nothing), None, "{nothing}");
        }
    }

    #[test]
    fn of_two_alike_the_one_that_is_waited_for() {
        let mut lines = [line("BA-510", 0), line("BA-510", 2)];
        assert_eq!(by_code(&lines, "BA-510"), Some(lines[1].line));
        lines[1].variant = lines[0].variant;
        let variant = lines[0].variant.unwrap();
        assert_eq!(by_variant(&lines, variant), Some(lines[1].line));
        lines[1].open = 0;
        assert_eq!(
            by_variant(&lines, variant),
            Some(lines[0].line),
            "it is over"
        );
    }
}
