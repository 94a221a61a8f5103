//! Sessions and devices.

use super::super::Seat;
use crate::db::Tx;
use crate::{Error, Staff};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::ids::{DeviceId, SessionId, StaffId, StoreId};
use domain::people::SessionView;
use sqlx::{AssertSqlSafe, PgExecutor, PgPool};
use uuid::Uuid;

/// A session to be opened.
pub(crate) struct NewSession {
    pub id: SessionId,
    pub staff: StaffId,
    pub device: DeviceId,
    pub expires: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    session: Uuid,
    device: Uuid,
    staff: Uuid,
    name: String,
    email: String,
    role: String,
    store: Uuid,
    store_name: String,
    idle_minutes: Option<i32>,
    has_pin: bool,
    temporary_password: bool,
    new_device: bool,
    locked: bool,
    last_seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

/// All that a request needs to know about who sent it, in one round trip.
const SEAT: &str = "
    select s.id as session, s.device_id as device, p.id as staff, p.name, p.email, p.role,
           st.id as store, st.name as store_name, policy.idle_minutes,
           p.pin_hash is not null as has_pin, p.password_is_temporary as temporary_password,
           d.created_at = s.created_at as new_device,
           s.locked_at is not null as locked, s.last_seen_at, s.expires_at
    from sessions s
    join staff p on p.id = s.staff_id
    join devices d on d.id = s.device_id
    join stores st on st.id = d.store_id
    left join lateral (
        select idle_minutes from store_policies
        where store_id = st.id and valid_from <= ($2 at time zone st.zone)::date
        order by valid_from desc limit 1
    ) policy on true
    where s.revoked_at is null and s.expires_at > $2 and p.active and d.revoked_at is null";

/// The session of a token, and whether it is locked.
pub(crate) async fn find(
    db: &PgPool,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<(Seat, bool)>, Error> {
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(format!("{SEAT} and s.token_hash = $1")))
        .bind(token_hash)
        .bind(now)
        .fetch_optional(db)
        .await?;
    row.map(read).transpose()
}

/// A session that was just written in this transaction.
pub(crate) async fn seat(
    tx: &mut Tx<'_>,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<Seat, Error> {
    let row: Row = sqlx::query_as(AssertSqlSafe(format!("{SEAT} and s.id = $1")))
        .bind(session.uuid())
        .bind(now)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::Unauthenticated)?;
    Ok(read(row)?.0)
}

fn read(row: Row) -> Result<(Seat, bool), Error> {
    let idle_minutes = row
        .idle_minutes
        .and_then(|minutes| u16::try_from(minutes).ok());
    let seat = Seat {
        staff: Staff {
            id: row.staff.into(),
            name: row.name,
            role: row.role.parse()?,
            store: row.store.into(),
        },
        session: row.session.into(),
        device: row.device.into(),
        email: row.email,
        store_name: row.store_name,
        idle_minutes: idle_minutes.unwrap_or(10),
        has_pin: row.has_pin,
        temporary_password: row.temporary_password,
        new_device: row.new_device,
        last_seen: row.last_seen_at,
        expires: row.expires_at,
    };
    Ok((seat, row.locked))
}

