//! People and stores.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::contact::Email;
use domain::ids::{StaffId, StoreId};
use domain::people::{CheckedPerson, Colleague, Person, PersonChange, StoreChoice};
use sqlx::PgPool;
use uuid::Uuid;

/// What is needed to see whether somebody is who they say.
pub(crate) struct Known {
    pub id: StaffId,
    pub store: StoreId,
    pub password_hash: String,
    pub pin_hash: Option<String>,
}

type KnownRow = (Uuid, Uuid, String, Option<String>);

fn known((id, store, password_hash, pin_hash): KnownRow) -> Known {
    Known {
        id: id.into(),
        store: store.into(),
        password_hash,
        pin_hash,
    }
}

/// An active person by e-mail address.
pub(crate) async fn by_email(db: &PgPool, email: &Email) -> Result<Option<Known>, Error> {
    let row: Option<KnownRow> = sqlx::query_as(
        "select id, store_id, password_hash, pin_hash from staff where email = $1 and active",
    )
    .bind(email.as_str())
    .fetch_optional(db)
    .await?;
    Ok(row.map(known))
}

/// An active person.
pub(crate) async fn by_id(db: &PgPool, id: StaffId) -> Result<Option<Known>, Error> {
    let row: Option<KnownRow> = sqlx::query_as(
        "select id, store_id, password_hash, pin_hash from staff where id = $1 and active",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    Ok(row.map(known))
}

/// The active people with a PIN but for one, those of a store first.
pub(crate) async fn colleagues(
    db: &PgPool,
    store: StoreId,
    but: StaffId,
) -> Result<Vec<Colleague>, Error> {
    let rows: Vec<(Uuid, String, String)> = sqlx::query_as(
        "select id, name, role from staff
         where active and pin_hash is not null and id <> $2
         order by store_id = $1 desc, lower(name), id limit 100",
    )
    .bind(store.uuid())
    .bind(but.uuid())
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|(id, name, role)| {
            Ok(Colleague {
                id: id.into(),
                name,
                role: role.parse()?,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: Uuid,
    name: String,
    email: String,
    role: String,
    store_id: Uuid,
    store_name: String,
    active: bool,
    has_pin: bool,
    version: i32,
}

fn person(row: PersonRow) -> Result<Person, Error> {
    Ok(Person {
        id: row.id.into(),
        name: row.name,
        email: Email::parse(&row.email).map_err(Error::internal)?,
        role: row.role.parse()?,
        store: row.store_id.into(),
        store_name: row.store_name,
        active: row.active,
        has_pin: row.has_pin,
        version: row.version,
    })
}

pub(crate) async fn list(db: &PgPool) -> Result<Vec<Person>, Error> {
    let rows: Vec<PersonRow> = sqlx::query_as(
        "select p.id, p.name, p.email, p.role, p.store_id, s.name as store_name, p.active,
                p.pin_hash is not null as has_pin, p.version
         from staff p join stores s on s.id = p.store_id
         order by p.active desc, lower(p.name), p.id",
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(person).collect()
}

/// A person, kept from other changes until the transaction ends.
pub(crate) async fn one_for_update(tx: &mut Tx<'_>, id: StaffId) -> Result<Option<Person>, Error> {
    let row: Option<PersonRow> = sqlx::query_as(
        "select p.id, p.name, p.email, p.role, p.store_id, s.name as store_name, p.active,
                p.pin_hash is not null as has_pin, p.version
         from staff p join stores s on s.id = p.store_id where p.id = $1 for update of p",
    )
    .bind(id.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(person).transpose()
}

/// Adds a person; false where the e-mail address is taken.
pub(crate) async fn add(
    tx: &mut Tx<'_>,
    id: StaffId,
    person: &CheckedPerson,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let done = sqlx::query(
        "insert into staff (id, name, email, role, store_id, password_hash, password_is_temporary, created_at)
         values ($1, $2, $3, $4, $5, $6, true, $7) on conflict (email) do nothing",
    )
    .bind(id.uuid())
    .bind(&person.name)
    .bind(person.email.as_str())
    .bind(person.role.code())
    .bind(person.store.uuid())
    .bind(password_hash)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Changes a person; nothing where the version is no longer the one that was looked at.
pub(crate) async fn change(
    tx: &mut Tx<'_>,
    id: StaffId,
    change: &PersonChange,
) -> Result<Option<i32>, Error> {
    let version = sqlx::query_scalar(
        "update staff set name = $3, role = $4, store_id = $5, active = $6, version = version + 1
         where id = $1 and version = $2 returning version",
    )
    .bind(id.uuid())
    .bind(change.version)
    .bind(&change.name)
    .bind(change.role.code())
    .bind(change.store.uuid())
    .bind(change.active)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(version)
}

pub(crate) async fn set_pin(tx: &mut Tx<'_>, id: StaffId, pin_hash: &str) -> Result<(), Error> {
    let done = sqlx::query("update staff set pin_hash = $2 where id = $1")
        .bind(id.uuid())
        .bind(pin_hash)
        .execute(&mut **tx)
        .await?;
    one(done.rows_affected())
}

pub(crate) async fn set_password(
    tx: &mut Tx<'_>,
    id: StaffId,
    password_hash: &str,
    temporary: bool,
) -> Result<(), Error> {
    let done = sqlx::query(
        "update staff set password_hash = $2, password_is_temporary = $3 where id = $1",
    )
    .bind(id.uuid())
    .bind(password_hash)
    .bind(temporary)
    .execute(&mut **tx)
    .await?;
    one(done.rows_affected())
}

fn one(affected: u64) -> Result<(), Error> {
    if affected == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

pub(crate) async fn stores(db: &PgPool) -> Result<Vec<StoreChoice>, Error> {
    let rows: Vec<(Uuid, String)> =
        sqlx::query_as("select id, name from stores order by lower(name), id")
            .fetch_all(db)
            .await?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| StoreChoice {
            id: id.into(),
            name,
        })
        .collect())
}

pub(crate) async fn count_stores(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(sqlx::query_scalar("select count(*) from stores")
        .fetch_one(&mut **tx)
        .await?)
}

pub(crate) async fn has_store(tx: &mut Tx<'_>, id: StoreId) -> Result<bool, Error> {
    Ok(
        sqlx::query_scalar("select exists (select from stores where id = $1)")
            .bind(id.uuid())
            .fetch_one(&mut **tx)
            .await?,
    )
}
