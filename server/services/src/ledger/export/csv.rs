//! Comma-separated values: a line for each posting, debit and credit in columns of their own.

use crate::Error;
use domain::ledger::view::EntryView;
use std::borrow::Cow;

const HEAD: [&str; 11] = [
    "Date",
    "Entry",
    "Kind",
    "Order",
    "Name",
    "Memo",
    "Account number",
    "Account",
    "Debit",
    "Credit",
    "Currency",
];

/// Without it, spreadsheets take the text for another encoding than UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn head() -> Result<Vec<u8>, Error> {
    let names = write(|csv| csv.write_record(HEAD))?;
    Ok([BYTE_ORDER_MARK, &names].concat())
}

pub(super) fn body(entries: &[EntryView]) -> Result<Vec<u8>, Error> {
    write(|csv| entries.iter().try_for_each(|entry| write_entry(csv, entry)))
}

type Writer = csv::Writer<Vec<u8>>;

fn write(lines: impl FnOnce(&mut Writer) -> csv::Result<()>) -> Result<Vec<u8>, Error> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    lines(&mut csv).map_err(Error::internal)?;
    csv.into_inner()
        .map_err(|error| Error::internal(error.to_string()))
}

fn write_entry(csv: &mut Writer, entry: &EntryView) -> csv::Result<()> {
    let amount = |money: Option<domain::money::Money>| {
        money.map_or_else(String::new, |money| money.amount().to_string())
    };
    for posting in &entry.postings {
        csv.write_record([
            entry.date.to_string().as_str(),
            &entry.id.to_string(),
            entry.kind.label(),
            &inert(entry.order_number.as_deref().unwrap_or_default()),
            &inert(entry.party.as_deref().unwrap_or_default()),
            &inert(&entry.memo),
            posting.account.code(),
            posting.account.label(),
            &amount(posting.debit()),
            &amount(posting.credit()),
            posting.amount.currency().code(),
        ])?;
    }
    Ok(())
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
