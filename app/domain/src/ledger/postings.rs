//! What is posted when: one function for each thing that happens.

use super::{Account, Entry, EntryKind, Unbalanced};
use crate::money::{Currency, Money};
use crate::orders::cancellation::Settlement;
use crate::payments::Method;
use crate::stock::Source;

/// Money taken before hand-over: ours to keep safe, not yet ours to keep.
pub fn deposit(method: Method, amount: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::Deposit,
        amount.currency(),
        &[(Account::of_method(method), amount)],
        &[(Account::Deposits, amount)],
    )
}

/// Money taken after hand-over, against what was left owing.
pub fn settlement(method: Method, amount: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::Settlement,
        amount.currency(),
        &[(Account::of_method(method), amount)],
        &[(Account::Receivable, amount)],
    )
}

/// A piece received against our order: in the house at its cost, owed to the vendor.
pub fn goods_received(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::GoodsReceived,
        cost.currency(),
        &[(Account::Inventory, cost)],
        &[(Account::Payable, cost)],
    )
}

/// A piece that failed its check goes back: no longer in the house, no longer owed for.
pub fn goods_returned(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::GoodsReturned,
        cost.currency(),
        &[(Account::Payable, cost)],
        &[(Account::Inventory, cost)],
    )
}

/// Pieces that come into stock: bought, or there before the books were opened.
pub fn stock_received(source: Source, cost: Money) -> Result<Entry, Unbalanced> {
    let from = match source {
        Source::Opening => Account::OpeningBalances,
        Source::Purchase => Account::Payable,
    };
    Entry::balanced(
        EntryKind::StockReceived,
        cost.currency(),
        &[(Account::Stock, cost)],
        &[(from, cost)],
    )
}

/// A piece of ours is taken for an order: from now on it lies with what came in for orders.
pub fn stock_taken(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::StockTaken,
        cost.currency(),
        &[(Account::Inventory, cost)],
        &[(Account::Stock, cost)],
    )
}

/// A piece that was taken for an order goes back to where everybody may have it.
pub fn stock_put_back(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::StockPutBack,
        cost.currency(),
        &[(Account::Stock, cost)],
        &[(Account::Inventory, cost)],
    )
}

/// Pieces that are gone, broken or found again: `change` is below zero for what is lost.
pub fn stock_adjusted(change: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::StockAdjusted,
        change.currency(),
        &[(Account::Stock, change)],
        &[(Account::Shrinkage, change)],
    )
}

/// A vendor's bill for what came in: `difference` is above zero where the vendor asks for more than
/// what came was taken in at.
pub fn bill_matched(difference: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BillMatched,
        difference.currency(),
        &[(Account::PriceDifferences, difference)],
        &[(Account::Payable, difference)],
    )
}

/// A piece of ours goes back to the vendor, who is owed that much less.
pub fn stock_returned(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::GoodsReturned,
        cost.currency(),
        &[(Account::Payable, cost)],
        &[(Account::Stock, cost)],
    )
}

/// Metal, findings or stones of ours go into work at the bench.
pub fn bench_issued(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchIssue,
        cost.currency(),
        &[(Account::WorkInProgress, cost)],
        &[(Account::Stock, cost)],
    )
}

/// A stone on memo goes into work: from now on its owner is owed for it.
pub fn bench_issued_from_memo(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchIssue,
        cost.currency(),
        &[(Account::WorkInProgress, cost)],
        &[(Account::Payable, cost)],
    )
}

/// Hours at the bench, at the jeweler's rate.
pub fn bench_labour(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchLabour,
        cost.currency(),
        &[(Account::WorkInProgress, cost)],
        &[(Account::LabourApplied, cost)],
    )
}

/// A step that a vendor did, and is owed for.
pub fn bench_service(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchService,
        cost.currency(),
        &[(Account::WorkInProgress, cost)],
        &[(Account::Payable, cost)],
    )
}

/// What is left over goes back into stock, scrap included.
pub fn bench_returned(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchReturn,
        cost.currency(),
        &[(Account::Stock, cost)],
        &[(Account::WorkInProgress, cost)],
    )
}

/// A stone on memo goes back unused: nobody is owed for it.
pub fn bench_returned_to_memo(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchReturn,
        cost.currency(),
        &[(Account::Payable, cost)],
        &[(Account::WorkInProgress, cost)],
    )
}

/// Filings, dust and what burns off. An expense of its own, so that no piece hides it.
pub fn metal_lost(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::MetalLost,
        cost.currency(),
        &[(Account::MetalLoss, cost)],
        &[(Account::WorkInProgress, cost)],
    )
}

