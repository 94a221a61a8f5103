//! An order's price as it is reckoned anew, and what is due of it when.

use crate::Error;
use crate::db::Tx;
use crate::orders::record::Record;
use domain::ids::{LineId, OrderId};
use domain::money::Money;
use domain::schedule::Milestone;

/// What a line costs now.
#[derive(Debug, Clone, Copy)]
pub(in crate::orders) struct LinePrice {
    pub line: LineId,
    pub net: Money,
    pub tax: Money,
    /// Of the net what is sold as material, in work on a customer's own piece.
    pub material: Option<Money>,
    /// What it is expected to cost us.
    pub cost: Money,
}

/// Writes what lines of a locked order cost now. What one really cost stays.
pub(in crate::orders) async fn reprice_lines(
    tx: &mut Tx<'_>,
    order: OrderId,
    lines: &[LinePrice],
) -> Result<(), Error> {
    let amounts = |of: fn(&LinePrice) -> Money| {
        let each = lines.iter().map(|line| of(line).amount());
        each.collect::<Vec<_>>()
    };
    let material: Vec<_> = lines
        .iter()
        .map(|line| line.material.map(Money::amount))
        .collect();
    sqlx::query(
        "update order_lines l set unit_price = new.net, net = new.net, tax = new.tax,
            material = new.material, quoted_cost = new.cost,
            unit_cost = case when l.cost_is_real then l.unit_cost else new.cost end
         from unnest($2::uuid[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[])
            as new (id, net, tax, material, cost)
         where l.id = new.id and l.order_id = $1",
    )
    .bind(order.uuid())
    .bind(
        lines
            .iter()
            .map(|line| line.line.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(amounts(|line| line.net))
    .bind(amounts(|line| line.tax))
    .bind(material)
    .bind(amounts(|line| line.cost))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what a locked order comes to now, and the schedule that follows.
pub(in crate::orders) async fn reprice(tx: &mut Tx<'_>, record: &Record) -> Result<(), Error> {
    sqlx::query(
        "update orders set net = $2, tax = $3, total = $4, deposit = $5, paid = $6,
            quote_expires = $7
         where id = $1",
    )
    .bind(record.id.uuid())
    .bind(record.net.amount())
    .bind(record.tax.amount())
    .bind(record.total.amount())
    .bind(record.deposit.amount())
    .bind(record.paid.amount())
    .bind(record.quote_expires)
    .execute(&mut **tx)
    .await?;
    schedule(tx, record.id, &record.milestones).await
}

async fn schedule(tx: &mut Tx<'_>, order: OrderId, milestones: &[Milestone]) -> Result<(), Error> {
    sqlx::query("delete from order_milestones where order_id = $1")
        .bind(order.uuid())
        .execute(&mut **tx)
        .await?;
    let labels: Vec<_> = milestones.iter().map(|m| m.label.as_str()).collect();
    let amounts: Vec<_> = milestones.iter().map(|m| m.amount.amount()).collect();
    let gates: Vec<_> = milestones.iter().map(|m| m.gates.code()).collect();
    sqlx::query(
        "insert into order_milestones (order_id, id, label, amount, gates, position)
         select $1, milestone.* from unnest($2::uuid[], $3::text[], $4::numeric[], $5::text[])
            with ordinality as milestone",
    )
    .bind(order.uuid())
    .bind(milestones.iter().map(|m| m.id.uuid()).collect::<Vec<_>>())
    .bind(labels)
    .bind(amounts)
    .bind(gates)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
