//! Loose stones: what they are, how they are graded, and how they may be called.
//!
//! The words follow the FTC's Jewelry Guides (16 CFR Part 23): that a stone was grown in a
//! laboratory, or only looks like what it is called, is said as conspicuously as its name.

use crate::codes::coded;
use crate::input::{FieldErrors, optional_text, required_text};
use crate::measures::{Quantity, Unit, decimal};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

coded! {
    /// The outline of a cut stone.
    pub enum Shape {
        Round = "round", "Round";
        Oval = "oval", "Oval";
        Princess = "princess", "Princess";
        Emerald = "emerald", "Emerald cut";
        Cushion = "cushion", "Cushion";
        Pear = "pear", "Pear";
        Marquise = "marquise", "Marquise";
        Radiant = "radiant", "Radiant";
        Asscher = "asscher", "Asscher";
        Heart = "heart", "Heart";
        Cabochon = "cabochon", "Cabochon";
        Other = "other", "Other";
    }
}

coded! {
    /// Clarity at ten times magnification, the cleanest first.
    pub enum Clarity {
        Flawless = "FL", "FL";
        InternallyFlawless = "IF", "IF";
        Vvs1 = "VVS1", "VVS1";
        Vvs2 = "VVS2", "VVS2";
        Vs1 = "VS1", "VS1";
        Vs2 = "VS2", "VS2";
        Si1 = "SI1", "SI1";
        Si2 = "SI2", "SI2";
        I1 = "I1", "I1";
        I2 = "I2", "I2";
        I3 = "I3", "I3";
    }
}

coded! {
    /// How well it is cut, the best first. Laboratories and dealers do not use one scale; all
    /// words that they use stand here.
    pub enum Cut {
        Ideal = "ideal", "Ideal";
        Excellent = "excellent", "Excellent";
        Premium = "premium", "Premium";
        VeryGood = "very_good", "Very good";
        Good = "good", "Good";
        Fair = "fair", "Fair";
        Poor = "poor", "Poor";
    }
}

coded! {
    /// Where it comes from.
    pub enum Origin {
        Natural = "natural", "Natural";
        LabGrown = "lab_grown", "Lab-grown";
        Simulant = "simulant", "Simulant";
    }
}

/// What is known of a stone as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoneDraft {
    /// Diamond, sapphire, tourmaline …
    pub variety: String,
    pub origin: Option<Origin>,
    pub shape: Option<Shape>,
    pub carat: String,
    /// A grade such as G, or words such as vivid blue.
    pub colour: String,
    pub clarity: Option<Clarity>,
    pub cut: Option<Cut>,
    pub treatment: String,
    /// Millimetres.
    pub length: String,
    pub width: String,
    pub depth: String,
    /// Per cent of the width.
    pub depth_percent: String,
    pub table_percent: String,
}

/// A stone whose every field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stone {
    pub variety: String,
    pub origin: Origin,
    pub shape: Shape,
    /// In carats: 0.2 g, to the thousandth.
    pub carat: Decimal,
    pub colour: Option<String>,
    pub clarity: Option<Clarity>,
    pub cut: Option<Cut>,
    pub treatment: Option<String>,
    /// In millimetres.
    pub length: Option<Decimal>,
    pub width: Option<Decimal>,
    pub depth: Option<Decimal>,
    pub depth_percent: Option<Decimal>,
    pub table_percent: Option<Decimal>,
}

impl StoneDraft {
    /// Checks every field and complains about each by its pointer.
    pub fn check(&self) -> Result<Stone, FieldErrors> {
        let mut errors = FieldErrors::new();
        let variety = errors.check("/variety", required_text(&self.variety, 40));
        let origin = errors.check(
            "/origin",
            self.origin
                .ok_or("Say whether it is natural, lab-grown or a simulant."),
        );
        let shape = errors.check("/shape", self.shape.ok_or("Choose the shape."));
        let carat = errors.check("/carat", carats(&self.carat));
        let colour = errors.check("/colour", optional_text(&self.colour, 40));
        let treatment = errors.check("/treatment", optional_text(&self.treatment, 80));
        let mut sized = |pointer: &str, text: &str, most: u32| {
            errors.check(pointer, measure(text, most)).flatten()
        };
        let length = sized("/length", &self.length, 200);
        let width = sized("/width", &self.width, 200);
        let depth = sized("/depth", &self.depth, 200);
        let depth_percent = sized("/depth_percent", &self.depth_percent, 100);
        let table_percent = sized("/table_percent", &self.table_percent, 100);
        match (variety, origin, shape, carat, colour, treatment) {
            (
                Some(variety),
                Some(origin),
                Some(shape),
                Some(carat),
                Some(colour),
                Some(treatment),
            ) if errors.is_empty() => Ok(Stone {
                variety,
                origin,
                shape,
                carat,
                colour: colour.map(grade),
                clarity: self.clarity,
                cut: self.cut,
                treatment,
                length,
                width,
                depth,
                depth_percent,
                table_percent,
            }),
            _ => Err(errors),
        }
    }
}

