//! Customers' own pieces.

use crate::Error;
use crate::db::Tx;
use crate::stock::customers::Found;
use chrono::{DateTime, Utc};
use domain::ids::{LineId, LocationId, PieceId};
use domain::stock::PieceState;
use uuid::Uuid;

/// Writes what was found of pieces.
pub(in crate::stock) async fn call(
    tx: &mut Tx<'_>,
    found: &[Found],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update pieces set name = found.name, weight_grams = found.weight,
            words = lower(found.name), search = lower(concat_ws(' ', pieces.serial, found.name)),
            version = version + 1, updated_at = $4
         from unnest($1::uuid[], $2::text[], $3::numeric[]) as found (id, name, weight)
         where pieces.id = found.id",
    )
    .bind(found.iter().map(|own| own.piece.uuid()).collect::<Vec<_>>())
    .bind(
        found
            .iter()
            .map(|own| own.name.as_str())
            .collect::<Vec<_>>(),
    )
    .bind(found.iter().map(|own| own.weight).collect::<Vec<_>>())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Lets pieces that are here go; says from where each went.
pub(in crate::stock) async fn end(
    tx: &mut Tx<'_>,
    pieces: &[(PieceId, LineId)],
    to: PieceState,
    now: DateTime<Utc>,
) -> Result<Vec<(PieceId, Option<LocationId>)>, Error> {
    let gone: Vec<(Uuid, Option<Uuid>)> = sqlx::query_as(
        "with here as (
            select id, location_id from pieces where id = any ($1) and state = 'here'
            order by id for update
         )
         update pieces set state = $3, location_id = null, version = version + 1,
            updated_at = $2
         from here where pieces.id = here.id returning pieces.id, here.location_id",
    )
    .bind(
        pieces
            .iter()
            .map(|(piece, _)| piece.uuid())
            .collect::<Vec<_>>(),
    )
    .bind(now)
    .bind(to.code())
    .fetch_all(&mut **tx)
    .await?;
    let read = |(piece, from): (Uuid, Option<Uuid>)| (piece.into(), from.map(Into::into));
    Ok(gone.into_iter().map(read).collect())
}
