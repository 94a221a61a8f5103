//! Bringing stones and pieces in from a list: which column holds what, what stands for the rest,
//! and what would come of it.

use super::piece::{CheckedPiece, PieceDraft, Source};
use super::place::Ownership;
use super::stone::{Clarity, Cut, Origin, Shape, StoneDraft};
use crate::catalogue::LineError;
use crate::codes::coded;
use crate::ids::{LocationId, StockImportId, VendorId};
use crate::input::FieldErrors;
use crate::money::{Currency, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

coded! {
    /// What a column of a list can hold.
    pub enum ImportField {
        Serial = "serial", "Serial";
        Name = "name", "Name";
        Variety = "variety", "Stone";
        Origin = "origin", "Origin";
        Shape = "shape", "Shape";
        Carat = "carat", "Carat";
        Colour = "colour", "Colour";
        Clarity = "clarity", "Clarity";
        Cut = "cut", "Cut";
        Treatment = "treatment", "Treatment";
        Length = "length", "Length, mm";
        Width = "width", "Width, mm";
        Depth = "depth", "Depth, mm";
        DepthPercent = "depth_percent", "Depth, %";
        TablePercent = "table_percent", "Table, %";
        Cost = "cost", "Cost";
        Price = "price", "Price";
        Weight = "weight", "Weight, g";
        Lab = "lab", "Laboratory";
        Certificate = "certificate", "Report number";
        Inscription = "inscription", "Inscription";
        VendorStyle = "vendor_style", "Vendor's number";
        Note = "note", "Note";
    }
}

/// Headings by which lists call their columns, in lower case without spaces and signs.
const KNOWN: &[(&str, ImportField)] = {
    use ImportField as F;
    &[
        ("serial", F::Serial),
        ("serialnumber", F::Serial),
        ("sku", F::Serial),
        ("stockno", F::Serial),
        ("stocknumber", F::Serial),
        ("stockid", F::Serial),
        ("stock", F::Serial),
        ("name", F::Name),
        ("title", F::Name),
        ("description", F::Name),
        ("stone", F::Variety),
        ("variety", F::Variety),
        ("gem", F::Variety),
        ("gemstone", F::Variety),
        ("origin", F::Origin),
        ("growth", F::Origin),
        ("type", F::Origin),
        ("shape", F::Shape),
        ("carat", F::Carat),
        ("carats", F::Carat),
        ("ct", F::Carat),
        ("cts", F::Carat),
        ("caratweight", F::Carat),
        ("color", F::Colour),
        ("colour", F::Colour),
        ("clarity", F::Clarity),
        ("cut", F::Cut),
        ("cutgrade", F::Cut),
        ("treatment", F::Treatment),
        ("x", F::Length),
        ("length", F::Length),
        ("y", F::Width),
        ("width", F::Width),
        ("z", F::Depth),
        ("height", F::Depth),
        ("depthmm", F::Depth),
        ("depth", F::DepthPercent),
        ("depthpercent", F::DepthPercent),
        ("table", F::TablePercent),
        ("tablepercent", F::TablePercent),
        ("cost", F::Cost),
        ("costprice", F::Cost),
        ("wholesale", F::Cost),
        ("price", F::Price),
        ("retail", F::Price),
        ("retailprice", F::Price),
        ("weight", F::Weight),
        ("grams", F::Weight),
        ("lab", F::Lab),
        ("laboratory", F::Lab),
        ("certificate", F::Certificate),
        ("certificatenumber", F::Certificate),
        ("certno", F::Certificate),
        ("cert", F::Certificate),
        ("report", F::Certificate),
        ("reportnumber", F::Certificate),
        ("reportno", F::Certificate),
        ("inscription", F::Inscription),
        ("vendorstyle", F::VendorStyle),
        ("style", F::VendorStyle),
        ("stylenumber", F::VendorStyle),
        ("note", F::Note),
        ("notes", F::Note),
        ("comment", F::Note),
    ]
};

/// What stands for what a list keeps silent about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDefaults {
    pub location: Option<LocationId>,
    pub ownership: Ownership,
    pub source: Source,
    pub vendor: Option<VendorId>,
    /// The rows are loose stones; of this kind, where no column says so.
    pub variety: String,
    pub origin: Origin,
    pub shape: Shape,
    /// Cost in per cent of the price, where no column gives it.
    pub cost_percent: String,
}

