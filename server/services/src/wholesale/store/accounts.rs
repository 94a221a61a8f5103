//! Accounts.

use super::blankets;
use super::book::payment_terms;
use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CustomerId, StoreId, StyleId};
use domain::money::{Currency, Money};
use domain::wholesale::account::{Account, AccountFilter, AccountSummary, AccountView, Contact};
use domain::wholesale::book::Tier;
use domain::wholesale::credit::{Credit, Exposure};
use domain::wholesale::exemption::Certificate;
use domain::wholesale::price::StylePrice;
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct SummaryRow {
    customer_id: Uuid,
    name: String,
    tier: String,
    terms: String,
    rep: Option<String>,
    active: bool,
    credit_limit: Decimal,
    receivable: Decimal,
    on_order: Decimal,
    late: Decimal,
}

fn credit(
    (limit, receivable, on_order): (Decimal, Decimal, Decimal),
    currency: Currency,
) -> Result<Credit, Error> {
    Ok(Credit {
        limit: Money::new(limit, currency)?,
        taken: Exposure {
            receivable: Money::new(receivable, currency)?,
            on_order: Money::new(on_order, currency)?,
        },
    })
}

/// A store's accounts whose name has a text in it, by name.
pub(in crate::wholesale) async fn page(
    db: &PgPool,
    terms: &StoreTerms,
    filter: &AccountFilter,
    most: usize,
) -> Result<Vec<AccountSummary>, Error> {
    let text = filter.text.trim().to_lowercase();
    let escaped = text
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    let (name, id) = filter
        .after
        .as_ref()
        .map(|(name, id)| (name.as_str(), id.uuid()))
        .unzip();
    let rows: Vec<SummaryRow> = sqlx::query_as(
        "select a.customer_id, c.name, tier.name as tier, terms.name as terms, a.rep, a.active,
                a.credit_limit, e.receivable, e.on_order, coalesce(late.open, 0) as late
         from wholesale_accounts a
         join customers c on c.id = a.customer_id
         join wholesale_tiers tier on tier.id = a.tier_id
         join payment_terms terms on terms.id = a.terms_id
         join wholesale_exposures e on e.customer_id = a.customer_id
         left join lateral (
            select sum(total - paid) as open from invoices
            where customer_id = a.customer_id and paid < total and due_on < $2
         ) late on true
         where a.store_id = $1 and c.search like $3
            and ($4::text is null or (lower(c.name), c.id) > ($4, $5))
         order by lower(c.name), c.id limit $6",
    )
    .bind(terms.store.uuid())
    .bind(terms.today)
    .bind(format!("%{escaped}%"))
    .bind(name)
    .bind(id)
    .bind(i64::try_from(most).unwrap_or(50))
    .fetch_all(db)
    .await?;
    let read = |row: SummaryRow| {
        let figures = (row.credit_limit, row.receivable, row.on_order);
        Ok(AccountSummary {
            customer: row.customer_id.into(),
            name: row.name,
            tier: row.tier,
            terms: row.terms,
            rep: row.rep,
            credit: credit(figures, terms.currency)?,
            late: Money::new(row.late, terms.currency)?,
            active: row.active,
        })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    phone: Option<String>,
    email: Option<String>,
    terms_id: Uuid,
    terms: String,
    days: i16,
    tier_id: Uuid,
    tier: String,
    tier_discount: Decimal,
    discount: Option<Decimal>,
    credit_limit: Decimal,
    minimum: Decimal,
    rep: Option<String>,
    note: Option<String>,
    active: bool,
    contacts: serde_json::Value,
    version: i32,
    receivable: Decimal,
    on_order: Decimal,
    late: Decimal,
}

const ACCOUNT: &str = "
    select c.name, c.phone, c.email, a.terms_id, terms.name as terms, terms.days, a.tier_id,
           tier.name as tier, tier.discount as tier_discount, a.discount, a.credit_limit, a.minimum,
           a.rep, a.note, a.active, a.contacts, a.version, e.receivable, e.on_order,
           coalesce((
                select sum(total - paid) from invoices i
                where i.customer_id = a.customer_id and i.paid < i.total and i.due_on < $3
           ), 0) as late
    from wholesale_accounts a
    join customers c on c.id = a.customer_id
    join wholesale_tiers tier on tier.id = a.tier_id
    join payment_terms terms on terms.id = a.terms_id
    join wholesale_exposures e on e.customer_id = a.customer_id
    where a.customer_id = $1 and a.store_id = $2";

/// A store's account in full.
pub(crate) async fn view(
    db: &mut PgConnection,
    store: &StoreTerms,
    account: CustomerId,
) -> Result<AccountView, Error> {
    let row: Row = sqlx::query_as(ACCOUNT)
        .bind(account.uuid())
        .bind(store.store.uuid())
        .bind(store.today)
        .fetch_optional(&mut *db)
        .await?
        .ok_or(Error::NotFound)?;
    let currency = store.currency;
    let (styles, style_titles) = styles(db, account, currency).await?;
    let terms = payment_terms(row.terms_id, row.terms, row.days)?;
    let tier = Tier {
        id: row.tier_id.into(),
        name: row.tier,
        discount: row.tier_discount,
    };
    let figures = (row.credit_limit, row.receivable, row.on_order);
    Ok(AccountView {
        customer: account,
        name: row.name,
        phone: row.phone,
        email: row.email,
        account: Account {
            terms: terms.id,
            tier: tier.id,
            discount: row.discount,
            credit_limit: Money::new(row.credit_limit, currency)?,
            minimum: Money::new(row.minimum, currency)?,
            rep: row.rep,
            note: row.note,
            active: row.active,
            contacts: serde_json::from_value::<Vec<Contact>>(row.contacts)?,
            certificates: certificates(db, account).await?,
            styles,
        },
        terms,
        tier,
        style_titles,
        doors: crate::customers::store::addresses(db, account).await?,
        credit: credit(figures, currency)?,
        late: Money::new(row.late, currency)?,
        blankets: blankets::of_account(db, account, currency).await?,
        version: row.version,
        today: store.today,
    })
}

async fn certificates(
    db: &mut PgConnection,
    account: CustomerId,
) -> Result<Vec<Certificate>, Error> {
    let rows: Vec<(String, String, Option<NaiveDate>)> = sqlx::query_as(
        "select state, number, expires_on from resale_certificates
         where customer_id = $1 order by position",
    )
    .bind(account.uuid())
    .fetch_all(db)
    .await?;
    let read = |(state, number, expires_on)| Certificate {
        state,
        number,
        expires_on,
    };
    Ok(rows.into_iter().map(read).collect())
}

type StylePrices = (Vec<(StyleId, StylePrice)>, Vec<String>);

/// What is agreed of styles, and what they are called.
async fn styles(
    db: &mut PgConnection,
    account: CustomerId,
    currency: Currency,
) -> Result<StylePrices, Error> {
    let rows: Vec<(Uuid, String, Option<Decimal>, Option<Decimal>)> = sqlx::query_as(
        "select p.style_id, s.title, p.price, p.discount
         from account_style_prices p join styles s on s.id = p.style_id
         where p.customer_id = $1 order by p.position",
    )
    .bind(account.uuid())
    .fetch_all(db)
    .await?;
    let mut found = StylePrices::default();
    for (style, title, price, discount) in rows {
        let price = match price {
            Some(price) => StylePrice::Fixed(Money::new(price, currency)?),
            None => StylePrice::Discount(discount.unwrap_or_default()),
        };
        found.0.push((style.into(), price));
        found.1.push(title);
    }
    Ok(found)
}

/// Keeps others from looking at an account's credit until the transaction ends, then reads it.
pub(crate) async fn lock_credit(
    tx: &mut Tx<'_>,
    account: CustomerId,
    currency: Currency,
) -> Result<Credit, Error> {
    lock(tx, account).await?;
    // What others ordered before they let go of the account is to be seen, so this comes second.
    let figures: (Decimal, Decimal, Decimal) = sqlx::query_as(
        "select a.credit_limit, e.receivable, e.on_order
         from wholesale_accounts a join wholesale_exposures e using (customer_id)
         where a.customer_id = $1",
    )
    .bind(account.uuid())
    .fetch_one(&mut **tx)
    .await?;
    credit(figures, currency)
}

/// Keeps others from changing an account, its orders' credit and its invoices.
pub(crate) async fn lock(tx: &mut Tx<'_>, account: CustomerId) -> Result<StoreId, Error> {
    let store: Option<Uuid> = sqlx::query_scalar(
        "select store_id from wholesale_accounts where customer_id = $1 for update",
    )
    .bind(account.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    store.map(Into::into).ok_or(Error::NotFound)
}

/// Opens an account for a customer who has none.
pub(in crate::wholesale) async fn insert(
    tx: &mut Tx<'_>,
    store: StoreId,
    customer: CustomerId,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<i32, Error> {
    let done = sqlx::query(
        "insert into wholesale_accounts (customer_id, store_id, terms_id, tier_id, discount,
            credit_limit, minimum, rep, note, active, contacts, created_at, updated_at)
         select c.id, $2, terms.id, tier.id, $5, $6, $7, $8, $9, $10, $11, $12, $12
         from customers c
         join payment_terms terms on terms.id = $3 and terms.store_id = $2
         join wholesale_tiers tier on tier.id = $4 and tier.store_id = $2
         where c.id = $1
         on conflict (customer_id) do nothing",
    );
    let done = bind(done, customer, store, account)?
        .bind(now)
        .execute(&mut **tx)
        .await?;
    if done.rows_affected() == 0 {
        return Err(not_kept(tx, customer).await?);
    }
    write_lists(tx, customer, account).await?;
    Ok(1)
}

/// Why nothing was kept.
async fn not_kept(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Error, Error> {
    let known = sqlx::query("select from wholesale_accounts where customer_id = $1")
        .bind(customer.uuid())
        .fetch_optional(&mut **tx)
        .await?;
    Ok(match known {
        Some(_) => Error::field("/customer", "This customer has an account already."),
        None => Error::field("/customer", "Choose the customer, the terms and the tier."),
    })
}

/// Changes an account; refused where the version is no longer the one that was looked at.
pub(in crate::wholesale) async fn update(
    tx: &mut Tx<'_>,
    store: StoreId,
    (customer, seen): (CustomerId, i32),
    account: &Account,
    now: DateTime<Utc>,
) -> Result<i32, Error> {
    let owner = lock(tx, customer).await?;
    if owner != store {
        return Err(Error::NotFound);
    }
    let update = sqlx::query_scalar(
        "update wholesale_accounts a set terms_id = terms.id, tier_id = tier.id, discount = $5,
            credit_limit = $6, minimum = $7, rep = $8, note = $9, active = $10, contacts = $11,
            updated_at = $12, version = version + 1
         from payment_terms terms, wholesale_tiers tier
         where a.customer_id = $1 and a.store_id = $2 and a.version = $13
            and terms.id = $3 and terms.store_id = $2 and tier.id = $4 and tier.store_id = $2
         returning a.version",
    );
    let contacts = serde_json::to_value(&account.contacts)?;
    let version: Option<i32> = update
        .bind(customer.uuid())
        .bind(store.uuid())
        .bind(account.terms.uuid())
        .bind(account.tier.uuid())
        .bind(account.discount)
        .bind(account.credit_limit.amount())
        .bind(account.minimum.amount())
        .bind(&account.rep)
        .bind(&account.note)
        .bind(account.active)
        .bind(contacts)
        .bind(now)
        .bind(seen)
        .fetch_optional(&mut **tx)
        .await?;
    let version = version.ok_or_else(|| {
        Error::Conflict("Somebody else changed this account meanwhile. Look at it again.".into())
    })?;
    write_lists(tx, customer, account).await?;
    Ok(version)
}

type Insert<'q> = sqlx::query::Query<'q, sqlx::Postgres, sqlx::postgres::PgArguments>;

fn bind<'q>(
    query: Insert<'q>,
    customer: CustomerId,
    store: StoreId,
    account: &Account,
) -> Result<Insert<'q>, Error> {
    Ok(query
        .bind(customer.uuid())
        .bind(store.uuid())
        .bind(account.terms.uuid())
        .bind(account.tier.uuid())
        .bind(account.discount)
        .bind(account.credit_limit.amount())
        .bind(account.minimum.amount())
        .bind(account.rep.clone())
        .bind(account.note.clone())
        .bind(account.active)
        .bind(serde_json::to_value(&account.contacts)?))
}

/// Certificates and prices of styles are written anew: they are few.
async fn write_lists(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    account: &Account,
) -> Result<(), Error> {
    let kept = &account.certificates;
    sqlx::query(
        "with gone as (delete from resale_certificates where customer_id = $1 and
            (state, number) not in (select * from unnest($2::text[], $3::text[])))
         insert into resale_certificates (customer_id, state, number, expires_on, position)
         select $1, one.* from unnest($2::text[], $3::text[], $4::date[]) with ordinality as one
         on conflict (customer_id, state, number) do update
            set expires_on = excluded.expires_on, position = excluded.position",
    )
    .bind(customer.uuid())
    .bind(kept.iter().map(|c| c.state.as_str()).collect::<Vec<_>>())
    .bind(kept.iter().map(|c| c.number.as_str()).collect::<Vec<_>>())
    .bind(kept.iter().map(|c| c.expires_on).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    let fixed = |price: &StylePrice| match price {
        StylePrice::Fixed(price) => Some(price.amount()),
        StylePrice::Discount(_) => None,
    };
    let percent = |price: &StylePrice| match price {
        StylePrice::Fixed(_) => None,
        StylePrice::Discount(percent) => Some(*percent),
    };
    let styles = &account.styles;
    sqlx::query(
        "with gone as (delete from account_style_prices
            where customer_id = $1 and style_id <> all ($2))
         insert into account_style_prices (customer_id, style_id, price, discount, position)
         select $1, one.* from unnest($2::uuid[], $3::numeric[], $4::numeric[]) with ordinality as one
         on conflict (customer_id, style_id) do update
            set price = excluded.price, discount = excluded.discount, position = excluded.position",
    )
    .bind(customer.uuid())
    .bind(styles.iter().map(|(style, _)| style.uuid()).collect::<Vec<_>>())
    .bind(styles.iter().map(|(_, price)| fixed(price)).collect::<Vec<_>>())
    .bind(styles.iter().map(|(_, price)| percent(price)).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await
    .map_err(|error| match error.as_database_error() {
        Some(inner) if inner.is_foreign_key_violation() => {
            Error::field("/styles", "A style is not in the catalogue any more.")
        }
        _ => error.into(),
    })?;
    Ok(())
}
