//! The styles that an import may change, as they are stored.

use crate::catalogue::import::plan::class;
use crate::catalogue::import::products::{Image, Product, Variant};
use crate::{Error, db::Tx};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct StyleRow {
    id: Uuid,
    handle: String,
    title: String,
    description: String,
    category: String,
    tags: Vec<String>,
    vendor: String,
    published: bool,
    line_class: String,
    option_names: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct VariantRow {
    style_id: Uuid,
    option_values: Vec<String>,
    sku: Option<String>,
    barcode: Option<String>,
    price: Decimal,
    compare_at: Option<Decimal>,
    cost: Option<Decimal>,
    currency: String,
    weight_grams: Option<Decimal>,
    source_quantity: Option<i32>,
    photo_url: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ImageRow {
    style_id: Uuid,
    url: String,
    alt: String,
    position: i32,
}

/// A style as it is stored, with what an import may change.
pub(in crate::catalogue::import) struct Known {
    style: StyleRow,
    /// Those on offer, in their order.
    variants: Vec<VariantRow>,
    /// Those that an import brought, in their order.
    images: Vec<ImageRow>,
}

/// The styles of these handles that came from Shopify.
pub(in crate::catalogue::import) async fn known(
    tx: &mut Tx<'_>,
    handles: &[&str],
) -> Result<HashMap<String, Known>, Error> {
    let styles: Vec<StyleRow> = sqlx::query_as(
        "select s.id, s.handle, s.title, s.description, s.category, s.tags,
                coalesce(d.name, '') as vendor, s.published, s.line_class, s.option_names
         from styles s left join vendors d on d.id = s.vendor_id
         where s.source = 'shopify' and s.handle = any($1)",
    )
    .bind(handles)
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<Uuid> = styles.iter().map(|style| style.id).collect();
    let variants: Vec<VariantRow> = sqlx::query_as(
        "select style_id, option_values, sku, barcode, price, compare_at, cost, currency,
                weight_grams, source_quantity, photo_url
         from variants where style_id = any($1) and active order by style_id, position",
    )
    .bind(&ids)
    .fetch_all(&mut **tx)
    .await?;
    let images: Vec<ImageRow> = sqlx::query_as(
        "select style_id, url, alt, position from style_photos
         where style_id = any($1) and url not like '/photos/%' order by style_id, position, id",
    )
    .bind(&ids)
    .fetch_all(&mut **tx)
    .await?;
    Ok(assemble(styles, variants, images))
}

fn assemble(
    styles: Vec<StyleRow>,
    variants: Vec<VariantRow>,
    images: Vec<ImageRow>,
) -> HashMap<String, Known> {
    let mut by_id: HashMap<Uuid, Known> = styles
        .into_iter()
        .map(|style| {
            (
                style.id,
                Known {
                    style,
                    variants: vec![],
                    images: vec![],
                },
            )
        })
        .collect();
    for variant in variants {
        if let Some(known) = by_id.get_mut(&variant.style_id) {
            known.variants.push(variant);
        }
    }
    for image in images {
        if let Some(known) = by_id.get_mut(&image.style_id) {
            known.images.push(image);
        }
    }
    by_id
        .into_values()
        .map(|known| (known.style.handle.clone(), known))
        .collect()
}

impl Known {
    pub(in crate::catalogue::import) const fn id(&self) -> Uuid {
        self.style.id
    }

    /// Whether importing the product would change nothing.
    pub(in crate::catalogue::import) fn is(&self, product: &Product, currency: Currency) -> bool {
        let style = &self.style;
        let same_style = style.title == product.title
            && style.description == product.description
            && style.category == product.category
            && style.tags == product.tags
            && style.vendor.to_lowercase() == product.vendor.to_lowercase()
            && style.published == product.published
            && style.line_class == class(product).code()
            && style.option_names == product.options;
        let same_variants = self.variants.len() == product.variants.len()
            && self
                .variants
                .iter()
                .zip(&product.variants)
                .all(|(a, b)| a.is(b, currency));
        let same_images = self.images.len() == product.images.len()
            && self
                .images
                .iter()
                .zip(&product.images)
                .all(|(a, b)| a.is(b));
        same_style && same_variants && same_images
    }
}

impl VariantRow {
    fn is(&self, variant: &Variant, currency: Currency) -> bool {
        let amount = |money: Option<Money>| money.map(Money::amount);
        self.option_values == variant.values
            && self.sku == variant.sku
            && self.barcode == variant.barcode
            && self.price == variant.price.amount()
            && self.compare_at == amount(variant.compare_at)
            && (variant.cost.is_none() || self.cost == amount(variant.cost))
            && self.currency == currency.code()
            && self.weight_grams == variant.grams
            && self.source_quantity == variant.quantity
            && self.photo_url == variant.image
    }
}

impl ImageRow {
    fn is(&self, image: &Image) -> bool {
        self.url == image.url && self.alt == image.alt && self.position == image.position
    }
}
