//! What the gates of memos look at.

use crate::Error;
use crate::stores::store::currency;
use domain::ids::{CustomerId, OrderId, StoreId};
use domain::money::{Currency, Money};
use domain::orders::State;
use domain::orders::lifecycle::MemoFacts;
use domain::orders::memo::{self, terms::Standing};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

/// The same as [`read`], with others kept from handing anything out until the transaction ends: of
/// two memos that would be too much together one waits for the other.
pub(in crate::orders) async fn locked(
    db: &mut PgConnection,
    store: StoreId,
    (order, state): (OrderId, State),
) -> Result<MemoFacts, Error> {
    if state == State::Memo(memo::State::Requested) {
        sqlx::query("select from memo_terms where store_id = $1 for update")
            .bind(store.uuid())
            .execute(&mut *db)
            .await?;
    }
    read(db, store, (order, state)).await
}

/// How many pieces are out; of a memo that is not handed out yet, whether that would be too much.
pub(in crate::orders) async fn read(
    db: &mut PgConnection,
    store: StoreId,
    (order, state): (OrderId, State),
) -> Result<MemoFacts, Error> {
    let State::Memo(state) = state else {
        return Ok(MemoFacts::default());
    };
    let (out, value, customer, code): (i64, Decimal, Uuid, String) = sqlx::query_as(
        "select count(*) filter (where l.state = 'out'), coalesce(sum(l.value), 0),
                o.customer_id, o.currency
         from orders o left join memo_lines l on l.order_id = o.id
         where o.id = $1 group by o.id",
    )
    .bind(order.uuid())
    .fetch_one(&mut *db)
    .await?;
    let facts = MemoFacts {
        pieces_out: u32::try_from(out).unwrap_or(u32::MAX),
        ..MemoFacts::default()
    };
    if state != memo::State::Requested {
        return Ok(facts);
    }
    let money = currency(&code)?;
    let more = Money::new(value, money)?;
    let standing = standing(db, store, customer.into(), money).await?;
    Ok(MemoFacts {
        over_limit: standing.over_limit(more)?,
        over_insured: standing.over_insured(more)?,
        ..facts
    })
}

/// What a customer has out of a store, and what is out in all.
pub(in crate::orders::memo) async fn standing(
    db: &mut PgConnection,
    store: StoreId,
    customer: CustomerId,
    currency: Currency,
) -> Result<Standing, Error> {
    let (limit, insured, mine, all): (Decimal, Option<Decimal>, Decimal, Decimal) = sqlx::query_as(
        "select t.customer_limit, t.insured, out.mine, out.value
             from memo_terms t
             cross join lateral (
                select coalesce(sum(l.value), 0) as value,
                       coalesce(sum(l.value) filter (where o.customer_id = $2), 0) as mine
                from orders o join memo_lines l on l.order_id = o.id and l.state = 'out'
                where o.store_id = t.store_id and o.kind = 'memo' and o.phase = 'out'
             ) out
             where t.store_id = $1",
    )
    .bind(store.uuid())
    .bind(customer.uuid())
    .fetch_one(db)
    .await?;
    Ok(Standing {
        with_customer: Money::new(mine, currency)?,
        limit: Money::new(limit, currency)?,
        out: Money::new(all, currency)?,
        insured: insured
            .map(|insured| Money::new(insured, currency))
            .transpose()?,
    })
}
