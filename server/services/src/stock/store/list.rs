//! Lists of pieces. The conditions are put together from what is asked, so that each kind of
//! question gets a plan of its own.

use crate::Error;
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::stores::store::currency;
use chrono::{DateTime, FixedOffset, Utc};
use domain::ids::{PieceId, StoreId};
use domain::money::{Currency, Money};
use domain::stock::{
    Clarity, Cut, Form, PieceState, PieceSummary, Shape, StockFilter, StockOrder, StoneFacets,
};
use rust_decimal::Decimal;
use sqlx::{PgExecutor, PgPool, Postgres, QueryBuilder};
use std::collections::BTreeMap;
use std::str::FromStr;
use uuid::Uuid;

/// Shorter words have next to no trigrams, so that nothing is near them: they must stand as typed.
const SHORTEST_FORGIVEN: usize = 3;

/// Whether a word must stand in the text, or be near a word of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::stock) enum Match {
    Exact,
    Forgiving,
}

/// The piece after which a page begins.
pub(in crate::stock) struct After {
    /// What the list is ordered by, as text.
    pub key: String,
    pub id: Uuid,
}

/// Which pieces a page holds.
pub(in crate::stock) struct Wanted<'a> {
    pub filter: &'a StockFilter,
    pub words: &'a [String],
    pub how: Match,
    pub carat: (Option<Decimal>, Option<Decimal>),
    pub price: (Option<Decimal>, Option<Decimal>),
    pub order: StockOrder,
    pub after: Option<After>,
}

/// How an order is spelt: what it sorts by, whose type it is, and which way it runs.
struct Sorting {
    key: &'static str,
    of_type: &'static str,
    way: &'static str,
    than: &'static str,
}

