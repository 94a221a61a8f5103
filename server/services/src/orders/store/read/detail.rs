//! Everything that the order page shows: a query for each part, none in a loop.

use super::{count, milestones};
use crate::Error;
use crate::orders::record::{balance, count as how_many, local, money};
use crate::orders::store::web::{charges, parked};
use crate::orders::{custom, memo, repair, wholesale};
use crate::stores::StoreTerms;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::channels::view::{WebLineView, WebView};
use domain::contact::PostalAddress;
use domain::ids::{LineId, OrderId, StoreId};
use domain::measures::RingSize;
use domain::money::Money;
use domain::orders::cancellation::Stakes;
use domain::orders::covers::{Cover, CoverView};
use domain::orders::draft::Totals;
use domain::orders::history::Happening;
use domain::orders::lifecycle::{Facts, PoFacts, Position, WebFacts};
use domain::orders::view::{
    CustomerView, Detail, EventView, HandOverView, LineJob, LinePiece, LineView, MessageView,
    PaymentView, PurchaseView, StoreView,
};
use domain::orders::{Kind, State};
use domain::schedule::{Barrier, owed_before, positions};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    kind: String,
    channel: String,
    state: String,
    held: bool,
    version: i32,
    customer_id: Uuid,
    customer_name: String,
    customer_phone: Option<String>,
    customer_email: Option<String>,
    store_name: String,
    store_address: serde_json::Value,
    store_phone: String,
    store_email: String,
    taken_by_name: String,
    currency: String,
    net: Decimal,
    tax: Decimal,
    total: Decimal,
    paid: Decimal,
    deposit: Decimal,
    first_promise: NaiveDate,
    estimate: NaiveDate,
    quote_expires: Option<NaiveDate>,
    delivery: String,
    note: Option<String>,
    created_at: DateTime<Utc>,
    address: Option<serde_json::Value>,
    received_by: Option<String>,
    signature: Option<serde_json::Value>,
    carrier: Option<String>,
    tracking: Option<String>,
    handover_at: Option<DateTime<Utc>>,
    approved: bool,
    notice_from: Option<NaiveDate>,
}

const ORDER: &str = "
    select o.number, o.kind, o.channel, o.state, o.held, o.version, o.customer_id,
           c.name as customer_name, c.phone as customer_phone, c.email as customer_email,
           s.name as store_name, s.address as store_address, s.phone as store_phone,
           s.email as store_email, o.taken_by_name, o.currency, o.net, o.tax, o.total, o.paid,
           o.deposit, o.first_promise, o.estimate, o.quote_expires, o.delivery, o.note,
           o.created_at, a.address, h.received_by, h.signature, h.carrier, h.tracking,
           h.at as handover_at,
           exists (
                select from repairs r join repair_approvals a using (order_id, revision)
                where r.order_id = o.id
           ) as approved,
           case when o.kind = 'repair' then (
                select (o.state_since at time zone s.zone)::date + b.notice_days
                from repair_books b where b.store_id = s.id
           ) end as notice_from
    from orders o
    join customers c on c.id = o.customer_id
    join stores s on s.id = o.store_id
    left join order_addresses a on a.order_id = o.id
    left join order_handovers h on h.order_id = o.id
    where o.id = $1 and o.store_id = $2";

/// An order in full with what the gates look at. Offers, and what cancelling would do, are the
/// use case's to add.
pub(in crate::orders) struct Read {
    pub detail: Detail,
    pub facts: Facts,
    /// What cancelling may keep a part of.
    pub stakes: Stakes,
}

