//! What lies in the parcel.

use super::sheet::Sheet;
use domain::papers::{PackingLine, PackingSlip as Slip};
use serde::Serialize;

#[derive(Serialize)]
pub struct PackingSlip<'a> {
    #[serde(flatten)]
    sheet: Sheet,
    /// The lines of the address.
    ship_to: Vec<String>,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    description: &'a str,
    particulars: Vec<String>,
    quantity: String,
}

pub fn packing_slip(slip: &Slip) -> PackingSlip<'_> {
    let named = slip.ship_to.recipient.is_empty();
    let name = named.then(|| slip.customer.clone());
    PackingSlip {
        sheet: Sheet::new(&slip.store, "Packing slip", &slip.number, slip.date),
        ship_to: name.into_iter().chain(slip.ship_to.lines()).collect(),
        lines: slip.lines.iter().map(line).collect(),
    }
}

fn line(line: &PackingLine) -> Line<'_> {
    let particular = |(term, value): &(String, String)| format!("{term}: {value}");
    Line {
        description: &line.description,
        particulars: line.particulars.iter().map(particular).collect(),
        quantity: line.quantity.to_string(),
    }
}
