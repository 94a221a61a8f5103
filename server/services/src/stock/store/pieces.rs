//! Writing pieces, and reading one to work on it.

use crate::Error;
use crate::db::Tx;
use crate::stores::store::currency;
use chrono::{DateTime, Utc};
use domain::ids::{CustomerId, LocationId, PieceId, StoreId};
use domain::money::{Currency, Money};
use domain::stock::{CheckedPiece, Ownership, PieceState, Stone};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

/// A piece as it travels to the database.
#[derive(Debug, Serialize)]
pub(in crate::stock) struct PieceRow {
    pub id: Uuid,
    /// None takes the next number.
    #[serde(rename = "given")]
    pub serial: Option<String>,
    form: &'static str,
    ownership: &'static str,
    location_id: Uuid,
    variant_id: Option<Uuid>,
    /// None takes the catalogue's words.
    #[serde(rename = "called")]
    name: Option<String>,
    vendor_id: Option<Uuid>,
    vendor_style: Option<String>,
    customer_id: Option<Uuid>,
    cost: Option<Decimal>,
    price: Option<Decimal>,
    declared_value: Option<Decimal>,
    weight_grams: Option<Decimal>,
    lab: Option<String>,
    certificate: Option<String>,
    inscription: Option<String>,
    note: Option<String>,
    /// By what a list knows it and what it says, in hexadecimal digits.
    import_key: Option<String>,
    import_hash: Option<String>,
    #[serde(flatten)]
    stone: StoneColumns,
}

#[derive(Debug, Default, Serialize)]
struct StoneColumns {
    variety: Option<String>,
    origin: Option<&'static str>,
    shape: Option<&'static str>,
    carat: Option<Decimal>,
    colour: Option<String>,
    clarity: Option<&'static str>,
    cut: Option<&'static str>,
    treatment: Option<String>,
    length_mm: Option<Decimal>,
    width_mm: Option<Decimal>,
    depth_mm: Option<Decimal>,
    depth_percent: Option<Decimal>,
    table_percent: Option<Decimal>,
}

impl PieceRow {
    pub(in crate::stock) fn of(
        id: PieceId,
        piece: &CheckedPiece,
        source: Option<(String, String)>,
    ) -> Self {
        let (import_key, import_hash) = source.unzip();
        let amount = |amount: Option<Money>| amount.map(Money::amount);
        let certificate = piece.certificate.clone();
        let (lab, number, inscription) = certificate.map_or((None, None, None), |report| {
            (Some(report.lab), Some(report.number), report.inscription)
        });
        let stone = piece.stone.as_ref();
        Self {
            id: id.uuid(),
            serial: piece.serial.clone(),
            form: if stone.is_some() { "stone" } else { "jewel" },
            ownership: piece.ownership.code(),
            location_id: piece.location.uuid(),
            variant_id: piece.variant.map(|variant| variant.uuid()),
            name: piece.name.clone().or_else(|| stone.map(Stone::name)),
            vendor_id: piece.vendor.map(|vendor| vendor.uuid()),
            vendor_style: piece.vendor_style.clone(),
            customer_id: piece.customer.map(|customer| customer.uuid()),
            cost: amount(piece.cost),
            price: amount(piece.price),
            declared_value: amount(piece.declared_value),
            weight_grams: piece.weight,
            lab,
            certificate: number,
            inscription,
            note: piece.note.clone(),
            import_key,
            import_hash,
            stone: stone.map(StoneColumns::of).unwrap_or_default(),
        }
    }
}

impl StoneColumns {
    fn of(stone: &Stone) -> Self {
        Self {
            variety: Some(stone.variety.clone()),
            origin: Some(stone.origin.code()),
            shape: Some(stone.shape.code()),
            carat: Some(stone.carat),
            colour: stone.colour.clone(),
            clarity: stone.clarity.map(domain::stock::Clarity::code),
            cut: stone.cut.map(domain::stock::Cut::code),
            treatment: stone.treatment.clone(),
            length_mm: stone.length,
            width_mm: stone.width,
            depth_mm: stone.depth,
            depth_percent: stone.depth_percent,
            table_percent: stone.table_percent,
        }
    }
}