const fn sorting(order: StockOrder) -> Sorting {
    let (key, of_type, descending) = match order {
        StockOrder::Newest => ("p.created_at", "timestamptz", true),
        StockOrder::Cheapest => ("p.price", "numeric", false),
        StockOrder::Dearest => ("p.price", "numeric", true),
        StockOrder::Heaviest => ("p.carat", "numeric", true),
    };
    let (way, than) = if descending {
        ("desc", "<")
    } else {
        ("asc", ">")
    };
    Sorting {
        key,
        of_type,
        way,
        than,
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    serial: String,
    name: String,
    form: String,
    ownership: String,
    state: String,
    location: Option<String>,
    price: Option<Decimal>,
    currency: String,
    certificate: Option<String>,
    promised_to: Option<String>,
    photo: Option<String>,
    sorted_by: String,
}

/// The pieces that are wanted, each with where a page that ends there goes on.
pub(in crate::stock) async fn page(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    wanted: &Wanted<'_>,
    most: usize,
) -> Result<Vec<(PieceSummary, After)>, Error> {
    forgive(tx, wanted.how).await?;
    let mut sql = query(terms.store, wanted, most, "");
    let rows: Vec<Row> = sql.build_query_as().fetch_all(&mut **tx).await?;
    rows.into_iter().map(Row::read).collect()
}

/// A piece with all that a table of pieces may say of it.
pub(in crate::stock) struct LongRow {
    pub piece: PieceSummary,
    pub currency: Currency,
    pub cost: Option<Money>,
    pub vendor: Option<String>,
    pub vendor_style: Option<String>,
    pub weight_grams: Option<Decimal>,
    pub variety: Option<String>,
    pub origin: Option<String>,
    pub shape: Option<String>,
    pub carat: Option<Decimal>,
    pub colour: Option<String>,
    pub clarity: Option<String>,
    pub cut: Option<String>,
    pub treatment: Option<String>,
    /// Since when it is kept.
    pub since: DateTime<FixedOffset>,
}

#[derive(sqlx::FromRow)]
struct LongSqlRow {
    #[sqlx(flatten)]
    row: Row,
    cost: Option<Decimal>,
    vendor: Option<String>,
    vendor_style: Option<String>,
    weight_grams: Option<Decimal>,
    variety: Option<String>,
    origin: Option<String>,
    shape: Option<String>,
    carat: Option<Decimal>,
    colour: Option<String>,
    clarity: Option<String>,
    cut: Option<String>,
    treatment: Option<String>,
    created_at: DateTime<Utc>,
}

const MORE: &str = "p.cost, p.vendor_style, p.weight_grams, p.variety, p.origin, p.shape, p.carat,
    p.colour, p.clarity, p.cut, p.treatment, p.created_at,
    (select v.name from vendors v where v.id = p.vendor_id) as vendor, ";

/// The same as [`page`], with all that is kept of each piece.
pub(in crate::stock) async fn long_page(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    wanted: &Wanted<'_>,
    most: usize,
) -> Result<Vec<(LongRow, After)>, Error> {
    forgive(tx, wanted.how).await?;
    let mut sql = query(terms.store, wanted, most, MORE);
    let rows: Vec<LongSqlRow> = sql.build_query_as().fetch_all(&mut **tx).await?;
    rows.into_iter().map(|row| row.read(terms)).collect()
}

async fn forgive(tx: &mut Tx<'_>, how: Match) -> Result<(), Error> {
    if how == Match::Forgiving {
        sqlx::query("set local pg_trgm.word_similarity_threshold = 0.45")
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

impl LongSqlRow {
    fn read(self, terms: &StoreTerms) -> Result<(LongRow, After), Error> {
        let currency = currency(&self.row.currency)?;
        let (piece, place) = self.row.read()?;
        let cost = self
            .cost
            .map(|cost| Money::new(cost, currency))
            .transpose()?;
        let since = self.created_at.with_timezone(&terms.zone).fixed_offset();
        let row = LongRow {
            piece,
            currency,
            cost,
            vendor: self.vendor,
            vendor_style: self.vendor_style,
            weight_grams: self.weight_grams,
            variety: self.variety,
            origin: self.origin,
            shape: self.shape,
            carat: self.carat,
            colour: self.colour,
            clarity: self.clarity,
            cut: self.cut,
            treatment: self.treatment,
            since,
        };
        Ok((row, place))
    }
}

/// Finds the page first and only then what is shown of each piece.
fn query<'a>(
    store: StoreId,
    wanted: &Wanted<'a>,
    most: usize,
    more_columns: &'static str,
) -> QueryBuilder<Postgres> {
    let sorting = sorting(wanted.order);
    // Found first and sorted then: left to itself, the planner leafs through all pieces in order
    // and tries the words on each.
    let found = if wanted.words.is_empty() {
        ""
    } else {
        "materialized"
    };
    let mut sql = QueryBuilder::new(format!(
        "with found as {found} (select p.* from pieces p where "
    ));
    push_conditions(&mut sql, store, wanted);
    sql.push(") select p.id, p.serial, p.name, p.form, p.ownership, p.state, l.name as location, p.price, p.currency, nullif(concat_ws(' ', p.lab, p.certificate), '') as certificate, (select o.number from reservations r join order_lines ol on ol.id = r.order_line_id join orders o on o.id = ol.order_id where r.piece_id = p.id and r.ended_at is null) as promised_to, (select url from piece_photos where piece_id = p.id order by id limit 1) as photo, ");
    sql.push(more_columns);
    sql.push(format_args!(
        "p.key::text as sorted_by from (select p.*, {} as key from found p where {} is not null",
        sorting.key, sorting.key
    ));
    if let Some(after) = &wanted.after {
        sql.push(format_args!(
            " and ({}, p.id) {} (",
            sorting.key, sorting.than
        ));
        sql.push_bind(after.key.clone());
        sql.push(format_args!("::{}, ", sorting.of_type));
        sql.push_bind(after.id).push(")");
    }
    sql.push(format_args!(
        " order by {} {way}, p.id {way} limit ",
        sorting.key,
        way = sorting.way
    ));
    sql.push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    sql.push(format_args!(
        ") p left join locations l on l.id = p.location_id order by p.key {way}, p.id {way}",
        way = sorting.way
    ));
    sql
}

fn push_conditions(sql: &mut QueryBuilder<Postgres>, store: StoreId, wanted: &Wanted<'_>) {
    push_common(sql, store, wanted);
    let filter = wanted.filter;
    if !filter.shapes.is_empty() {
        let codes: Vec<_> = filter.shapes.iter().map(|shape| shape.code()).collect();
        sql.push(" and p.shape = any (").push_bind(codes).push(")");
    }
    if !filter.colours.is_empty() {
        sql.push(" and p.colour = any (")
            .push_bind(filter.colours.clone())
            .push(")");
    }
    if !filter.clarities.is_empty() {
        let codes: Vec<_> = filter.clarities.iter().map(|grade| grade.code()).collect();
        sql.push(" and p.clarity = any (")
            .push_bind(codes)
            .push(")");
    }
    if !filter.cuts.is_empty() {
        let codes: Vec<_> = filter.cuts.iter().map(|grade| grade.code()).collect();
        sql.push(" and p.cut = any (").push_bind(codes).push(")");
    }
}

/// What narrows the list and every filter's count alike.
fn push_common(sql: &mut QueryBuilder<Postgres>, store: StoreId, wanted: &Wanted<'_>) {
    let filter = wanted.filter;
    sql.push("p.store_id = ").push_bind(store.uuid());
    sql.push(" and p.state = ")
        .push_bind(filter.state.unwrap_or(PieceState::Here).code());
    if let Some(form) = filter.form {
        // Spelt out, so that the index on stones alone is seen to fit.
        sql.push(match form {
            Form::Stone => " and p.form = 'stone'",
            Form::Jewel => " and p.form = 'jewel'",
        });
    }
    if let Some(ownership) = filter.ownership {
        sql.push(" and p.ownership = ").push_bind(ownership.code());
    }
    if let Some(location) = filter.location {
        sql.push(" and p.location_id = ").push_bind(location.uuid());
    }
    if let Some(origin) = filter.origin {
        sql.push(" and p.origin = ").push_bind(origin.code());
    }
    if filter.free {
        sql.push(" and not exists (select from reservations r where r.piece_id = p.id and r.ended_at is null)");
    }
    for (column, (from, to)) in [("p.carat", wanted.carat), ("p.price", wanted.price)] {
        if let Some(from) = from {
            sql.push(format_args!(" and {column} >= ")).push_bind(from);
        }
        if let Some(to) = to {
            sql.push(format_args!(" and {column} <= ")).push_bind(to);
        }
    }
    push_words(sql, wanted);
}

fn push_words(sql: &mut QueryBuilder<Postgres>, wanted: &Wanted<'_>) {
    for word in wanted.words {
        let long = word.chars().count() >= SHORTEST_FORGIVEN;
        let digits = word.contains(|c: char| c.is_ascii_digit());
        // No number is near another number.
        if wanted.how == Match::Forgiving && long && !digits {
            sql.push(" and p.words %> ").push_bind(word.clone());
        } else {
            sql.push(" and p.search like ")
                .push_bind(format!("%{}%", literal(word)));
        }
    }
}

/// A word as a pattern that matches only itself.
fn literal(word: &str) -> String {
    word.replace('\\', r"\\")
        .replace('%', r"\%")
        .replace('_', r"\_")
}

impl Row {
    fn read(self) -> Result<(PieceSummary, After), Error> {
        let money = currency(&self.currency)?;
        let place = After {
            key: self.sorted_by,
            id: self.id,
        };
        let piece = PieceSummary {
            id: self.id.into(),
            serial: self.serial,
            name: self.name,
            form: self.form.parse()?,
            ownership: self.ownership.parse()?,
            state: self.state.parse()?,
            location: self.location,
            price: self
                .price
                .map(|price| Money::new(price, money))
                .transpose()?,
            certificate: self.certificate,
            promised_to: self.promised_to,
            photo: self.photo,
        };
        Ok((piece, place))
    }
}

/// A store's piece with this serial.
pub(in crate::stock) async fn with_serial(
    db: impl PgExecutor<'_>,
    store: StoreId,
    serial: &str,
) -> Result<Option<PieceId>, Error> {
    let id: Option<Uuid> =
        sqlx::query_scalar("select id from pieces where serial = $1 and store_id = $2")
            .bind(serial)
            .bind(store.uuid())
            .fetch_optional(db)
            .await?;
    Ok(id.map(PieceId::from))
}

#[derive(sqlx::FromRow)]
struct FacetRow {
    shape: Option<String>,
    colour: Option<String>,
    clarity: Option<String>,
    cut: Option<String>,
    count: i64,
}

/// How many loose stones have each shape, colour, clarity and cut: one pass, which leaves a few
/// hundred rows to be added up here. To let the database group four times takes twice as long.
pub(in crate::stock) async fn facets(
    db: &PgPool,
    store: StoreId,
    wanted: &Wanted<'_>,
) -> Result<StoneFacets, Error> {
    let mut sql = QueryBuilder::new(
        "select p.shape, p.colour, p.clarity, p.cut, count(*) as count
         from pieces p where p.form = 'stone' and ",
    );
    push_common(&mut sql, store, wanted);
    sql.push(" group by p.shape, p.colour, p.clarity, p.cut");
    let rows: Vec<FacetRow> = sql.build_query_as().fetch_all(db).await?;
    let mut shapes = Counts::<Shape>::new();
    let mut colours = Counts::<String>::new();
    let mut clarities = Counts::<Clarity>::new();
    let mut cuts = Counts::<Cut>::new();
    let mut total = 0;
    for row in rows {
        let count = u32::try_from(row.count).unwrap_or(u32::MAX);
        add(&mut shapes, read(row.shape)?, count);
        add(&mut colours, row.colour, count);
        add(&mut clarities, read(row.clarity)?, count);
        add(&mut cuts, read(row.cut)?, count);
        total += count;
    }
    let mut shapes = Vec::from_iter(shapes);
    // Grades stand in the order of their scales, shapes by how many there are.
    shapes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(StoneFacets {
        shapes,
        colours: Vec::from_iter(colours),
        clarities: Vec::from_iter(clarities),
        cuts: Vec::from_iter(cuts),
        total,
    })
}

/// How many stones have each value, in the values' own order.
type Counts<T> = BTreeMap<T, u32>;

fn add<T: Ord>(counts: &mut Counts<T>, value: Option<T>, count: u32) {
    if let Some(value) = value {
        *counts.entry(value).or_default() += count;
    }
}

fn read<T: FromStr>(code: Option<String>) -> Result<Option<T>, T::Err> {
    code.map(|code| code.parse()).transpose()
}