impl Default for ImportDefaults {
    fn default() -> Self {
        Self {
            location: None,
            ownership: Ownership::Owned,
            source: Source::Opening,
            vendor: None,
            variety: "Diamond".into(),
            origin: Origin::Natural,
            shape: Shape::Round,
            cost_percent: String::new(),
        }
    }
}

/// How a list is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockMapping {
    /// What each column holds; none is passed over.
    pub columns: Vec<Option<ImportField>>,
    pub defaults: ImportDefaults,
}

/// A list that was sent: its headings, what its first rows hold, and how it seems to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockFile {
    pub id: StockImportId,
    pub name: String,
    pub headings: Vec<String>,
    /// The first values of each column.
    pub samples: Vec<Vec<String>>,
    pub rows: u32,
    pub mapping: StockMapping,
}

/// What importing a list would do. Nothing has been written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockPreview {
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
    /// Rows that stay out because of errors.
    pub skipped: u32,
    /// The first few hundred.
    pub errors: Vec<LineError>,
    /// How the first rows would be called.
    pub names: Vec<(u32, String)>,
    /// What the new pieces cost together.
    pub cost: Option<Money>,
}

coded! {
    /// How far an import has come.
    pub enum ImportState {
        Chosen = "chosen", "Not started";
        Running = "running", "Running";
        Done = "done", "Done";
        Failed = "failed", "Failed";
    }
}

/// How an import stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockImportView {
    pub id: StockImportId,
    pub name: String,
    pub state: ImportState,
    pub done: u32,
    pub total: u32,
    pub result: Option<StockPreview>,
    /// Why it failed, for the person who started it.
    pub error: Option<String>,
}

impl StockMapping {
    /// How a list with these headings seems to be read. A field is taken once.
    #[must_use]
    pub fn guess(headings: &[String]) -> Self {
        let mut taken = Vec::new();
        let columns = headings.iter().map(|heading| {
            let field = field_of(heading).filter(|field| !taken.contains(field))?;
            taken.push(field);
            Some(field)
        });
        Self {
            columns: columns.collect(),
            defaults: ImportDefaults::default(),
        }
    }

