//! The SQL of wholesale orders, by what it is for.

pub(in crate::orders) mod lines;
pub(super) mod parcels;
pub(super) mod payments;
pub(super) mod show;

use crate::Error;
use crate::db::Tx;
use domain::ids::{CustomerId, OrderId};
use domain::orders::wholesale::draft::Po;
use domain::wholesale::book::PaymentTerms;

/// Refuses a number that the account sent before, and says which order it is.
pub(super) async fn refuse_known_number(
    tx: &mut Tx<'_>,
    account: CustomerId,
    po_number: &str,
) -> Result<(), Error> {
    let known: Option<String> = sqlx::query_scalar(
        "select o.number from wholesale_orders w join orders o on o.id = w.order_id
         where w.customer_id = $1 and lower(w.po_number) = lower($2)",
    )
    .bind(account.uuid())
    .bind(po_number)
    .fetch_optional(&mut **tx)
    .await?;
    known.map_or(Ok(()), |number| Err(known_number(po_number, &number)))
}

fn known_number(po_number: &str, order: &str) -> Error {
    Error::field(
        "/po_number",
        format!("Their order {po_number} is here already, as {order}."),
    )
}

/// Writes what an order has beyond every order's. Of two of one number the later is refused.
pub(super) async fn insert(
    tx: &mut Tx<'_>,
    order: OrderId,
    po: &Po,
    terms: &PaymentTerms,
) -> Result<(), Error> {
    sqlx::query(
        "insert into wholesale_orders (order_id, customer_id, po_number, blanket_id, ship_from,
            cancel_after, exempt, tax_why, terms_name, terms_days)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(order.uuid())
    .bind(po.order.customer.uuid())
    .bind(&po.po_number)
    .bind(po.blanket.map(|id| id.uuid()))
    .bind(po.ship_from)
    .bind(po.cancel_after)
    .bind(po.exemption.exempt)
    .bind(&po.exemption.why)
    .bind(&terms.name)
    .bind(i32::from(terms.days))
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_unique_violation() => {
            known_number(&po.po_number, "another order that was entered just now")
        }
        _ => error.into(),
    })?;
    let lines = &po.order.lines;
    let pieces = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    sqlx::query(
        "insert into wholesale_lines (order_id, order_line_id, ordered, blanket_line_id)
         select $1, line.* from unnest($2::uuid[], $3::int[], $4::uuid[]) as line",
    )
    .bind(order.uuid())
    .bind(lines.iter().map(|line| line.id.uuid()).collect::<Vec<_>>())
    .bind(
        lines
            .iter()
            .map(|line| pieces(line.quantity))
            .collect::<Vec<_>>(),
    )
    .bind(
        po.calls_off
            .iter()
            .map(|line| line.map(|id| id.uuid()))
            .collect::<Vec<_>>(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