/// Reads a store's order in full; `with_cost` decides whether cost leaves the database at all.
pub(in crate::orders) async fn detail(
    db: &mut PgConnection,
    store: StoreId,
    id: OrderId,
    terms: &StoreTerms,
    with_cost: bool,
) -> Result<Read, Error> {
    let (today, zone) = (terms.today, terms.zone);
    let row: Row = sqlx::query_as(ORDER)
        .bind(id.uuid())
        .bind(store.uuid())
        .fetch_optional(&mut *db)
        .await?
        .ok_or(Error::NotFound)?;
    let schedule_rows = milestones(db, id, &row.currency).await?;
    let lines = lines(db, id, &row.currency, with_cost).await?;
    let payments = payments(db, id, &row.currency, zone).await?;
    let purchases = purchases(db, id, zone).await?;
    let timeline = timeline(db, id, zone).await?;
    let messages = messages(db, id, zone).await?;

    let kind: Kind = row.kind.parse()?;
    let repair = repair::view(db, (id, kind), terms).await?;
    let on_memo = memo::view(db, (id, kind), terms).await?;
    let from_memo = memo::sale_of(db, (id, kind)).await?;
    let custom = custom::view(db, (id, kind), terms, with_cost).await?;
    let po = wholesale::view(db, (id, kind), terms).await?;
    let state = State::parse(kind, &row.state)?;
    let amount = |amount| money(amount, &row.currency);
    let (total, paid) = (amount(row.total)?, amount(row.paid)?);
    let schedule = positions(&schedule_rows, paid)?;
    let stand = custom::stand(db, (id, kind), total).await?;
    let nothing = Money::zero(total.currency());
    let balance = balance(state, total, paid)?;
    let wanted = || lines.iter().filter(|line| !line.web.off);
    let web = web(db, (id, kind), &row.currency, terms).await?;
    let facts = Facts {
        owed_before_design: owed_before(&schedule, Barrier::Design, nothing)?,
        owed_before_work: owed_before(&schedule, Barrier::Work, nothing)?,
        balance,
        quote_expired: row.quote_expires.is_some_and(|last| last < today),
        lines_without_piece: how_many(wanted().map(|line| line.piece.is_none())),
        lines_at_bench: how_many(lines.iter().map(|line| line.job.is_some())),
        jobs_open: how_many(lines.iter().map(|line| {
            let job = line.job.as_ref();
            job.is_some_and(|job| job.state.is_open())
        })),
        lines_with_piece: how_many(wanted().map(|line| line.piece.is_some())),
        drop_ship: lines.iter().any(shipped_by_vendor),
        approved: stand.map_or(row.approved, |stand| stand.approved),
        notice_from: row.notice_from.filter(|from| *from > today),
        web: match kind {
            Kind::Ecommerce => parked::facts(db, id).await?,
            _ => WebFacts::default(),
        },
        memo: memo::facts(db, terms, (id, state)).await?,
        custom: stand.map(|stand| stand.facts).unwrap_or_default(),
        po: PoFacts::CLEAR,
    };
    let facts = match &po {
        Some((_, po)) => wholesale::facts(po, balance, today)?,
        None => facts,
    };
    let begun = stand.and_then(|stand| stand.begun);
    let stakes = Stakes {
        deposit: begun.unwrap_or(amount(row.deposit)?),
        design_fee: stand.map_or(nothing, |stand| stand.design_fee),
        begun: begun.is_some(),
    };
    let signature = row.signature.map(serde_json::from_value).transpose()?;
    let hand_over = row.handover_at.map(|at| HandOverView {
        received_by: row.received_by,
        signature,
        carrier: row.carrier,
        tracking: row.tracking,
        at: local(at, zone),
    });
    let detail = Detail {
        id,
        number: row.number,
        kind,
        channel: row.channel.parse()?,
        position: Position {
            state,
            held: row.held,
        },
        version: row.version,
        customer: CustomerView {
            id: row.customer_id.into(),
            name: row.customer_name,
            phone: row.customer_phone,
            email: row.customer_email,
        },
        store: StoreView {
            name: row.store_name,
            address: serde_json::from_value(row.store_address)?,
            phone: row.store_phone,
            email: row.store_email,
        },
        taken_by: row.taken_by_name,
        lines,
        totals: Totals {
            net: money(row.net, &row.currency)?,
            tax: money(row.tax, &row.currency)?,
            total,
        },
        paid,
        balance,
        schedule,
        payments,
        first_promise: row.first_promise,
        estimate: row.estimate,
        quote_expires: row.quote_expires,
        delivery: row.delivery.parse()?,
        ship_to: row
            .address
            .map(serde_json::from_value::<PostalAddress>)
            .transpose()?,
        hand_over,
        note: row.note,
        purchases,
        timeline,
        messages,
        offers: Vec::new(),
        web,
        if_cancelled: None,
        repair: repair.map(Box::new),
        memo: on_memo.map(Box::new),
        from_memo,
        custom: custom.map(Box::new),
        po: po.map(|(view, _)| Box::new(view)),
        today,
        created_at: local(row.created_at, zone),
    };
    Ok(Read {
        detail,
        facts,
        stakes,
    })
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: Uuid,
    variant_id: Option<Uuid>,
    vendor_id: Option<Uuid>,
    vendor_name: Option<String>,
    sku: Option<String>,
    description: String,
    quantity: i32,
    ring_size: Option<i32>,
    metal: Option<serde_json::Value>,
    stone: Option<String>,
    engraving: Option<String>,
    unit_price: Decimal,
    list_price: Option<Decimal>,
    price_reason: Option<String>,
    unit_cost: Option<Decimal>,
    net: Decimal,
    tax: Decimal,
    piece_id: Option<Uuid>,
    serial: Option<String>,
    place: Option<String>,
    cover: Option<String>,
    cover_source: Option<Uuid>,
    cover_number: Option<String>,
    cover_who: Option<String>,
    cover_eta: Option<NaiveDate>,
    cover_here: Option<bool>,
    job_id: Option<Uuid>,
    job_number: Option<String>,
    job_state: Option<String>,
    job_due: Option<NaiveDate>,
    properties: serde_json::Value,
    discount: Decimal,
    off: bool,
    returned: i32,
    refunded: i32,
}