    /// Complains about a mapping by which no row could be read.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        for (index, field) in self.columns.iter().enumerate() {
            let twice = self.columns[..index].contains(field);
            if field.is_some() && twice {
                errors.add(
                    format!("/columns/{index}"),
                    "Another column holds this already.",
                );
            }
        }
        if !self.has(ImportField::Carat) {
            errors.add("/columns", "Say which column holds the weight in carats.");
        }
        if self.defaults.location.is_none() {
            errors.add("/defaults/location", "Say where the stones lie.");
        }
        let needs_cost = self.defaults.ownership != Ownership::Customer;
        if needs_cost && !self.has(ImportField::Cost) && self.cost_share().is_none() {
            errors.add(
                "/defaults/cost_percent",
                "Say what share of the price the stones cost, such as 50.",
            );
        }
        errors.into_result()
    }

    fn has(&self, field: ImportField) -> bool {
        self.columns.contains(&Some(field))
    }

    /// Cost as a share of the price.
    fn cost_share(&self) -> Option<Decimal> {
        let percent: Decimal = self.defaults.cost_percent.trim().parse().ok()?;
        let sane = !percent.is_sign_negative() && percent <= Decimal::from(1_000);
        sane.then(|| percent / Decimal::ONE_HUNDRED)
    }

    /// Reads a row as a piece, and complains by the headings' fields.
    pub fn read(
        &self,
        cells: &[String],
        currency: Currency,
    ) -> Result<CheckedPiece, Vec<(Option<ImportField>, String)>> {
        let draft = self.draft(cells, currency)?;
        draft.check(currency).map_err(|errors| {
            errors
                .iter()
                .map(|(pointer, message)| (field_at(pointer), message.to_owned()))
                .collect()
        })
    }

    fn draft(
        &self,
        cells: &[String],
        currency: Currency,
    ) -> Result<PieceDraft, Vec<(Option<ImportField>, String)>> {
        let text = |field: ImportField| {
            let at = self.columns.iter().position(|held| *held == Some(field));
            at.and_then(|at| cells.get(at))
                .map(|cell| cell.trim().to_owned())
                .unwrap_or_default()
        };
        let mut wrong = Vec::new();
        let origin = word(&text(ImportField::Origin), origin_of, "origin")
            .unwrap_or_else(|why| complain(&mut wrong, ImportField::Origin, why));
        let shape = word(&text(ImportField::Shape), shape_of, "shape")
            .unwrap_or_else(|why| complain(&mut wrong, ImportField::Shape, why));
        let clarity = word(&text(ImportField::Clarity), clarity_of, "clarity")
            .unwrap_or_else(|why| complain(&mut wrong, ImportField::Clarity, why));
        let cut = word(&text(ImportField::Cut), cut_of, "cut")
            .unwrap_or_else(|why| complain(&mut wrong, ImportField::Cut, why));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let defaults = &self.defaults;
        let variety = text(ImportField::Variety);
        let stone = StoneDraft {
            variety: if variety.is_empty() {
                defaults.variety.clone()
            } else {
                variety
            },
            origin: origin.or(Some(defaults.origin)),
            shape: shape.or(Some(defaults.shape)),
            carat: text(ImportField::Carat),
            colour: text(ImportField::Colour),
            clarity,
            cut,
            treatment: text(ImportField::Treatment),
            length: text(ImportField::Length),
            width: text(ImportField::Width),
            depth: text(ImportField::Depth),
            depth_percent: text(ImportField::DepthPercent),
            table_percent: text(ImportField::TablePercent),
        };
        let price = text(ImportField::Price);
        let cost = self.cost(&text(ImportField::Cost), &price, currency);
        Ok(PieceDraft {
            serial: text(ImportField::Serial),
            ownership: defaults.ownership,
            source: Some(defaults.source),
            location: defaults.location,
            name: text(ImportField::Name),
            vendor: defaults.vendor,
            vendor_style: text(ImportField::VendorStyle),
            cost,
            price,
            weight: text(ImportField::Weight),
            lab: text(ImportField::Lab),
            certificate: text(ImportField::Certificate),
            inscription: text(ImportField::Inscription),
            stone: Some(stone),
            note: text(ImportField::Note),
            ..PieceDraft::empty()
        })
    }

    /// The cost as it stands, else as a share of the price.
    fn cost(&self, typed: &str, price: &str, currency: Currency) -> String {
        if !typed.is_empty() {
            return typed.to_owned();
        }
        let price = Money::parse(price, currency).ok();
        let share = self.cost_share();
        price
            .zip(share)
            .and_then(|(price, share)| price.scaled(share).ok())
            .map(Money::plain)
            .unwrap_or_default()
    }
}

fn complain<T>(
    wrong: &mut Vec<(Option<ImportField>, String)>,
    field: ImportField,
    why: String,
) -> Option<T> {
    wrong.push((Some(field), why));
    None
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn field_of(heading: &str) -> Option<ImportField> {
    let bare = bare(heading);
    KNOWN
        .iter()
        .find(|(known, _)| *known == bare)
        .map(|(_, field)| *field)
}

/// The field that a complaint's pointer speaks of.
fn field_at(pointer: &str) -> Option<ImportField> {
    pointer.rsplit('/').next()?.parse().ok()
}

/// Reads a word of a closed list; nothing typed is nothing known.
fn word<T>(text: &str, read: fn(&str) -> Option<T>, what: &str) -> Result<Option<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    read(&bare(text))
        .map(Some)
        .ok_or_else(|| format!("“{text}” is no {what} that we know."))
}

fn origin_of(bare: &str) -> Option<Origin> {
    Some(match bare {
        "natural" | "mined" | "earthmined" => Origin::Natural,
        "labgrown" | "lab" | "laboratorygrown" | "labcreated" | "cvd" | "hpht" => Origin::LabGrown,
        "simulant" | "simulated" | "imitation" => Origin::Simulant,
        _ => return None,
    })
}

