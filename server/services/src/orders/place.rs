//! Taking an order.

use super::history::History;
use super::record::count;
use super::store::{self, NewRow};
use crate::db::Tx;
use crate::idempotency::{self, Claimed};
use crate::ledger::{self, Context};
use crate::live::Change;
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services, Staff, bench, catalogue, tracking};
use chrono::{DateTime, Days, Utc};
use domain::bench::capacity::Bench;
use domain::bench::view::BenchTerms;
use domain::ids::{IdempotencyKey, OrderId};
use domain::ledger::postings;
use domain::money::Money;
use domain::orders::draft::{self, Making, NewLine, NewOrder, Terms};
use domain::orders::history::Happening;
use domain::orders::lifecycle::{Facts, PoFacts, Position, settle};
use domain::orders::requests::{CaptureTerms, Placed};
use domain::orders::{Channel, Kind, State};
use domain::payments::Payment;
use domain::schedule::{Barrier, owed_before, positions};
use domain::staff::Permission;

/// Takes an order, or writes a quote. Asked twice with one key, it is taken once.
pub async fn place(
    services: &Services,
    caller: Caller<'_>,
    input: &NewOrder,
    key: IdempotencyKey,
) -> Result<Placed, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "orders.place", caller, key, input, now).await? {
        Claimed::Done(placed) => return Ok(placed),
        Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let (order, bench) = check(&mut tx, caller, &terms, input).await?;
    let placed = keep(&mut tx, services, caller, &terms, &order, now).await?;
    make(&mut tx, caller, &terms, &bench, (placed.id, &order), now).await?;
    claim.complete(&mut tx, &placed).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: caller.store(),
        order: placed.id,
        version: placed.version,
    });
    Ok(placed)
}

/// What a capture screen needs to check and price an order by itself.
pub async fn terms_for_capture(services: &Services, staff: &Staff) -> Result<CaptureTerms, Error> {
    Caller::from(staff).require(Permission::TakeOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, staff.store, services.clock.now()).await?;
    let bench = bench::terms(&mut db, &terms).await?;
    Ok(CaptureTerms {
        bench,
        currency: terms.currency,
        rates: terms.rates,
        deposit: terms.deposit,
        role: staff.role,
        today: terms.today,
    })
}

async fn check(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    input: &NewOrder,
) -> Result<(draft::Order, BenchTerms), Error> {
    let variants: Vec<_> = input.lines.iter().filter_map(|line| line.variant).collect();
    let catalogue = catalogue::sellables(&mut **tx, &variants, true).await?;
    // Most orders have nothing to do with the bench, and are spared the questions.
    let made = |line: &NewLine| matches!(line.making, Making::Bench(_));
    let made =
        catalogue.values().any(|piece| piece.route.is_some()) || input.lines.iter().any(made);
    let bench = if made {
        bench::terms(tx, terms).await?
    } else {
        nothing_made(terms)
    };
    let order = input.checked(&Terms {
        currency: terms.currency,
        rates: terms.rates.clone(),
        deposit: terms.deposit,
        grants: caller.grants(),
        today: terms.today,
        catalogue: &catalogue,
        bench: &bench,
    })?;
    Ok((order, bench))
}

const fn nothing_made(terms: &StoreTerms) -> BenchTerms {
    BenchTerms {
        routes: Vec::new(),
        bench: Bench::empty(terms.today, terms.house_days),
    }
}

/// Plans the work for what is made at the bench.
async fn make(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    terms: &StoreTerms,
    bench: &BenchTerms,
    (id, order): (OrderId, &draft::Order),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let made = order.lines.iter().filter_map(|line| {
        let route = bench
            .routes
            .iter()
            .find(|route| Some(route.id) == line.route)?;
        Some(bench::Planned {
            line: line.id,
            variant: line.variant,
            words: &line.description,
            steps: &route.steps,
            rush: false,
            note: None,
        })
    });
    let made: Vec<_> = made.collect();
    if made.is_empty() {
        return Ok(());
    }
    bench::open_for_order(tx, caller, terms, bench, (id, order.promise), &made, now).await
}