pub(crate) async fn add(
    tx: &mut Tx<'_>,
    session: &NewSession,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into sessions (id, token_hash, staff_id, device_id, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $5, $6)",
    )
    .bind(session.id.uuid())
    .bind(token_hash)
    .bind(session.staff.uuid())
    .bind(session.device.uuid())
    .bind(now)
    .bind(session.expires)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(crate) async fn touch(db: &PgPool, id: SessionId, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query(
        "update sessions set last_seen_at = $2
         where id = $1 and locked_at is null and last_seen_at < $2",
    )
    .bind(id.uuid())
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn lock(db: &PgPool, id: SessionId, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("update sessions set locked_at = $2 where id = $1 and locked_at is null")
        .bind(id.uuid())
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

pub(crate) async fn unlock(
    tx: &mut Tx<'_>,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("update sessions set locked_at = null, last_seen_at = $2 where id = $1")
        .bind(id.uuid())
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(crate) async fn end(
    db: impl PgExecutor<'_>,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("update sessions set revoked_at = $2 where id = $1 and revoked_at is null")
        .bind(id.uuid())
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

pub(crate) async fn end_on_device(
    tx: &mut Tx<'_>,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("update sessions set revoked_at = $2 where device_id = $1 and revoked_at is null")
        .bind(device.uuid())
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Ends all sessions of a person, but for one that may go on.
pub(crate) async fn end_of_staff(
    tx: &mut Tx<'_>,
    staff: StaffId,
    but: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update sessions set revoked_at = $3
         where staff_id = $1 and revoked_at is null and id is distinct from $2",
    )
    .bind(staff.uuid())
    .bind(but.map(SessionId::uuid))
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(crate) async fn owner(tx: &mut Tx<'_>, id: SessionId) -> Result<Option<StaffId>, Error> {
    let owner: Option<Uuid> =
        sqlx::query_scalar("select staff_id from sessions where id = $1 and revoked_at is null")
            .bind(id.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    Ok(owner.map(StaffId::from))
}

#[derive(sqlx::FromRow)]
struct Listed {
    id: Uuid,
    staff: Uuid,
    staff_name: String,
    device: Uuid,
    device_name: String,
    store_name: String,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    locked: bool,
}

/// The living sessions of one person, or of everybody, the most recently used first.
pub(crate) async fn list(
    db: &PgPool,
    whose: Option<StaffId>,
    this_one: SessionId,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Vec<SessionView>, Error> {
    let rows: Vec<Listed> = sqlx::query_as(
        "select s.id, p.id as staff, p.name as staff_name, d.id as device, d.name as device_name,
                st.name as store_name, s.created_at, s.last_seen_at, s.locked_at is not null as locked
         from sessions s
         join staff p on p.id = s.staff_id
         join devices d on d.id = s.device_id
         join stores st on st.id = d.store_id
         where s.revoked_at is null and s.expires_at > $2 and p.active and d.revoked_at is null
           and ($1::uuid is null or s.staff_id = $1)
         order by s.last_seen_at desc, s.id limit 200",
    )
    .bind(whose.map(StaffId::uuid))
    .bind(now)
    .fetch_all(db)
    .await?;
    let at = |instant: DateTime<Utc>| instant.with_timezone(&zone).fixed_offset();
    let view = |row: Listed| SessionView {
        this_one: row.id == this_one.uuid(),
        id: row.id.into(),
        staff: row.staff.into(),
        staff_name: row.staff_name,
        device: row.device.into(),
        device_name: row.device_name,
        store_name: row.store_name,
        since: at(row.created_at),
        last_seen: at(row.last_seen_at),
        locked: row.locked,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// The device of a token, unless it was taken out of use.
pub(crate) async fn device(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<DeviceId>, Error> {
    let id: Option<Uuid> =
        sqlx::query_scalar("select id from devices where token_hash = $1 and revoked_at is null")
            .bind(token_hash)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(id.map(DeviceId::from))
}

pub(crate) async fn add_device(
    tx: &mut Tx<'_>,
    id: DeviceId,
    token_hash: &[u8],
    store: StoreId,
    name: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into devices (id, token_hash, store_id, name, created_at) values ($1, $2, $3, $4, $5)",
    )
    .bind(id.uuid())
    .bind(token_hash)
    .bind(store.uuid())
    .bind(name)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says to which store a device belongs; false where there is no such store.
pub(crate) async fn place_device(
    tx: &mut Tx<'_>,
    device: DeviceId,
    store: StoreId,
) -> Result<bool, Error> {
    let done = sqlx::query(
        "update devices set store_id = stores.id from stores where devices.id = $1 and stores.id = $2",
    )
    .bind(device.uuid())
    .bind(store.uuid())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
