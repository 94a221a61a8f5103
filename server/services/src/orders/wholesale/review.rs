//! Orders that wait for credit, looked at again whenever some may be free: money came, an order was
//! called off, a limit was raised.

use super::store::payments;
use crate::orders::history::{Actor, History};
use crate::stores;
use crate::wholesale::store::accounts;
use crate::{Error, Services};
use domain::ids::CustomerId;
use domain::live::Change;
use domain::money::Money;
use domain::orders::history::Happening;
use domain::orders::lifecycle::{Facts, PoFacts, settle};
use domain::orders::{State, wholesale};
use domain::wholesale::credit::freed;

/// Lets the held orders of an account go on for which it has credit now, the longest held first.
pub(crate) async fn review(services: &Services, account: CustomerId) -> Result<(), Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let store = accounts::lock(&mut tx, account).await?;
    let terms = stores::terms(&mut *tx, store, now).await?;
    let credit = accounts::lock_credit(&mut tx, account, terms.currency).await?;
    let code = wholesale::State::CreditHold.code();
    let waiting = payments::lock_waiting(&mut tx, account, code).await?;
    let totals: Vec<Money> = waiting.iter().map(|order| order.total).collect();
    let free = freed(credit, &totals)?;
    let mut moved = Vec::new();
    let mut histories = Vec::new();
    for (mut order, _) in waiting.into_iter().zip(free).filter(|(_, free)| *free) {
        let facts = Facts {
            balance: order.balance()?,
            po: PoFacts {
                credit_free: true,
                ..PoFacts::CLEAR
            },
            ..Facts::clear(terms.currency)
        };
        let mut history = History::by(order.id, order.delivery, Actor::House);
        for step in settle(order.position, &facts) {
            history.add_own(Happening::own_step(&step));
            order.position = step.to;
        }
        histories.push(history);
        moved.push(order);
    }
    payments::update(&mut tx, &moved, now).await?;
    History::write_all(histories, &mut tx, now).await?;
    tx.commit().await?;
    for order in &moved {
        services.live.tell(Change {
            store,
            order: order.id,
            version: order.version + 1,
        });
    }
    debug_assert!(
        moved
            .iter()
            .all(|order| matches!(order.position.state, State::Wholesale(_)))
    );
    Ok(())
}