/// Keeps an order of any kind as it was checked: its row, lines, schedule, payment, link to follow
/// it by, and that it was taken.
pub(super) async fn keep(
    tx: &mut Tx<'_>,
    services: &Services,
    caller: Caller<'_>,
    terms: &StoreTerms,
    order: &draft::Order,
    now: DateTime<Utc>,
) -> Result<Placed, Error> {
    let id = OrderId::generate();
    let paid = order
        .payment
        .as_ref()
        .map_or(Money::zero(terms.currency), |p| p.amount);
    let mut position = Position::at(order.first);
    let mut history = History::of(id, order.delivery, caller);
    note_capture(&mut history, order, position.state);
    for step in settle(position, &facts(order, paid)?) {
        history.add_own(Happening::own_step(&step));
        position = step.to;
    }
    let row = NewRow {
        id,
        channel: channel(caller),
        position,
        deposit: deposit(order)?,
        paid,
        quote_expires: order
            .quote
            .then(|| terms.today + Days::new(terms.quote_days.into())),
    };
    let number = store::insert(tx, caller, order, &row, &history.events, now).await?;
    let number = number.ok_or_else(|| Error::field("/customer", "Choose the customer."))?;
    if let Some(payment) = &order.payment {
        book(tx, terms, id, &number, payment, now).await?;
    }
    tracking::open(tx, &services.secret, id, now).await?;
    history.announce(tx, now).await?;
    Ok(Placed {
        id,
        number,
        version: 1,
    })
}

const fn channel(caller: Caller<'_>) -> Channel {
    match caller {
        Caller::Staff(_) | Caller::Console(_) => Channel::Counter,
        Caller::Integrator(_) => Channel::Api,
    }
}

fn note_capture(history: &mut History<'_>, order: &draft::Order, state: State) {
    history.add(Happening::Captured {
        state,
        total: order.totals.total,
        promise: order.promise,
    });
    // What an account pays is not the list's price, and nobody's decision of the day.
    let at_list = order.lines.iter().filter(|_| order.kind != Kind::Wholesale);
    for line in at_list {
        if let (Some(list), Some(reason)) = (line.list_price, &line.price_reason) {
            history.add(Happening::PriceChanged {
                description: line.description.clone(),
                list,
                price: line.unit_price,
                reason: reason.clone(),
            });
        }
    }
    if let (Some(reason), Some(milestone)) = (&order.deposit_reason, order.milestones.first()) {
        history.add(Happening::DepositLowered {
            deposit: milestone.amount,
            reason: reason.clone(),
        });
    }
    if let Some(payment) = &order.payment {
        history.add(Happening::PaymentTaken {
            amount: payment.amount,
            method: payment.method,
        });
    }
}

fn facts(order: &draft::Order, paid: Money) -> Result<Facts, Error> {
    let nothing = Money::zero(paid.currency());
    let laid = positions(&order.milestones, paid)?;
    Ok(Facts {
        owed_before_design: owed_before(&laid, Barrier::Design, nothing)?,
        owed_before_work: owed_before(&laid, Barrier::Work, nothing)?,
        balance: order.totals.total.minus(paid)?,
        // Who holds it for credit says when that is free.
        po: PoFacts {
            credit_free: false,
            ..PoFacts::CLEAR
        },
        lines_without_piece: count(order.lines.iter().map(|_| true)),
        lines_at_bench: count(order.lines.iter().map(|line| line.route.is_some())),
        jobs_open: count(order.lines.iter().map(|line| line.route.is_some())),
        ..Facts::clear(paid.currency())
    })
}

fn deposit(order: &draft::Order) -> Result<Money, Error> {
    let before_work = order.milestones.iter().filter(|m| m.gates <= Barrier::Work);
    Ok(Money::sum(
        order.totals.total.currency(),
        before_work.map(|m| m.amount),
    )?)
}

/// The money that was taken with the order is owed to the customer until the hand-over.
async fn book(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    order: OrderId,
    number: &str,
    payment: &Payment,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let context = Context {
        store: terms.store,
        order: Some(order),
        business_date: terms.today,
        currency: terms.currency,
        at: now,
    };
    let entry = postings::deposit(payment.method, payment.amount)?;
    ledger::post(tx, &context, &entry, &format!("{number} deposit")).await
}
