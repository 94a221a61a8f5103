//! Writing a style with its variants and pictures.

use crate::Error;
use crate::db::Tx;
use chrono::{DateTime, Utc};
use domain::catalogue::{CheckedStyle, CheckedVariant, PhotoDraft};
use domain::ids::StyleId;
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

/// What was written when.
#[derive(Clone, Copy)]
pub(in crate::catalogue) struct Written {
    pub style: StyleId,
    pub at: DateTime<Utc>,
}

/// Writes a new style of the house's own.
pub(in crate::catalogue) async fn create_style(
    tx: &mut Tx<'_>,
    written: Written,
    style: &CheckedStyle,
) -> Result<(), Error> {
    sqlx::query(
        "insert into styles (id, source, handle, style_number, title, description, category,
                             vendor_id, lead_days, line_class, option_names, route_id, created_at,
                             updated_at)
         values ($1, 'house', $1::text, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
    )
    .bind(written.style.uuid())
    .bind(&style.style_number)
    .bind(&style.title)
    .bind(&style.description)
    .bind(&style.category)
    .bind(style.vendor.map(|vendor| vendor.uuid()))
    .bind(style.lead_days.map(i32::from))
    .bind(style.class.code())
    .bind(&style.options)
    .bind(style.route.map(|route| route.uuid()))
    .bind(written.at)
    .execute(&mut **tx)
    .await
    .map_err(unknown)?;
    Ok(())
}

/// Writes a style anew and gives its version.
pub(in crate::catalogue) async fn update_style(
    tx: &mut Tx<'_>,
    written: Written,
    style: &CheckedStyle,
) -> Result<i32, Error> {
    sqlx::query_scalar(
        "update styles set style_number = $2, title = $3, description = $4, category = $5,
             vendor_id = $6, lead_days = $7, line_class = $8, option_names = $9,
             route_id = $10, updated_at = $11, version = version + 1
         where id = $1 returning version",
    )
    .bind(written.style.uuid())
    .bind(&style.style_number)
    .bind(&style.title)
    .bind(&style.description)
    .bind(&style.category)
    .bind(style.vendor.map(|vendor| vendor.uuid()))
    .bind(style.lead_days.map(i32::from))
    .bind(style.class.code())
    .bind(&style.options)
    .bind(style.route.map(|route| route.uuid()))
    .bind(written.at)
    .fetch_one(&mut **tx)
    .await
    .map_err(unknown)
}

fn unknown(error: sqlx::Error) -> Error {
    match error.as_database_error() {
        Some(inner) if inner.constraint() == Some("styles_route_id_fkey") => {
            Error::field("/route", "This kind of work is not on the list any more.")
        }
        Some(inner) if inner.is_foreign_key_violation() => {
            Error::field("/vendor", "This vendor is not on the list.")
        }
        _ => error.into(),
    }
}

/// A variant as it travels to the database.
#[derive(Serialize)]
struct VariantRow<'a> {
    id: Uuid,
    position: usize,
    option_values: &'a [String],
    sku: Option<&'a str>,
    price: Decimal,
    /// Whether `cost` is to be written; else the stored one stays.
    costed: bool,
    cost: Option<Decimal>,
    active: bool,
}

/// Makes these the style's variants. Others go off offer, and are kept for the orders they are in.
pub(in crate::catalogue) async fn write_variants(
    tx: &mut Tx<'_>,
    written: Written,
    variants: &[CheckedVariant],
    currency: Currency,
) -> Result<(), Error> {
    let rows: Vec<VariantRow<'_>> = variants.iter().enumerate().map(VariantRow::of).collect();
    let rows = serde_json::to_value(rows)?;
    sqlx::query(
        "update variants v set active = false, updated_at = $3
         where v.style_id = $1 and v.active and not exists (
             select from jsonb_to_recordset($2) as r (option_values text[])
             where r.option_values = v.option_values)",
    )
    .bind(written.style.uuid())
    .bind(&rows)
    .bind(written.at)
    .execute(&mut **tx)
    .await?;
    sqlx::query(UPSERT)
        .bind(written.style.uuid())
        .bind(&rows)
        .bind(currency.code())
        .bind(written.at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Only rows that differ are written, so that `updated_at` tells when a variant last changed.
const UPSERT: &str = "
    with typed as (
        select * from jsonb_to_recordset($2) as r (id uuid, position integer,
            option_values text[], sku text, price numeric, costed boolean, cost numeric,
            active boolean)
    ), known as (
        select t.*, case when t.costed then t.cost else v.cost end as new_cost
        from typed t
        left join variants v on v.style_id = $1 and v.option_values = t.option_values
    )
    insert into variants as v (id, style_id, position, option_values, sku, price, cost, currency,
                               active, updated_at)
    select id, $1, position, option_values, sku, price, new_cost, $3, active, $4 from known
    on conflict (style_id, option_values) do update set
        position = excluded.position, sku = excluded.sku, price = excluded.price,
        cost = excluded.cost, currency = excluded.currency, active = excluded.active,
        updated_at = excluded.updated_at
    where (v.position, v.sku, v.price, v.cost, v.currency, v.active)
        is distinct from (excluded.position, excluded.sku, excluded.price, excluded.cost,
                          excluded.currency, excluded.active)";

impl<'a> VariantRow<'a> {
    fn of((position, variant): (usize, &'a CheckedVariant)) -> Self {
        Self {
            id: Uuid::now_v7(),
            position,
            option_values: &variant.values,
            sku: variant.sku.as_deref(),
            price: variant.price.amount(),
            costed: variant.cost.is_some(),
            cost: variant.cost.flatten().map(|cost| cost.amount()),
            active: variant.active,
        }
    }
}

/// Makes these the style's pictures, in this order.
pub(in crate::catalogue) async fn write_photos(
    tx: &mut Tx<'_>,
    style: StyleId,
    photos: &[PhotoDraft],
) -> Result<(), Error> {
    let ids: Vec<Uuid> = photos.iter().map(|_| Uuid::now_v7()).collect();
    let urls: Vec<&str> = photos.iter().map(|photo| photo.url.as_str()).collect();
    let alts: Vec<&str> = photos.iter().map(|photo| photo.alt.as_str()).collect();
    sqlx::query("delete from style_photos where style_id = $1 and url <> all($2)")
        .bind(style.uuid())
        .bind(&urls)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "insert into style_photos (id, style_id, position, url, alt)
         select id, $1, position, url, alt
         from unnest($2::uuid[], $3::text[], $4::text[]) with ordinality
             as photo (id, url, alt, position)
         on conflict (style_id, url) do update set
             position = excluded.position, alt = excluded.alt",
    )
    .bind(style.uuid())
    .bind(ids)
    .bind(urls)
    .bind(alts)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes down anew by what words these styles are found.
pub(in crate::catalogue) async fn refresh_search(
    tx: &mut Tx<'_>,
    styles: &[Uuid],
) -> Result<(), Error> {
    sqlx::query(
        "update styles s set words = lower(own.words), search = lower(own.words || ' ' || own.codes)
         from (
             select t.id,
                    concat_ws(' ', t.title, t.style_number, t.category,
                        case when t.source = 'house' then null else t.handle end,
                        (select string_agg(distinct value, ' ')
                         from variants v cross join unnest(v.option_values) as value
                         where v.style_id = t.id and v.active)) as words,
                    coalesce((select string_agg(concat_ws(' ', v.sku, v.barcode), ' ')
                              from variants v where v.style_id = t.id and v.active), '') as codes
             from styles t where t.id = any($1)
         ) own
         where s.id = own.id",
    )
    .bind(styles)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
