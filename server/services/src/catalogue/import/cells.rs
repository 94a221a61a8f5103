//! The cells of a line, read with complaints: what is wrong is noted and reading goes on, so that
//! a person mends everything at once.

use super::columns::Column as C;
use super::products::{Image, Variant};
use super::rows::Row;
use super::text::plain_text;
use domain::catalogue::LineError;
use domain::input::optional_text;
use domain::money::{Currency, Money};
use rust_decimal::Decimal;

pub(super) const LONGEST_NAME: u16 = 255;
const LONGEST_CODE: u16 = 100;
pub(super) const LONGEST_BODY: u16 = 50_000;
const LONGEST_ADDRESS: u16 = 2_000;

/// The cells of a line, read with complaints.
pub(super) struct Cells<'r, 'a> {
    row: &'r Row<'a>,
    pub(super) errors: Vec<LineError>,
}

impl<'r, 'a> Cells<'r, 'a> {
    pub(super) const fn of(row: &'r Row<'a>) -> Self {
        Self {
            row,
            errors: Vec::new(),
        }
    }

    pub(super) fn complain(&mut self, column: C, message: impl Into<String>) {
        self.errors.push(self.row.error(column, message));
    }

    pub(super) fn text(&mut self, column: C, most: u16) -> String {
        match optional_text(self.row.cell(column), most) {
            Ok(text) => text.unwrap_or_default(),
            Err(message) => {
                self.complain(column, message);
                String::new()
            }
        }
    }

    fn code(&mut self, column: C) -> Option<String> {
        let code = self.text(column, LONGEST_CODE);
        // Spreadsheets are kept from eating leading zeros by an apostrophe in front.
        let code = code.trim_start_matches('\'');
        (!code.is_empty()).then(|| code.to_owned())
    }

    pub(super) fn body(&mut self) -> String {
        let plain = plain_text(self.row.cell(C::Body));
        optional_text(&plain, LONGEST_BODY)
            .map(Option::unwrap_or_default)
            .unwrap_or_else(|message| {
                self.complain(C::Body, message);
                String::new()
            })
    }

    pub(super) fn yes_or_no(&mut self, column: C, otherwise: bool) -> bool {
        match self.row.cell(column).to_ascii_lowercase().as_str() {
            "" => otherwise,
            "true" | "yes" | "1" => true,
            "false" | "no" | "0" => false,
            _ => {
                self.complain(column, "Write TRUE or FALSE.");
                otherwise
            }
        }
    }

    pub(super) fn variant(&mut self, currency: Currency) -> Option<Variant> {
        let price = match self.row.cell(C::Price) {
            "" => {
                self.complain(C::Price, "This variant has no price.");
                None
            }
            _ => self.money(C::Price, currency),
        };
        let variant = Variant {
            values: Vec::new(),
            sku: self.code(C::Sku),
            barcode: self.code(C::Barcode),
            price: price.unwrap_or_else(|| Money::zero(currency)),
            compare_at: self.money(C::CompareAt, currency),
            cost: self.money(C::Cost, currency),
            grams: self.grams(),
            quantity: self.quantity(),
            image: self.address(C::VariantImage),
        };
        price.map(|_| variant)
    }

    fn money(&mut self, column: C, currency: Currency) -> Option<Money> {
        let typed = self.row.cell(column);
        if typed.is_empty() {
            return None;
        }
        match Money::parse(typed, currency) {
            Ok(money) if money.is_negative() => {
                self.complain(column, "This can't be less than nothing.");
                None
            }
            Ok(money) => Some(money),
            Err(error) => {
                self.complain(column, error.to_string());
                None
            }
        }
    }

    fn grams(&mut self) -> Option<Decimal> {
        let typed = self.row.cell(C::Grams);
        if typed.is_empty() {
            return None;
        }
        let sane = Decimal::ZERO..=Decimal::from(1_000_000);
        let grams = typed
            .parse::<Decimal>()
            .ok()
            .filter(|grams| sane.contains(grams));
        if grams.is_none() {
            self.complain(C::Grams, "Enter a weight in grams, such as 3.5.");
        }
        grams.map(|grams| grams.round_dp(3))
    }

    fn quantity(&mut self) -> Option<i32> {
        let typed = self.row.cell(C::Quantity);
        let quantity = typed.parse().ok();
        if quantity.is_none() && !typed.is_empty() {
            self.complain(C::Quantity, "Enter a whole number.");
        }
        quantity
    }

    fn address(&mut self, column: C) -> Option<String> {
        let address = self.text(column, LONGEST_ADDRESS);
        if address.is_empty() {
            return None;
        }
        let web = address.starts_with("https://") || address.starts_with("http://");
        if !web || address.contains(char::is_whitespace) {
            self.complain(column, "Enter a web address that begins with https://.");
            return None;
        }
        Some(address)
    }

    pub(super) fn image(&mut self, known: usize) -> Option<Image> {
        let url = self.address(C::ImageSrc)?;
        let typed = self.row.cell(C::ImagePosition);
        let position = match typed.parse() {
            Ok(position @ 1..=10_000) => position,
            _ if typed.is_empty() => i32::try_from(known + 1).unwrap_or(i32::MAX),
            _ => {
                self.complain(C::ImagePosition, "Enter a whole number, from 1.");
                return None;
            }
        };
        let alt = self.text(C::ImageAlt, 512);
        Some(Image { url, alt, position })
    }
}
