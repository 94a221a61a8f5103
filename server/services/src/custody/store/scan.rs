//! Finding what a code names: an exact look-up for each kind of thing, by an index of its own.

use super::holders::HolderRow;
use crate::Error;
use domain::custody::Named;
use domain::ids::StoreId;
use sqlx::PgPool;
use uuid::Uuid;

/// More than these no code names; they are two laboratories' reports, or a mistake.
const MOST: i64 = 10;

#[derive(sqlx::FromRow)]
struct Row {
    what: String,
    id: Uuid,
    code: String,
    words: String,
    order_id: Option<Uuid>,
}

const NAMED: &str = "
    select * from (
        select 'piece' as what, p.id, p.serial as code, p.name as words, null::uuid as order_id,
               p.state <> 'here' as gone
        from pieces p where p.serial = any ($2) and p.store_id = $1
        union
        select 'piece', p.id, p.serial, p.name, null, p.state <> 'here'
        from pieces p where p.store_id = $1 and upper(p.certificate) = any ($2)
        union all
        select 'envelope', e.id, e.code, l.description, e.order_id, e.closed_at is not null
        from envelopes e join order_lines l on l.id = e.order_line_id
        where e.code = any ($2) and e.store_id = $1
        union all
        select 'order', o.id, o.number, c.name, null, false
        from orders o join customers c on c.id = o.customer_id
        where o.number = any ($2) and o.store_id = $1
        union all
        select 'purchase', o.id, o.number, v.name, o.order_id, false
        from purchase_orders o join vendors v on v.id = o.vendor_id
        where $3 and o.number = any ($2) and o.store_id = $1
        union all
        select 'job', j.id, j.number, j.title, null, false
        from bench_jobs j where j.number = any ($2) and j.store_id = $1
    ) named order by gone, id desc limit $4";

const PLACES: &str = "
    select l.id, l.kind, l.name, coalesce(s.name, v.name) as who
    from locations l
    left join staff s on s.id = l.staff_id
    left join vendors v on v.id = l.vendor_id
    where l.store_id = $1 and l.code = any ($2) and l.active
    limit $3";

/// What a store has by these codes. Of stones with one report's number, those that left long ago
/// give way to one that is here.
pub(in crate::custody) async fn named(
    db: &PgPool,
    store: StoreId,
    codes: &[String],
    with_purchases: bool,
) -> Result<Vec<Named>, Error> {
    let rows: Vec<Row> = sqlx::query_as(NAMED)
        .bind(store.uuid())
        .bind(codes)
        .bind(with_purchases)
        .bind(MOST)
        .fetch_all(db)
        .await?;
    let places: Vec<HolderRow> = sqlx::query_as(PLACES)
        .bind(store.uuid())
        .bind(codes)
        .bind(MOST)
        .fetch_all(db)
        .await?;
    let mut found: Vec<_> = rows.into_iter().filter_map(Row::read).collect();
    for place in places {
        found.push(Named::Place(place.read()?));
    }
    Ok(found)
}

impl Row {
    fn read(self) -> Option<Named> {
        Some(match self.what.as_str() {
            "piece" => Named::Piece {
                id: self.id.into(),
                serial: self.code,
                name: self.words,
            },
            "envelope" => Named::Envelope {
                id: self.id.into(),
                order: self.order_id?.into(),
                code: self.code,
                name: self.words,
            },
            "order" => Named::Order {
                id: self.id.into(),
                number: self.code,
                customer: self.words,
            },
            "job" => Named::Job {
                id: self.id.into(),
                number: self.code,
                title: self.words,
            },
            "purchase" => Named::Purchase {
                id: self.id.into(),
                number: self.code,
                vendor: self.words,
                for_stock: self.order_id.is_none(),
            },
            _ => return None,
        })
    }
}
