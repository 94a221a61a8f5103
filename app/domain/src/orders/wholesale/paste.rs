//! Lines of an order as they are pasted from a spreadsheet: a style or SKU and a quantity, each.

use serde::{Deserialize, Serialize};

/// A line that was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pasted {
    /// Its place in what was pasted, from one on.
    pub row: usize,
    pub sku: String,
    pub quantity: Result<u32, String>,
}

/// Reads what was pasted: columns apart by tabs, commas or semicolons, else by the last blank. Empty
/// rows and a heading are passed over.
#[must_use]
pub fn read(text: &str) -> Vec<Pasted> {
    let rows = text.lines().enumerate();
    let rows = rows.filter(|(_, line)| !line.trim().is_empty());
    let rows = rows.map(|(index, line)| pasted(index + 1, line.trim()));
    let mut rows: Vec<_> = rows.collect();
    if rows.first().is_some_and(is_heading) {
        rows.remove(0);
    }
    rows
}

fn is_heading(first: &Pasted) -> bool {
    let word = first.sku.to_lowercase();
    first.quantity.is_err() && ["sku", "style", "item", "style/sku"].contains(&word.as_str())
}

fn pasted(row: usize, line: &str) -> Pasted {
    let apart = |c: char| matches!(c, '\t' | ',' | ';');
    let (sku, quantity) = line
        .split_once(apart)
        .or_else(|| line.rsplit_once(char::is_whitespace))
        .unwrap_or((line, ""));
    let quantity = quantity.split(apart).next().unwrap_or_default();
    Pasted {
        row,
        sku: sku.trim().trim_matches('"').trim().to_owned(),
        quantity: count(quantity),
    }
}

fn count(text: &str) -> Result<u32, String> {
    let text = text.trim().trim_matches('"').trim();
    if text.is_empty() {
        return Err("There is no quantity.".into());
    }
    match text.parse() {
        Ok(0) => Err("The quantity is zero.".into()),
        Ok(count) => Ok(count),
        Err(_) => Err(format!("“{text}” is no number of pieces.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(text: &str) -> (String, Result<u32, String>) {
        let mut rows = read(text);
        assert_eq!(rows.len(), 1, "{rows:?}");
        let row = rows.remove(0);
        (row.sku, row.quantity)
    }

    #[test]
    fn columns_come_apart_however_they_are_kept() {
        for text in [
            "RG-100\t12",
            "RG-100,12",
            "RG-100; 12",
            "RG-100 12",
            "\"RG-100\",\"12\"",
            "RG-100\t12\tnote",
        ] {
            assert_eq!(one(text), ("RG-100".into(), Ok(12)), "{text}");
        }
        assert_eq!(one("Halo ring 6\t3").0, "Halo ring 6");
    }

    #[test]
    fn a_heading_and_empty_rows_are_no_lines_and_rows_keep_their_place() {
        let rows = read("SKU,Qty\n\nRG-1,2\nRG-2,x\nRG-3\n");
        let places: Vec<_> = rows.iter().map(|row| row.row).collect();
        assert_eq!(places, [3, 4, 5]);
        assert_eq!(rows[1].quantity, Err("“x” is no number of pieces.".into()));
        assert_eq!(rows[2].quantity, Err("There is no quantity.".into()));
        assert_eq!(rows[2].sku, "RG-3");
    }

    proptest! {
        #[test]
        fn nothing_that_is_pasted_is_too_strange(text in "\\PC{0,200}") {
            for row in read(&text) {
                prop_assert!(row.quantity.is_err() || row.quantity.unwrap() > 0);
            }
        }
    }
}
