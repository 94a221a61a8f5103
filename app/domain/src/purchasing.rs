//! Buying for stock: what is ordered from a vendor, what has come of it, and what the vendor's bill
//! says.

use crate::codes::coded;
use crate::ids::{
    LocationId, OrderId, PieceId, PurchaseLineId, PurchaseOrderId, VariantId, VendorId,
};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money, MoneyError};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// More lines than any order to a vendor has.
const MOST_LINES: usize = 200;
const MOST_PIECES: u32 = 999;

coded! {
    /// Where an order to a vendor stands.
    pub enum PurchaseState {
        Draft = "draft", "Draft";
        Sent = "sent", "Sent";
        Confirmed = "confirmed", "Confirmed";
        PartlyReceived = "partly_received", "Partly received";
        Received = "received", "Received";
        Cancelled = "cancelled", "Cancelled";
    }
}

/// What the state follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurchaseFacts {
    pub sent: bool,
    pub confirmed: bool,
    pub cancelled: bool,
    /// Whether all that was ordered is here, or none of the rest will come.
    pub complete: bool,
    /// Whether anything is here.
    pub some_received: bool,
}

impl PurchaseState {
    /// Where an order stands, from what happened to it.
    #[must_use]
    pub const fn of(facts: PurchaseFacts) -> Self {
        if facts.cancelled {
            Self::Cancelled
        } else if facts.complete {
            Self::Received
        } else if facts.some_received {
            Self::PartlyReceived
        } else if facts.confirmed {
            Self::Confirmed
        } else if facts.sent {
            Self::Sent
        } else {
            Self::Draft
        }
    }

    /// Whether something is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Confirmed | Self::PartlyReceived)
    }
}

/// A line as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurchaseLineDraft {
    /// The catalogue's variant; none for something described in words.
    pub variant: Option<VariantId>,
    /// Empty takes the catalogue's words.
    pub description: String,
    /// What the vendor calls it.
    pub vendor_style: String,
    pub quantity: u32,
    /// Cost of one as typed; empty takes the catalogue's.
    pub unit_cost: String,
}

/// An order to a vendor as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurchaseDraft {
    pub vendor: Option<VendorId>,
    pub lines: Vec<PurchaseLineDraft>,
    pub eta: Option<NaiveDate>,
    /// For the vendor.
    pub note: String,
}

/// What the catalogue says of a variant that is bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bought {
    pub variant: VariantId,
    pub description: String,
    pub cost: Option<Money>,
}

/// A line checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseLine {
    pub id: PurchaseLineId,
    pub variant: Option<VariantId>,
    pub description: String,
    pub vendor_style: Option<String>,
    pub quantity: u32,
    pub unit_cost: Money,
}

/// An order to a vendor whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    pub vendor: VendorId,
    pub lines: Vec<PurchaseLine>,
    pub eta: Option<NaiveDate>,
    pub note: Option<String>,
}

impl PurchaseDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(
        &self,
        currency: Currency,
        today: NaiveDate,
        catalogue: &[Bought],
    ) -> Result<Purchase, FieldErrors> {
        let mut errors = FieldErrors::new();
        let vendor = errors.check("/vendor", self.vendor.ok_or("Choose the vendor."));
        if self.lines.is_empty() {
            errors.add("/lines", "Add at least one line.");
        }
        if self.lines.len() > MOST_LINES {
            errors.add("/lines", "An order to a vendor has at most 200 lines.");
        }
        if self.eta.is_some_and(|eta| eta < today) {
            errors.add("/eta", "This date is in the past.");
        }
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        let each = self.lines.iter().enumerate().take(MOST_LINES);
        let lines: Vec<_> = each
            .filter_map(|(index, line)| match line.check(currency, catalogue) {
                Ok(line) => Some(line),
                Err(wrong) => {
                    errors.nest(&format!("/lines/{index}"), wrong);
                    None
                }
            })
            .collect();
        match vendor {
            Some(vendor) if errors.is_empty() => Ok(Purchase {
                vendor,
                lines,
                eta: self.eta,
                note,
            }),
            _ => Err(errors),
        }
    }
}

