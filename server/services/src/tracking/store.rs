use crate::Error;
use crate::db::Tx;
use crate::stores::store::currency;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::ids::{OrderId, StoreId, TrackingLinkId};
use domain::measures::RingSize;
use domain::money::{Currency, Money};
use domain::orders::history::Happening;
use domain::orders::tracking::{
    TrackEvent, TrackMoney, TrackPiece, TrackShipment, TrackStage, TrackStore, TrackView, headline,
    steps,
};
use domain::orders::{Delivery, State};
use domain::schedule::{Milestone, owed_before, positions};
use rust_decimal::Decimal;
use sqlx::{PgExecutor, PgPool};
use uuid::Uuid;

pub(super) async fn insert(
    tx: &mut Tx<'_>,
    link: TrackingLinkId,
    order: OrderId,
    token_hash: &[u8],
    now: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into tracking_links (id, order_id, token_hash, created_at, expires_at)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(link.uuid())
    .bind(order.uuid())
    .bind(token_hash)
    .bind(now)
    .bind(expires)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Finds that the order is the store's.
pub(super) async fn owned(tx: &mut Tx<'_>, store: StoreId, order: OrderId) -> Result<(), Error> {
    sqlx::query_scalar::<_, Uuid>("select id from orders where id = $1 and store_id = $2")
        .bind(order.uuid())
        .bind(store.uuid())
        .fetch_optional(&mut **tx)
        .await?
        .map(drop)
        .ok_or(Error::NotFound)
}

/// The newest link in force.
pub(super) async fn newest(
    db: impl PgExecutor<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<Option<TrackingLinkId>, Error> {
    let id: Option<Uuid> = sqlx::query_scalar(
        "select id from tracking_links
         where order_id = $1 and revoked_at is null and expires_at > $2
         order by id desc limit 1",
    )
    .bind(order.uuid())
    .bind(now)
    .fetch_optional(db)
    .await?;
    Ok(id.map(Into::into))
}

pub(super) async fn revoke_all(
    tx: &mut Tx<'_>,
    order: OrderId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update tracking_links set revoked_at = $2 where order_id = $1 and revoked_at is null",
    )
    .bind(order.uuid())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Head {
    id: Uuid,
    number: String,
    kind: String,
    state: String,
    currency: String,
    tax: Decimal,
    total: Decimal,
    paid: Decimal,
    first_promise: NaiveDate,
    estimate: NaiveDate,
    quote_expires: Option<NaiveDate>,
    delivery: String,
    store_name: String,
    store_phone: String,
    store_email: String,
    store_address: serde_json::Value,
    zone: String,
    carrier: Option<String>,
    tracking: Option<String>,
    drop_ship: bool,
}

// Column by column, like the type that it fills: `select *` would one day show too much.
const HEAD: &str = "
    select o.id, o.number, o.kind, o.state, o.currency, o.tax, o.total, o.paid, o.first_promise,
           o.estimate, o.quote_expires, o.delivery, s.name as store_name, s.phone as store_phone,
           s.email as store_email, s.address as store_address, s.zone, h.carrier, h.tracking,
           exists (
                select from line_covers c where c.order_id = o.id and c.cover = 'drop_ship'
           ) as drop_ship
    from tracking_links l
    join orders o on o.id = l.order_id
    join stores s on s.id = o.store_id
    left join order_handovers h on h.order_id = o.id
    where l.token_hash = $1 and l.revoked_at is null and l.expires_at > $2";

/// What a link in force shows.
pub(super) async fn view(
    db: &PgPool,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<TrackView>, Error> {
    let mut tx = db.begin().await?;
    // One moment's truth: the balance must not be older than the payment beside it.
    sqlx::query("set transaction isolation level repeatable read, read only")
        .execute(&mut *tx)
        .await?;
    let head: Option<Head> = sqlx::query_as(HEAD)
        .bind(token_hash)
        .bind(now)
        .fetch_optional(&mut *tx)
        .await?;
    match head {
        Some(head) => assemble(&mut tx, head).await.map(Some),
        None => Ok(None),
    }
}

async fn assemble(tx: &mut Tx<'_>, head: Head) -> Result<TrackView, Error> {
    let zone: Tz = head
        .zone
        .parse()
        .map_err(|_| Error::internal("a store with an unknown zone"))?;
    let state = State::parse(head.kind.parse()?, &head.state)?;
    let delivery: Delivery = head.delivery.parse()?;
    let stage = TrackStage::of(state);
    let shipment = head.carrier.clone().zip(head.tracking.clone());
    Ok(TrackView {
        headline: headline(state, delivery).to_owned(),
        stage,
        steps: steps(state, delivery, head.drop_ship),
        money: money(tx, &head, state).await?,
        pieces: pieces(tx, head.id).await?,
        pictures: pictures(tx, head.id).await?,
        history: history(tx, head.id, delivery, zone).await?,
        shipment: shipment.map(|(carrier, tracking)| TrackShipment { carrier, tracking }),
        number: head.number,
        store: TrackStore {
            name: head.store_name,
            phone: head.store_phone,
            email: head.store_email,
            address: serde_json::from_value(head.store_address)?,
        },
        first_promise: head.first_promise,
        estimate: head.estimate,
        quote_expires: head.quote_expires,
        delivery,
    })
}

#[derive(sqlx::FromRow)]
struct MilestoneRow {
    id: Uuid,
    label: String,
    amount: Decimal,
    gates: String,
}

async fn money(tx: &mut Tx<'_>, head: &Head, state: State) -> Result<TrackMoney, Error> {
    let currency = currency(&head.currency)?;
    let amount = |amount| Money::new(amount, currency);
    let (total, paid) = (amount(head.total)?, amount(head.paid)?);
    let schedule = positions(&milestones(tx, head.id, currency).await?, paid)?;
    let stage = TrackStage::of(state);
    let balance = stage.left_to_pay(total, paid)?;
    let before_next = owed_before(&schedule, state.next_barrier(), Money::zero(currency))?;
    Ok(TrackMoney {
        total,
        tax: amount(head.tax)?,
        paid,
        // Nothing is owed of a price that nobody agreed to.
        due_now: if state.is_agreed() {
            stage.due_now(before_next, balance)
        } else {
            Money::zero(currency)
        },
        balance,
        schedule,
    })
}

async fn milestones(
    tx: &mut Tx<'_>,
    order: Uuid,
    currency: Currency,
) -> Result<Vec<Milestone>, Error> {
    let rows: Vec<MilestoneRow> = sqlx::query_as(
        "select id, label, amount, gates from order_milestones where order_id = $1 order by position",
    )
    .bind(order)
    .fetch_all(&mut **tx)
    .await?;
    let milestone = |row: MilestoneRow| {
        Ok(Milestone {
            id: row.id.into(),
            label: row.label,
            amount: Money::new(row.amount, currency)?,
            gates: row.gates.parse()?,
        })
    };
    rows.into_iter().map(milestone).collect()
}

#[derive(sqlx::FromRow)]
struct PieceRow {
    description: String,
    quantity: i32,
    ring_size: Option<i32>,
    metal: Option<serde_json::Value>,
    stone: Option<String>,
    engraving: Option<String>,
}

async fn pieces(tx: &mut Tx<'_>, order: Uuid) -> Result<Vec<TrackPiece>, Error> {
    let rows: Vec<PieceRow> = sqlx::query_as(
        "select description, quantity, ring_size, metal, stone, engraving
         from order_lines where order_id = $1 and off is null order by position",
    )
    .bind(order)
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(piece).collect()
}

fn piece(row: PieceRow) -> Result<TrackPiece, Error> {
    let ring_size = row
        .ring_size
        .map(|size| RingSize::from_hundredths_mm(size.into()));
    Ok(TrackPiece {
        description: row.description,
        quantity: u32::try_from(row.quantity).map_err(Error::internal)?,
        ring_size: ring_size.transpose().map_err(Error::internal)?,
        metal: row.metal.map(serde_json::from_value).transpose()?,
        stone: row.stone,
        engraving: row.engraving,
    })
}

/// The pictures that the shop shows: of the finished piece, and of the round that was shown last,
/// as far as staff made it public.
async fn pictures(tx: &mut Tx<'_>, order: Uuid) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar(
        "select url from (
            select p.url, 0 as turn, row_number() over (order by p.id desc) as place
            from custom_pictures p where p.order_id = $1 and p.kind = 'final'
            union all
            select d.picture, 1, f.position
            from custom_rounds r
            join custom_round_files f on f.order_id = r.order_id and f.round = r.number
            join design_files d on d.hash = f.hash
            where r.order_id = $1 and r.public and d.picture is not null
                and r.number = (select max(number) from custom_rounds where order_id = $1)
         ) shown
         order by turn, place limit 24",
    )
    .bind(order)
    .fetch_all(&mut **tx)
    .await?)
}

async fn history(
    tx: &mut Tx<'_>,
    order: Uuid,
    delivery: Delivery,
    zone: Tz,
) -> Result<Vec<TrackEvent>, Error> {
    let rows: Vec<(DateTime<Utc>, serde_json::Value)> = sqlx::query_as(
        "select at, data from order_events where order_id = $1 and visible order by id desc",
    )
    .bind(order)
    .fetch_all(&mut **tx)
    .await?;
    let mut events = Vec::with_capacity(rows.len());
    for (at, data) in rows {
        let happening: Happening = serde_json::from_value(data)?;
        // Told in words made for the customer; what has none stays in the shop.
        if let Some(text) = happening.for_customer(delivery) {
            let day = at.with_timezone(&zone).date_naive();
            events.push(TrackEvent { at, day, text });
        }
    }
    Ok(events)
}
