use super::find::Words;
use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::contact::{Email, Phone};
use domain::customers::{AddressView, CheckedCustomer, CustomerCard, CustomerDetail, NewAddress};
use domain::ids::{AddressId, CustomerId};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct CardRow {
    id: Uuid,
    name: String,
    phone: Option<String>,
    email: Option<String>,
}

fn cards(rows: Vec<CardRow>) -> Result<Vec<CustomerCard>, Error> {
    rows.into_iter()
        .map(|row| {
            Ok(CustomerCard {
                id: row.id.into(),
                name: row.name,
                phone: phone(row.phone)?,
                email: email(row.email)?,
            })
        })
        .collect()
}

fn phone(stored: Option<String>) -> Result<Option<Phone>, Error> {
    stored
        .map(|text| Phone::parse(&text).map_err(Error::internal))
        .transpose()
}

fn email(stored: Option<String>) -> Result<Option<Email>, Error> {
    stored
        .map(|text| Email::parse(&text).map_err(Error::internal))
        .transpose()
}

/// What was typed is looked for as it is: `%` and `_` mean themselves.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

fn anywhere(words: &Words) -> Vec<String> {
    words
        .0
        .iter()
        .map(|word| format!("%{}%", escaped(word)))
        .collect()
}

/// At most twenty: names that begin so first, then those with a word that does, then the rest.
pub(super) async fn search(
    db: &PgPool,
    words: &Words,
    typed: &str,
) -> Result<Vec<CustomerCard>, Error> {
    let begins = escaped(&typed.to_lowercase());
    let rows = sqlx::query_as(
        "select id, name, phone, email from customers
         where search like all($1)
         order by lower(name) like $2 desc, lower(name) like $3 desc, updated_at desc, id
         limit 20",
    )
    .bind(anywhere(words))
    .bind(format!("{begins}%"))
    .bind(format!("% {begins}%"))
    .fetch_all(db)
    .await?;
    cards(rows)
}

/// Where a page begins: after this customer.
pub(super) struct Place {
    pub(super) name: String,
    pub(super) id: Uuid,
}

pub(super) async fn page(
    db: &PgPool,
    words: &Words,
    after: Option<Place>,
    most: usize,
) -> Result<Vec<CustomerCard>, Error> {
    let (name, id) = after.map(|place| (place.name, place.id)).unzip();
    let rows = sqlx::query_as(
        "select id, name, phone, email from customers
         where search like all($1) and ($2::text is null or (lower(name), id) > ($2, $3))
         order by lower(name), id limit $4",
    )
    .bind(anywhere(words))
    .bind(name)
    .bind(id)
    .bind(i64::try_from(most).unwrap_or(50))
    .fetch_all(db)
    .await?;
    cards(rows)
}

#[derive(sqlx::FromRow)]
struct DetailRow {
    name: String,
    phone: Option<String>,
    email: Option<String>,
    email_consent: bool,
    sms_consent: bool,
    note: String,
    version: i32,
    created_at: DateTime<Utc>,
}

pub(super) async fn detail(
    db: &mut PgConnection,
    id: CustomerId,
) -> Result<Option<CustomerDetail>, Error> {
    let row: Option<DetailRow> = sqlx::query_as(
        "select name, phone, email, email_consent, sms_consent, note, version, created_at
         from customers where id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(CustomerDetail {
        id,
        name: row.name,
        phone: phone(row.phone)?,
        email: email(row.email)?,
        email_consent: row.email_consent,
        sms_consent: row.sms_consent,
        note: row.note,
        addresses: addresses(db, id).await?,
        version: row.version,
        created_at: row.created_at,
    }))
}

pub(crate) async fn addresses(
    db: &mut PgConnection,
    id: CustomerId,
) -> Result<Vec<AddressView>, Error> {
    let rows: Vec<(Uuid, String, serde_json::Value)> = sqlx::query_as(
        "select id, label, address from customer_addresses
         where customer_id = $1 order by created_at, id",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|(id, label, address)| {
            let address = serde_json::from_value(address)?;
            Ok(AddressView {
                id: id.into(),
                label,
                address,
            })
        })
        .collect()
}