async fn lines(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
    with_cost: bool,
) -> Result<Vec<LineView>, Error> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "select l.id, l.variant_id, l.vendor_id, v.name as vendor_name, l.sku, l.description,
                l.quantity, l.ring_size, l.metal, l.stone, l.engraving, l.unit_price, l.list_price,
                l.price_reason, case when $2 then l.unit_cost end as unit_cost, l.net, l.tax,
                p.id as piece_id, p.serial, place.name as place, c.cover,
                c.source_id as cover_source, c.number as cover_number, c.who as cover_who,
                c.eta as cover_eta, c.here as cover_here, j.id as job_id,
                j.number as job_number, j.state as job_state, j.due_on as job_due,
                l.properties, l.discount, l.off is not null as off, l.returned, l.refunded
         from order_lines l
         left join vendors v on v.id = l.vendor_id
         left join lateral (
             select r.piece_id from reservations r
             where r.order_line_id = l.id and (r.ended_at is null or r.taken_cost is not null)
             order by r.ended_at nulls first limit 1
         ) r on true
         left join pieces p on p.id = r.piece_id
         left join locations place on place.id = p.location_id
         left join line_first_covers c on c.order_line_id = l.id and c.order_id = $1
         left join bench_jobs j on j.order_line_id = l.id and j.state <> 'stopped'
         where l.order_id = $1 and l.off is distinct from 'removed' order by l.position",
    )
    .bind(order.uuid())
    .bind(with_cost)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| line(row, currency)).collect()
}

fn line(row: LineRow, currency: &str) -> Result<LineView, Error> {
    let amount = |amount| money(amount, currency);
    let cover = cover(&row)?;
    let ring_size = row
        .ring_size
        .map(|size| RingSize::from_hundredths_mm(size.into()))
        .transpose();
    let job = match (row.job_id, row.job_number, row.job_state, row.job_due) {
        (Some(id), Some(number), Some(state), Some(due_on)) => Some(LineJob {
            id: id.into(),
            number,
            state: state.parse()?,
            due_on,
        }),
        _ => None,
    };
    Ok(LineView {
        id: LineId::from(row.id),
        variant: row.variant_id.map(Into::into),
        sku: row.sku,
        description: row.description,
        quantity: count(row.quantity)?,
        ring_size: ring_size.map_err(Error::internal)?,
        metal: row.metal.map(serde_json::from_value).transpose()?,
        stone: row.stone,
        engraving: row.engraving,
        unit_price: amount(row.unit_price)?,
        list_price: row.list_price.map(amount).transpose()?,
        price_reason: row.price_reason,
        net: amount(row.net)?,
        tax: amount(row.tax)?,
        vendor: row.vendor_id.map(Into::into),
        vendor_name: row.vendor_name,
        unit_cost: row.unit_cost.map(amount).transpose()?,
        piece: row.piece_id.zip(row.serial).map(|(id, serial)| LinePiece {
            id: id.into(),
            serial,
            location: row.place,
        }),
        cover,
        job,
        web: WebLineView {
            properties: serde_json::from_value(row.properties)?,
            discount: (!row.discount.is_zero())
                .then(|| amount(row.discount))
                .transpose()?,
            off: row.off,
            returned: count(row.returned)?,
            refunded: count(row.refunded)?,
        },
    })
}

fn shipped_by_vendor(line: &LineView) -> bool {
    let cover = line.cover.as_ref();
    cover.is_some_and(|cover| cover.cover == Cover::DropShip)
}

fn cover(row: &LineRow) -> Result<Option<CoverView>, Error> {
    let (Some(cover), Some(source)) = (&row.cover, row.cover_source) else {
        return Ok(None);
    };
    Ok(Some(CoverView {
        cover: cover.parse()?,
        source,
        number: row.cover_number.clone().unwrap_or_default(),
        who: row.cover_who.clone(),
        eta: row.cover_eta,
        here: row.cover_here.unwrap_or_default(),
    }))
}