/// A piece is finished for an order: it lies with what came in for orders.
pub fn bench_finished_for_order(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchFinished,
        cost.currency(),
        &[(Account::Inventory, cost)],
        &[(Account::WorkInProgress, cost)],
    )
}

/// A piece is finished for stock, or kept as it is.
pub fn bench_finished_for_stock(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchFinished,
        cost.currency(),
        &[(Account::Stock, cost)],
        &[(Account::WorkInProgress, cost)],
    )
}

/// A piece failed its check and is work in progress again.
pub fn bench_reopened(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchReopened,
        cost.currency(),
        &[(Account::WorkInProgress, cost)],
        &[(Account::Inventory, cost)],
    )
}

/// Work that was stopped and is worth nothing to anybody.
pub fn bench_written_off(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchWrittenOff,
        cost.currency(),
        &[(Account::Shrinkage, cost)],
        &[(Account::WorkInProgress, cost)],
    )
}

/// Work on a customer's own piece that was finished, and that nobody pays for.
pub fn bench_finished_in_vain(cost: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::BenchWrittenOff,
        cost.currency(),
        &[(Account::Shrinkage, cost)],
        &[(Account::Inventory, cost)],
    )
}

/// Money given back before hand-over, the way it came: it was the customer's still.
pub fn given_back(currency: Currency, refunds: &[(Method, Money)]) -> Result<Entry, Unbalanced> {
    let back = Money::sum(currency, refunds.iter().map(|(_, amount)| *amount))?;
    Entry::balanced(
        EntryKind::Refund,
        currency,
        &[(Account::Deposits, back)],
        &ways_back(refunds),
    )
}

/// What is handed over, in money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// What was sold, by the account that it is booked on.
    pub sold: Vec<(Account, Money)>,
    pub tax: Money,
    /// What the customer has paid so far.
    pub paid: Money,
    /// What the pieces cost.
    pub cost: Money,
}

/// Hand-over: the sale is made. Deposits become revenue and tax, anything still owed becomes a
/// receivable, and the pieces leave inventory at their cost.
pub fn hand_over(sale: HandOver) -> Result<Entry, Unbalanced> {
    sold(sale, Account::Inventory)
}

/// A vendor sends a piece to our customer: the sale is made as at any hand-over. The piece was
/// never in the house; what it cost is owed to the vendor.
pub fn drop_shipped(sale: HandOver) -> Result<Entry, Unbalanced> {
    sold(sale, Account::Payable)
}

fn sold(sale: HandOver, from: Account) -> Result<Entry, Unbalanced> {
    let currency = sale.tax.currency();
    let net = Money::sum(currency, sale.sold.iter().map(|(_, amount)| *amount))?;
    let owed = net.plus(sale.tax)?.minus(sale.paid)?;
    let rest = [(Account::TaxPayable, sale.tax), (from, sale.cost)];
    Entry::balanced(
        EntryKind::HandOver,
        currency,
        &[
            (Account::Deposits, sale.paid),
            (Account::Receivable, owed),
            (Account::CostOfGoods, sale.cost),
        ],
        &[sale.sold, rest.to_vec()].concat(),
    )
}

/// A cancellation: deposits go back the way they came, less what is forfeited.
pub fn cancellation(
    refunds: &[(Method, Money)],
    settlement: Settlement,
) -> Result<Entry, Unbalanced> {
    let currency = settlement.refund.currency();
    let kept = [(Account::ForfeitedDeposits, settlement.forfeit)];
    let released = settlement.refund.plus(settlement.forfeit)?;
    Entry::balanced(
        EntryKind::Cancellation,
        currency,
        &[(Account::Deposits, released)],
        &[ways_back(refunds), kept.to_vec()].concat(),
    )
}

/// Money given back after hand-over, the way it came: the sale was that much less, and its tax.
pub fn refund_of_sale(
    refunds: &[(Method, Money)],
    net: Money,
    tax: Money,
) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::Refund,
        net.currency(),
        &[(Account::Returns, net), (Account::TaxPayable, tax)],
        &ways_back(refunds),
    )
}

