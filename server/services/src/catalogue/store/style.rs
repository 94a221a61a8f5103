//! A style with everything about it.

use crate::Error;
use crate::db::Tx;
use crate::stores::store::currency;
use domain::catalogue::{PhotoView, StyleDetail, VariantView};
use domain::ids::StyleId;
use domain::money::Money;
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct StyleRow {
    id: Uuid,
    version: i32,
    source: String,
    title: String,
    style_number: String,
    description: String,
    category: String,
    tags: Vec<String>,
    vendor: Option<Uuid>,
    vendor_name: Option<String>,
    lead_days: Option<i32>,
    effective_lead_days: i32,
    route: Option<Uuid>,
    route_name: Option<String>,
    line_class: String,
    option_names: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct VariantRow {
    id: Uuid,
    option_values: Vec<String>,
    sku: Option<String>,
    barcode: Option<String>,
    price: Decimal,
    compare_at: Option<Decimal>,
    cost: Option<Decimal>,
    currency: String,
    active: bool,
}

/// A style with its variants and pictures; the cost only where the caller may see it.
pub(in crate::catalogue) async fn detail(
    tx: &mut Tx<'_>,
    id: StyleId,
    with_cost: bool,
) -> Result<StyleDetail, Error> {
    let style: StyleRow = sqlx::query_as(
        "select s.id, s.version, s.source, s.title, s.style_number, s.description, s.category,
                s.tags, d.id as vendor, d.name as vendor_name, s.lead_days,
                coalesce(s.lead_days, d.lead_days, 10) as effective_lead_days, s.line_class,
                s.option_names, r.id as route, r.name as route_name
         from styles s left join vendors d on d.id = s.vendor_id
         left join bench_routes r on r.id = s.route_id where s.id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(Error::NotFound)?;
    let variants: Vec<VariantRow> = sqlx::query_as(
        "select id, option_values, sku, barcode, price, compare_at, cost, currency, active
         from variants where style_id = $1 order by active desc, position",
    )
    .bind(id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let photos: Vec<(String, String)> = sqlx::query_as(
        "select url, alt from style_photos where style_id = $1 order by position, id",
    )
    .bind(id.uuid())
    .fetch_all(&mut **tx)
    .await?;
    let variants = variants
        .into_iter()
        .map(|variant| variant.read(with_cost))
        .collect::<Result<_, _>>()?;
    let photos = photos
        .into_iter()
        .map(|(url, alt)| PhotoView { url, alt })
        .collect();
    style.read(variants, photos, with_cost)
}

impl StyleRow {
    fn read(
        self,
        variants: Vec<VariantView>,
        photos: Vec<PhotoView>,
        shows_cost: bool,
    ) -> Result<StyleDetail, Error> {
        let days = |days: i32| u16::try_from(days).unwrap_or_default();
        Ok(StyleDetail {
            id: self.id.into(),
            version: self.version,
            source: self.source,
            title: self.title,
            style_number: self.style_number,
            description: self.description,
            category: self.category,
            tags: self.tags,
            vendor: self.vendor.map(Into::into),
            vendor_name: self.vendor_name,
            lead_days: self.lead_days.map(days),
            effective_lead_days: days(self.effective_lead_days),
            route: self.route.map(Into::into),
            route_name: self.route_name,
            class: self.line_class.parse()?,
            options: self.option_names,
            variants,
            photos,
            shows_cost,
        })
    }
}

impl VariantRow {
    fn read(self, with_cost: bool) -> Result<VariantView, Error> {
        let currency = currency(&self.currency)?;
        let money = |amount: Option<Decimal>| amount.map(|a| Money::new(a, currency)).transpose();
        Ok(VariantView {
            id: self.id.into(),
            values: self.option_values,
            sku: self.sku,
            barcode: self.barcode,
            price: Money::new(self.price, currency)?,
            compare_at: money(self.compare_at)?,
            cost: money(self.cost.filter(|_| with_cost))?,
            active: self.active,
        })
    }
}

/// The version of a style, which stays as it is until the transaction ends.
pub(in crate::catalogue) async fn version(tx: &mut Tx<'_>, id: StyleId) -> Result<i32, Error> {
    sqlx::query_scalar("select version from styles where id = $1 for update")
        .bind(id.uuid())
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::NotFound)
}
