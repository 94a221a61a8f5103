//! An entry: postings that balance.

use super::Account;
use crate::codes::coded;
use crate::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

coded! {
    /// What an entry records.
    pub enum EntryKind {
        Deposit = "deposit", "Deposit taken";
        Settlement = "settlement", "Payment on account";
        GoodsReceived = "goods_received", "Goods received";
        GoodsReturned = "goods_returned", "Goods returned to the vendor";
        StockReceived = "stock_received", "Stock received";
        BillMatched = "bill_matched", "Vendor's bill matched";
        StockTaken = "stock_taken", "Stock taken for an order";
        StockPutBack = "stock_put_back", "Stock put back";
        StockAdjusted = "stock_adjusted", "Stock adjusted";
        BenchIssue = "bench_issue", "Issued to the bench";
        BenchLabour = "bench_labour", "Bench labour";
        BenchService = "bench_service", "Outside work";
        BenchReturn = "bench_return", "Returned from the bench";
        MetalLost = "metal_lost", "Metal lost in work";
        BenchFinished = "bench_finished", "Finished at the bench";
        BenchReopened = "bench_reopened", "Back to the bench";
        BenchWrittenOff = "bench_written_off", "Bench work written off";
        HandOver = "hand_over", "Hand-over";
        Cancellation = "cancellation", "Cancellation";
        Refund = "refund", "Money given back";
        TakenBack = "taken_back", "Taken back from the customer";
        Reversal = "reversal", "Sale reversed";
        VendorPaid = "vendor_paid", "Vendor paid";
    }
}

/// One side of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    pub account: Account,
    /// Above zero for a debit, below for a credit.
    pub amount: Money,
}

/// Postings that balance, of one currency. Made only through [`Entry::balanced`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    kind: EntryKind,
    postings: Vec<Posting>,
}

/// Why postings are no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unbalanced {
    #[error("the entry is out of balance by {0}")]
    By(Money),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Entry {
    /// Takes debits and credits, drops those of nothing and checks that the rest balance.
    pub fn balanced(
        kind: EntryKind,
        currency: Currency,
        debits: &[(Account, Money)],
        credits: &[(Account, Money)],
    ) -> Result<Self, Unbalanced> {
        let debits = debits.iter().map(|(account, amount)| (*account, *amount));
        let credits = credits
            .iter()
            .map(|(account, amount)| (*account, amount.negated()));
        let postings: Vec<_> = debits
            .chain(credits)
            .filter(|(_, amount)| !amount.is_zero())
            .map(|(account, amount)| Posting { account, amount })
            .collect();
        let difference = Money::sum(currency, postings.iter().map(|p| p.amount))?;
        if difference.is_zero() {
            Ok(Self { kind, postings })
        } else {
            Err(Unbalanced::By(difference))
        }
    }

    #[must_use]
    pub const fn kind(&self) -> EntryKind {
        self.kind
    }

    #[must_use]
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// Whether there is nothing to post.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.postings.is_empty()
    }
}
