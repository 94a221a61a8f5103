use super::{Credential, Made, hint};
use crate::db::Tx;
use crate::{Error, Integrator};
use chrono::{DateTime, Utc};
use domain::ids::ApiKeyId;
use domain::keys::{KeyView, NewKey, Scope};
use sqlx::PgPool;
use uuid::Uuid;

pub(super) async fn insert(
    tx: &mut Tx<'_>,
    made: &Made,
    hash: &[u8],
    new: &NewKey,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let scopes: Vec<_> = new.scopes.iter().map(|scope| scope.code()).collect();
    let inserted = sqlx::query(
        "insert into api_keys (id, name, token_hash, hint, store_id, scopes, created_at)
         select $1, $2, $3, $4, id, $6, $7 from stores where id = $5",
    )
    .bind(made.id.uuid())
    .bind(&new.name)
    .bind(hash)
    .bind(hint(&made.token))
    .bind(new.store.uuid())
    .bind(scopes)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    match inserted.rows_affected() {
        0 => Err(Error::field("/store", "There is no such store.")),
        _ => Ok(()),
    }
}

/// What a token's hash finds.
pub(super) struct Found {
    pub credential: Credential,
    pub last_used_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Holder {
    id: Uuid,
    name: String,
    store_id: Uuid,
    scopes: Vec<String>,
    last_used_at: Option<DateTime<Utc>>,
}

pub(super) async fn find(db: &PgPool, hash: &[u8]) -> Result<Option<Found>, Error> {
    let row: Option<Holder> = sqlx::query_as(
        "select id, name, store_id, scopes, last_used_at from api_keys
         where token_hash = $1 and revoked_at is null",
    )
    .bind(hash)
    .fetch_optional(db)
    .await?;
    row.map(Holder::read).transpose()
}

impl Holder {
    fn read(self) -> Result<Found, Error> {
        let scopes = read_scopes(&self.scopes)?;
        let program = Integrator {
            key: self.id.into(),
            name: self.name,
            store: self.store_id.into(),
            grants: Scope::grants(&scopes),
        };
        let credential = Credential { program, scopes };
        Ok(Found {
            credential,
            last_used_at: self.last_used_at,
        })
    }
}

pub(super) async fn touch(db: &PgPool, id: ApiKeyId, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("update api_keys set last_used_at = $2 where id = $1")
        .bind(id.uuid())
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// Whether it was this call that revoked it.
pub(super) async fn revoke(
    tx: &mut Tx<'_>,
    id: ApiKeyId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let was: Option<(Option<DateTime<Utc>>,)> =
        sqlx::query_as("select revoked_at from api_keys where id = $1 for update")
            .bind(id.uuid())
            .fetch_optional(&mut **tx)
            .await?;
    let (revoked_at,) = was.ok_or(Error::NotFound)?;
    if revoked_at.is_some() {
        return Ok(false);
    }
    sqlx::query("update api_keys set revoked_at = $2 where id = $1")
        .bind(id.uuid())
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    hint: String,
    store_name: String,
    scopes: Vec<String>,
    created_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
}

pub(super) async fn list(db: &PgPool) -> Result<Vec<KeyView>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select k.id, k.name, k.hint, s.name as store_name, k.scopes,
                k.created_at, k.last_used_at, k.revoked_at
         from api_keys k join stores s on s.id = k.store_id
         order by k.created_at desc, k.id desc",
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::view).collect()
}

impl Row {
    fn view(self) -> Result<KeyView, Error> {
        Ok(KeyView {
            id: self.id.into(),
            scopes: read_scopes(&self.scopes)?,
            name: self.name,
            hint: self.hint,
            store_name: self.store_name,
            created_at: self.created_at,
            last_used_at: self.last_used_at,
            revoked_at: self.revoked_at,
        })
    }
}

fn read_scopes(codes: &[String]) -> Result<Vec<Scope>, Error> {
    Ok(codes
        .iter()
        .map(|code| code.parse())
        .collect::<Result<_, _>>()?)
}
