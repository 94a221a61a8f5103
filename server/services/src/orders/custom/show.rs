//! What a custom order shows beyond its order.

use super::store;
use crate::Error;
use crate::stores::StoreTerms;
use domain::ids::OrderId;
use domain::orders::Kind;
use domain::orders::custom::view::CustomView;
use sqlx::PgConnection;

/// What an order has as a custom order; none of another kind. Cost is in it only where `with_cost`
/// says so.
pub(in crate::orders) async fn view(
    db: &mut PgConnection,
    (order, kind): (OrderId, Kind),
    terms: &StoreTerms,
    with_cost: bool,
) -> Result<Option<CustomView>, Error> {
    if kind != Kind::Custom {
        return Ok(None);
    }
    store::show::view(db, order, terms, with_cost)
        .await
        .map(Some)
}
