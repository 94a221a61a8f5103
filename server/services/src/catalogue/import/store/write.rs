//! Writing what an import changes, many products at a time.

use crate::catalogue::import::plan::{Plan, Planned, class};
use crate::catalogue::import::products::{Image, Variant};
use crate::catalogue::store::refresh_search;
use crate::{Error, db::Tx};
use chrono::{DateTime, Utc};
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many products travel in one statement.
const BATCH: usize = 500;

/// What was written beside the products.
pub(in crate::catalogue::import) struct Written {
    pub vendors_created: u32,
}

/// A style as it travels to the database.
#[derive(Serialize)]
struct StyleRow<'a> {
    id: Uuid,
    handle: &'a str,
    title: &'a str,
    description: &'a str,
    category: &'a str,
    tags: &'a [String],
    vendor: &'a str,
    published: bool,
    line_class: &'static str,
    option_names: &'a [String],
}

#[derive(Serialize)]
struct VariantRow<'a> {
    id: Uuid,
    style_id: Uuid,
    position: usize,
    option_values: &'a [String],
    sku: Option<&'a str>,
    barcode: Option<&'a str>,
    price: Decimal,
    compare_at: Option<Decimal>,
    cost: Option<Decimal>,
    weight_grams: Option<Decimal>,
    source_quantity: Option<i32>,
    photo_url: Option<&'a str>,
}

#[derive(Serialize)]
struct ImageRow<'a> {
    id: Uuid,
    style_id: Uuid,
    position: i32,
    url: &'a str,
    alt: &'a str,
}

/// Writes the new and the changed products of a plan; the others are not touched.
pub(in crate::catalogue::import) async fn write(
    tx: &mut Tx<'_>,
    plan: &Plan,
    currency: Currency,
    now: DateTime<Utc>,
) -> Result<Written, Error> {
    let to_write: Vec<&Planned> = plan.to_write().collect();
    let vendors_created = create_vendors(tx, &to_write, now).await?;
    for batch in to_write.chunks(BATCH) {
        write_styles(tx, batch, now).await?;
        write_variants(tx, batch, currency, now).await?;
        write_images(tx, batch).await?;
        let styles: Vec<Uuid> = batch.iter().map(|planned| planned.style).collect();
        refresh_search(tx, &styles).await?;
    }
    Ok(Written { vendors_created })
}

/// Creates the vendors that the products name and nobody has written down yet.
async fn create_vendors(
    tx: &mut Tx<'_>,
    products: &[&Planned],
    now: DateTime<Utc>,
) -> Result<u32, Error> {
    let names: BTreeMap<String, &str> = products
        .iter()
        .map(|planned| planned.product.vendor.as_str())
        .filter(|name| !name.is_empty())
        .map(|name| (name.to_lowercase(), name))
        .collect();
    let ids: Vec<Uuid> = names.iter().map(|_| Uuid::now_v7()).collect();
    let names: Vec<&str> = names.into_values().collect();
    let created = sqlx::query(
        "insert into vendors (id, name, created_at, updated_at)
         select id, name, $3, $3 from unnest($1::uuid[], $2::text[]) as vendor (id, name)
         on conflict (lower(name)) do nothing",
    )
    .bind(ids)
    .bind(names)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(u32::try_from(created.rows_affected()).unwrap_or(u32::MAX))
}

