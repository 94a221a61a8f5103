//! Taking money for an order.

use super::history::History;
use super::record::Record;
use super::{act, store};
use crate::idempotency::{self, Claimed};
use crate::ledger::{self, Context};
use crate::live::Change;
use crate::{Caller, Error, Services, stores};
use domain::ids::{IdempotencyKey, OrderId, PaymentId};
use domain::ledger::postings;
use domain::orders::history::Happening;
use domain::orders::requests::{Paid, PaymentRequest};
use domain::orders::{Kind, lifecycle};
use domain::payments::Payment;
use domain::staff::Permission;

/// Takes money, as much as is owed and no more. The order's lock lets one of two clerks through.
pub async fn pay(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    request: &PaymentRequest,
    key: IdempotencyKey,
) -> Result<Paid, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (order, request);
    let claim = match idempotency::claim(&mut tx, "orders.pay", caller, key, &asked, now).await? {
        Claimed::Done(paid) => return Ok(paid),
        Claimed::New(claim) => claim,
    };
    let mut record = store::lock(&mut tx, caller.store(), order).await?;
    if let Some(version) = request.version {
        act::refuse_if_moved(&mut tx, &record, version).await?;
    }
    let payment = check(&record, request)?;
    let id = PaymentId::generate();
    store::insert_payment(&mut tx, id, order, &payment, caller.name(), now).await?;

    let today = stores::terms(&mut *tx, record.store, now).await?.today;
    let context = Context {
        store: record.store,
        order: Some(order),
        business_date: today,
        currency: record.currency(),
        at: now,
    };
    let (entry, memo) = if record.position.state.handed_over() {
        (
            postings::settlement(payment.method, payment.amount)?,
            "payment on account",
        )
    } else {
        (
            postings::deposit(payment.method, payment.amount)?,
            "deposit",
        )
    };
    ledger::post(
        &mut tx,
        &context,
        &entry,
        &format!("{} {memo}", record.number),
    )
    .await?;

    record.paid = record.paid.plus(payment.amount)?;
    let mut history = History::of(order, record.delivery, caller);
    history.add(Happening::PaymentTaken {
        amount: payment.amount,
        method: payment.method,
    });
    history.tell_last();
    act::settle(&mut record, today, &mut history)?;
    store::update(&mut tx, &record, now).await?;
    history.write(&mut tx, now).await?;

    let paid = Paid {
        payment: id,
        version: record.version + 1,
        position: record.position,
    };
    claim.complete(&mut tx, &paid).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: record.store,
        order,
        version: paid.version,
    });
    Ok(paid)
}

fn check(record: &Record, request: &PaymentRequest) -> Result<Payment, Error> {
    let state = record.position.state;
    let refused = |message: &str| Error::Refused {
        message: message.into(),
        blockers: vec![],
    };
    if state == lifecycle::cancelled(record.kind) {
        return Err(refused("This order was cancelled. It takes no money."));
    }
    if record.kind == Kind::Wholesale {
        return Err(refused(
            "Money from an account is taken for its invoices, on the account’s page.",
        ));
    }
    if !state.is_agreed() {
        return Err(refused(match record.kind {
            Kind::SpecialOrder | Kind::Ecommerce | Kind::Wholesale => {
                "A quote takes no money until it is accepted."
            }
            Kind::Repair => "An estimate takes no money until it is approved.",
        }));
    }
    let owed = record.balance()?;
    if !owed.is_positive() {
        return Err(refused("This order is paid in full."));
    }
    request.payment.checked(owed).map_err(|wrong| {
        let mut errors = domain::input::FieldErrors::new();
        errors.nest("/payment", wrong);
        Error::Invalid(errors)
    })
}
