//! The lines of orders to vendors.

use super::count;
use crate::Error;
use crate::stores::store::currency as read_currency;
use domain::ids::{LineId, PurchaseOrderId, VariantId, VendorId};
use domain::measures::{Metal, RingSize};
use domain::money::Money;
use domain::orders::view::particulars;
use domain::purchasing::scan::Scannable;
use domain::purchasing::{Awaited, PurchaseLineView};
use rust_decimal::Decimal;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A line, as far as a delivery or a reader needs to know.
pub(in crate::purchasing) struct Line {
    pub awaited: Awaited,
    /// The line of a customer's order that it covers.
    pub covers: Option<LineId>,
    /// Whether nobody knows yet what it costs: a vendor's work says so when it is done.
    cost_unknown: bool,
    pub variant: Option<VariantId>,
    pub vendor: VendorId,
    pub description: String,
    pub particulars: Vec<(&'static str, String)>,
    pub vendor_style: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    vendor_id: Uuid,
    order_line_id: Option<Uuid>,
    works_on: Option<Uuid>,
    variant_id: Option<Uuid>,
    description: String,
    vendor_style: Option<String>,
    quantity: i32,
    received: i32,
    unit_cost: Decimal,
    currency: String,
    ring_size: Option<i32>,
    metal: Option<serde_json::Value>,
    stone: Option<String>,
    engraving: Option<String>,
}

/// The lines of an order.
pub(in crate::purchasing) async fn lines(
    db: impl PgExecutor<'_>,
    id: PurchaseOrderId,
) -> Result<Vec<Line>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select l.id, p.vendor_id, l.order_line_id, l.works_on, l.variant_id, l.description, l.vendor_style,
                l.quantity, l.received, l.unit_cost, p.currency, o.ring_size, o.metal, o.stone,
                o.engraving
         from purchase_lines l
         join purchase_orders p on p.id = l.purchase_order_id
         left join order_lines o on o.id = coalesce(l.order_line_id, l.works_on)
         where p.id = $1 order by l.position",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

impl Row {
    fn read(self) -> Result<Line, Error> {
        let size = self
            .ring_size
            .map(|size| RingSize::from_hundredths_mm(size.into()));
        let metal: Option<Metal> = self.metal.map(serde_json::from_value).transpose()?;
        Ok(Line {
            particulars: particulars(
                size.transpose().map_err(Error::internal)?,
                metal,
                self.stone.as_deref(),
                self.engraving.as_deref(),
            ),
            awaited: Awaited {
                line: self.id.into(),
                ordered: count(self.quantity)?,
                received: count(self.received)?,
                unit_cost: Money::new(self.unit_cost, read_currency(&self.currency)?)?,
                for_customer: self.order_line_id.or(self.works_on).is_some(),
            },
            covers: self.order_line_id.map(Into::into),
            cost_unknown: self.works_on.is_some() && self.received == 0,
            variant: self.variant_id.map(Into::into),
            vendor: self.vendor_id.into(),
            description: self.description,
            vendor_style: self.vendor_style,
        })
    }
}

impl Line {
    /// As a scanner may know it.
    pub(in crate::purchasing) fn scannable(&self) -> Scannable {
        Scannable {
            line: self.awaited.line,
            variant: self.variant,
            vendor_style: self.vendor_style.clone(),
            open: self.awaited.open(),
        }
    }

    /// What one costs, or was said to.
    pub(super) fn unit_cost(&self) -> Option<Money> {
        (!self.cost_unknown).then_some(self.awaited.unit_cost)
    }

    /// As it is shown; `with_cost` decides whether cost is.
    pub(super) fn view(self, with_cost: bool) -> PurchaseLineView {
        let unit_cost = self.unit_cost().filter(|_| with_cost);
        PurchaseLineView {
            id: self.awaited.line,
            variant: self.variant,
            description: self.description,
            particulars: self
                .particulars
                .into_iter()
                .map(|(term, value)| (term.to_owned(), value))
                .collect(),
            vendor_style: self.vendor_style,
            quantity: self.awaited.ordered,
            received: self.awaited.received,
            for_customer: self.awaited.for_customer,
            unit_cost,
        }
    }
}