const INSERT: &str = "
    insert into pieces (id, store_id, serial, form, ownership, location_id, variant_id, name,
        vendor_id, vendor_style, customer_id, currency, cost, price, declared_value, weight_grams,
        lab, certificate, inscription, variety, origin, shape, carat, colour, clarity, cut,
        treatment, length_mm, width_mm, depth_mm, depth_percent, table_percent, note, import_key,
        import_hash,         words, search, created_at, updated_at)
    select p.id, $2, p.serial, p.form, p.ownership, p.location_id, p.variant_id, p.name,
        p.vendor_id, p.vendor_style, p.customer_id, $3, p.cost, p.asked, p.declared_value,
        p.weight_grams, p.lab, p.certificate, p.inscription, p.variety, p.origin, p.shape, p.carat,
        p.colour, p.clarity, p.cut, p.treatment, p.length_mm, p.width_mm, p.depth_mm,
        p.depth_percent, p.table_percent, p.note, decode(p.import_key, 'hex'), decode(p.import_hash, 'hex'),
        lower(concat_ws(' ', p.name, p.variety)),
        lower(concat_ws(' ', p.serial, p.name, p.style_number, p.vendor_style, p.lab,
            p.certificate, p.inscription)), $4, $4
    from (
        select r.*, coalesce(r.given, 'P' || nextval('piece_numbers')) as serial,
               coalesce(r.called, concat_ws(', ', s.title,
                   nullif(array_to_string(v.option_values, ' / '), ''))) as name,
               s.style_number, coalesce(r.price, v.price) as asked
        from jsonb_to_recordset($1) as r (id uuid, given text, form text, ownership text,
            location_id uuid, variant_id uuid, called text, vendor_id uuid, vendor_style text,
            customer_id uuid, cost numeric, price numeric, declared_value numeric,
            weight_grams numeric, lab text, certificate text, inscription text, variety text,
            origin text, shape text, carat numeric, colour text, clarity text, cut text,
            treatment text, length_mm numeric, width_mm numeric, depth_mm numeric,
            depth_percent numeric, table_percent numeric, note text, import_key text,
            import_hash text)
        left join variants v on v.id = r.variant_id
        left join styles s on s.id = v.style_id
    ) p";

/// Writes new pieces: one statement, however many.
pub(in crate::stock) async fn insert(
    tx: &mut Tx<'_>,
    store: StoreId,
    currency: Currency,
    rows: &[PieceRow],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(INSERT)
        .bind(serde_json::to_value(rows)?)
        .bind(store.uuid())
        .bind(currency.code())
        .bind(now)
        .execute(&mut **tx)
        .await
        .map_err(known_already)?;
    Ok(())
}

/// Names what the database refused as a clerk would.
pub(in crate::stock) fn known_already(error: sqlx::Error) -> Error {
    let constraint = error
        .as_database_error()
        .and_then(|inner| inner.constraint())
        .unwrap_or_default();
    match constraint {
        "pieces_serial_key" => Error::field("/serial", "Another piece has this serial."),
        "pieces_by_certificate" => Error::field(
            "/certificate",
            "A stone with this report is in stock already.",
        ),
        "pieces_location_id_fkey" => Error::field("/location", "Choose where it lies."),
        "pieces_vendor_id_fkey" => Error::field("/vendor", "This vendor is not on the list."),
        "pieces_customer_id_fkey" => Error::field("/customer", "Choose the customer."),
        "pieces_variant_id_fkey" => {
            Error::field("/variant", "This style is not in the catalogue any more.")
        }
        _ => error.into(),
    }
}

/// A piece as the use cases work on it: locked until the transaction ends.
#[derive(Debug, Clone)]
pub(in crate::stock) struct Piece {
    pub id: PieceId,
    pub serial: String,
    pub state: PieceState,
    pub ownership: Ownership,
    pub location: Option<LocationId>,
    /// Whose it is, of a customer's own.
    pub customer: Option<CustomerId>,
    pub cost: Option<Money>,
    pub version: i32,
    /// The order that it is promised to.
    pub promised_to: Option<String>,
}

#[derive(sqlx::FromRow)]
struct LockedRow {
    id: Uuid,
    serial: String,
    state: String,
    ownership: String,
    location_id: Option<Uuid>,
    customer_id: Option<Uuid>,
    cost: Option<Decimal>,
    currency: String,
    version: i32,
}

