//! Intuit Interchange Format: tab-separated lists and transactions for QuickBooks Desktop.
//!
//! Each entry becomes a general journal transaction: a `TRNS` row, a `SPL` row for each further
//! posting, `ENDTRNS`. QuickBooks wants a customer on a line of receivables and a vendor on one
//! of payables, so both are listed before the entries that name them.

use domain::ledger::view::EntryView;
use domain::ledger::{Account, Nature, Posting};
use std::collections::BTreeSet;
use std::fmt::Write;

/// QuickBooks cuts names beyond this.
const LONGEST_NAME: usize = 41;

/// What follows is in the order of these columns. The accounts come first, so that a fresh
/// company file knows them.
pub(super) fn head() -> Vec<u8> {
    let mut text = String::from("!ACCNT\tNAME\tACCNTTYPE\tACCNUM\r\n");
    for account in Account::ALL {
        row(
            &mut text,
            &[
                "ACCNT",
                &name(account.label()),
                account_type(*account),
                account.code(),
            ],
        );
    }
    text.push_str("!CUST\tNAME\r\n!VEND\tNAME\r\n");
    for (keyword, id) in [("!TRNS", "TRNSID"), ("!SPL", "SPLID")] {
        row(
            &mut text,
            &[
                keyword, id, "TRNSTYPE", "DATE", "ACCNT", "NAME", "AMOUNT", "DOCNUM", "MEMO",
            ],
        );
    }
    text.push_str("!ENDTRNS\r\n");
    encode(&text)
}

pub(super) fn body(entries: &[EntryView]) -> Vec<u8> {
    let mut text = String::new();
    // A name that is in no list would be taken for neither, and refused on a later line.
    let named: BTreeSet<_> = entries
        .iter()
        .filter_map(|entry| Some((list_of(entry), name(entry.party.as_deref()?))))
        .collect();
    for (list, name) in named {
        row(&mut text, &[list, &name]);
    }
    for entry in entries {
        transaction(&mut text, entry);
    }
    encode(&text)
}

/// The list that an entry's name is on.
fn list_of(entry: &EntryView) -> &'static str {
    let owed = entry.postings.iter().any(|p| p.account == Account::Payable);
    if owed { "VEND" } else { "CUST" }
}

fn transaction(text: &mut String, entry: &EntryView) {
    // A receivable or payable line must come first to be accepted.
    let (first, rest): (Vec<_>, Vec<_>) = entry
        .postings
        .iter()
        .partition(|p| matches!(p.account, Account::Receivable | Account::Payable));
    for (index, posting) in first.into_iter().chain(rest).enumerate() {
        split(
            text,
            if index == 0 { "TRNS" } else { "SPL" },
            entry,
            posting,
        );
    }
    if !entry.postings.is_empty() {
        text.push_str("ENDTRNS\r\n");
    }
}

fn split(text: &mut String, keyword: &str, entry: &EntryView, posting: &Posting) {
    let number = entry.order_number.as_deref().unwrap_or_default();
    let memo = if entry.memo.contains(number) {
        plain(&entry.memo)
    } else {
        plain(&format!("{number} {}", entry.memo))
    };
    row(
        text,
        &[
            keyword,
            "",
            "GENERAL JOURNAL",
            &entry.date.format("%m/%d/%Y").to_string(),
            &name(posting.account.label()),
            &name(entry.party.as_deref().unwrap_or_default()),
            &posting.amount.amount().to_string(),
            &plain(number),
            &memo,
        ],
    );
}

fn row(text: &mut String, cells: &[&str]) {
    // Writing to a string can't fail.
    let _ = write!(text, "{}\r\n", cells.join("\t"));
}

/// What QuickBooks calls an account's nature.
const fn account_type(account: Account) -> &'static str {
    match account {
        Account::Cash | Account::Cheques | Account::CardClearing | Account::Bank => "BANK",
        Account::Receivable => "AR",
        Account::Payable => "AP",
        Account::CostOfGoods => "COGS",
        other => match other.nature() {
            Nature::Asset => "OCASSET",
            Nature::Liability => "OCLIAB",
            Nature::Equity => "EQUITY",
            Nature::Income => "INC",
            Nature::Expense => "EXP",
        },
    }
}

/// A cell on one line: tabs and line ends would shift all that follows, and quotes would be
/// taken for quoting.
fn plain(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| *c != '"')
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name in a list. A colon would make it a sub-entry.
fn name(text: &str) -> String {
    let whole = plain(&text.replace(':', " "));
    let cut: String = whole.chars().take(LONGEST_NAME).collect();
    cut.trim_end().to_owned()
}

/// QuickBooks Desktop reads Windows-1252, which agrees with Unicode from U+00A0 to U+00FF.
fn encode(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => b'\'',
        '\u{2012}'..='\u{2015}' | '\u{2212}' => b'-',
        '\u{20ac}' => 0x80,
        '\0'..='\u{7e}' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        _ => b'?',
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_one_cell() {
        assert_eq!(plain(" a\tb\r\nc \"d\" "), "a b c d");
        assert_eq!(name("Reyes: Ana"), "Reyes Ana");
        assert_eq!(name(&"x".repeat(60)).len(), LONGEST_NAME);
    }

    #[test]
    fn letters_are_those_that_quickbooks_knows() {
        assert_eq!(encode("Zoë’s – ring\u{1f48d}"), b"Zo\xeb's - ring?");
    }
}
