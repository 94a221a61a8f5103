//! Money from an account, spread over its invoices.

use super::store::payments::{self, Brief, OpenInvoice, Part};
use crate::idempotency::{self, Claimed};
use crate::jobs::{self, Job};
use crate::ledger::{self, Context};
use crate::live::Change;
use crate::orders::history::{Actor, History};
use crate::stores;
use crate::wholesale::store::accounts;
use crate::{Caller, Error, Services};
use domain::ids::{CustomerId, IdempotencyKey, InvoiceId, OrderId, PaymentId};
use domain::input::FieldErrors;
use domain::ledger::postings;
use domain::money::Money;
use domain::orders::history::Happening;
use domain::orders::lifecycle::{Facts, PoFacts, settle};
use domain::payments::{NewPayment, Payment};
use domain::staff::Permission;
use domain::wholesale::invoice::spread;
use std::collections::BTreeMap;

/// Takes money from an account for some of its invoices, or for all that are open, those that are due
/// first before the others. More than is open is refused. Gives how many invoices it reached.
pub async fn pay(
    services: &Services,
    caller: Caller<'_>,
    account: CustomerId,
    invoices: &[InvoiceId],
    payment: &NewPayment,
    key: IdempotencyKey,
) -> Result<u32, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (account, invoices, payment);
    let claim = match idempotency::claim(&mut tx, "wholesale.pay", caller, key, &asked, now).await?
    {
        Claimed::Done(count) => return Ok(count),
        Claimed::New(claim) => claim,
    };
    if accounts::lock(&mut tx, account).await? != caller.store() {
        return Err(Error::NotFound);
    }
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let open = payments::lock_open(&mut tx, account, invoices).await?;
    let owed = Money::sum(terms.currency, open.iter().map(|invoice| invoice.open))?;
    let checked = check(payment, owed)?;
    let parts = parts(&checked, &open)?;
    let mut orders = payments::lock_orders(&mut tx, &orders_of(&parts)).await?;
    payments::insert(&mut tx, &parts, &checked, caller.name(), now).await?;

    let mut entries = Vec::with_capacity(orders.len());
    let mut histories = Vec::with_capacity(orders.len());
    for order in &mut orders {
        let mine = parts.iter().filter(|part| part.order == order.id);
        let amount = Money::sum(terms.currency, mine.map(|part| part.amount))?;
        order.paid = order.paid.plus(amount)?;
        let context = Context {
            store: terms.store,
            order: Some(order.id),
            business_date: terms.today,
            currency: terms.currency,
            at: now,
        };
        let entry = postings::settlement(checked.method, amount)?;
        entries.push((
            context,
            entry,
            format!("{} payment on account", order.number),
        ));
        histories.push(move_on(order, caller, &checked, amount)?);
    }
    ledger::post_all(&mut tx, &entries).await?;
    payments::update(&mut tx, &orders, now).await?;
    History::write_all(histories, &mut tx, now).await?;
    jobs::enqueue(&mut tx, &[Job::ReviewCredit { account }], now).await?;
    let reached = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    claim.complete(&mut tx, &reached).await?;
    tx.commit().await?;
    for order in &orders {
        services.live.tell(Change {
            store: caller.store(),
            order: order.id,
            version: order.version + 1,
        });
    }
    Ok(reached)
}

fn check(payment: &NewPayment, owed: Money) -> Result<Payment, Error> {
    if !owed.is_positive() {
        return Err(Error::Refused {
            message: "Nothing is owed on these invoices.".into(),
            blockers: Vec::new(),
        });
    }
    payment.checked(owed).map_err(|wrong| {
        let mut errors = FieldErrors::new();
        errors.nest("/payment", wrong);
        Error::Invalid(errors)
    })
}

/// What each invoice gets of a payment, of those that get something.
fn parts(payment: &Payment, open: &[OpenInvoice]) -> Result<Vec<Part>, Error> {
    let amounts: Vec<_> = open.iter().map(|invoice| invoice.open).collect();
    let spread = spread(payment.amount, &amounts)?;
    let each = open
        .iter()
        .zip(spread)
        .filter(|(_, part)| part.is_positive());
    let part = |(invoice, amount): (&OpenInvoice, Money)| Part {
        payment: PaymentId::generate(),
        invoice: invoice.id,
        order: invoice.order,
        amount,
    };
    Ok(each.map(part).collect())
}

fn orders_of(parts: &[Part]) -> Vec<OrderId> {
    let each: BTreeMap<_, _> = parts.iter().map(|part| (part.order, ())).collect();
    each.into_keys().collect()
}

/// Notes the money, and closes an order of which all is shipped and paid.
fn move_on<'a>(
    order: &mut Brief,
    caller: Caller<'a>,
    payment: &Payment,
    amount: Money,
) -> Result<History<'a>, Error> {
    let mut history = History::by(order.id, order.delivery, Actor::Caller(caller));
    history.add(Happening::PaymentTaken {
        amount,
        method: payment.method,
    });
    let facts = Facts {
        balance: order.balance()?,
        po: PoFacts {
            credit_free: false,
            // What is still to be shipped holds an order in its state, paid or not.
            unshipped: 1,
            ..PoFacts::CLEAR
        },
        ..Facts::clear(amount.currency())
    };
    for step in settle(order.position, &facts) {
        history.add_own(Happening::own_step(&step));
        order.position = step.to;
    }
    Ok(history)
}