/// Reads a store's piece and keeps others from changing it until the transaction ends.
pub(in crate::stock) async fn lock(
    tx: &mut Tx<'_>,
    store: StoreId,
    id: PieceId,
) -> Result<Piece, Error> {
    let row: LockedRow = sqlx::query_as(
        "select id, serial, state, ownership, location_id, customer_id, cost, currency, version
         from pieces where id = $1 and store_id = $2 for update",
    )
    .bind(id.uuid())
    .bind(store.uuid())
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(Error::NotFound)?;
    // After the lock, so that a promise that was made meanwhile is seen.
    let promised_to: Option<String> = sqlx::query_scalar(
        "select o.number from reservations r
         join order_lines l on l.id = r.order_line_id
         join orders o on o.id = l.order_id
         where r.piece_id = $1 and r.ended_at is null
         union all
         select o.number from repair_pieces own
         join orders o on o.id = own.order_id
         where own.piece_id = $1 and o.handed_over_at is null and o.phase <> 'cancelled'
         union all
         select o.number from custom_goods own
         join orders o on o.id = own.order_id
         where own.piece_id = $1 and own.fate = 'here'
         limit 1",
    )
    .bind(id.uuid())
    .fetch_optional(&mut **tx)
    .await?;
    row.read(promised_to)
}

impl LockedRow {
    fn read(self, promised_to: Option<String>) -> Result<Piece, Error> {
        let money = currency(&self.currency)?;
        Ok(Piece {
            id: self.id.into(),
            serial: self.serial,
            state: self.state.parse()?,
            ownership: self.ownership.parse()?,
            location: self.location_id.map(Into::into),
            customer: self.customer_id.map(Into::into),
            cost: self.cost.map(|cost| Money::new(cost, money)).transpose()?,
            version: self.version,
            promised_to,
        })
    }
}

/// Puts a piece where it is now, and gives its version.
pub(in crate::stock) async fn put(
    tx: &mut Tx<'_>,
    id: PieceId,
    state: PieceState,
    location: Option<LocationId>,
    now: DateTime<Utc>,
) -> Result<i32, Error> {
    let version = sqlx::query_scalar(
        "update pieces set state = $2, location_id = $3, version = version + 1, updated_at = $4
         where id = $1 returning version",
    )
    .bind(id.uuid())
    .bind(state.code())
    .bind(location.map(|place| place.uuid()))
    .bind(now)
    .fetch_one(&mut **tx)
    .await
    .map_err(known_already)?;
    Ok(version)
}

/// Puts pieces that are here into one place.
pub(in crate::stock) async fn put_all(
    tx: &mut Tx<'_>,
    ids: &[PieceId],
    location: LocationId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update pieces set location_id = $2, version = version + 1, updated_at = $3
         where id = any ($1)",
    )
    .bind(ids.iter().map(|id| id.uuid()).collect::<Vec<_>>())
    .bind(location.uuid())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what is known of a piece anew; where it lies, whose it is and what it cost stay.
pub(in crate::stock) async fn update(
    tx: &mut Tx<'_>,
    row: &PieceRow,
    now: DateTime<Utc>,
) -> Result<i32, Error> {
    let version = sqlx::query_scalar(
        "update pieces set
            serial = coalesce(r.given, pieces.serial), name = coalesce(r.called, pieces.name),
            vendor_style = r.vendor_style, price = r.price, declared_value = r.declared_value,
            weight_grams = r.weight_grams, lab = r.lab, certificate = r.certificate,
            inscription = r.inscription, variety = r.variety, origin = r.origin, shape = r.shape,
            carat = r.carat, colour = r.colour, clarity = r.clarity, cut = r.cut,
            treatment = r.treatment, length_mm = r.length_mm, width_mm = r.width_mm,
            depth_mm = r.depth_mm, depth_percent = r.depth_percent,
            table_percent = r.table_percent, note = r.note,
            words = lower(concat_ws(' ', coalesce(r.called, pieces.name), r.variety)),
            search = lower(concat_ws(' ', coalesce(r.given, pieces.serial),
                coalesce(r.called, pieces.name), s.style_number, r.vendor_style, r.lab,
                r.certificate, r.inscription)),
            version = pieces.version + 1, updated_at = $2
         from jsonb_to_record($1) as r (id uuid, given text, called text, vendor_style text,
            price numeric, declared_value numeric, weight_grams numeric, lab text,
            certificate text, inscription text, variety text, origin text, shape text,
            carat numeric, colour text, clarity text, cut text, treatment text,
            length_mm numeric, width_mm numeric, depth_mm numeric, depth_percent numeric,
            table_percent numeric, note text)
         left join pieces as old on old.id = r.id
         left join variants v on v.id = old.variant_id
         left join styles s on s.id = v.style_id
         where pieces.id = r.id returning pieces.version",
    )
    .bind(serde_json::to_value(row)?)
    .bind(now)
    .fetch_one(&mut **tx)
    .await
    .map_err(known_already)?;
    Ok(version)
}
