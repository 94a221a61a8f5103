//! Writing an order as it is taken: one statement, however many tables and rows. Each statement
//! more would be a round trip more, and those are most of what taking an order costs.

use super::write::{Insert, bind_events};
use crate::db::Tx;
use crate::orders::history::Event;
use crate::{Caller, Error};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;
use domain::orders::lifecycle::Position;
use domain::orders::{Channel, draft};
use domain::payments::Payment;
use domain::schedule::Milestone;
use sqlx::Row;
use uuid::Uuid;

/// What an order's row holds beyond the order as taken.
pub(in crate::orders) struct NewRow {
    pub id: OrderId,
    pub channel: Channel,
    pub position: Position,
    pub deposit: Money,
    pub paid: Money,
    pub quote_expires: Option<NaiveDate>,
}

/// Writes nothing, and so gives no number, where there is no such customer.
const INSERT: &str = "
    with taken as (
        insert into orders (id, number, kind, channel, store_id, customer_id, taken_by,
            taken_by_name, state, phase, state_since, currency, net, tax, total, paid, deposit,
            first_promise, estimate, quote_expires, delivery, note, title, created_at, updated_at)
        select $1, $2 || '-' || nextval('order_numbers'), $3, $4, $5, customers.id, $7,
            $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $18, $19, $20, $21, $22, $11, $11
        from customers where customers.id = $6
        returning id, number
    ),
    lines as (
        insert into order_lines (order_id, id, style_id, variant_id, vendor_id, sku, description,
            quantity, ring_size, metal, stone, engraving, unit_price, list_price, price_reason,
            unit_cost, class, net, tax, material, quoted_cost, position)
        select taken.id, line.* from taken, unnest($23::uuid[], $24::uuid[], $25::uuid[],
            $26::uuid[], $27::text[], $28::text[], $29::int[], $30::int[], $31::jsonb[],
            $32::text[], $33::text[], $34::numeric[], $35::numeric[], $36::text[], $37::numeric[],
            $38::text[], $39::numeric[], $40::numeric[], $57::numeric[], $37::numeric[])
            with ordinality as line
    ),
    milestones as (
        insert into order_milestones (order_id, id, label, amount, gates, position)
        select taken.id, milestone.* from taken, unnest($41::uuid[], $42::text[], $43::numeric[],
            $44::text[]) with ordinality as milestone
    ),
    address as (
        insert into order_addresses (order_id, address)
        select id, $45 from taken where $45 is not null
    ),
    payment as (
        insert into payments (order_id, id, amount, method, reference, taken_at, taken_by_name)
        select taken.id, $46, $47, $48, $49, $11, $8 from taken where $46 is not null
    ),
    events as (
        insert into order_events
            (order_id, at, id, actor_kind, actor_id, actor_name, code, data, visible)
        select taken.id, $11, event.* from taken, unnest($50::uuid[], $51::text[], $52::uuid[],
            $53::text[], $54::text[], $55::jsonb[], $56::bool[]) as event
    )
    select number from taken";

/// Writes an order with its lines, schedule, address, payment and first events; gives its number,
/// or none where there is no such customer.
pub(in crate::orders) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    order: &draft::Order,
    row: &NewRow,
    events: &[Event<'_>],
    now: DateTime<Utc>,
) -> Result<Option<String>, Error> {
    let insert = bind_row(sqlx::query(INSERT), caller, order, row, now);
    let insert = bind_lines(insert, &order.lines)?;
    let insert = bind_milestones(insert, &order.milestones);
    let address = order
        .ship_to
        .as_ref()
        .map(serde_json::to_value)
        .transpose()?;
    let insert = bind_payment(insert.bind(address), order.payment.as_ref());
    let insert = bind_events(insert, events)?;
    let material: Vec<_> = order
        .lines
        .iter()
        .map(|line| line.material.map(Money::amount))
        .collect();
    let insert = insert.bind(material);
    let written = insert.fetch_optional(&mut **tx).await?;
    Ok(written.map(|row| row.try_get("number")).transpose()?)
}