impl PurchaseLineDraft {
    fn check(&self, currency: Currency, catalogue: &[Bought]) -> Result<PurchaseLine, FieldErrors> {
        let mut errors = FieldErrors::new();
        let known = self
            .variant
            .and_then(|variant| catalogue.iter().find(|known| known.variant == variant));
        if self.variant.is_some() && known.is_none() {
            errors.add("/variant", "This piece is not in the catalogue any more.");
        }
        let typed = errors
            .check("/description", optional_text(&self.description, 200))
            .flatten();
        let description = typed.or_else(|| known.map(|known| known.description.clone()));
        let description = errors.check(
            "/description",
            description.ok_or("Choose a style or say what it is."),
        );
        let vendor_style = errors
            .check("/vendor_style", optional_text(&self.vendor_style, 60))
            .flatten();
        if !(1..=MOST_PIECES).contains(&self.quantity) {
            errors.add("/quantity", "Enter a number of pieces from 1 to 999.");
        }
        let expected = known.and_then(|known| known.cost);
        let unit_cost = errors.check("/unit_cost", cost(&self.unit_cost, expected, currency));
        match (description, unit_cost) {
            (Some(description), Some(unit_cost)) if errors.is_empty() => Ok(PurchaseLine {
                id: PurchaseLineId::generate(),
                variant: self.variant,
                description,
                vendor_style,
                quantity: self.quantity,
                unit_cost,
            }),
            _ => Err(errors),
        }
    }
}

/// The cost as typed, else as expected.
fn cost(typed: &str, expected: Option<Money>, currency: Currency) -> Result<Money, String> {
    if typed.trim().is_empty() {
        return expected.ok_or_else(|| "Enter what one costs.".to_owned());
    }
    match Money::parse(typed, currency) {
        Ok(cost) if cost.is_negative() => Err("A cost can't be below zero.".into()),
        Ok(cost) => Ok(cost),
        Err(wrong) => Err(wrong.to_string()),
    }
}

/// What came of a line, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedDraft {
    pub line: PurchaseLineId,
    pub quantity: u32,
    /// What one really cost; empty takes what was ordered at.
    #[serde(default)]
    pub unit_cost: String,
}

/// A delivery as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiptDraft {
    /// Where the pieces are put.
    pub location: Option<LocationId>,
    pub lines: Vec<ReceivedDraft>,
    /// More came than was ordered, and it is kept.
    pub keep_surplus: bool,
    /// The vendor sends no more of this order.
    pub last: bool,
}

/// A line of an order, as far as a receipt needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaited {
    pub line: PurchaseLineId,
    pub ordered: u32,
    pub received: u32,
    pub unit_cost: Money,
}

/// What came of a line, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    pub line: PurchaseLineId,
    pub quantity: u32,
    pub unit_cost: Money,
}

/// A delivery whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub location: LocationId,
    pub lines: Vec<Received>,
    /// Whether nothing more will come.
    pub complete: bool,
}

impl ReceiptDraft {
    /// Checks a delivery against what is awaited.
    pub fn check(&self, awaited: &[Awaited]) -> Result<Receipt, FieldErrors> {
        let mut errors = FieldErrors::new();
        let location = errors.check("/location", self.location.ok_or("Say where it is put."));
        let mut lines = Vec::with_capacity(self.lines.len());
        for (index, came) in self.lines.iter().enumerate().take(MOST_LINES) {
            if came.quantity == 0 {
                continue;
            }
            match self.line(came, awaited, &lines) {
                Ok(line) => lines.push(line),
                Err(wrong) => errors.nest(&format!("/lines/{index}"), wrong),
            }
        }
        if lines.is_empty() && errors.is_empty() && !self.last {
            errors.add("/lines", "Say what came.");
        }
        match location {
            Some(location) if errors.is_empty() => Ok(Receipt {
                location,
                complete: self.last || all_here(awaited, &lines),
                lines,
            }),
            _ => Err(errors),
        }
    }

