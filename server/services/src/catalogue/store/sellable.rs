//! Reading what an order line takes from the catalogue.

use crate::Error;
use crate::stores::store::currency;
use domain::catalogue::Sellable;
use domain::ids::VariantId;
use domain::money::Money;
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// A variant with its style and vendor, as the database gives it.
#[derive(sqlx::FromRow)]
pub(in crate::catalogue) struct Row {
    variant: Uuid,
    style: Uuid,
    title: String,
    options: String,
    sku: Option<String>,
    price: Decimal,
    cost: Option<Decimal>,
    currency: String,
    line_class: String,
    vendor: Option<Uuid>,
    vendor_name: Option<String>,
    lead_days: i32,
    route: Option<Uuid>,
    photo: Option<String>,
}

/// The columns of [`Row`], for queries over `variants v`, `styles s` and `vendors d`. Only
/// pictures of ours are shown: a screen never loads an address that an import brought.
macro_rules! columns {
    () => {
        "v.id as variant, s.id as style, s.title,
         array_to_string(v.option_values, ' / ') as options, v.sku, v.price, v.cost, v.currency,
         s.line_class, d.id as vendor, d.name as vendor_name,
         coalesce(s.lead_days, d.lead_days, 10) as lead_days, s.route_id as route,
         coalesce(
             case when v.photo_url like '/photos/%' then v.photo_url end,
             (select p.url from style_photos p
              where p.style_id = s.id and p.url like '/photos/%'
              order by p.position limit 1)
         ) as photo"
    };
}
pub(super) use columns;

impl Row {
    /// The row as capture sees it; the cost only where the caller may see it.
    pub(in crate::catalogue) fn read(self, with_cost: bool) -> Result<Sellable, Error> {
        let currency = currency(&self.currency)?;
        let cost = self.cost.filter(|_| with_cost);
        Ok(Sellable {
            variant: self.variant.into(),
            style: self.style.into(),
            title: self.title,
            options: self.options,
            sku: self.sku,
            price: Money::new(self.price, currency)?,
            cost: cost.map(|cost| Money::new(cost, currency)).transpose()?,
            class: self.line_class.parse()?,
            vendor: self.vendor.map(Into::into),
            vendor_name: self.vendor_name,
            lead_days: u16::try_from(self.lead_days).unwrap_or_default(),
            route: self.route.map(Into::into),
            photo: self.photo,
        })
    }
}

/// The variants of these ids that can be sold. What is missing from the answer is unknown or no
/// longer offered.
pub(in crate::catalogue) async fn sellables(
    db: impl sqlx::PgExecutor<'_>,
    ids: &[VariantId],
    with_cost: bool,
) -> Result<HashMap<VariantId, Sellable>, Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "select ",
        columns!(),
        " from variants v join styles s on s.id = v.style_id
          left join vendors d on d.id = s.vendor_id
          where v.active and v.id = any($1)"
    ))
    .bind(ids)
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let sellable = row.read(with_cost)?;
            Ok((sellable.variant, sellable))
        })
        .collect()
}

/// What can be sold under SKUs, by the SKU in lower case.
pub(in crate::catalogue) async fn by_skus(
    db: impl sqlx::PgExecutor<'_>,
    skus: &[String],
) -> Result<HashMap<String, Vec<Sellable>>, Error> {
    let skus: Vec<String> = skus.iter().map(|sku| sku.to_lowercase()).collect();
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "select ",
        columns!(),
        " from variants v join styles s on s.id = v.style_id
          left join vendors d on d.id = s.vendor_id
          where v.active and lower(v.sku) = any ($1)"
    ))
    .bind(skus)
    .fetch_all(db)
    .await?;
    let mut found: HashMap<String, Vec<Sellable>> = HashMap::new();
    for row in rows {
        let piece = row.read(true)?;
        let sku = piece.sku.as_deref().unwrap_or_default().to_lowercase();
        found.entry(sku).or_default().push(piece);
    }
    Ok(found)
}

/// What can be sold that carries a code as its SKU or barcode, whichever letters are large.
pub(in crate::catalogue) async fn by_code(
    db: impl sqlx::PgExecutor<'_>,
    code: &str,
    with_cost: bool,
) -> Result<Vec<Sellable>, Error> {
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "select ",
        columns!(),
        " from variants v join styles s on s.id = v.style_id
          left join vendors d on d.id = s.vendor_id
          where v.active and (lower(v.sku) = lower($1) or lower(v.barcode) = lower($1))
          order by s.title, v.position, v.id
          limit 50"
    ))
    .bind(code)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.read(with_cost)).collect()
}
