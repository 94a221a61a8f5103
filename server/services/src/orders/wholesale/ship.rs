//! Parcels: what goes into one leaves the house, is sold, and is invoiced, all at once.

use super::store::lines::Filled;
use super::store::parcels::{self, Parcel, ParcelLine};
use crate::orders::effects::Work;
use crate::orders::store::{self as orders_store, Proof};
use crate::{Error, purchasing, stock};
use domain::ids::{InvoiceId, LineId, ShipmentId};
use domain::ledger::{Account, postings};
use domain::money::Money;
use domain::orders::Delivery;
use domain::orders::lifecycle::Step;
use domain::purchasing::PurchaseKind;
use domain::wholesale::invoice::{cost_of_part, due_on, tax_of_part};
use std::collections::HashMap;

type Way = (String, String);

/// A parcel from the house: pieces of stock first, then those that were bought or made for the order.
pub(super) async fn ship(
    work: &mut Work<'_, '_>,
    step: &Step,
    way: Way,
    pieces: &[(LineId, u32)],
) -> Result<(), Error> {
    let from_stock: Vec<_> = {
        let lines = work.record.po.as_ref().map(|po| po.by_id());
        let lines = lines.unwrap_or_default();
        pieces
            .iter()
            .filter_map(|(line, count)| {
                let promised = lines.get(line)?.promised.min(*count);
                (promised > 0).then_some((*line, promised))
            })
            .collect()
    };
    let order = (work.record.id, work.record.number.clone());
    let named = (order.0, order.1.as_str());
    let taken = stock::send(
        work.tx,
        work.caller,
        work.terms,
        named,
        &from_stock,
        work.now,
    )
    .await?;
    let mut costs: HashMap<LineId, (u32, Money)> = HashMap::new();
    for piece in taken {
        let nothing = (0, Money::zero(piece.cost.currency()));
        let (count, cost) = costs.entry(piece.line).or_insert(nothing);
        *count += 1;
        *cost = cost.plus(piece.cost)?;
    }
    let lines = parcel_lines(work, pieces, |line, count| {
        let nothing = (0, Money::zero(line.tax.currency()));
        let (from_stock, stock_cost) = costs.get(&line.po.line).copied().unwrap_or(nothing);
        let others = count - from_stock;
        if others > line.others {
            // The checks let nothing through that is not here; a piece may have gone since.
            return Err(gone(line));
        }
        let other_cost = if others == 0 {
            nothing.1
        } else {
            cost_of_part(line.others_cost, line.others, others)?
        };
        Ok((from_stock, stock_cost, other_cost))
    })?;
    send(work, step, way, &lines, false).await
}

fn gone(line: &Filled) -> Error {
    Error::Conflict(format!(
        "Pieces of “{}” are no longer here. Look at the order again.",
        line.po.description
    ))
}

/// All that vendors were to send to the account is on its way there: it was never in the house, and
/// is owed for.
pub(super) async fn vendor_ships(
    work: &mut Work<'_, '_>,
    step: &Step,
    way: Way,
) -> Result<(), Error> {
    let order = work.record.id;
    let waiting = work.po().iter().filter(|line| line.drop_ship > 0);
    let pieces: Vec<_> = waiting.map(|line| (line.po.line, line.drop_ship)).collect();
    purchasing::note_shipment(work.tx, order, &way.0, &way.1).await?;
    let what = (order, Some(PurchaseKind::DropShip));
    let sent =
        purchasing::receive_rest(work.tx, work.caller, work.terms, what, &[], work.now).await?;
    let costs: HashMap<_, _> = sent.whole.into_iter().collect();
    let lines = parcel_lines(work, &pieces, |line, count| {
        let nothing = Money::zero(line.tax.currency());
        let one = costs.get(&line.po.line).copied().unwrap_or(nothing);
        Ok((0, nothing, one.times(count)?))
    })?;
    send(work, step, way, &lines, true).await
}

/// What goes into a parcel, in money; `cost` says how many pieces are from stock, what these cost and
/// what the others do.
fn parcel_lines(
    work: &Work<'_, '_>,
    pieces: &[(LineId, u32)],
    cost: impl Fn(&Filled, u32) -> Result<(u32, Money, Money), Error>,
) -> Result<Vec<ParcelLine>, Error> {
    let known = work.record.po.as_ref().map(|po| po.by_id());
    let known = known.unwrap_or_default();
    let each = pieces.iter().map(|(id, count)| {
        let line = known.get(id).ok_or(Error::NotFound)?;
        let po = &line.po;
        let (from_stock, stock_cost, other_cost) = cost(line, *count)?;
        Ok(ParcelLine {
            line: *id,
            account: Account::of_class(po.class),
            quantity: *count,
            from_stock,
            stock_cost,
            other_cost,
            net: po.unit_price.times(*count)?,
            tax: tax_of_part(line.tax, po.quantity, po.shipped, *count)?,
        })
    });
    each.collect()
}

/// Writes the parcel with its invoice, and books the sale.
async fn send(
    work: &mut Work<'_, '_>,
    step: &Step,
    (carrier, tracking): Way,
    lines: &[ParcelLine],
    by_vendor: bool,
) -> Result<(), Error> {
    let currency = work.record.currency();
    let sum = |of: fn(&ParcelLine) -> Money| Money::sum(currency, lines.iter().map(of));
    let (net, tax) = (sum(|line| line.net)?, sum(|line| line.tax)?);
    let cost = sum(|line| line.stock_cost)?.plus(sum(|line| line.other_cost)?)?;
    let days = work.record.po.as_ref().map_or(0, |po| po.terms_days);
    let today = work.terms.today;
    work.record.delivery = Delivery::Ship;
    let parcel = Parcel {
        id: ShipmentId::generate(),
        carrier: &carrier,
        tracking: &tracking,
        by_vendor,
        lines,
        invoice: InvoiceId::generate(),
        net,
        tax,
        issued_on: today,
        due_on: due_on(today, days),
    };
    let order = work.record.id;
    let invoice =
        parcels::insert(work.tx, work.record, &parcel, work.caller.name(), work.now).await?;
    if step.from.state.handed_over() {
        parcels::note_way(work.tx, order, &carrier, &tracking).await?;
    } else {
        let proof = Proof::Shipped { carrier, tracking };
        orders_store::insert_handover(work.tx, order, &proof, work.now).await?;
    }
    let sold = Account::SALES.iter().map(|account| {
        let mine = lines.iter().filter(|line| line.account == *account);
        Ok((*account, Money::sum(currency, mine.map(|line| line.net))?))
    });
    let sale = postings::HandOver {
        sold: sold.collect::<Result<_, Error>>()?,
        tax,
        paid: Money::zero(currency),
        cost,
    };
    let entry = if by_vendor {
        postings::drop_shipped(sale)?
    } else {
        postings::hand_over(sale)?
    };
    work.post(&entry, &format!("invoice {invoice}")).await?;
    work.refill().await
}