impl Stone {
    /// What it may be called: `1.02 ct lab-grown diamond, round, G VS1`.
    #[must_use]
    pub fn name(&self) -> String {
        let grown = match self.origin {
            Origin::Natural => String::new(),
            Origin::LabGrown => "lab-grown ".into(),
            Origin::Simulant => "simulated ".into(),
        };
        let variety = self.variety.to_lowercase();
        let shape = self.shape.label().to_lowercase();
        let grades = [self.colour.as_deref(), self.clarity.map(Clarity::label)];
        let grades: Vec<&str> = grades.into_iter().flatten().collect();
        let mut name = format!("{} ct {grown}{variety}, {shape}", shown(self.carat));
        if !grades.is_empty() {
            name = format!("{name}, {}", grades.join(" "));
        }
        name
    }
}

/// Carats with the two places that the trade writes, and the third where it says something.
#[must_use]
pub fn shown(carat: Decimal) -> String {
    let mut carat = carat.normalize();
    if carat.scale() < 2 {
        carat.rescale(2);
    }
    carat.to_string()
}

/// Grades of colour are written as capitals; words stay as they were typed.
fn grade(colour: String) -> String {
    if colour.len() <= 2 {
        colour.to_uppercase()
    } else {
        colour
    }
}

fn carats(text: &str) -> Result<Decimal, String> {
    let weight = Quantity::parse(text, Unit::Carat).map_err(|wrong| wrong.to_string())?;
    let most = Decimal::from(100_000);
    if weight.is_zero() || weight.amount() > most {
        return Err("Enter the weight in carats, such as 1.02.".into());
    }
    Ok(weight.amount())
}

/// A length or a share, to the hundredth; nothing typed is nothing known. Zero is how lists
/// write that something was not measured.
fn measure(text: &str, most: u32) -> Result<Option<Decimal>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let number = decimal(text).map_err(|wrong| wrong.to_string())?;
    if number.is_sign_negative() || number > most.into() || number.normalize().scale() > 2 {
        return Err(format!(
            "Enter a number up to {most}, with two decimals at most."
        ));
    }
    Ok((!number.is_zero()).then_some(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diamond() -> StoneDraft {
        StoneDraft {
            variety: "Diamond".into(),
            origin: Some(Origin::Natural),
            shape: Some(Shape::Round),
            carat: "1.02".into(),
            colour: "g".into(),
            clarity: Some(Clarity::Vs1),
            ..StoneDraft::default()
        }
    }

    #[test]
    fn a_stone_is_called_what_it_is() {
        assert_eq!(
            diamond().check().unwrap().name(),
            "1.02 ct diamond, round, G VS1"
        );
        let grown = StoneDraft {
            origin: Some(Origin::LabGrown),
            carat: ".5".into(),
            ..diamond()
        };
        assert_eq!(
            grown.check().unwrap().name(),
            "0.50 ct lab-grown diamond, round, G VS1"
        );
        let moissanite = StoneDraft {
            origin: Some(Origin::Simulant),
            colour: String::new(),
            clarity: None,
            carat: "0.755".into(),
            ..diamond()
        };
        assert_eq!(
            moissanite.check().unwrap().name(),
            "0.755 ct simulated diamond, round"
        );
    }

    #[test]
    fn complains_about_each_field_at_once() {
        let draft = StoneDraft {
            carat: "0".into(),
            length: "-3".into(),
            table_percent: "101".into(),
            ..StoneDraft::default()
        };
        let wrong = draft.check().unwrap_err();
        for field in [
            "/variety",
            "/origin",
            "/shape",
            "/carat",
            "/length",
            "/table_percent",
        ] {
            assert!(wrong.get(field).is_some(), "{field}");
        }
    }

    #[test]
    fn what_was_not_measured_is_not_known() {
        let draft = StoneDraft {
            length: "0".into(),
            width: " ".into(),
            ..diamond()
        };
        let stone = draft.check().unwrap();
        assert_eq!((stone.length, stone.width), (None, None));
    }
}