async fn write_styles(
    tx: &mut Tx<'_>,
    batch: &[&Planned],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let rows: Vec<StyleRow<'_>> = batch.iter().map(|planned| StyleRow::of(planned)).collect();
    // As JSON, because rows hold lists of their own, which UNNEST would flatten.
    sqlx::query(
        "insert into styles (id, source, handle, title, description, category, tags, vendor_id,
                             published, line_class, option_names, created_at, updated_at)
         select r.id, 'shopify', r.handle, r.title, r.description, r.category, r.tags, d.id,
                r.published, r.line_class, r.option_names, $2, $2
         from jsonb_to_recordset($1) as r (id uuid, handle text, title text, description text,
             category text, tags text[], vendor text, published boolean, line_class text,
             option_names text[])
         left join vendors d on lower(d.name) = lower(r.vendor)
         on conflict (source, handle) do update set
             title = excluded.title, description = excluded.description,
             category = excluded.category, tags = excluded.tags, vendor_id = excluded.vendor_id,
             published = excluded.published, line_class = excluded.line_class,
             option_names = excluded.option_names, version = styles.version + 1,
             updated_at = excluded.updated_at",
    )
    .bind(serde_json::to_value(rows)?)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn write_variants(
    tx: &mut Tx<'_>,
    batch: &[&Planned],
    currency: Currency,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let rows: Vec<VariantRow<'_>> = batch
        .iter()
        .flat_map(|planned| variant_rows(planned))
        .collect();
    let rows = serde_json::to_value(rows)?;
    let styles: Vec<Uuid> = batch.iter().map(|planned| planned.style).collect();
    // A variant that left the file may stand in orders: it goes off offer and is kept.
    sqlx::query(
        "update variants v set active = false, updated_at = $3
         where v.style_id = any($1) and v.active and not exists (
             select from jsonb_to_recordset($2) as r (style_id uuid, option_values text[])
             where r.style_id = v.style_id and r.option_values = v.option_values)",
    )
    .bind(styles)
    .bind(&rows)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    sqlx::query(UPSERT_VARIANTS)
        .bind(&rows)
        .bind(currency.code())
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Only rows that differ are written, so that `updated_at` tells when a variant last changed.
const UPSERT_VARIANTS: &str = "
    insert into variants as v (id, style_id, position, option_values, sku, barcode, price,
        compare_at, cost, currency, weight_grams, source_quantity, photo_url, updated_at)
    select id, style_id, position, option_values, sku, barcode, price, compare_at, cost, $2,
        weight_grams, source_quantity, photo_url, $3
    from jsonb_to_recordset($1) as r (id uuid, style_id uuid, position integer,
        option_values text[], sku text, barcode text, price numeric, compare_at numeric,
        cost numeric, weight_grams numeric, source_quantity integer, photo_url text)
    on conflict (style_id, option_values) do update set
        position = excluded.position, sku = excluded.sku, barcode = excluded.barcode,
        price = excluded.price, compare_at = excluded.compare_at,
        cost = coalesce(excluded.cost, v.cost), currency = excluded.currency,
        weight_grams = excluded.weight_grams, source_quantity = excluded.source_quantity,
        photo_url = excluded.photo_url, active = true, updated_at = excluded.updated_at
    where (v.position, v.sku, v.barcode, v.price, v.compare_at, v.cost, v.currency,
           v.weight_grams, v.source_quantity, v.photo_url, v.active)
        is distinct from
          (excluded.position, excluded.sku, excluded.barcode, excluded.price,
           excluded.compare_at, coalesce(excluded.cost, v.cost), excluded.currency,
           excluded.weight_grams, excluded.source_quantity, excluded.photo_url, true)";

async fn write_images(tx: &mut Tx<'_>, batch: &[&Planned]) -> Result<(), Error> {
    let rows: Vec<ImageRow<'_>> = batch
        .iter()
        .flat_map(|planned| image_rows(planned))
        .collect();
    let rows = serde_json::to_value(rows)?;
    let styles: Vec<Uuid> = batch.iter().map(|planned| planned.style).collect();
    // Pictures that were added here stay; those of an earlier file go with it.
    sqlx::query(
        "delete from style_photos p
         where p.style_id = any($1) and p.url not like '/photos/%' and not exists (
             select from jsonb_to_recordset($2) as r (style_id uuid, url text)
             where r.style_id = p.style_id and r.url = p.url)",
    )
    .bind(styles)
    .bind(&rows)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "insert into style_photos (id, style_id, position, url, alt)
         select id, style_id, position, url, alt from jsonb_to_recordset($1)
             as r (id uuid, style_id uuid, position integer, url text, alt text)
         on conflict (style_id, url) do update set
             position = excluded.position, alt = excluded.alt",
    )
    .bind(&rows)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl<'a> StyleRow<'a> {
    fn of(planned: &'a Planned) -> Self {
        let product = &planned.product;
        Self {
            id: planned.style,
            handle: &product.handle,
            title: &product.title,
            description: &product.description,
            category: &product.category,
            tags: &product.tags,
            vendor: &product.vendor,
            published: product.published,
            line_class: class(product).code(),
            option_names: &product.options,
        }
    }
}

fn variant_rows(planned: &Planned) -> impl Iterator<Item = VariantRow<'_>> {
    let variants = planned.product.variants.iter().enumerate();
    variants.map(|(position, variant)| variant_row(planned.style, position, variant))
}

fn variant_row(style: Uuid, position: usize, variant: &Variant) -> VariantRow<'_> {
    VariantRow {
        id: Uuid::now_v7(),
        style_id: style,
        position,
        option_values: &variant.values,
        sku: variant.sku.as_deref(),
        barcode: variant.barcode.as_deref(),
        price: variant.price.amount(),
        compare_at: variant.compare_at.map(|price| price.amount()),
        cost: variant.cost.map(|cost| cost.amount()),
        weight_grams: variant.grams,
        source_quantity: variant.quantity,
        photo_url: variant.image.as_deref(),
    }
}

fn image_rows(planned: &Planned) -> impl Iterator<Item = ImageRow<'_>> {
    planned.product.images.iter().map(|image: &Image| ImageRow {
        id: Uuid::now_v7(),
        style_id: planned.style,
        position: image.position,
        url: &image.url,
        alt: &image.alt,
    })
}
