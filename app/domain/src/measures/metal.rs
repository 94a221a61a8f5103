//! Metals by fineness (parts of pure metal) and colour.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The colour of a gold alloy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    Yellow,
    White,
    Rose,
}

/// A metal as the trade stamps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metal {
    Gold10k(Colour),
    Gold14k(Colour),
    Gold18k(Colour),
    Gold22k(Colour),
    Platinum950,
    Palladium950,
    Silver925,
}

impl Colour {
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::White => "white",
            Self::Rose => "rose",
        }
    }
}

impl Metal {
    /// All that the counter offers, the most usual first.
    pub const ALL: [Self; 12] = [
        Self::Gold14k(Colour::Yellow),
        Self::Gold14k(Colour::White),
        Self::Gold14k(Colour::Rose),
        Self::Gold18k(Colour::Yellow),
        Self::Gold18k(Colour::White),
        Self::Gold18k(Colour::Rose),
        Self::Platinum950,
        Self::Palladium950,
        Self::Silver925,
        Self::Gold10k(Colour::Yellow),
        Self::Gold10k(Colour::White),
        Self::Gold22k(Colour::Yellow),
    ];

    /// The share of pure metal.
    #[must_use]
    pub fn fineness(self) -> Decimal {
        let thousandths = match self {
            Self::Gold10k(_) => 417,
            Self::Gold14k(_) => 585,
            Self::Gold18k(_) => 750,
            Self::Gold22k(_) => 916,
            Self::Platinum950 | Self::Palladium950 => 950,
            Self::Silver925 => 925,
        };
        Decimal::new(thousandths, 3)
    }

    /// What anybody sees, whatever it is made of.
    #[must_use]
    pub const fn colour(self) -> Colour {
        match self {
            Self::Gold10k(colour)
            | Self::Gold14k(colour)
            | Self::Gold18k(colour)
            | Self::Gold22k(colour) => colour,
            Self::Platinum950 | Self::Palladium950 | Self::Silver925 => Colour::White,
        }
    }

    /// As it is written on a ticket: `14K white`.
    #[must_use]
    pub fn label(self) -> String {
        let gold = |karat: &str, colour: Colour| format!("{karat} {}", colour.label());
        match self {
            Self::Gold10k(colour) => gold("10K", colour),
            Self::Gold14k(colour) => gold("14K", colour),
            Self::Gold18k(colour) => gold("18K", colour),
            Self::Gold22k(colour) => gold("22K", colour),
            Self::Platinum950 => "Pt950".into(),
            Self::Palladium950 => "Pd950".into(),
            Self::Silver925 => "Ag925".into(),
        }
    }
}
