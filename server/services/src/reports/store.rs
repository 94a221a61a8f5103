use crate::Error;
use crate::place::Place;
use chrono::NaiveDate;
use domain::ids::StoreId;
use domain::reports::Period;
use domain::reports::margin::Grouping;
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

/// What is reported on.
pub(super) struct Sales {
    pub store: StoreId,
    pub period: Period,
    pub grouping: Grouping,
}

#[derive(sqlx::FromRow)]
pub(super) struct Sums {
    pub revenue: Decimal,
    pub cost: Decimal,
    pub quoted_revenue: Option<Decimal>,
    pub quoted_cost: Option<Decimal>,
}

#[derive(sqlx::FromRow)]
pub(super) struct GroupRow {
    /// None for the sum of all.
    pub key: Option<String>,
    pub label: String,
    pub orders: i64,
    #[sqlx(flatten)]
    pub sums: Sums,
}

#[derive(sqlx::FromRow)]
pub(super) struct OrderRow {
    pub order_id: Uuid,
    pub number: String,
    pub customer_name: String,
    pub title: String,
    pub business_date: NaiveDate,
    pub label: String,
    #[sqlx(flatten)]
    pub sums: Sums,
}

/// The hand-overs of a period as the books have them, a row each. What was reversed was no sale.
macro_rules! hand_overs {
    () => {
        "with hand_overs as (
            select e.id, e.order_id, e.business_date,
                   coalesce(-sum(p.amount) filter (where p.account <> '5000'), 0) as revenue,
                   coalesce(sum(p.amount) filter (where p.account = '5000'), 0) as cost
            from ledger_entries e
            left join ledger_postings p on p.entry_id = e.id
                and p.account in ('4000', '4100', '4110', '5000')
            where e.store_id = $1 and e.kind = 'hand_over' and e.business_date between $2 and $3
                and e.order_id not in (
                    select id from orders where store_id = $1 and state = 'reversed'
                )
            group by e.id
         ), "
    };
}

/// One order's expected cost, none where any of its lines had none.
macro_rules! quoted {
    () => {
        "left join lateral (
            select case when bool_and(quoted_cost is not null) then sum(quoted_cost * quantity) end
                as cost
            from order_lines where order_id = h.order_id
         ) quoted on true"
    };
}

/// The sales of each grouping: a key and a label for each order, or each of its lines.
macro_rules! by_kind {
    () => {
        concat!(
            hand_overs!(),
            "sales as (
                select o.kind as key, '' as label, h.order_id, h.business_date,
                       h.revenue, h.cost, quoted.cost as quoted_cost
                from hand_overs h join orders o on o.id = h.order_id ",
            quoted!(),
            ") "
        )
    };
}
macro_rules! by_salesperson {
    () => {
        concat!(
            hand_overs!(),
            "sales as (
                select coalesce(o.taken_by::text, o.taken_by_name) as key,
                       coalesce(s.name, o.taken_by_name) as label, h.order_id, h.business_date,
                       h.revenue, h.cost, quoted.cost as quoted_cost
                from hand_overs h join orders o on o.id = h.order_id
                left join staff s on s.id = o.taken_by ",
            quoted!(),
            ") "
        )
    };
}
// The books know orders, not pieces; a style's share comes from the lines, which `check` holds
// to the books.
macro_rules! by_style {
    () => {
        concat!(
            hand_overs!(),
            "sales as (
                select coalesce(l.style_id::text, 'none') as key,
                       coalesce(s.title, 'Described in words') as label,
                       h.order_id, h.business_date, l.net as revenue,
                       coalesce(l.unit_cost, 0) * l.quantity as cost,
                       l.quoted_cost * l.quantity as quoted_cost
                from hand_overs h join order_lines l on l.order_id = h.order_id
                left join styles s on s.id = l.style_id
            ) "
        )
    };
}

macro_rules! groups {
    ($sales:expr) => {
        concat!(
            $sales,
            "select key, coalesce(max(label), '') as label, count(distinct order_id) as orders,
                    coalesce(sum(revenue), 0) as revenue, coalesce(sum(cost), 0) as cost,
                    sum(revenue) filter (where quoted_cost is not null) as quoted_revenue,
                    sum(quoted_cost) as quoted_cost
             from sales group by grouping sets ((key), ())
             order by sum(revenue) desc nulls last, key"
        )
    };
}

macro_rules! orders {
    ($sales:expr) => {
        concat!(
            $sales,
            "select s.order_id, o.number, c.name as customer_name, o.title, s.business_date,
                    max(s.label) as label, sum(s.revenue) as revenue, sum(s.cost) as cost,
                    sum(s.revenue) filter (where s.quoted_cost is not null) as quoted_revenue,
                    sum(s.quoted_cost) as quoted_cost
             from sales s
             join orders o on o.id = s.order_id
             join customers c on c.id = o.customer_id
             where s.key = $4 and ($5::date is null or (s.business_date, s.order_id) < ($5, $6))
             group by s.order_id, s.business_date, o.number, c.name, o.title
             order by s.business_date desc, s.order_id desc
             limit $7"
        )
    };
}

/// Each group, the largest first, and the sum of all.
pub(super) async fn groups(db: &PgPool, sales: &Sales) -> Result<Vec<GroupRow>, Error> {
    let sql = match sales.grouping {
        Grouping::Kind => groups!(by_kind!()),
        Grouping::Salesperson => groups!(by_salesperson!()),
        Grouping::Style => groups!(by_style!()),
    };
    let mut tx = db.begin().await?;
    // Compiling the query takes longer than running it over the busiest house's year.
    sqlx::query("set local jit = off").execute(&mut *tx).await?;
    let rows = sqlx::query_as(sql)
        .bind(sales.store.uuid())
        .bind(sales.period.first())
        .bind(sales.period.last())
        .fetch_all(&mut *tx)
        .await?;
    tx.rollback().await?;
    Ok(rows)
}

/// The orders of a group, the newest first.
pub(super) async fn orders(
    db: &PgPool,
    sales: &Sales,
    key: &str,
    after: Option<Place>,
    limit: u16,
) -> Result<Vec<OrderRow>, Error> {
    let sql = match sales.grouping {
        Grouping::Kind => orders!(by_kind!()),
        Grouping::Salesperson => orders!(by_salesperson!()),
        Grouping::Style => orders!(by_style!()),
    };
    let rows = sqlx::query_as(sql)
        .bind(sales.store.uuid())
        .bind(sales.period.first())
        .bind(sales.period.last())
        .bind(key)
        .bind(after.map(|after| after.date))
        .bind(after.map(|after| after.id))
        .bind(i64::from(limit))
        .fetch_all(db)
        .await?;
    Ok(rows)
}
