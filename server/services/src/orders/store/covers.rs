//! What covers the lines of an order.

use crate::Error;
use crate::db::Tx;
use chrono::NaiveDate;
use domain::ids::OrderId;
use domain::orders::covers::Coverage;

/// Each line's cover, where it has one.
pub(in crate::orders) async fn coverage(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<Vec<Option<Coverage>>, Error> {
    let rows: Vec<(Option<String>, Option<NaiveDate>)> = sqlx::query_as(
        "select c.cover, c.eta
         from order_lines l left join line_covers c on c.order_line_id = l.id and c.order_id = $1
         where l.order_id = $1 and l.off is null",
    )
    .bind(order.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let read = |(cover, eta): (Option<String>, Option<NaiveDate>)| {
        let cover = cover.map(|code| code.parse()).transpose()?;
        Ok(cover.map(|cover| Coverage { cover, eta }))
    };
    rows.into_iter().map(read).collect()
}
