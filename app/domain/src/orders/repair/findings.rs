//! What a piece is: what its owner says of it, and what was found.
//!
//! Each finding says whether it was tested. A claim check must not promise what nobody has looked
//! at, so what is untested is written by its colour alone: “yellow metal”, “white stone”.

use crate::codes::coded;
use crate::input::{FieldErrors, optional_text};
use crate::measures::{Metal, Quantity, Unit};
use serde::{Deserialize, Serialize};

/// More stones than anybody writes down one by one; the small ones go as one line with a count.
const MOST_STONES: usize = 20;
const MOST_OF_A_KIND: u32 = 999;

coded! {
    /// What kind of piece it is.
    pub enum Item {
        Ring = "ring", "Ring";
        Necklace = "necklace", "Necklace or chain";
        Bracelet = "bracelet", "Bracelet";
        Earrings = "earrings", "Earrings";
        Pendant = "pendant", "Pendant";
        Brooch = "brooch", "Brooch";
        Watch = "watch", "Watch";
        Other = "other", "Other piece";
    }
}

coded! {
    /// What a stone looks like to everybody.
    pub enum Look {
        White = "white", "white";
        Blue = "blue", "blue";
        Red = "red", "red";
        Green = "green", "green";
        Yellow = "yellow", "yellow";
        Pink = "pink", "pink";
        Purple = "purple", "purple";
        Brown = "brown", "brown";
        Black = "black", "black";
        Pearl = "pearl", "pearly";
        Several = "several", "several colours";
    }
}

coded! {
    /// How it came in, in words that a clerk taps.
    pub enum Condition {
        Scratched = "scratched", "Scratched";
        WornProngs = "worn_prongs", "Worn prongs";
        LooseStone = "loose_stone", "Loose stone";
        MissingStone = "missing_stone", "Missing stone";
        ChippedStone = "chipped_stone", "Chipped stone";
        ThinShank = "thin_shank", "Thin shank";
        Bent = "bent", "Bent";
        Broken = "broken", "Broken";
        Kinked = "kinked", "Kinked chain";
        ClaspWorn = "clasp_worn", "Worn clasp";
        OldSolder = "old_solder", "Old solder";
        Tarnished = "tarnished", "Tarnished";
        Engraved = "engraved", "Engraved";
        GoodOrder = "good_order", "In good order";
    }
}

/// Stones of a kind, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewStone {
    pub count: u32,
    pub look: Look,
    /// What its owner says, or what the test said.
    #[serde(default)]
    pub name: String,
    /// `6.5 × 6.5 mm`, as measured in its setting.
    #[serde(default)]
    pub measure: String,
    #[serde(default)]
    pub tested: bool,
}

/// Stones of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stone {
    pub count: u32,
    pub look: Look,
    pub name: Option<String>,
    pub measure: Option<String>,
    pub tested: bool,
}

/// What a piece was found to be, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewFindings {
    pub metal: Option<Metal>,
    pub metal_tested: bool,
    pub stones: Vec<NewStone>,
    /// Grams, before any work.
    pub weight: String,
}

/// What a piece was found to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    pub metal: Option<Metal>,
    pub metal_tested: bool,
    pub stones: Vec<Stone>,
    /// Before any work.
    pub weight: Option<Quantity>,
}

impl NewFindings {
    /// Checks every field and complains about each by its pointer.
    pub fn checked(&self) -> Result<Findings, FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.metal_tested && self.metal.is_none() {
            errors.add("/metal", "Say what the test found.");
        }
        if self.stones.len() > MOST_STONES {
            errors.add("/stones", "Write small stones as one line with a count.");
        }
        let mut stones = Vec::new();
        for (index, stone) in self.stones.iter().take(MOST_STONES).enumerate() {
            match stone.checked() {
                Ok(stone) => stones.push(stone),
                Err(wrong) => errors.nest(&format!("/stones/{index}"), wrong),
            }
        }
        let weight = errors.check("/weight", grams(&self.weight)).flatten();
        errors.into_result().map(|()| Findings {
            metal: self.metal,
            metal_tested: self.metal_tested,
            stones,
            weight,
        })
    }
}

