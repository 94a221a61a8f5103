//! The list of styles, page by page in the order of titles.

use super::find::{Match, push_matching};
use crate::Error;
use crate::db::Tx;
use crate::stores::store::currency;
use domain::catalogue::{Facets, StyleSummary};
use domain::ids::VendorId;
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use sqlx::{PgExecutor, Postgres, QueryBuilder};
use uuid::Uuid;

/// The style after which a page begins.
pub(in crate::catalogue) struct After {
    pub title: String,
    pub id: Uuid,
}

/// Which styles a page holds.
pub(in crate::catalogue) struct Wanted<'a> {
    pub words: &'a [String],
    pub how: Match,
    pub category: Option<&'a str>,
    pub vendor: Option<VendorId>,
    pub after: Option<&'a After>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    style_number: String,
    category: String,
    vendor: Option<String>,
    least: Option<Decimal>,
    most: Option<Decimal>,
    currency: Option<String>,
    variants: i64,
    photo: Option<String>,
}

/// The styles that are wanted, in the order of titles.
pub(in crate::catalogue) async fn page(
    tx: &mut Tx<'_>,
    wanted: &Wanted<'_>,
    most: usize,
) -> Result<Vec<StyleSummary>, Error> {
    let mut query = QueryBuilder::new(
        "select s.id, s.title, s.style_number, s.category, d.name as vendor,
                offer.least, offer.most, offer.currency, offer.variants,
                (select p.url from style_photos p
                 where p.style_id = s.id and p.url like '/photos/%'
                 order by p.position limit 1) as photo
         from (",
    );
    // Found first and sorted then: left to itself, the planner leafs through all titles in order
    // and tries the words on each.
    let found = if wanted.words.is_empty() {
        ""
    } else {
        "materialized"
    };
    let found = format!(
        "with found as {found} (
             select s.id, s.title, s.style_number, s.category, s.vendor_id from styles s where true"
    );
    query.push(found);
    push_matching(&mut query, wanted.words, wanted.how);
    push_filters(&mut query, wanted);
    query
        .push(") select * from found s order by s.title, s.id limit ")
        .push(most)
        .push(
            ") s
         left join vendors d on d.id = s.vendor_id
         cross join lateral (
             select min(price) as least, max(price) as most, min(currency) as currency,
                    count(*) as variants
             from variants v where v.style_id = s.id and v.active
         ) offer
         order by s.title, s.id",
        );
    let rows: Vec<Row> = query.build_query_as().fetch_all(&mut **tx).await?;
    rows.into_iter().map(Row::read).collect()
}

fn push_filters(query: &mut QueryBuilder<Postgres>, wanted: &Wanted<'_>) {
    if let Some(category) = wanted.category {
        query
            .push(" and s.category = ")
            .push_bind(category.to_owned());
    }
    if let Some(vendor) = wanted.vendor {
        query.push(" and s.vendor_id = ").push_bind(vendor.uuid());
    }
    if let Some(after) = wanted.after {
        query
            .push(" and (s.title, s.id) > (")
            .push_bind(after.title.clone())
            .push(", ")
            .push_bind(after.id)
            .push(")");
    }
}

impl Row {
    fn read(self) -> Result<StyleSummary, Error> {
        let prices = match (self.least, self.most, self.currency) {
            (Some(least), Some(most), Some(code)) => {
                let currency = currency(&code)?;
                Some((Money::new(least, currency)?, Money::new(most, currency)?))
            }
            _ => None,
        };
        Ok(StyleSummary {
            id: self.id.into(),
            title: self.title,
            style_number: self.style_number,
            category: self.category,
            vendor: self.vendor,
            prices,
            variants: u32::try_from(self.variants).unwrap_or(u32::MAX),
            photo: self.photo,
        })
    }
}

/// The categories and vendors that styles have.
pub(in crate::catalogue) async fn facets(
    db: impl PgExecutor<'_>,
    currency: Currency,
) -> Result<Facets, Error> {
    // Hops from category to category on the index instead of reading every style.
    type Row = (Vec<String>, Vec<Uuid>, Vec<String>, Vec<Uuid>, Vec<String>);
    let (categories, ids, names, routes, work): Row = sqlx::query_as(
        "with recursive hop as (
             (select category from styles order by category limit 1)
             union all
             select (select category from styles where category > hop.category
                     order by category limit 1)
             from hop where hop.category is not null
         )
         select array(select category from hop where category <> ''),
                array(select id from vendors order by lower(name)),
                array(select name from vendors order by lower(name)),
                array(select id from bench_routes order by lower(name)),
                array(select name from bench_routes order by lower(name))",
    )
    .fetch_one(db)
    .await?;
    Ok(Facets {
        currency,
        categories,
        vendors: ids.into_iter().map(Into::into).zip(names).collect(),
        routes: routes.into_iter().map(Into::into).zip(work).collect(),
    })
}
