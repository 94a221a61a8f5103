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
            format: if store.address.prints_on_letter() {
                "us-letter"
            } else {
                "a4"
            },
            shop: store.name.clone(),
            shop_lines: store.contact_lines(),
            title,
            number: number.to_owned(),
            date: day(date),
        }
    }
}