    fn line(
        &self,
        came: &ReceivedDraft,
        awaited: &[Awaited],
        before: &[Received],
    ) -> Result<Received, FieldErrors> {
        let mut errors = FieldErrors::new();
        let Some(line) = awaited.iter().find(|line| line.line == came.line) else {
            return Err(FieldErrors::one("/line", "This is not on the order."));
        };
        if before.iter().any(|received| received.line == came.line) {
            errors.add("/line", "This line is named twice.");
        }
        let open = line.ordered.saturating_sub(line.received);
        if came.quantity > MOST_PIECES {
            errors.add("/quantity", "Enter a number of pieces up to 999.");
        } else if came.quantity > open && !self.keep_surplus {
            errors.add(
                "/quantity",
                match open {
                    0 => "All of it is here already.".to_owned(),
                    1 => "Only one is still to come.".to_owned(),
                    open => format!("Only {open} are still to come."),
                },
            );
        }
        let currency = line.unit_cost.currency();
        let unit_cost = cost(&came.unit_cost, Some(line.unit_cost), currency);
        let unit_cost = errors.check("/unit_cost", unit_cost);
        match unit_cost {
            Some(unit_cost) if errors.is_empty() => Ok(Received {
                line: came.line,
                quantity: came.quantity,
                unit_cost,
            }),
            _ => Err(errors),
        }
    }
}

fn all_here(awaited: &[Awaited], now: &[Received]) -> bool {
    awaited.iter().all(|line| {
        let came = now.iter().filter(|received| received.line == line.line);
        let came: u32 = came.map(|received| received.quantity).sum();
        line.received + came >= line.ordered
    })
}

impl Receipt {
    /// What all of it cost.
    pub fn cost(&self, currency: Currency) -> Result<Money, MoneyError> {
        let each = self
            .lines
            .iter()
            .map(|line| line.unit_cost.times(line.quantity));
        let costs: Vec<_> = each.collect::<Result<_, _>>()?;
        Money::sum(currency, costs)
    }
}

/// A vendor's bill as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BillDraft {
    pub number: String,
    pub date: Option<NaiveDate>,
    pub total: String,
}

/// A vendor's bill, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    pub number: String,
    pub date: NaiveDate,
    pub total: Money,
}

impl BillDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self, currency: Currency, today: NaiveDate) -> Result<Bill, FieldErrors> {
        let mut errors = FieldErrors::new();
        let number = required_text(&self.number, 60).map_err(|_| "Enter the bill's number.");
        let number = errors.check("/number", number);
        let date = errors.check("/date", self.date.ok_or("Enter the bill's date."));
        if date.is_some_and(|date| date > today) {
            errors.add("/date", "This date lies ahead.");
        }
        let total = errors.check("/total", cost(&self.total, None, currency));
        match (number, date, total) {
            (Some(number), Some(date), Some(total)) if errors.is_empty() => Ok(Bill {
                number,
                date,
                total,
            }),
            _ => Err(errors),
        }
    }
}

/// Which orders to vendors to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurchaseFilter {
    /// Only those of which something is still to come.
    pub open: bool,
    /// Only those that should have come by now.
    pub late: bool,
    pub vendor: Option<VendorId>,
    pub cursor: Option<PurchaseOrderId>,
}

/// An order to a vendor in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseSummary {
    pub id: PurchaseOrderId,
    pub number: String,
    pub vendor_name: String,
    pub state: PurchaseState,
    /// The customer's order that it is for; none for stock.
    pub order: Option<(OrderId, String)>,
    pub eta: Option<NaiveDate>,
    /// Whether it should have come by now.
    pub late: bool,
    pub ordered: u32,
    pub received: u32,
    pub created_on: NaiveDate,
}

/// A page of orders to vendors, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchasePage {
    pub items: Vec<PurchaseSummary>,
    pub next: Option<PurchaseOrderId>,
}

/// A line as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseLineView {
    pub id: PurchaseLineId,
    pub description: String,
    pub vendor_style: Option<String>,
    pub quantity: u32,
    pub received: u32,
    /// Only for those who may see cost.
    pub unit_cost: Option<Money>,
}

/// A delivery as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    pub at: DateTime<FixedOffset>,
    pub who: String,
    pub pieces: Vec<(PieceId, String)>,
}

/// A vendor's bill as shown, with how far it is from what came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillView {
    pub number: String,
    pub date: NaiveDate,
    pub total: Money,
    /// Above zero where the vendor asks for more than came.
    pub difference: Money,
}

