//! What an account is sent: the acknowledgement of its order, the invoice of a parcel.

use super::sheet::Sheet;
use domain::papers::{AccountLine, AccountPaper as Paper};
use serde::Serialize;

#[derive(Serialize)]
pub struct AccountPaper<'a> {
    #[serde(flatten)]
    sheet: Sheet,
    /// Term and value, one below the other.
    facts: Vec<(&'a str, &'a str)>,
    /// The lines of the address.
    ship_to: Vec<String>,
    lines: Vec<Line<'a>>,
    /// Word and amount; the last is what it comes to.
    sums: Vec<(&'static str, String)>,
    tax_why: &'a str,
}

#[derive(Serialize)]
struct Line<'a> {
    sku: &'a str,
    description: &'a str,
    said: Option<&'a str>,
    quantity: String,
    price: String,
    net: String,
}

pub fn account_paper(paper: &Paper) -> AccountPaper<'_> {
    let named = paper.ship_to.recipient.is_empty();
    let name = named.then(|| paper.account.clone());
    let own = paper
        .facts
        .iter()
        .map(|(term, value)| (term.as_str(), value.as_str()));
    AccountPaper {
        sheet: Sheet::new(&paper.store, paper.kind.title(), &paper.number, paper.date),
        facts: std::iter::once(("To", paper.account.as_str()))
            .chain(own)
            .collect(),
        ship_to: name.into_iter().chain(paper.ship_to.lines()).collect(),
        lines: paper.lines.iter().map(line).collect(),
        sums: vec![
            ("Net", paper.net.to_string()),
            ("Tax", paper.tax.to_string()),
            ("Total", paper.total.to_string()),
        ],
        tax_why: &paper.tax_why,
    }
}

fn line(line: &AccountLine) -> Line<'_> {
    Line {
        sku: line.sku.as_deref().unwrap_or_default(),
        description: &line.description,
        said: line.said.as_deref(),
        quantity: line.quantity.to_string(),
        price: line.unit_price.to_string(),
        net: line.net.to_string(),
    }
}