fn bind_row(
    insert: Insert,
    caller: Caller<'_>,
    order: &draft::Order,
    row: &NewRow,
    now: DateTime<Utc>,
) -> Insert {
    let taken_by = match caller {
        Caller::Staff(staff) => Some(staff.id.uuid()),
        Caller::Integrator(_) | Caller::Console(_) => None,
    };
    let state = row.position.state;
    insert
        .bind(row.id.uuid())
        .bind(order.kind.prefix())
        .bind(order.kind.code())
        .bind(row.channel.code())
        .bind(caller.store().uuid())
        .bind(order.customer.uuid())
        .bind(taken_by)
        .bind(caller.name())
        .bind(state.code())
        .bind(state.phase().code())
        .bind(now)
        .bind(order.totals.total.currency().code())
        .bind(order.totals.net.amount())
        .bind(order.totals.tax.amount())
        .bind(order.totals.total.amount())
        .bind(row.paid.amount())
        .bind(row.deposit.amount())
        .bind(order.promise)
        .bind(row.quote_expires)
        .bind(order.delivery.code())
        .bind(&order.note)
        .bind(title(&order.lines))
}

/// How lists call the order: its first piece, and how many more there are.
fn title(lines: &[draft::Line]) -> String {
    let first = lines.first().map_or("", |line| line.description.as_str());
    match lines.len() {
        0 | 1 => first.to_owned(),
        count => format!("{first} + {} more", count - 1),
    }
}

fn bind_lines(insert: Insert, lines: &[draft::Line]) -> Result<Insert, Error> {
    let column = |of: fn(&draft::Line) -> Option<Uuid>| lines.iter().map(of).collect::<Vec<_>>();
    let text = |of: fn(&draft::Line) -> Option<&str>| lines.iter().map(of).collect::<Vec<_>>();
    let amount = |of: fn(&draft::Line) -> Option<Money>| {
        lines
            .iter()
            .map(|l| of(l).map(Money::amount))
            .collect::<Vec<_>>()
    };
    let metals: Vec<Option<serde_json::Value>> = lines
        .iter()
        .map(|line| line.metal.map(serde_json::to_value).transpose())
        .collect::<Result<_, _>>()?;
    let sizes: Vec<_> = lines
        .iter()
        .map(|line| {
            line.ring_size
                .and_then(|size| i32::try_from(size.hundredths_mm()).ok())
        })
        .collect();
    let quantities: Vec<_> = lines
        .iter()
        .map(|line| i32::try_from(line.quantity).unwrap_or(i32::MAX))
        .collect();
    let classes: Vec<_> = lines.iter().map(|line| line.class.code()).collect();
    Ok(insert
        .bind(lines.iter().map(|line| line.id.uuid()).collect::<Vec<_>>())
        .bind(column(|line| line.style.map(|id| id.uuid())))
        .bind(column(|line| line.variant.map(|id| id.uuid())))
        .bind(column(|line| line.vendor.map(|id| id.uuid())))
        .bind(text(|line| line.sku.as_deref()))
        .bind(text(|line| Some(line.description.as_str())))
        .bind(quantities)
        .bind(sizes)
        .bind(metals)
        .bind(text(|line| line.stone.as_deref()))
        .bind(text(|line| line.engraving.as_deref()))
        .bind(amount(|line| Some(line.unit_price)))
        .bind(amount(|line| line.list_price))
        .bind(text(|line| line.price_reason.as_deref()))
        .bind(amount(|line| line.unit_cost))
        .bind(classes)
        .bind(amount(|line| Some(line.net)))
        .bind(amount(|line| Some(line.tax))))
}

fn bind_milestones(insert: Insert, milestones: &[Milestone]) -> Insert {
    let labels: Vec<_> = milestones.iter().map(|m| m.label.as_str()).collect();
    let amounts: Vec<_> = milestones.iter().map(|m| m.amount.amount()).collect();
    let gates: Vec<_> = milestones.iter().map(|m| m.gates.code()).collect();
    insert
        .bind(milestones.iter().map(|m| m.id.uuid()).collect::<Vec<_>>())
        .bind(labels)
        .bind(amounts)
        .bind(gates)
}

/// Without a payment there is no id of one, and no row.
fn bind_payment(insert: Insert, payment: Option<&Payment>) -> Insert {
    insert
        .bind(payment.map(|_| PaymentId::generate().uuid()))
        .bind(payment.map(|payment| payment.amount.amount()))
        .bind(payment.map(|payment| payment.method.code()))
        .bind(payment.and_then(|payment| payment.reference.as_deref()))
}
