//! Pictures of pieces, in the order in which they were taken.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::ids::{PhotoId, PieceId};
use domain::stock::PiecePhoto;
use sqlx::PgPool;
use uuid::Uuid;

/// All of one piece.
pub(in crate::stock) async fn of_piece(
    db: &PgPool,
    piece: PieceId,
) -> Result<Vec<PiecePhoto>, Error> {
    let rows: Vec<(Uuid, String)> = sqlx::query_as(
        "select id, url from piece_photos where piece_id = $1 order by id limit 100",
    )
    .bind(piece.uuid())
    .fetch_all(db)
    .await?;
    let read = |(id, url): (Uuid, String)| PiecePhoto { id: id.into(), url };
    Ok(rows.into_iter().map(read).collect())
}

pub(in crate::stock) async fn count(tx: &mut Tx<'_>, piece: PieceId) -> Result<i64, Error> {
    Ok(
        sqlx::query_scalar("select count(*) from piece_photos where piece_id = $1")
            .bind(piece.uuid())
            .fetch_one(&mut **tx)
            .await?,
    )
}

pub(in crate::stock) async fn insert(
    tx: &mut Tx<'_>,
    piece: PieceId,
    url: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into piece_photos (id, piece_id, url, created_at) values ($1, $2, $3, $4)
         on conflict (piece_id, url) do nothing",
    )
    .bind(PhotoId::generate().uuid())
    .bind(piece.uuid())
    .bind(url)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes pictures of several pieces.
pub(in crate::stock) async fn insert_all(
    tx: &mut Tx<'_>,
    photos: &[(PieceId, &str)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if photos.is_empty() {
        return Ok(());
    }
    let ids = photos.iter().map(|_| PhotoId::generate().uuid());
    sqlx::query(
        "insert into piece_photos (created_at, id, piece_id, url)
         select $1, photo.* from unnest($2::uuid[], $3::uuid[], $4::text[]) as photo
         on conflict (piece_id, url) do nothing",
    )
    .bind(now)
    .bind(ids.collect::<Vec<_>>())
    .bind(
        photos
            .iter()
            .map(|(piece, _)| piece.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(photos.iter().map(|(_, url)| *url).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Gives what was taken off, if it was there.
pub(in crate::stock) async fn delete(
    tx: &mut Tx<'_>,
    piece: PieceId,
    photo: PhotoId,
) -> Result<Option<String>, Error> {
    Ok(
        sqlx::query_scalar(
            "delete from piece_photos where id = $1 and piece_id = $2 returning url",
        )
        .bind(photo.uuid())
        .bind(piece.uuid())
        .fetch_optional(&mut **tx)
        .await?,
    )
}
