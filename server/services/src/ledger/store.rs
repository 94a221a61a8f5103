use super::Context;
use crate::Error;
use crate::db::Tx;
use crate::place::Place;
use crate::stores::store::currency;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{EntryId, OrderId, StoreId};
use domain::ledger::view::{EntryView, JournalFilter, JournalTotals, TrialLine};
use domain::ledger::{Entry, EntryKind, Posting};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

/// One entry with its postings.
pub(super) async fn insert(
    tx: &mut Tx<'_>,
    context: &Context,
    entry: &Entry,
    memo: &str,
) -> Result<(), Error> {
    let one = (context.clone(), entry.clone(), memo.to_owned());
    insert_all(tx, &[&one]).await
}

/// One statement for all entries and their postings.
pub(super) async fn insert_all(
    tx: &mut Tx<'_>,
    entries: &[&(Context, Entry, String)],
) -> Result<(), Error> {
    let ids: Vec<_> = entries.iter().map(|_| EntryId::generate().uuid()).collect();
    let contexts = || entries.iter().map(|(context, ..)| context);
    let postings = || {
        let each = ids.iter().zip(entries);
        each.flat_map(|(id, (_, entry, _))| {
            let posted = (1_i16..).zip(entry.postings());
            posted.map(|(position, posting)| (*id, position, posting))
        })
    };
    sqlx::query(
        "with entry as (
            insert into ledger_entries (id, kind, order_id, store_id, business_date, currency, memo, at)
            select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::date[],
                $6::text[], $7::text[], $8::timestamptz[])
            returning id
         )
         insert into ledger_postings (entry_id, position, account, amount)
         select posting.of, posting.position, posting.account, posting.amount
         from unnest($9::uuid[], $10::smallint[], $11::text[], $12::numeric[])
            as posting (of, position, account, amount)
         join entry on entry.id = posting.of",
    )
    .bind(&ids)
    .bind(entries.iter().map(|(_, entry, _)| entry.kind().code()).collect::<Vec<_>>())
    .bind(contexts().map(|c| c.order.map(|order| order.uuid())).collect::<Vec<_>>())
    .bind(contexts().map(|c| c.store.uuid()).collect::<Vec<_>>())
    .bind(contexts().map(|c| c.business_date).collect::<Vec<_>>())
    .bind(contexts().map(|c| c.currency.code()).collect::<Vec<_>>())
    .bind(entries.iter().map(|(.., memo)| memo.as_str()).collect::<Vec<_>>())
    .bind(contexts().map(|c| c.at).collect::<Vec<_>>())
    .bind(postings().map(|(id, ..)| id).collect::<Vec<_>>())
    .bind(postings().map(|(_, position, _)| position).collect::<Vec<_>>())
    .bind(postings().map(|(.., posting)| posting.account.code()).collect::<Vec<_>>())
    .bind(postings().map(|(.., posting)| posting.amount.amount()).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Which way the journal is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    NewestFirst,
    OldestFirst,
}

/// A stretch of a store's journal.
pub(super) struct Query<'a> {
    pub store: StoreId,
    pub filter: &'a JournalFilter,
    pub after: Option<Place>,
    pub direction: Direction,
    pub limit: u16,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    business_date: NaiveDate,
    kind: String,
    order_id: Option<Uuid>,
    order_number: Option<String>,
    party: Option<String>,
    memo: String,
    at: DateTime<Utc>,
    currency: String,
    accounts: Vec<String>,
    amounts: Vec<Decimal>,
}

