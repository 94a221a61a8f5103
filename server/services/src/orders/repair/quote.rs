//! Pricing the work: each change of scope is a new revision of the quote, and approval binds to it.

use super::store::quotes::{self, Agreed};
use super::store::{self, pieces::Own};
use crate::db::Tx;
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::record::Record;
use crate::orders::store::{self as orders_store, LinePrice};
use crate::stores::StoreTerms;
use crate::{Caller, Error, bench};
use chrono::Days;
use domain::ids::LineId;
use domain::money::Money;
use domain::orders::Action;
use domain::orders::Kind;
use domain::orders::act::Consent;
use domain::orders::history::Happening;
use domain::orders::repair::book::PriceBook;
use domain::orders::repair::steps::{Quoted, RepairContext};
use domain::orders::repair::tasks::{self, Original, Pricing, Task, assessment, price};
use domain::schedule::{DepositPolicy, deposit_and_balance};

/// By what an order's work is priced, where a step does so.
pub(in crate::orders) struct Prices {
    pub pieces: Vec<LineId>,
    pub book: Option<(PriceBook, Option<Original>)>,
}

impl Prices {
    /// The same, as a step is checked against it.
    pub(in crate::orders) fn context<'a>(
        &'a self,
        caller: Caller<'_>,
        terms: &'a StoreTerms,
    ) -> RepairContext<'a> {
        let pricing = self.book.as_ref().map(|(book, original)| Pricing {
            book,
            rates: &terms.rates,
            grants: caller.grants(),
            currency: terms.currency,
            today: terms.today,
            original: original.as_ref(),
        });
        RepairContext {
            pieces: &self.pieces,
            pricing,
        }
    }
}

/// What a step of a repair is checked against; none of another kind.
pub(in crate::orders) async fn pricing(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    record: &Record,
    action: Action,
) -> Result<Option<Prices>, Error> {
    if record.kind != Kind::Repair {
        return Ok(None);
    }
    let book = if action == Action::SendQuote {
        let original = match store::quotes::redo_of(tx, record.id).await? {
            Some(original) => store::pieces::original(tx, record.store, original, None).await?,
            None => None,
        };
        Some((store::book::read(tx, terms).await?, original))
    } else {
        None
    };
    let pieces = record.lines.iter().map(|line| line.id).collect();
    Ok(Some(Prices { pieces, book }))
}

/// Writes a new revision of the quote, and reckons the order anew.
pub(super) async fn quote(
    work: &mut Work<'_, '_>,
    pieces: &[Quoted],
    history: &mut History<'_>,
) -> Result<(), Error> {
    note_prices(pieces, history);
    let expires = Days::new(work.terms.quote_days.into());
    work.record.quote_expires = work.terms.today.checked_add_days(expires);
    let book = store::book::read(work.tx, work.terms).await?;
    let percent = book.terms.deposit_percent;
    revise(work, pieces, DepositPolicy { percent }, history).await
}

/// What was agreed at another price than the book's.
pub(super) fn note_prices(pieces: &[Quoted], history: &mut History<'_>) {
    for task in pieces.iter().flat_map(|piece| &piece.tasks) {
        if let (Some(list), Some(reason), Ok(price)) = (task.list, &task.price_reason, task.price())
        {
            history.add(Happening::PriceChanged {
                description: task.label(),
                list,
                price,
                reason: reason.clone(),
            });
        }
    }
}

async fn revise(
    work: &mut Work<'_, '_>,
    pieces: &[Quoted],
    deposit: DepositPolicy,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let currency = work.record.currency();
    let net = Money::sum(currency, pieces.iter().map(|piece| piece.price.net))?;
    let tax = Money::sum(currency, pieces.iter().map(|piece| piece.price.tax))?;
    let total = net.plus(tax)?;
    let due = deposit.propose(total)?;
    effects::give_back_excess(work, total, history).await?;
    let record = &mut *work.record;
    (record.net, record.tax, record.total) = (net, tax, total);
    record.deposit = due;
    record.milestones = deposit_and_balance(total, due)?;
    record.approved = false;
    let priced: Vec<_> = pieces
        .iter()
        .map(|piece| quotes::Work {
            line: piece.line,
            tasks: &piece.tasks,
            price: &piece.price,
        })
        .collect();
    let prices: Vec<_> = priced.iter().map(line_price).collect();
    orders_store::reprice_lines(work.tx, work.record.id, &prices).await?;
    orders_store::reprice(work.tx, work.record).await?;
    quotes::begin_revision(work.tx, work.record.id).await?;
    quotes::insert(
        work.tx,
        work.caller,
        work.record.id,
        total,
        &priced,
        work.now,
    )
    .await
}

