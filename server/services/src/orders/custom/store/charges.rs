//! What was charged for rounds beyond those that are included.

use crate::Error;
use crate::db::Tx;
use domain::ids::OrderId;
use domain::money::{Currency, Money};
use rust_decimal::Decimal;

/// What was charged so far.
pub(in crate::orders::custom) struct Charged {
    pub net: Money,
    pub tax: Money,
}

/// The sum over all rounds of an order.
pub(in crate::orders::custom) async fn of_rounds(
    tx: &mut Tx<'_>,
    order: OrderId,
    currency: Currency,
) -> Result<Charged, Error> {
    let (net, tax): (Decimal, Decimal) = sqlx::query_as(
        "select coalesce(sum(net), 0), coalesce(sum(tax), 0) from order_charges
         where order_id = $1 and kind = 'design_round'",
    )
    .bind(order.uuid())
    .fetch_one(&mut **tx)
    .await?;
    Ok(Charged {
        net: Money::new(net, currency)?,
        tax: Money::new(tax, currency)?,
    })
}
