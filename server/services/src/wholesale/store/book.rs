//! Terms, tiers and quantity breaks.

use crate::Error;
use crate::db::Tx;
use domain::ids::StoreId;
use domain::wholesale::book::{PaymentTerms, Tier, WholesaleBook};
use domain::wholesale::price::Break;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

/// A store's book.
pub(crate) async fn read(db: &mut PgConnection, store: StoreId) -> Result<WholesaleBook, Error> {
    let version = sqlx::query_scalar("select version from wholesale_books where store_id = $1")
        .bind(store.uuid())
        .fetch_optional(&mut *db)
        .await?
        .ok_or(Error::NotFound)?;
    let terms: Vec<(Uuid, String, i16)> = sqlx::query_as(
        "select id, name, days from payment_terms where store_id = $1 order by position, id",
    )
    .bind(store.uuid())
    .fetch_all(&mut *db)
    .await?;
    let tiers: Vec<(Uuid, String, Decimal)> = sqlx::query_as(
        "select id, name, discount from wholesale_tiers where store_id = $1 order by position, id",
    )
    .bind(store.uuid())
    .fetch_all(&mut *db)
    .await?;
    Ok(WholesaleBook {
        terms: terms
            .into_iter()
            .map(|(id, name, days)| payment_terms(id, name, days))
            .collect::<Result<_, _>>()?,
        tiers: tiers
            .into_iter()
            .map(|(id, name, discount)| Tier {
                id: id.into(),
                name,
                discount,
            })
            .collect(),
        breaks: breaks(db, store).await?,
        version,
    })
}

/// Reads stored terms.
pub(super) fn payment_terms(id: Uuid, name: String, days: i16) -> Result<PaymentTerms, Error> {
    Ok(PaymentTerms {
        id: id.into(),
        name,
        days: u16::try_from(days).map_err(Error::internal)?,
    })
}

/// A store's quantity breaks.
pub(crate) async fn breaks(db: &mut PgConnection, store: StoreId) -> Result<Vec<Break>, Error> {
    let rows: Vec<(i32, Decimal)> = sqlx::query_as(
        "select from_quantity, percent from quantity_breaks where store_id = $1
         order by from_quantity",
    )
    .bind(store.uuid())
    .fetch_all(db)
    .await?;
    let read = |(from, percent): (i32, Decimal)| {
        Ok(Break {
            from: u32::try_from(from).map_err(Error::internal)?,
            percent,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Writes a book as the next version. What an account still has can't be left out of it.
pub(in crate::wholesale) async fn write(
    tx: &mut Tx<'_>,
    store: StoreId,
    book: &WholesaleBook,
) -> Result<i32, Error> {
    let version: Option<i32> = sqlx::query_scalar(
        "update wholesale_books set version = version + 1
         where store_id = $1 and version = $2 returning version",
    )
    .bind(store.uuid())
    .bind(book.version)
    .fetch_optional(&mut **tx)
    .await?;
    let version = version.ok_or_else(|| {
        Error::Conflict("Somebody else changed these terms meanwhile. Look at them again.".into())
    })?;
    write_terms(tx, store, &book.terms).await?;
    write_tiers(tx, store, &book.tiers).await?;
    write_breaks(tx, store, &book.breaks).await?;
    Ok(version)
}

async fn write_terms(tx: &mut Tx<'_>, store: StoreId, terms: &[PaymentTerms]) -> Result<(), Error> {
    let ids: Vec<_> = terms.iter().map(|terms| terms.id.uuid()).collect();
    let names: Vec<_> = terms.iter().map(|terms| terms.name.as_str()).collect();
    let days: Vec<_> = terms.iter().map(|terms| i32::from(terms.days)).collect();
    sqlx::query("delete from payment_terms where store_id = $1 and id <> all ($2)")
        .bind(store.uuid())
        .bind(&ids)
        .execute(&mut **tx)
        .await
        .map_err(|error| in_use(error, "/terms"))?;
    let done = sqlx::query(
        "insert into payment_terms (store_id, id, name, days, position)
         select $1, terms.* from unnest($2::uuid[], $3::text[], $4::int[]) with ordinality as terms
         on conflict (id) do update set name = excluded.name, days = excluded.days,
            position = excluded.position where payment_terms.store_id = $1",
    )
    .bind(store.uuid())
    .bind(&ids)
    .bind(names)
    .bind(days)
    .execute(&mut **tx)
    .await?;
    refuse_strange(done.rows_affected(), ids.len())
}

async fn write_tiers(tx: &mut Tx<'_>, store: StoreId, tiers: &[Tier]) -> Result<(), Error> {
    let ids: Vec<_> = tiers.iter().map(|tier| tier.id.uuid()).collect();
    let names: Vec<_> = tiers.iter().map(|tier| tier.name.as_str()).collect();
    let discounts: Vec<_> = tiers.iter().map(|tier| tier.discount).collect();
    sqlx::query("delete from wholesale_tiers where store_id = $1 and id <> all ($2)")
        .bind(store.uuid())
        .bind(&ids)
        .execute(&mut **tx)
        .await
        .map_err(|error| in_use(error, "/tiers"))?;
    let done = sqlx::query(
        "insert into wholesale_tiers (store_id, id, name, discount, position)
         select $1, tier.* from unnest($2::uuid[], $3::text[], $4::numeric[]) with ordinality as tier
         on conflict (id) do update set name = excluded.name, discount = excluded.discount,
            position = excluded.position where wholesale_tiers.store_id = $1",
    )
    .bind(store.uuid())
    .bind(&ids)
    .bind(names)
    .bind(discounts)
    .execute(&mut **tx)
    .await?;
    refuse_strange(done.rows_affected(), ids.len())
}

async fn write_breaks(tx: &mut Tx<'_>, store: StoreId, breaks: &[Break]) -> Result<(), Error> {
    let from: Vec<_> = breaks
        .iter()
        .map(|step| i32::try_from(step.from).unwrap_or(i32::MAX))
        .collect();
    let percents: Vec<_> = breaks.iter().map(|step| step.percent).collect();
    sqlx::query("delete from quantity_breaks where store_id = $1")
        .bind(store.uuid())
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "insert into quantity_breaks (store_id, from_quantity, percent)
         select $1, step.* from unnest($2::int[], $3::numeric[]) as step",
    )
    .bind(store.uuid())
    .bind(from)
    .bind(percents)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is another store's is not found.
fn refuse_strange(written: u64, asked: usize) -> Result<(), Error> {
    if u64::try_from(asked).is_ok_and(|asked| asked == written) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

fn in_use(error: sqlx::Error, pointer: &str) -> Error {
    match error.as_database_error() {
        Some(inner) if inner.is_foreign_key_violation() => {
            Error::field(pointer, "An account still has one that you left out.")
        }
        _ => error.into(),
    }
}
