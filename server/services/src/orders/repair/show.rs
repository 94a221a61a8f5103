//! What a repair shows beyond its order.

use super::store;
use crate::Error;
use crate::stores::StoreTerms;
use domain::ids::OrderId;
use domain::orders::Kind;
use domain::orders::repair::view::RepairView;
use sqlx::PgConnection;

/// What an order has as a repair; none of another kind.
pub(in crate::orders) async fn view(
    db: &mut PgConnection,
    (order, kind): (OrderId, Kind),
    terms: &StoreTerms,
) -> Result<Option<RepairView>, Error> {
    if kind != Kind::Repair {
        return Ok(None);
    }
    store::show::view(db, order, terms).await.map(Some)
}