/// An order to a vendor for stock, in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseDetail {
    pub id: PurchaseOrderId,
    pub version: i32,
    pub number: String,
    pub state: PurchaseState,
    pub vendor: VendorId,
    pub vendor_name: String,
    pub vendor_email: String,
    pub vendor_account: String,
    pub eta: Option<NaiveDate>,
    pub late: bool,
    pub note: Option<String>,
    pub lines: Vec<PurchaseLineView>,
    /// What was ordered comes to. Only for those who may see cost.
    pub total: Option<Money>,
    pub receipts: Vec<ReceiptView>,
    /// Only for those who may see cost.
    pub bill: Option<BillView>,
    pub created_on: NaiveDate,
    pub today: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).unwrap()
    }

    fn today() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    fn awaited(ordered: u32, received: u32) -> Awaited {
        Awaited {
            line: PurchaseLineId::generate(),
            ordered,
            received,
            unit_cost: usd(10_000),
        }
    }

    fn came(line: &Awaited, quantity: u32) -> ReceivedDraft {
        ReceivedDraft {
            line: line.line,
            quantity,
            unit_cost: String::new(),
        }
    }

    #[test]
    fn an_empty_order_says_what_it_lacks() {
        let draft = PurchaseDraft {
            lines: vec![PurchaseLineDraft::default()],
            ..PurchaseDraft::default()
        };
        let wrong = draft.check(Currency::USD, today(), &[]).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(at, _)| at).collect();
        assert_eq!(
            fields,
            [
                "/lines/0/description",
                "/lines/0/quantity",
                "/lines/0/unit_cost",
                "/vendor"
            ]
        );
    }

    #[test]
    fn the_catalogue_fills_in_what_is_not_typed() {
        let variant = VariantId::generate();
        let known = Bought {
            variant,
            description: "Hammered band".into(),
            cost: Some(usd(20_000)),
        };
        let draft = PurchaseDraft {
            vendor: Some(VendorId::generate()),
            lines: vec![PurchaseLineDraft {
                variant: Some(variant),
                quantity: 3,
                ..PurchaseLineDraft::default()
            }],
            ..PurchaseDraft::default()
        };
        let purchase = draft.check(Currency::USD, today(), &[known]).unwrap();
        assert_eq!(purchase.lines[0].description, "Hammered band");
        assert_eq!(purchase.lines[0].unit_cost, usd(20_000));
    }

    #[test]
    fn no_more_is_received_than_is_to_come_unless_it_is_kept() {
        let line = awaited(5, 3);
        let mut draft = ReceiptDraft {
            location: Some(LocationId::generate()),
            lines: vec![came(&line, 3)],
            ..ReceiptDraft::default()
        };
        let wrong = draft.check(&[line]).unwrap_err();
        assert_eq!(
            wrong.get("/lines/0/quantity"),
            Some("Only 2 are still to come.")
        );
        draft.keep_surplus = true;
        assert!(draft.check(&[line]).unwrap().complete);
        draft.lines = vec![came(&line, 1), came(&line, 1)];
        assert!(
            draft
                .check(&[line])
                .unwrap_err()
                .get("/lines/1/line")
                .is_some()
        );
        draft.lines = vec![came(&awaited(1, 0), 1)];
        assert!(
            draft
                .check(&[line])
                .unwrap_err()
                .get("/lines/0/line")
                .is_some()
        );
        draft.lines = vec![];
        assert!(draft.check(&[line]).unwrap_err().get("/lines").is_some());
        draft.last = true;
        assert!(draft.check(&[line]).unwrap().complete, "no more will come");
    }

    proptest! {
        #[test]
        fn an_order_is_complete_exactly_when_all_is_here(
            lines in prop::collection::vec((1u32..20, 0u32..20, 0u32..20), 1..6),
        ) {
            let awaited: Vec<_> = lines
                .iter()
                .map(|(ordered, received, _)| self::awaited(*ordered, *(received.min(ordered))))
                .collect();
            let drafts = awaited.iter().zip(&lines).map(|(line, (.., now))| came(line, *now));
            let draft = ReceiptDraft {
                location: Some(LocationId::generate()),
                lines: drafts.collect(),
                keep_surplus: true,
                last: false,
            };
            if let Ok(receipt) = draft.check(&awaited) {
                let whole = awaited.iter().zip(&lines).all(|(line, (.., now))| {
                    line.received + now >= line.ordered
                });
                prop_assert_eq!(receipt.complete, whole);
                let pieces: u32 = receipt.lines.iter().map(|line| line.quantity).sum();
                let expected = usd(i64::from(pieces) * 10_000);
                prop_assert_eq!(receipt.cost(Currency::USD).unwrap(), expected);
            }
        }
    }
}