/// A sale that is taken back whole: what was sold and its tax are no more, what was paid goes back
/// the way it came, and nothing is owed.
pub fn sale_reversed(
    sold: &[(Account, Money)],
    tax: Money,
    refunds: &[(Method, Money)],
) -> Result<Entry, Unbalanced> {
    let currency = tax.currency();
    let net = Money::sum(currency, sold.iter().map(|(_, amount)| *amount))?;
    let back = Money::sum(currency, refunds.iter().map(|(_, amount)| *amount))?;
    let unpaid = net.plus(tax)?.minus(back)?;
    Entry::balanced(
        EntryKind::Reversal,
        currency,
        &[sold, &[(Account::TaxPayable, tax)]].concat(),
        &[ways_back(refunds), vec![(Account::Receivable, unpaid)]].concat(),
    )
}

/// A vendor is paid what they are owed.
pub fn vendor_paid(amount: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::VendorPaid,
        amount.currency(),
        &[(Account::Payable, amount)],
        &[(Account::Bank, amount)],
    )
}

fn ways_back(refunds: &[(Method, Money)]) -> Vec<(Account, Money)> {
    let each = refunds.iter();
    each.map(|(method, amount)| (Account::of_method(*method), *amount))
        .collect()
}

/// Pieces that a customer sent back: ours are in stock again, and what was lent to us is owed for
/// no more.
pub fn taken_back(owned: Money, lent: Money) -> Result<Entry, Unbalanced> {
    Entry::balanced(
        EntryKind::TakenBack,
        owned.currency(),
        &[(Account::Stock, owned), (Account::Payable, lent)],
        &[(Account::CostOfGoods, owned.plus(lent)?)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).expect("a fixture amount")
    }

    #[test]
    fn a_lopsided_entry_is_refused() {
        let lopsided = Entry::balanced(
            EntryKind::Deposit,
            Currency::USD,
            &[(Account::Cash, usd(100))],
            &[(Account::Deposits, usd(99))],
        );
        assert_eq!(lopsided, Err(Unbalanced::By(usd(1))));
    }

    /// Everything that can be posted, of these amounts. What comes back is spread over the ways it
    /// came.
    fn everything(
        amount: Money,
        sale: HandOver,
        given: &[(Method, Money)],
        forfeit: Money,
    ) -> Vec<Entry> {
        let refund = Money::sum(Currency::USD, given.iter().map(|(_, amount)| *amount)).unwrap();
        let by_method = |post: fn(Method, Money) -> Result<Entry, Unbalanced>| {
            Method::ALL.iter().map(move |method| post(*method, amount))
        };
        let of_goods = [
            goods_received,
            goods_returned,
            stock_taken,
            stock_put_back,
            stock_adjusted,
            stock_returned,
            bench_issued,
            bench_issued_from_memo,
            bench_labour,
            bench_service,
            bench_returned,
            bench_returned_to_memo,
            metal_lost,
            bench_finished_for_order,
            bench_finished_for_stock,
            bench_reopened,
            bench_written_off,
            bench_finished_in_vain,
            vendor_paid,
        ];
        let mut all: Vec<_> = of_goods.iter().map(|post| post(amount)).collect();
        all.extend(by_method(deposit).chain(by_method(settlement)));
        all.extend(
            Source::ALL
                .iter()
                .map(|source| stock_received(*source, amount)),
        );
        all.extend([hand_over(sale.clone()), drop_shipped(sale)]);
        all.push(given_back(Currency::USD, given));
        all.push(cancellation(given, Settlement { refund, forfeit }));
        all.push(
            refund
                .minus(forfeit)
                .map_err(Unbalanced::from)
                .and_then(|net| refund_of_sale(given, net, forfeit)),
        );
        all.push(taken_back(amount, forfeit));
        all.push(sale_reversed(&[(Account::Revenue, amount)], forfeit, given));
        all.into_iter()
            .collect::<Result<_, _>>()
            .expect("they balance")
    }

    proptest! {
        #[test]
        fn a_whole_sale_leaves_only_what_is_owed(
            net in 0i64..5_000_000, tax in 0i64..500_000, cost in 0i64..5_000_000, share in 0i64..=100,
        ) {
            let total = net + tax;
            let paid = total * share / 100;
            let sale = HandOver { sold: vec![(Account::Revenue, usd(net))], tax: usd(tax), paid: usd(paid), cost: usd(cost) };
            let entries = [
                deposit(Method::Cash, usd(paid)).unwrap(),
                goods_received(usd(cost)).unwrap(),
                hand_over(sale).unwrap(),
                settlement(Method::Cheque, usd(total - paid)).unwrap(),
            ];
            let on = |account: Account| {
                let all = entries.iter().flat_map(Entry::postings);
                let mine = all.filter(|p| p.account == account).map(|p| p.amount);
                Money::sum(Currency::USD, mine).unwrap()
            };
            prop_assert!(on(Account::Deposits).is_zero());
            prop_assert!(on(Account::Inventory).is_zero());
            prop_assert!(on(Account::Receivable).is_zero());
            prop_assert_eq!(on(Account::Revenue), usd(-net));
            prop_assert_eq!(on(Account::CostOfGoods), usd(cost));
        }

        #[test]
        fn a_sale_that_is_reversed_leaves_nothing(
            net in 0i64..5_000_000, tax in 0i64..500_000, cost in 0i64..5_000_000, share in 0i64..=100,
        ) {
            let paid = (net + tax) * share / 100;
            let sold = vec![(Account::Revenue, usd(net))];
            let sale = HandOver { sold: sold.clone(), tax: usd(tax), paid: usd(0), cost: usd(cost) };
            let entries = [
                stock_taken(usd(cost)).unwrap(),
                hand_over(sale).unwrap(),
                settlement(Method::Cash, usd(paid)).unwrap(),
                sale_reversed(&sold, usd(tax), &[(Method::Cash, usd(paid))]).unwrap(),
                taken_back(usd(cost), usd(0)).unwrap(),
            ];
            for account in Account::ALL {
                let all = entries.iter().flat_map(Entry::postings);
                let mine = all.filter(|p| p.account == *account).map(|p| p.amount);
                prop_assert!(Money::sum(Currency::USD, mine).unwrap().is_zero(), "{account}");
            }
        }

        #[test]
        fn what_the_vendor_ships_is_never_in_the_house(
            net in 0i64..5_000_000, tax in 0i64..500_000, cost in 1i64..5_000_000,
        ) {
            let paid = usd(net + tax);
            let sale = HandOver { sold: vec![(Account::Revenue, usd(net))], tax: usd(tax), paid, cost: usd(cost) };
            let entry = drop_shipped(sale).unwrap();
            let on = |account: Account| {
                let mine = entry.postings().iter().filter(|p| p.account == account);
                Money::sum(Currency::USD, mine.map(|p| p.amount)).unwrap()
            };
            prop_assert!(on(Account::Inventory).is_zero());
            prop_assert_eq!(on(Account::CostOfGoods), usd(cost));
            prop_assert_eq!(on(Account::Payable), usd(-cost));
            prop_assert_eq!(on(Account::Revenue), usd(-net));
        }

        #[test]
        fn whatever_is_posted_balances(
            amount in -5_000_000i64..5_000_000,
            net in 0i64..5_000_000, tax in 0i64..500_000, cost in 0i64..5_000_000,
            paid in 0i64..5_500_000, forfeit in 0i64..500_000,
            shipping in 0i64..5_000, rounding in -500i64..500,
            given in prop::collection::vec((prop::sample::select(Method::ALL), 0i64..500_000), 0..5),
        ) {
            let sold = vec![
                (Account::Revenue, usd(net)),
                (Account::ShippingRevenue, usd(shipping)),
                (Account::Rounding, usd(rounding)),
            ];
            let sale = HandOver { sold, tax: usd(tax), paid: usd(paid), cost: usd(cost) };
            let given: Vec<_> = given.iter().map(|(method, cents)| (*method, usd(*cents))).collect();
            for entry in everything(usd(amount), sale, &given, usd(forfeit)) {
                let sum = Money::sum(Currency::USD, entry.postings().iter().map(|p| p.amount)).unwrap();
                prop_assert!(sum.is_zero(), "{entry:?}");
                prop_assert!(entry.postings().iter().all(|p| !p.amount.is_zero()), "{entry:?}");
                prop_assert_ne!(entry.postings().len(), 1);
            }
        }

        #[test]
        fn an_entry_is_taken_exactly_if_it_balances(
            debits in prop::collection::vec(-1_000i64..1_000, 0..5),
            credits in prop::collection::vec(-1_000i64..1_000, 0..5),
            balance: bool,
        ) {
            let out = debits.iter().sum::<i64>() - credits.iter().sum::<i64>();
            let more = if balance { out } else { 0 };
            let on = |account: Account, side: &[i64]| -> Vec<_> {
                side.iter().map(|cents| (account, usd(*cents))).collect()
            };
            let credits = [on(Account::Deposits, &credits), on(Account::Revenue, &[more])].concat();
            let entry = Entry::balanced(
                EntryKind::Deposit, Currency::USD, &on(Account::Cash, &debits), &credits,
            );
            match entry {
                Ok(_) => prop_assert_eq!(out, more),
                Err(wrong) => prop_assert_eq!(wrong, Unbalanced::By(usd(out - more))),
            }
        }
    }
}
