//! What a wholesale order shows beyond its order.

use super::store::show;
use crate::Error;
use crate::stores::StoreTerms;
use domain::ids::OrderId;
use domain::orders::Kind;
use domain::orders::wholesale::view::PoView;
use sqlx::PgConnection;

/// What an order has as a wholesale order, with its lines as the gates look at them; nothing of
/// another kind.
pub(in crate::orders) async fn view(
    db: &mut PgConnection,
    (order, kind): (OrderId, Kind),
    terms: &StoreTerms,
) -> Result<Option<(PoView, super::Po)>, Error> {
    if kind != Kind::Wholesale {
        return Ok(None);
    }
    show::view(db, order, terms).await.map(Some)
}
