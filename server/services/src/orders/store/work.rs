//! Work lists. Both questions go over what is alive in the store, and nothing else.

use super::search::{COLUMNS, Row, summary};
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use domain::orders::State;
use domain::orders::view::Summary;
use domain::orders::work::{WaitsFor, WorkList, states_where};
use sqlx::{PgPool, Postgres, QueryBuilder};

/// More than anybody works through in a day.
const MOST: i64 = 200;

/// How much is on each list.
pub(in crate::orders) async fn work_counts(
    db: &PgPool,
    caller: Caller<'_>,
    terms: &StoreTerms,
) -> Result<Vec<(WorkList, u32)>, Error> {
    let mut sql = marked(caller, terms);
    let each = WorkList::ALL.iter();
    let each: Vec<_> = each
        .map(|list| format!("count(*) filter (where {})", list.code()))
        .collect();
    sql.push(" select array[")
        .push(each.join(", "))
        .push("] from marked");
    let counts: Vec<i64> = sql.build_query_scalar().fetch_one(db).await?;
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let lists = WorkList::ALL.iter().copied();
    Ok(lists.zip(counts.into_iter().map(count)).collect())
}

/// What is on a list, the most pressing first.
pub(in crate::orders) async fn work_list(
    db: &PgPool,
    caller: Caller<'_>,
    terms: &StoreTerms,
    list: WorkList,
) -> Result<Vec<Summary>, Error> {
    let mut sql = marked(caller, terms);
    sql.push(COLUMNS).push_bind(terms.store.uuid());
    sql.push(" and o.id in (select id from marked where ")
        .push(list.code())
        .push(") order by ");
    sql.push(match list {
        WorkList::Uncollected => "o.state_since",
        _ => "o.estimate",
    });
    sql.push(", o.id limit ").push_bind(MOST);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(|row| summary(row, terms)).collect()
}

/// What is alive as `marked`, each with a column for every list that says whether it is on it.
fn marked(caller: Caller<'_>, terms: &StoreTerms) -> QueryBuilder<Postgres> {
    let mut sql = QueryBuilder::new(
        "with marked as (
            select o.id, o.phase in ('open', 'in_work') and not o.held and o.estimate <= ",
    );
    sql.push_bind(terms.today).push(" and (o.taken_by = ");
    sql.push_bind(caller.id()).push(
        " or exists (
            select from bench_jobs j join bench_steps b on b.job_id = j.id
            where j.order_id = o.id and j.state in ('planned', 'in_work') and b.state <> 'done'
                and b.staff_id = ",
    );
    sql.push_bind(caller.id())
        .push(")) as mine, o.phase in ('open', 'in_work', 'out') and o.estimate < ");
    sql.push_bind(terms.today)
        .push(" as overdue, not o.held and ");
    among(&mut sql, |state| state.waits_for() == WaitsFor::Customer);
    sql.push(" as customer, not o.held and ");
    among(&mut sql, |state| state.waits_for() == WaitsFor::Vendor);
    sql.push(" as vendor, o.phase = 'ready' and ");
    among(&mut sql, |state| state.waits_for() == WaitsFor::Customer);
    sql.push(" as uncollected, o.paid < o.deposit and o.phase in ('open', 'in_work') and ");
    among(&mut sql, State::is_agreed);
    sql.push(" as deposits from orders o where o.store_id = ");
    sql.push_bind(terms.store.uuid());
    sql.push(" and o.phase in ('draft', 'open', 'in_work', 'ready', 'out')) ");
    sql
}

/// Whether an order is in one of the states that a condition holds for.
fn among(sql: &mut QueryBuilder<Postgres>, holds: impl Fn(State) -> bool) {
    let (kinds, states): (Vec<_>, Vec<_>) = states_where(holds).into_iter().unzip();
    sql.push("(o.kind, o.state) in (select * from unnest(")
        .push_bind(kinds);
    sql.push("::text[], ").push_bind(states).push("::text[]))");
}