fn shape_of(bare: &str) -> Option<Shape> {
    Some(match bare {
        "round" | "brilliant" | "roundbrilliant" | "rd" | "rb" | "br" => Shape::Round,
        "oval" | "ov" => Shape::Oval,
        "princess" | "pr" | "square" => Shape::Princess,
        "emerald" | "emeraldcut" | "em" | "ec" => Shape::Emerald,
        "cushion" | "cu" | "cushionmodified" => Shape::Cushion,
        "pear" | "ps" | "pearshape" => Shape::Pear,
        "marquise" | "mq" => Shape::Marquise,
        "radiant" | "ra" => Shape::Radiant,
        "asscher" | "as" => Shape::Asscher,
        "heart" | "hs" | "heartshape" => Shape::Heart,
        "cabochon" | "cab" => Shape::Cabochon,
        "other" => Shape::Other,
        _ => return None,
    })
}

fn clarity_of(bare: &str) -> Option<Clarity> {
    Clarity::ALL
        .iter()
        .copied()
        .find(|grade| grade.code().eq_ignore_ascii_case(bare))
}

fn cut_of(bare: &str) -> Option<Cut> {
    Some(match bare {
        "ideal" | "id" => Cut::Ideal,
        "excellent" | "ex" => Cut::Excellent,
        "premium" => Cut::Premium,
        "verygood" | "vg" => Cut::VeryGood,
        "good" | "gd" => Cut::Good,
        "fair" | "fr" => Cut::Fair,
        "poor" => Cut::Poor,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn mapping() -> StockMapping {
        let mut mapping = StockMapping::guess(&headings(&[
            "Stock #", "carat", "cut", "Color", "clarity", "depth %", "price",
        ]));
        mapping.columns[0] = Some(ImportField::Serial);
        mapping.defaults.location = Some(LocationId::generate());
        mapping.defaults.cost_percent = "45".into();
        mapping
    }

    #[test]
    fn columns_are_known_by_what_they_are_called() {
        use ImportField as F;
        let guessed = StockMapping::guess(&headings(&[
            "Carat", "cut", "color", "CLARITY", "depth", "table", "price", "x", "y", "z", "mood",
            "Colour",
        ]));
        assert_eq!(
            guessed.columns,
            [
                Some(F::Carat),
                Some(F::Cut),
                Some(F::Colour),
                Some(F::Clarity),
                Some(F::DepthPercent),
                Some(F::TablePercent),
                Some(F::Price),
                Some(F::Length),
                Some(F::Width),
                Some(F::Depth),
                None,
                None,
            ]
        );
    }

    #[test]
    fn a_row_becomes_a_stone() {
        let row = headings(&["D-7", "1.02", "Very Good", "g", "vs1", "61.5", "5,000"]);
        let piece = mapping().read(&row, Currency::USD).unwrap();
        let stone = piece.stone.as_ref().unwrap();
        assert_eq!(stone.name(), "1.02 ct diamond, round, G VS1");
        assert_eq!(stone.cut, Some(Cut::VeryGood));
        assert_eq!(piece.cost.unwrap().to_string(), "$2,250.00");
        assert_eq!(piece.serial.as_deref(), Some("D-7"));
    }

    #[test]
    fn complaints_name_the_column() {
        let row = headings(&["D 7", "heavy", "ideal", "g", "VS9", "61.5", "5000"]);
        let wrong = mapping().read(&row, Currency::USD).unwrap_err();
        assert_eq!(wrong[0].0, Some(ImportField::Clarity));
        let row = headings(&["D 7", "heavy", "ideal", "g", "", "61.5", "x"]);
        let wrong = mapping().read(&row, Currency::USD).unwrap_err();
        let fields: Vec<_> = wrong.iter().filter_map(|(field, _)| *field).collect();
        for field in [
            ImportField::Carat,
            ImportField::Serial,
            ImportField::Price,
            ImportField::Cost,
        ] {
            assert!(fields.contains(&field), "{field:?} in {fields:?}");
        }
    }

    #[test]
    fn a_mapping_that_reads_nothing_is_refused() {
        let wrong = StockMapping::default().check().unwrap_err();
        for field in ["/columns", "/defaults/location", "/defaults/cost_percent"] {
            assert!(wrong.get(field).is_some(), "{field}");
        }
        let mut twice = mapping();
        twice.columns[2] = Some(ImportField::Carat);
        assert!(twice.check().unwrap_err().get("/columns/2").is_some());
        assert!(mapping().check().is_ok());
    }
}