/// Keeps others from adding somebody with these contacts until the transaction ends.
pub(super) async fn hold_contacts(tx: &mut Tx<'_>, new: &CheckedCustomer) -> Result<(), Error> {
    // Always in this order, so that two can't wait for each other.
    let phone = new.phone.as_ref().map(Phone::as_str);
    let email = new.email.as_ref().map(Email::as_str);
    for contact in [phone, email].into_iter().flatten() {
        sqlx::query("select pg_advisory_xact_lock(hashtextextended('customer:' || $1, 0))")
            .bind(contact)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Who has the same phone number or e-mail address.
pub(super) async fn same_contacts(
    tx: &mut Tx<'_>,
    new: &CheckedCustomer,
) -> Result<Vec<CustomerCard>, Error> {
    let rows = sqlx::query_as(
        "select id, name, phone, email from customers
         where phone = $1 or email = $2 order by updated_at desc, id limit 5",
    )
    .bind(new.phone.as_ref().map(Phone::as_str))
    .bind(new.email.as_ref().map(Email::as_str))
    .fetch_all(&mut **tx)
    .await?;
    cards(rows)
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: CustomerId,
    new: &CheckedCustomer,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into customers
            (id, name, phone, email, email_consent, sms_consent, note, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
    )
    .bind(id.uuid())
    .bind(&new.name)
    .bind(new.phone.as_ref().map(Phone::as_str))
    .bind(new.email.as_ref().map(Email::as_str))
    .bind(new.email_consent)
    .bind(new.sms_consent)
    .bind(&new.note)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Changes a customer; nothing where the version is no longer the one that was looked at.
pub(super) async fn update(
    tx: &mut Tx<'_>,
    id: CustomerId,
    version: i32,
    to: &CheckedCustomer,
    now: DateTime<Utc>,
) -> Result<Option<i32>, Error> {
    let version = sqlx::query_scalar(
        "update customers
         set name = $3, phone = $4, email = $5, email_consent = $6, sms_consent = $7, note = $8,
             updated_at = $9, version = version + 1
         where id = $1 and version = $2 returning version",
    )
    .bind(id.uuid())
    .bind(version)
    .bind(&to.name)
    .bind(to.phone.as_ref().map(Phone::as_str))
    .bind(to.email.as_ref().map(Email::as_str))
    .bind(to.email_consent)
    .bind(to.sms_consent)
    .bind(&to.note)
    .bind(now)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(version)
}

/// How many addresses a customer has; nobody else adds one until the transaction ends.
pub(super) async fn lock_and_count_addresses(
    tx: &mut Tx<'_>,
    customer: CustomerId,
) -> Result<Option<i64>, Error> {
    let known = sqlx::query("select from customers where id = $1 for update")
        .bind(customer.uuid())
        .execute(&mut **tx)
        .await?;
    if known.rows_affected() == 0 {
        return Ok(None);
    }
    let count =
        sqlx::query_scalar("select count(*) from customer_addresses where customer_id = $1")
            .bind(customer.uuid())
            .fetch_one(&mut **tx)
            .await?;
    Ok(Some(count))
}

pub(crate) async fn insert_address(
    tx: &mut Tx<'_>,
    id: AddressId,
    customer: CustomerId,
    new: &NewAddress,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into customer_addresses (id, customer_id, label, address, created_at)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(id.uuid())
    .bind(customer.uuid())
    .bind(&new.label)
    .bind(serde_json::to_value(&new.address)?)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn update_address(
    tx: &mut Tx<'_>,
    id: AddressId,
    customer: CustomerId,
    to: &NewAddress,
) -> Result<bool, Error> {
    let done = sqlx::query(
        "update customer_addresses set label = $3, address = $4 where id = $1 and customer_id = $2",
    )
    .bind(id.uuid())
    .bind(customer.uuid())
    .bind(&to.label)
    .bind(serde_json::to_value(&to.address)?)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn delete_address(
    tx: &mut Tx<'_>,
    id: AddressId,
    customer: CustomerId,
) -> Result<bool, Error> {
    let done = sqlx::query("delete from customer_addresses where id = $1 and customer_id = $2")
        .bind(id.uuid())
        .bind(customer.uuid())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}
