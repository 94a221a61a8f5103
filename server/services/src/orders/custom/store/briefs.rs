//! What customers have in mind, and pictures.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::ids::{OrderId, PhotoId};
use domain::orders::custom::inquiry::Brief;
use uuid::Uuid;

/// Writes what a custom order has beyond its order.
pub(in crate::orders::custom) async fn insert(
    tx: &mut Tx<'_>,
    order: OrderId,
    brief: &Brief,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into customs (order_id, wish, notes, budget, wanted_by)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(order.uuid())
    .bind(&brief.wish)
    .bind(&brief.notes)
    .bind(brief.budget.map(|budget| budget.amount()))
    .bind(brief.wanted_by)
    .execute(&mut **tx)
    .await?;
    pictures(tx, order, brief, now).await
}

/// Writes it anew.
pub(in crate::orders::custom) async fn update(
    tx: &mut Tx<'_>,
    order: OrderId,
    brief: &Brief,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update customs set wish = $2, notes = $3, budget = $4, wanted_by = $5
         where order_id = $1",
    )
    .bind(order.uuid())
    .bind(&brief.wish)
    .bind(&brief.notes)
    .bind(brief.budget.map(|budget| budget.amount()))
    .bind(brief.wanted_by)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "delete from custom_pictures
         where order_id = $1 and kind = 'inspiration' and url <> all ($2)",
    )
    .bind(order.uuid())
    .bind(&brief.photos)
    .execute(&mut **tx)
    .await?;
    pictures(tx, order, brief, now).await
}

async fn pictures(
    tx: &mut Tx<'_>,
    order: OrderId,
    brief: &Brief,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into custom_pictures (order_id, kind, at, id, url)
         select $1, 'inspiration', $2, picture.* from unnest($3::uuid[], $4::text[]) as picture
         on conflict do nothing",
    )
    .bind(order.uuid())
    .bind(now)
    .bind(ids(brief.photos.len()))
    .bind(&brief.photos)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn ids(count: usize) -> Vec<Uuid> {
    (0..count).map(|_| PhotoId::generate().uuid()).collect()
}

/// Adds a photo of the finished piece.
pub(in crate::orders::custom) async fn add_final(
    tx: &mut Tx<'_>,
    order: OrderId,
    url: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into custom_pictures (id, order_id, kind, url, at)
         values ($1, $2, 'final', $3, $4) on conflict do nothing",
    )
    .bind(PhotoId::generate().uuid())
    .bind(order.uuid())
    .bind(url)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a photo of the finished piece off.
pub(in crate::orders::custom) async fn remove_final(
    tx: &mut Tx<'_>,
    order: OrderId,
    url: &str,
) -> Result<(), Error> {
    sqlx::query("delete from custom_pictures where order_id = $1 and kind = 'final' and url = $2")
        .bind(order.uuid())
        .bind(url)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// How many photos there are of the finished piece.
pub(in crate::orders::custom) async fn final_photos(
    tx: &mut Tx<'_>,
    order: OrderId,
) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(
        "select count(*) from custom_pictures where order_id = $1 and kind = 'final'",
    )
    .bind(order.uuid())
    .fetch_one(&mut **tx)
    .await?)
}
