//! The books as they are shown: the journal and the trial balance.

use super::{Account, EntryKind, Posting};
use crate::ids::{EntryId, OrderId};
use crate::input::FieldErrors;
use crate::money::{Currency, Money};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Which entries to show. What is empty doesn't filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JournalFilter {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub account: Option<Account>,
    pub kind: Option<EntryKind>,
    /// An order's number.
    pub order: String,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// An order number is short; more than this is a slip.
const LONGEST_NUMBER: usize = 40;

impl JournalFilter {
    /// Says what can't be asked for.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            errors.add("/to", "The last day lies before the first.");
        }
        let number = self.order.trim();
        if number.chars().count() > LONGEST_NUMBER || number.contains('\0') {
            errors.add("/order", "Enter an order number, such as SO-10234.");
        }
        errors.into_result()
    }
}

/// An entry with its postings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    pub id: EntryId,
    pub date: NaiveDate,
    pub kind: EntryKind,
    pub order: Option<OrderId>,
    pub order_number: Option<String>,
    /// Whom it concerns: the vendor of goods, else the customer.
    pub party: Option<String>,
    pub memo: String,
    pub at: DateTime<Utc>,
    pub postings: Vec<Posting>,
}

/// A page of the journal, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalPage {
    pub entries: Vec<EntryView>,
    /// What to ask for next with; none on the last page.
    pub next: Option<String>,
    /// Over all pages; given with the first.
    pub totals: Option<JournalTotals>,
}

/// What a filtered journal comes to. Where one account is asked for, its movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalTotals {
    pub entries: u32,
    pub debit: Money,
    pub credit: Money,
}

/// Where every account stands at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialBalance {
    pub on: NaiveDate,
    pub lines: Vec<TrialLine>,
    pub debit: Money,
    pub credit: Money,
}

/// An account that has been posted to, with its balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialLine {
    pub account: Account,
    /// Above zero for a debit balance.
    pub balance: Money,
}

impl TrialLine {
    #[must_use]
    pub fn debit(&self) -> Option<Money> {
        debit(self.balance)
    }

    #[must_use]
    pub fn credit(&self) -> Option<Money> {
        credit(self.balance)
    }
}

impl Posting {
    /// What stands in the debit column.
    #[must_use]
    pub fn debit(&self) -> Option<Money> {
        debit(self.amount)
    }

    /// What stands in the credit column.
    #[must_use]
    pub fn credit(&self) -> Option<Money> {
        credit(self.amount)
    }
}

fn debit(amount: Money) -> Option<Money> {
    (!amount.is_negative()).then_some(amount)
}

fn credit(amount: Money) -> Option<Money> {
    amount.is_negative().then(|| amount.negated())
}

impl TrialBalance {
    /// Adds up both columns.
    pub fn of(
        on: NaiveDate,
        currency: Currency,
        lines: Vec<TrialLine>,
    ) -> Result<Self, crate::money::MoneyError> {
        let debit = Money::sum(currency, lines.iter().filter_map(TrialLine::debit))?;
        let credit = Money::sum(currency, lines.iter().filter_map(TrialLine::credit))?;
        Ok(Self {
            on,
            lines,
            debit,
            credit,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_runs_forward() {
        let filter = JournalFilter {
            from: "2026-11-23".parse().ok(),
            to: "2026-11-22".parse().ok(),
            ..JournalFilter::default()
        };
        assert!(filter.check().unwrap_err().get("/to").is_some());
        assert!(JournalFilter::default().check().is_ok());
    }

    #[test]
    fn a_trial_balance_adds_up_its_columns() {
        let usd = |cents: i64| Money::from_minor_units(cents.into(), Currency::USD).unwrap();
        let line = |account, cents| TrialLine {
            account,
            balance: usd(cents),
        };
        let lines = vec![
            line(Account::Cash, 700),
            line(Account::Receivable, 300),
            line(Account::Deposits, -1000),
        ];
        let day = "2026-11-23".parse().unwrap();
        let trial = TrialBalance::of(day, Currency::USD, lines).unwrap();
        assert_eq!((trial.debit, trial.credit), (usd(1000), usd(1000)));
        assert_eq!(trial.lines[2].credit(), Some(usd(1000)));
        assert_eq!(trial.lines[2].debit(), None);
    }
}