const fn line_price(work: &quotes::Work<'_>) -> LinePrice {
    LinePrice {
        line: work.line,
        net: work.price.net,
        tax: work.price.tax,
        material: Some(work.price.material),
        cost: work.price.cost,
    }
}

/// Somebody agreed to the quote as it stands: the work is planned.
pub(super) async fn approve(work: &mut Work<'_, '_>, consent: &Consent) -> Result<(), Error> {
    let agreed = Agreed {
        way: consent.way(),
        name: &consent.name,
        signature: consent.signature.as_ref(),
    };
    quotes::approve(work.tx, work.caller, work.record.id, &agreed, work.now).await?;
    work.record.approved = true;
    work.record.quote_expires = None;
    let own = store::pieces::of_order(work.tx, work.record.id).await?;
    let tasks = quotes::tasks(work.tx, work.record.id).await?;
    plan(work, &own, &tasks).await
}

/// What a vendor is asked to do to each piece of which something is done.
pub(super) async fn words_for_vendor(
    work: &mut Work<'_, '_>,
) -> Result<Vec<(LineId, String)>, Error> {
    let own = store::pieces::of_order(work.tx, work.record.id).await?;
    let tasks = quotes::tasks(work.tx, work.record.id).await?;
    let asked = own.into_iter().filter_map(|own| {
        let mine = tasks_of(own.line, &tasks);
        (!mine.is_empty()).then(|| {
            (
                own.line,
                format!("{}: {}", own.wording, tasks::labels(&mine)),
            )
        })
    });
    Ok(asked.collect())
}

fn tasks_of(line: LineId, all: &[(LineId, Task)]) -> Vec<Task> {
    let mine = all.iter().filter(|(of, _)| *of == line);
    mine.map(|(_, task)| task.clone()).collect()
}

/// Plans a job for each piece of which something is done.
async fn plan(work: &mut Work<'_, '_>, own: &[Own], done: &[(LineId, Task)]) -> Result<(), Error> {
    let of_piece = |line: LineId| {
        let mine = tasks_of(line, done);
        (tasks::steps(&mine), tasks::labels(&mine))
    };
    let rush = store::pieces::is_rush(work.tx, work.record.id).await?;
    let wanted: Vec<_> = own.iter().map(|own| of_piece(own.line)).collect();
    let planned: Vec<_> = own
        .iter()
        .zip(&wanted)
        .filter(|(_, (steps, _))| !steps.is_empty())
        .map(|(own, (steps, note))| bench::Planned {
            line: own.line,
            variant: None,
            words: &own.wording,
            steps,
            rush,
            note: Some(note),
        })
        .collect();
    let order = (work.record.id, work.record.first_promise);
    let reopened =
        bench::plan_agreed(work.tx, work.caller, work.terms, order, &planned, work.now).await?;
    effects::forget_costs(work, &reopened).await
}

/// The work is not wanted: what is asked for is the assessment, if the shop asks for it.
pub(super) async fn decline(
    work: &mut Work<'_, '_>,
    history: &mut History<'_>,
) -> Result<(), Error> {
    bench::end_open(work.tx, work.caller, work.record.id, work.now).await?;
    let book = store::book::read(work.tx, work.terms).await?;
    let fee = book.terms.assessment_fee;
    let (currency, rates) = (work.record.currency(), &work.terms.rates);
    let mut pieces = Vec::with_capacity(work.record.lines.len());
    for (index, line) in work.record.lines.iter().enumerate() {
        let charged = index == 0 && fee.is_positive();
        let tasks: Vec<_> = charged.then(|| assessment(fee)).into_iter().collect();
        pieces.push(Quoted {
            line: line.id,
            price: price(&tasks, rates, currency)?,
            tasks,
        });
    }
    work.record.quote_expires = None;
    let nothing_down = DepositPolicy {
        percent: rust_decimal::Decimal::ZERO,
    };
    revise(work, &pieces, nothing_down, history).await
}
