//! What a memo shows beyond its order.

use super::store::{self, sales};
use crate::Error;
use crate::stores::StoreTerms;
use domain::ids::OrderId;
use domain::orders::lifecycle::MemoFacts;
use domain::orders::memo::view::{FromMemo, MemoView};
use domain::orders::{Kind, State};
use sqlx::PgConnection;

/// What an order has as a memo; none of another kind.
pub(in crate::orders) async fn view(
    db: &mut PgConnection,
    (order, kind): (OrderId, Kind),
    terms: &StoreTerms,
) -> Result<Option<MemoView>, Error> {
    if kind != Kind::Memo {
        return Ok(None);
    }
    store::show::view(db, order, terms).await.map(Some)
}

/// The memo that an order was sold from; none of another kind.
pub(in crate::orders) async fn sale_of(
    db: &mut PgConnection,
    (order, kind): (OrderId, Kind),
) -> Result<Option<FromMemo>, Error> {
    if kind != Kind::MemoSale {
        return Ok(None);
    }
    sales::memo_of(db, order).await
}

/// What the gates of a memo look at.
pub(in crate::orders) async fn facts(
    db: &mut PgConnection,
    terms: &StoreTerms,
    (order, state): (OrderId, State),
) -> Result<MemoFacts, Error> {
    store::facts::read(db, terms.store, (order, state)).await
}
