//! What every sheet has: the shop at its head, what it is, its number and date.

use chrono::NaiveDate;
use domain::orders::history::day;
use domain::orders::view::StoreView;
use serde::Serialize;

#[derive(Serialize)]
pub struct Sheet {
    /// The format, as Typst calls it.
    format: &'static str,
    shop: String,
    shop_lines: Vec<String>,
    title: &'static str,
    number: String,
    date: String,
}

impl Sheet {
    pub fn new(store: &StoreView, title: &'static str, number: &str, date: NaiveDate) -> Self {
        Self {
            format: format(&store.address.country),
            shop: store.name.clone(),
            shop_lines: store.contact_lines(),
            title,
            number: number.to_owned(),
            date: day(date),
        }
    }
}

/// The paper that lies in the printers of a country: Letter where ANSI rules, else A4.
fn format(country: &str) -> &'static str {
    match country {
        "US" | "CA" | "MX" | "PH" | "CL" | "CO" | "VE" => "us-letter",
        _ => "a4",
    }
}
