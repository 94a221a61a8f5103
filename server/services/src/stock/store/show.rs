//! Everything that a piece's page shows.

use crate::Error;
use crate::stores::StoreTerms;
use crate::stores::store::currency;
use chrono::{DateTime, Utc};
use domain::ids::PieceId;
use domain::money::Money;
use domain::stock::{Certificate, MoveView, PieceDetail, PromisedTo, Stone};
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    version: i32,
    serial: String,
    name: String,
    form: String,
    state: String,
    ownership: String,
    location_id: Option<Uuid>,
    location: Option<String>,
    variant_id: Option<Uuid>,
    vendor_id: Option<Uuid>,
    vendor: Option<String>,
    vendor_style: Option<String>,
    customer_id: Option<Uuid>,
    customer: Option<String>,
    currency: String,
    cost: Option<Decimal>,
    price: Option<Decimal>,
    declared_value: Option<Decimal>,
    weight_grams: Option<Decimal>,
    lab: Option<String>,
    certificate: Option<String>,
    inscription: Option<String>,
    note: Option<String>,
    order_id: Option<Uuid>,
    order_number: Option<String>,
    order_customer: Option<String>,
    #[sqlx(flatten)]
    stone: StoneRow,
}

#[derive(sqlx::FromRow)]
struct StoneRow {
    variety: Option<String>,
    origin: Option<String>,
    shape: Option<String>,
    carat: Option<Decimal>,
    colour: Option<String>,
    clarity: Option<String>,
    cut: Option<String>,
    treatment: Option<String>,
    length_mm: Option<Decimal>,
    width_mm: Option<Decimal>,
    depth_mm: Option<Decimal>,
    depth_percent: Option<Decimal>,
    table_percent: Option<Decimal>,
}

const PIECE: &str = "
    select p.*, l.name as location, v.name as vendor, c.name as customer,
           o.id as order_id, o.number as order_number, oc.name as order_customer
    from pieces p
    left join locations l on l.id = p.location_id
    left join vendors v on v.id = p.vendor_id
    left join customers c on c.id = p.customer_id
    left join reservations r on r.piece_id = p.id and r.ended_at is null
    left join order_lines ol on ol.id = r.order_line_id
    left join orders o on o.id = ol.order_id
    left join customers oc on oc.id = o.customer_id
    where p.id = $1 and p.store_id = $2";

/// A store's piece in full; `with_cost` decides whether cost is shown.
pub(in crate::stock) async fn piece(
    db: &PgPool,
    terms: &StoreTerms,
    id: PieceId,
    with_cost: bool,
) -> Result<PieceDetail, Error> {
    let row: Row = sqlx::query_as(PIECE)
        .bind(id.uuid())
        .bind(terms.store.uuid())
        .fetch_optional(db)
        .await?
        .ok_or(Error::NotFound)?;
    let moves = moves(db, terms, id).await?;
    let photos = super::photos::of_piece(db, id).await?;
    Ok(PieceDetail {
        photos,
        ..row.read(id, with_cost, moves)?
    })
}

impl Row {
    fn read(
        self,
        id: PieceId,
        with_cost: bool,
        moves: Vec<MoveView>,
    ) -> Result<PieceDetail, Error> {
        let money = currency(&self.currency)?;
        let amount =
            |amount: Option<Decimal>| amount.map(|amount| Money::new(amount, money)).transpose();
        let promised_to = match (self.order_id, self.order_number) {
            (Some(order), Some(number)) => Some(PromisedTo {
                order: order.into(),
                number,
                customer: self.order_customer.unwrap_or_default(),
            }),
            _ => None,
        };
        let certificate = self
            .lab
            .zip(self.certificate)
            .map(|(lab, number)| Certificate {
                lab,
                number,
                inscription: self.inscription,
            });
        Ok(PieceDetail {
            id,
            version: self.version,
            serial: self.serial,
            name: self.name,
            form: self.form.parse()?,
            state: self.state.parse()?,
            ownership: self.ownership.parse()?,
            location: self.location_id.map(Into::into).zip(self.location),
            variant: self.variant_id.map(Into::into),
            vendor: self.vendor_id.map(Into::into).zip(self.vendor),
            vendor_style: self.vendor_style,
            customer: self.customer_id.map(Into::into).zip(self.customer),
            cost: amount(self.cost.filter(|_| with_cost))?,
            price: amount(self.price)?,
            declared_value: amount(self.declared_value)?,
            weight: self
                .weight_grams
                .map(|grams| format!("{} g", grams.normalize())),
            certificate,
            stone: self.stone.read()?,
            note: self.note,
            promised_to,
            moves,
            photos: Vec::new(),
        })
    }
}

impl StoneRow {
    fn read(self) -> Result<Option<Stone>, Error> {
        let (Some(variety), Some(origin), Some(shape), Some(carat)) =
            (self.variety, self.origin, self.shape, self.carat)
        else {
            return Ok(None);
        };
        Ok(Some(Stone {
            variety,
            origin: origin.parse()?,
            shape: shape.parse()?,
            carat,
            colour: self.colour,
            clarity: self.clarity.map(|code| code.parse()).transpose()?,
            cut: self.cut.map(|code| code.parse()).transpose()?,
            treatment: self.treatment,
            length: self.length_mm,
            width: self.width_mm,
            depth: self.depth_mm,
            depth_percent: self.depth_percent,
            table_percent: self.table_percent,
        }))
    }
}

#[derive(sqlx::FromRow)]
struct MoveRow {
    id: Uuid,
    at: DateTime<Utc>,
    actor_name: String,
    kind: String,
    from_name: Option<String>,
    to_name: Option<String>,
    reason: Option<String>,
    order_id: Option<Uuid>,
    order_number: Option<String>,
}

/// What happened to it, the latest first. A piece moves a few times a week at most.
async fn moves(db: &PgPool, terms: &StoreTerms, id: PieceId) -> Result<Vec<MoveView>, Error> {
    let rows: Vec<MoveRow> = sqlx::query_as(
        "select m.id, m.at, m.actor_name, m.kind, f.name as from_name, t.name as to_name, m.reason,
                o.id as order_id, o.number as order_number
         from stock_moves m
         left join locations f on f.id = m.from_location
         left join locations t on t.id = m.to_location
         left join order_lines ol on ol.id = m.order_line_id
         left join orders o on o.id = ol.order_id
         where m.piece_id = $1 order by m.id desc limit 200",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    let read = |row: MoveRow| {
        Ok(MoveView {
            id: row.id.into(),
            at: row.at.with_timezone(&terms.zone).fixed_offset(),
            who: row.actor_name,
            kind: row.kind.parse()?,
            from: row.from_name,
            to: row.to_name,
            reason: row.reason,
            order: row.order_id.map(Into::into).zip(row.order_number),
        })
    };
    rows.into_iter().map(read).collect()
}