impl NewStone {
    fn checked(&self) -> Result<Stone, FieldErrors> {
        let mut errors = FieldErrors::new();
        if !(1..=MOST_OF_A_KIND).contains(&self.count) {
            errors.add("/count", "Enter how many, from 1 to 999.");
        }
        let name = errors
            .check("/name", optional_text(&self.name, 80))
            .flatten();
        let measure = errors
            .check("/measure", optional_text(&self.measure, 40))
            .flatten();
        if self.tested && name.is_none() {
            errors.add("/name", "Say what the test found.");
        }
        errors.into_result().map(|()| Stone {
            count: self.count,
            look: self.look,
            name,
            measure,
            tested: self.tested,
        })
    }
}

/// A weight in grams as typed; nothing typed is no weight.
fn grams(typed: &str) -> Result<Option<Quantity>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match Quantity::parse(typed, Unit::Gram) {
        Ok(weight) if !weight.is_zero() => Ok(Some(weight)),
        Ok(_) => Err("Enter what the scale says.".into()),
        Err(wrong) => Err(wrong.to_string()),
    }
}

/// What may be promised of a piece in writing: what was tested by its name, all else by what
/// anybody sees.
#[must_use]
pub fn wording(item: Item, own_word: Option<&str>, findings: &Findings) -> String {
    let word = own_word.unwrap_or_else(|| item.label());
    let metal = findings.metal.map(|metal| {
        if findings.metal_tested {
            metal.label()
        } else {
            format!("{} metal", metal.colour().label())
        }
    });
    let parts = std::iter::once(word.to_owned())
        .chain(metal)
        .chain(findings.stones.iter().map(Stone::wording));
    parts.collect::<Vec<_>>().join(", ")
}

impl Stone {
    /// `white stone`, `3 white stones, 2 mm`, and after a test `diamond`.
    #[must_use]
    pub fn wording(&self) -> String {
        let found = self.name.as_deref().filter(|_| self.tested);
        let name = match (found, self.count) {
            (Some(name), 1) => name.to_owned(),
            (Some(name), count) => format!("{count} × {name}"),
            (None, 1) => format!("{} stone", self.look.label()),
            (None, count) => format!("{count} {} stones", self.look.label()),
        };
        match &self.measure {
            Some(measure) => format!("{name}, {measure}"),
            None => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Colour;

    fn stone(count: u32, tested: bool) -> Stone {
        Stone {
            count,
            look: Look::White,
            name: Some("diamond".into()),
            measure: None,
            tested,
        }
    }

    fn ring(metal: Metal, metal_tested: bool, stones: Vec<Stone>) -> String {
        let findings = Findings {
            metal: Some(metal),
            metal_tested,
            stones,
            weight: None,
        };
        wording(Item::Ring, None, &findings)
    }

    #[test]
    fn what_was_not_tested_is_told_by_its_colour() {
        let yellow = Metal::Gold18k(Colour::Yellow);
        assert_eq!(
            ring(yellow, false, vec![stone(1, false)]),
            "Ring, yellow metal, white stone"
        );
        assert_eq!(
            ring(yellow, true, vec![stone(1, false), stone(12, true)]),
            "Ring, 18K yellow, white stone, 12 × diamond"
        );
        assert_eq!(ring(Metal::Platinum950, false, vec![]), "Ring, white metal");
        assert_eq!(
            wording(Item::Ring, Some("Signet ring"), &Findings::default()),
            "Signet ring"
        );
    }

    #[test]
    fn no_untested_name_is_ever_promised() {
        for metal in Metal::ALL {
            for count in [1, 7] {
                let words = ring(metal, false, vec![stone(count, false)]);
                assert!(!words.contains("diamond"), "{words}");
                assert!(!words.contains(&metal.label()), "{words}");
            }
        }
    }

    #[test]
    fn a_test_found_something() {
        let typed = NewFindings {
            metal_tested: true,
            stones: vec![NewStone {
                count: 0,
                look: Look::Blue,
                name: " ".into(),
                measure: String::new(),
                tested: true,
            }],
            weight: "-3".into(),
            ..NewFindings::default()
        };
        let wrong = typed.checked().unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(at, _)| at).collect();
        assert_eq!(
            fields,
            ["/metal", "/stones/0/count", "/stones/0/name", "/weight"]
        );
    }
}
