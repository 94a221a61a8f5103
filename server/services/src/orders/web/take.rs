//! Taking an order that a channel sends for the first time.

use super::import::Desk;
use super::lines::{self, Drafted};
use super::park;
use crate::db::Tx;
use crate::orders::history::History;
use crate::orders::store::web::{charges, lines as rows, parked};
use crate::orders::store::{self, NewRow};
use crate::{Error, customers, tracking};
use domain::calendar::propose_promise;
use domain::channels::taken::{WebOrder, Word};
use domain::ids::OrderId;
use domain::money::Money;
use domain::orders::draft::{Order, Totals};
use domain::orders::history::Happening;
use domain::orders::lifecycle::Position;
use domain::orders::{Channel, Kind, State, ecommerce};
use domain::schedule::deposit_and_balance;

/// Writes the order with its lines, as it came. What was paid, and what goes on by itself, follows.
pub(super) async fn take(
    tx: &mut Tx<'_>,
    desk: Desk<'_>,
    word: &Word,
    web: &WebOrder,
) -> Result<OrderId, Error> {
    let each: Vec<_> = web.lines.iter().collect();
    let drafted = lines::draft(tx, &each).await?;
    let order = draft(tx, desk, web, &drafted).await?;
    let id = OrderId::generate();
    let position = Position::at(order.first);
    let mut history = History::of(id, web.delivery, desk.caller);
    history.add(Happening::Captured {
        state: position.state,
        total: order.totals.total,
        promise: order.promise,
    });
    history.add(Happening::Noted {
        text: came(word, web),
    });
    let nothing = Money::zero(desk.terms.currency);
    let row = NewRow {
        id,
        channel: Channel::Web,
        position,
        deposit: nothing,
        paid: nothing,
        quote_expires: None,
    };
    let number = store::insert(tx, desk.caller, &order, &row, &history.events, desk.now).await?;
    number.ok_or_else(|| Error::internal("an order without its customer"))?;
    let ids = order.lines.iter().map(|line| line.id);
    let pairs: Vec<_> = ids.zip(web.lines.iter()).collect();
    rows::update(tx, id, &pairs).await?;
    charges::replace(tx, id, &web.charges, desk.now).await?;
    let mut parks = drafted.parks;
    parks.extend(park::of_order(
        word.channel,
        web,
        desk.terms.channel_rounding,
    ));
    parked::insert(tx, desk.caller.store(), id, &parks, desk.now).await?;
    tracking::open(tx, &desk.services.secret, id, desk.now).await?;
    history.announce(tx, desk.now).await?;
    Ok(id)
}

fn came(word: &Word, web: &WebOrder) -> String {
    match &web.number {
        Some(number) => format!(
            "Came from {}: {number} ({}).",
            word.channel, word.external_id
        ),
        None => format!("Came from {}: {}.", word.channel, word.external_id),
    }
}

async fn draft(
    tx: &mut Tx<'_>,
    desk: Desk<'_>,
    web: &WebOrder,
    drafted: &Drafted,
) -> Result<Order, Error> {
    let customer = customers::known_or_new(tx, desk.caller, &web.customer, desk.now).await?;
    let leads = drafted.lines.iter().map(|line| line.lead_days);
    Ok(Order {
        kind: Kind::Ecommerce,
        first: State::Ecommerce(ecommerce::State::Imported),
        customer,
        quote: false,
        promise: propose_promise(desk.terms.today, leads, desk.terms.house_days),
        lines: drafted.lines.clone(),
        totals: Totals {
            net: web.net,
            tax: web.tax,
            total: web.total,
        },
        // The channel takes the money; what it has not taken is due before the pieces leave.
        milestones: deposit_and_balance(web.total, Money::zero(desk.terms.currency))?,
        deposit_reason: None,
        payment: None,
        delivery: web.delivery,
        ship_to: web.ship_to.clone(),
        note: web.note.clone(),
    })
}