#[derive(sqlx::FromRow)]
struct WebRow {
    channel: String,
    external_id: String,
    external_number: Option<String>,
    placed_at: Option<DateTime<Utc>>,
    gift_message: Option<String>,
    bill_to: Option<serde_json::Value>,
}

/// What an order that came from a channel has beyond every order's.
async fn web(
    db: &mut PgConnection,
    (order, kind): (OrderId, Kind),
    currency: &str,
    terms: &StoreTerms,
) -> Result<Option<WebView>, Error> {
    /// More than any order asks of people at once.
    const MOST_PARKED: i64 = 250;
    if kind != Kind::Ecommerce {
        return Ok(None);
    }
    let row: WebRow = sqlx::query_as(
        "select channel, external_id, external_number, placed_at, gift_message, bill_to
         from channel_orders where order_id = $1",
    )
    .bind(order.uuid())
    .fetch_one(&mut *db)
    .await?;
    let page = (terms.zone, MOST_PARKED);
    Ok(Some(WebView {
        channel: row.channel.parse()?,
        external_id: row.external_id,
        external_number: row.external_number,
        placed_at: row.placed_at.map(|at| local(at, terms.zone)),
        gift_message: row.gift_message,
        bill_to: row.bill_to.map(serde_json::from_value).transpose()?,
        charges: charges::of_order(db, order, currency).await?,
        parked: parked::page(db, terms.store, Some(order), None, page).await?,
    }))
}

type PaymentRow = (Uuid, Decimal, String, Option<String>, DateTime<Utc>, String);

async fn payments(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
    zone: Tz,
) -> Result<Vec<PaymentView>, Error> {
    let rows: Vec<PaymentRow> = sqlx::query_as(
        "select id, amount, method, reference, taken_at, taken_by_name from payments
         where order_id = $1 order by id",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |(id, amount, method, reference, taken_at, taken_by): PaymentRow| {
        Ok(PaymentView {
            id: id.into(),
            amount: money(amount, currency)?,
            method: method.parse()?,
            reference,
            taken_at: local(taken_at, zone),
            taken_by,
        })
    };
    rows.into_iter().map(read).collect()
}

type PurchaseRow = (
    Uuid,
    String,
    String,
    Option<String>,
    Option<NaiveDate>,
    bool,
    DateTime<Utc>,
);

async fn purchases(
    db: &mut PgConnection,
    order: OrderId,
    zone: Tz,
) -> Result<Vec<PurchaseView>, Error> {
    let rows: Vec<PurchaseRow> = sqlx::query_as(
        "select p.id, p.number, v.name, p.reference, p.eta, p.received_at is not null, p.sent_at
         from purchase_orders p join vendors v on v.id = p.vendor_id
         where p.order_id = $1 order by p.id",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read =
        |(id, number, vendor_name, reference, eta, received, sent_at): PurchaseRow| PurchaseView {
            id: id.into(),
            number,
            vendor_name,
            reference,
            eta,
            received,
            sent_at: local(sent_at, zone),
        };
    Ok(rows.into_iter().map(read).collect())
}

type EventRow = (Uuid, DateTime<Utc>, String, serde_json::Value, bool);

async fn timeline(
    db: &mut PgConnection,
    order: OrderId,
    zone: Tz,
) -> Result<Vec<EventView>, Error> {
    let rows: Vec<EventRow> = sqlx::query_as(
        "select id, at, actor_name, data, visible from order_events
         where order_id = $1 order by id desc",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |(id, at, who, data, visible): EventRow| {
        let happening: Happening = serde_json::from_value(data)?;
        Ok(EventView {
            id: id.into(),
            at: local(at, zone),
            who,
            headline: happening.for_staff(),
            detail: happening.detail(),
            visible,
        })
    };
    rows.into_iter().map(read).collect()
}

async fn messages(
    db: &mut PgConnection,
    order: OrderId,
    zone: Tz,
) -> Result<Vec<MessageView>, Error> {
    let rows: Vec<(String, String, String, DateTime<Utc>)> = sqlx::query_as(
        "select channel, subject, status, created_at from messages
         where order_id = $1 and event_id is not null order by id desc",
    )
    .bind(order.uuid())
    .fetch_all(db)
    .await?;
    let read = |(channel, subject, status, created_at): (String, String, String, DateTime<Utc>)| {
        Ok(MessageView {
            channel: channel.parse()?,
            subject,
            status: status.parse()?,
            created_at: local(created_at, zone),
        })
    };
    rows.into_iter().map(read).collect()
}
