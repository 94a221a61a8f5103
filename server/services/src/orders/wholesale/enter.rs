//! Entering an order.

use super::store;
use crate::db::Tx;
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::orders::history::History;
use crate::orders::place;
use crate::stores::{self, StoreTerms};
use crate::wholesale::{credit, store as accounts};
use crate::{Caller, Error, Services, Staff, catalogue};
use chrono::{DateTime, Utc};
use domain::catalogue::Sellable;
use domain::ids::{BlanketId, BlanketLineId, CustomerId, IdempotencyKey, OrderId, VariantId};
use domain::money::Money;
use domain::orders::State;
use domain::orders::history::Happening;
use domain::orders::requests::Placed;
use domain::orders::wholesale::State as S;
use domain::orders::wholesale::draft::{MOST_LINES, NewPo, Po, PoTerms, Terms};
use domain::orders::wholesale::paste::{self, Pasted};
use domain::staff::Permission;
use domain::wholesale::account::AccountView;
use domain::wholesale::blanket::BlanketView;
use domain::wholesale::price::{Break, PriceTerms};
use std::collections::HashMap;

/// Enters an order. Asked twice with one key, it is entered once. What goes beyond the account's
/// credit is held: of two at once, one gets what is left.
pub async fn enter(
    services: &Services,
    caller: Caller<'_>,
    input: &NewPo,
    key: IdempotencyKey,
) -> Result<Placed, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim =
        match idempotency::claim(&mut tx, "wholesale.enter", caller, key, input, now).await? {
            Claimed::Done(placed) => return Ok(placed),
            Claimed::New(claim) => claim,
        };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let known = known(&mut tx, &terms, input.account, input.blanket).await?;
    let variants: Vec<_> = input.lines.iter().map(|line| line.variant).collect();
    let sold = catalogue::sellables(&mut *tx, &variants, true).await?;
    let mut po = input.checked(&known.terms(caller, &terms, &sold))?;
    store::refuse_known_number(&mut tx, input.account, &po.po_number).await?;
    // From here on nobody else takes of the account's credit.
    let short = credit::short_of(&mut tx, input.account, po.order.totals.total).await?;
    if short.is_some() {
        po.order.first = State::Wholesale(S::CreditHold);
    }
    let placed = place::keep(&mut tx, services, caller, &terms, &po.order, now).await?;
    keep(&mut tx, (placed.id, &po), &known.account).await?;
    note(&mut tx, caller, (placed.id, &po), short, now).await?;
    claim.complete(&mut tx, &placed).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: caller.store(),
        order: placed.id,
        version: placed.version,
    });
    Ok(placed)
}

/// What an order is checked against, beside what is sold.
struct Known {
    account: AccountView,
    breaks: Vec<Break>,
    blanket: Option<BlanketView>,
}

async fn known(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    account: CustomerId,
    blanket: Option<BlanketId>,
) -> Result<Known, Error> {
    let view = accounts::accounts::view(tx, terms, account).await?;
    let breaks = accounts::book::breaks(tx, terms.store).await?;
    let blanket = match blanket {
        Some(id) => Some(accounts::blankets::one(tx, account, id, terms.currency).await?),
        None => None,
    };
    Ok(Known {
        account: view,
        breaks,
        blanket,
    })
}

impl Known {
    fn terms<'a>(
        &'a self,
        caller: Caller<'_>,
        terms: &'a StoreTerms,
        sold: &'a HashMap<VariantId, Sellable>,
    ) -> Terms<'a> {
        Terms {
            currency: terms.currency,
            rates: &terms.rates,
            house: terms.house_days,
            grants: caller.grants(),
            today: terms.today,
            account: &self.account,
            prices: PriceTerms {
                breaks: self.breaks.clone(),
                ..self.account.prices()
            },
            catalogue: sold,
            blanket: self.blanket.as_ref(),
        }
    }
}

async fn keep(
    tx: &mut Tx<'_>,
    (order, po): (OrderId, &Po),
    account: &AccountView,
) -> Result<(), Error> {
    store::insert(tx, order, po, &account.terms).await?;
    let called: Vec<(BlanketLineId, u32)> = po
        .order
        .lines
        .iter()
        .zip(&po.calls_off)
        .filter_map(|(line, calls)| calls.map(|calls| (calls, line.quantity)))
        .collect();
    if called.is_empty() {
        return Ok(());
    }
    accounts::blankets::call_off(tx, &called).await
}

/// What staff should read of it: credit that is missing, and what a person decided.
async fn note(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    (order, po): (OrderId, &Po),
    short: Option<Money>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut history = History::of(order, po.order.delivery, caller);
    for changed in &po.changed {
        history.add(Happening::PriceChanged {
            description: changed.description.clone(),
            list: changed.from,
            price: changed.to,
            reason: changed.reason.clone(),
        });
    }
    if let Some(reason) = &po.minimum_reason {
        let text = format!("Less than the account’s minimum was taken: {reason}");
        history.add(Happening::Noted { text });
    }
    if let Some(short) = short {
        let text = format!("Held: {short} beyond the account’s credit.");
        history.add_own(Happening::Noted { text });
    }
    history.write(tx, now).await
}

/// What a screen needs to check and price an order by itself.
pub async fn terms_for_entry(
    services: &Services,
    staff: &Staff,
    account: CustomerId,
    blanket: Option<BlanketId>,
) -> Result<PoTerms, Error> {
    Caller::from(staff).require(Permission::TakeOrders)?;
    let mut tx = services.db.begin().await?;
    let terms = stores::terms(&mut *tx, staff.store, services.clock.now()).await?;
    let known = known(&mut tx, &terms, account, blanket).await?;
    let lines = known.blanket.iter().flat_map(|blanket| &blanket.lines);
    let variants: Vec<_> = lines.map(|line| line.variant).collect();
    let sold = catalogue::sellables(&mut *tx, &variants, false).await?;
    tx.commit().await?;
    Ok(PoTerms {
        sold: sold.into_values().collect(),
        currency: terms.currency,
        rates: terms.rates,
        house: terms.house_days,
        role: staff.role,
        account: known.account,
        breaks: known.breaks,
        blanket: known.blanket,
    })
}

/// Reads lines that were pasted, each with what is sold under its SKU, or why it is nothing. Cost is
/// in it only for those who may see it.
pub async fn read_lines(
    services: &Services,
    caller: Caller<'_>,
    text: &str,
) -> Result<Vec<(Pasted, Result<Sellable, String>)>, Error> {
    caller.require(Permission::TakeOrders)?;
    let rows = paste::read(text);
    if rows.len() > MOST_LINES {
        return Err(Error::field("/lines", "An order has at most 5,000 lines."));
    }
    let skus: Vec<_> = rows.iter().map(|row| row.sku.to_lowercase()).collect();
    let mut tx = services.db.begin().await?;
    let found = catalogue::by_skus(&mut tx, &skus).await?;
    tx.commit().await?;
    let with_cost = caller.may(Permission::ViewCost);
    let each = rows.into_iter().map(|row| {
        let sold = match found.get(&row.sku.to_lowercase()).map(Vec::as_slice) {
            Some([one]) => Ok(Sellable {
                cost: one.cost.filter(|_| with_cost),
                ..one.clone()
            }),
            Some([]) | None => Err(format!("Nothing is sold as “{}”.", row.sku)),
            Some(several) => Err(format!(
                "“{}” is the SKU of {} pieces. Choose the piece by its name.",
                row.sku,
                several.len()
            )),
        };
        (row, sold)
    });
    Ok(each.collect())
}