// Goods concern the vendor whom the order's newest purchase order went to.
const SHOWN: &str = "
    select e.id, e.business_date, e.kind, e.order_id, o.number as order_number,
           case when e.kind in ('goods_received', 'goods_returned') then (
               select v.name from purchase_orders po join vendors v on v.id = po.vendor_id
               where po.order_id = e.order_id order by po.sent_at desc limit 1
           ) else c.name end as party,
           e.memo, e.at, e.currency, p.accounts, p.amounts
    from (select * from ledger_entries e where ";

const JOINED: &str = ") e
    cross join lateral (
        select coalesce(array_agg(account order by position), '{}') as accounts,
               coalesce(array_agg(amount order by position), '{}') as amounts
        from ledger_postings where entry_id = e.id
    ) p
    left join orders o on o.id = e.order_id
    left join customers c on c.id = o.customer_id
    order by e.business_date ";

/// The entries of a stretch, each whole.
pub(super) async fn entries(db: &PgPool, query: &Query<'_>) -> Result<Vec<EntryView>, Error> {
    let (than, way) = match query.direction {
        Direction::NewestFirst => (" < ", "desc"),
        Direction::OldestFirst => (" > ", "asc"),
    };
    let mut sql = QueryBuilder::<Postgres>::new(SHOWN);
    push_filter(&mut sql, query);
    if let Some(after) = query.after {
        sql.push(" and (e.business_date, e.id)")
            .push(than)
            .push("(");
        sql.push_bind(after.date).push(", ");
        sql.push_bind(after.id).push(")");
    }
    sql.push(format_args!(
        " order by e.business_date {way}, e.id {way} limit "
    ));
    sql.push_bind(i64::from(query.limit)).push(JOINED);
    sql.push(format_args!("{way}, e.id {way}"));
    let rows: Vec<Row> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(read).collect()
}

fn push_filter(sql: &mut QueryBuilder<Postgres>, query: &Query<'_>) {
    let filter = query.filter;
    sql.push("e.store_id = ").push_bind(query.store.uuid());
    if let Some(from) = filter.from {
        sql.push(" and e.business_date >= ").push_bind(from);
    }
    if let Some(to) = filter.to {
        sql.push(" and e.business_date <= ").push_bind(to);
    }
    if let Some(kind) = filter.kind {
        sql.push(" and e.kind = ").push_bind(kind.code());
    }
    if let Some(account) = filter.account {
        sql.push(" and exists (select from ledger_postings where entry_id = e.id and account = ")
            .push_bind(account.code())
            .push(")");
    }
    let number = filter.order.trim();
    if !number.is_empty() {
        sql.push(" and e.order_id = (select id from orders where number = ")
            .push_bind(number.to_uppercase())
            .push(")");
    }
}

fn read(row: Row) -> Result<EntryView, Error> {
    let currency = currency(&row.currency)?;
    let posting = |(account, amount): (String, Decimal)| -> Result<Posting, Error> {
        Ok(Posting {
            account: account.parse()?,
            amount: Money::new(amount, currency)?,
        })
    };
    let postings = row.accounts.into_iter().zip(row.amounts).map(posting);
    Ok(EntryView {
        id: row.id.into(),
        date: row.business_date,
        kind: row.kind.parse::<EntryKind>()?,
        order: row.order_id.map(OrderId::from),
        order_number: row.order_number,
        party: row.party,
        memo: row.memo,
        at: row.at,
        postings: postings.collect::<Result<_, _>>()?,
    })
}

/// What all entries of a filter come to; of one account, where it is asked for.
pub(super) async fn totals(
    db: &PgPool,
    query: &Query<'_>,
    currency: Currency,
) -> Result<JournalTotals, Error> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "select count(distinct p.entry_id),
                coalesce(sum(p.amount) filter (where p.amount > 0), 0),
                coalesce(-sum(p.amount) filter (where p.amount < 0), 0)
         from ledger_entries e join ledger_postings p on p.entry_id = e.id where ",
    );
    push_filter(&mut sql, query);
    if let Some(account) = query.filter.account {
        sql.push(" and p.account = ").push_bind(account.code());
    }
    let (entries, debit, credit): (i64, Decimal, Decimal) =
        sql.build_query_as().fetch_one(db).await?;
    Ok(JournalTotals {
        entries: u32::try_from(entries).unwrap_or(u32::MAX),
        debit: Money::new(debit, currency)?,
        credit: Money::new(credit, currency)?,
    })
}

/// The balance of every account that was posted to up to a day, in the chart's order.
pub(super) async fn balances(
    db: &PgPool,
    store: StoreId,
    on: NaiveDate,
    currency: Currency,
) -> Result<Vec<TrialLine>, Error> {
    let rows: Vec<(String, Decimal)> = sqlx::query_as(
        "select p.account, sum(p.amount)
         from ledger_entries e join ledger_postings p on p.entry_id = e.id
         where e.store_id = $1 and e.business_date <= $2
         group by p.account order by p.account",
    )
    .bind(store.uuid())
    .bind(on)
    .fetch_all(db)
    .await?;
    let line = |(account, balance): (String, Decimal)| -> Result<TrialLine, Error> {
        Ok(TrialLine {
            account: account.parse()?,
            balance: Money::new(balance, currency)?,
        })
    };
    rows.into_iter().map(line).collect()
}
