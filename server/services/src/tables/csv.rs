//! Comma-separated values, for every spreadsheet there is.

use super::{Cell, Rows};
use crate::Error;
use std::borrow::Cow;
use std::fs::File;
use std::io::Write;
use tokio::sync::mpsc;

/// Without it, spreadsheets take the text for another encoding than UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn write(
    mut file: File,
    heads: &[&str],
    mut rows: mpsc::Receiver<Rows>,
) -> Result<File, Error> {
    file.write_all(BYTE_ORDER_MARK).map_err(Error::internal)?;
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(file);
    csv.write_record(heads).map_err(Error::internal)?;
    while let Some(page) = rows.blocking_recv() {
        for row in page {
            let fields = row.iter().map(field);
            csv.write_record(fields.map(Cow::into_owned).map(String::into_bytes))
                .map_err(Error::internal)?;
        }
    }
    csv.into_inner()
        .map_err(|error| Error::internal(error.to_string()))
}

/// Numbers without thousands, dates as ISO has them.
fn field(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Nothing => Cow::Borrowed(""),
        Cell::Text(text) => inert(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Money(money) => Cow::Owned(money.amount().to_string()),
        Cell::Date(date) => Cow::Owned(date.to_string()),
        Cell::Moment(at) => Cow::Owned(at.format("%Y-%m-%d %H:%M").to_string()),
    }
}

/// Text that a spreadsheet would take for a formula is marked as text: a customer may call
/// herself `=HYPERLINK(…)`.
fn inert(text: &str) -> Cow<'_, str> {
    // Spreadsheets look past leading blanks.
    let first = text.trim_start().chars().next();
    let starts_formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
    );
    if starts_formula || text.starts_with(['\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn a_formula_becomes_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"] {
            assert!(inert(formula).starts_with('\''), "{formula:?}");
        }
        for plain in ["Ana Reyes", "SO-10001", "", "a=b", "1-2"] {
            assert_eq!(inert(plain), plain);
        }
    }
}
