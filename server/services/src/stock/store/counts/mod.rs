//! All SQL on counts.

mod detail;
mod finish;
mod scans;

pub(in crate::stock) use detail::{all, detail, unexpected};
pub(in crate::stock) use finish::{
    Missing, differences, insert_adjusted, insert_lost, lock_missing, put_missing, tally,
};
pub(in crate::stock) use scans::{insert_quantity, insert_scans, scans_of};

use crate::db::Tx;
use crate::stock::counts::Held;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::ids::{CountId, LocationId, StoreId};
use domain::stock::{CountState, Form, Scanned, Tally};
use uuid::Uuid;

/// The pieces that a count ($1) expects, with whether each was found: scanned, or come since the
/// count was started. What has left since is not among them.
macro_rules! expected {
    () => {
        "select p.id, p.serial, p.name, p.location_id, p.ownership, p.cost, p.currency,
                exists (
                    select from stock_count_scans s where s.count_id = c.id and s.code = p.serial
                ) or exists (
                    select from stock_moves m
                    where m.piece_id = p.id and m.to_location = p.location_id
                        and m.at > c.started_at
                ) as found
         from stock_counts c
         join stock_count_places at on at.count_id = c.id
         join pieces p on p.location_id = at.location_id and p.state = 'here'
         where c.id = $1 and (c.form is null or p.form = c.form)"
    };
}
use expected;

/// With whom a count is shared while one works on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::stock) enum Lock {
    Shared,
    Alone,
}

/// Reads a store's count and holds it.
pub(in crate::stock) async fn lock(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: CountId,
    how: Lock,
) -> Result<Held, Error> {
    let sql = match how {
        Lock::Shared => {
            "select number, state, form from stock_counts where id = $1 and store_id = $2 for share"
        }
        Lock::Alone => {
            "select number, state, form from stock_counts where id = $1 and store_id = $2 for update"
        }
    };
    let row: Option<(String, String, Option<String>)> = sqlx::query_as(sql)
        .bind(id.uuid())
        .bind(store.uuid())
        .fetch_optional(&mut **tx)
        .await?;
    let (number, state, form) = row.ok_or(Error::NotFound)?;
    Ok(Held {
        id,
        number,
        state: state.parse()?,
        form: form.map(|form| form.parse()).transpose()?,
    })
}

/// Writes a new count.
pub(in crate::stock) async fn insert(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    id: CountId,
    form: Option<Form>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into stock_counts (id, store_id, form, started_at, started_by_name)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(id.uuid())
    .bind(caller.store().uuid())
    .bind(form.map(Form::code))
    .bind(now)
    .bind(caller.name())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Why places can't be counted.
pub(in crate::stock) enum Taken {
    AlreadyCounted,
    Failed(Error),
}

/// Writes where a count counts: the places of the store among these, or all in the house. Gives
/// how many there are.
pub(in crate::stock) async fn insert_places(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: CountId,
    places: &[LocationId],
) -> Result<usize, Taken> {
    let ids: Vec<Uuid> = places.iter().map(|place| place.uuid()).collect();
    let written = sqlx::query(
        "insert into stock_count_places (count_id, location_id)
         select $1, id from locations
         where store_id = $2 and active
             and (id = any($3) or (cardinality($3) = 0
                 and kind in ('showcase', 'safe', 'bin', 'bench')))",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .bind(ids)
    .execute(&mut **tx)
    .await;
    match written {
        Ok(done) => Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX)),
        Err(sqlx::Error::Database(error)) if error.constraint() == Some("places_being_counted") => {
            Err(Taken::AlreadyCounted)
        }
        Err(error) => Err(Taken::Failed(error.into())),
    }
}

/// Ends a count, with what it came to.
pub(in crate::stock) async fn close(
    tx: &mut Tx<'_>,
    caller: Caller<'_>,
    id: CountId,
    state: CountState,
    came_to: Option<(Tally, &[Scanned])>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let unexpected = came_to.map(|(_, unexpected)| serde_json::to_value(unexpected));
    let unexpected = unexpected.transpose()?;
    sqlx::query(
        "update stock_counts set state = $2, ended_at = $3, ended_by_name = $4, expected = $5,
             found = $6, unexpected = $7
         where id = $1",
    )
    .bind(id.uuid())
    .bind(state.code())
    .bind(now)
    .bind(caller.name())
    .bind(came_to.map(|(tally, _)| number(tally.expected)))
    .bind(came_to.map(|(tally, _)| number(tally.found)))
    .bind(unexpected)
    .execute(&mut **tx)
    .await?;
    sqlx::query("update stock_count_places set open = false where count_id = $1")
        .bind(id.uuid())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
