//! The order to a vendor.

use super::sheet::Sheet;
use domain::money::Money;
use domain::orders::history::day;
use domain::papers::{PurchaseOrderLine, PurchaseOrderPaper};
use serde::Serialize;

#[derive(Serialize)]
pub struct PurchaseOrder<'a> {
    #[serde(flatten)]
    sheet: Sheet,
    /// Term and value, one below the other.
    facts: Vec<(&'a str, String)>,
    lines: Vec<Line<'a>>,
    /// Whether what it costs may be shown at all.
    with_cost: bool,
    total: Option<String>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Line<'a> {
    description: &'a str,
    particulars: Vec<String>,
    vendor_style: &'a str,
    quantity: String,
    cost: String,
}

pub fn purchase_order(order: &PurchaseOrderPaper) -> PurchaseOrder<'_> {
    let expected = order
        .eta
        .map_or_else(|| "Please tell us your date".to_owned(), day);
    let mut facts = vec![("To", order.vendor_name.clone())];
    facts.extend(
        order
            .all_references()
            .map(|(term, number)| (term, number.to_owned())),
    );
    facts.push(("Expected", expected));
    PurchaseOrder {
        sheet: Sheet::new(&order.store, "Purchase order", &order.number, order.date),
        facts,
        lines: order.lines.iter().map(line).collect(),
        with_cost: order.lines.iter().any(|line| line.unit_cost.is_some()),
        total: order.total.map(|total| total.to_string()),
        note: order.note.as_deref(),
    }
}

fn line(line: &PurchaseOrderLine) -> Line<'_> {
    let particular = |(term, value): &(String, String)| format!("{term}: {value}");
    Line {
        description: &line.description,
        particulars: line.particulars.iter().map(particular).collect(),
        vendor_style: line.vendor_style.as_deref().unwrap_or_default(),
        quantity: line.quantity.to_string(),
        cost: line
            .unit_cost
            .as_ref()
            .map_or_else(String::new, Money::to_string),
    }
}
