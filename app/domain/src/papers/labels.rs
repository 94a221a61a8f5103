//! Labels: what hangs on a piece, stands on its box, on a place, on a job's envelope.

use super::tame;
use crate::codes::coded;
use crate::custody::envelope_code;
use crate::orders::history::day;
use crate::orders::repair::tasks::labels;
use crate::orders::view::{Detail, LineView};
use crate::stock::{LocationView, PieceSummary};
use serde::{Deserialize, Serialize};

/// More than anybody prints at once; a roll is shorter.
pub const MOST_LABELS: usize = 500;

coded! {
    /// What a label is for. How each looks is the printer's.
    pub enum LabelKind {
        /// Two leaves of a centimetre, folded over each other.
        Tag = "tag", "Jewelry tag";
        /// For its box or bag.
        Box = "box", "Box label";
        /// A place where things lie.
        Place = "place", "Shelf label";
        /// The envelope in which a piece goes through the workshop.
        Envelope = "envelope", "Job envelope";
    }
}

coded! {
    /// What the labels are printed on.
    pub enum LabelFormat {
        Pages = "pages", "PDF, one to a page";
        Sheets = "sheets", "PDF, many to a sheet";
        Zpl203 = "zpl203", "Label printer (ZPL), 203 dpi";
        Zpl300 = "zpl300", "Label printer (ZPL), 300 dpi";
    }
}

impl LabelFormat {
    /// Whether it is for a label printer that makes its own letters and codes.
    #[must_use]
    pub const fn is_for_label_printers(self) -> bool {
        matches!(self, Self::Zpl203 | Self::Zpl300)
    }
}

/// What stands on a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What a scanner reads, and people below the bars.
    pub code: String,
    /// What it is.
    pub title: String,
    /// What else is worth knowing, most important first.
    pub lines: Vec<String>,
    /// What catches the eye: a price, “1 of 2”.
    pub mark: Option<String>,
}

/// Labels of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    pub kind: LabelKind,
    pub labels: Vec<Label>,
    /// Whether the printer has paper in inches, where there are many to a sheet.
    pub letter: bool,
}

impl Labels {
    /// What the file is called, without an ending.
    #[must_use]
    pub fn file_name(&self) -> String {
        match self.labels.as_slice() {
            [only] => format!("label-{}", tame(&only.code)),
            _ => format!("labels-{}", self.kind.code()),
        }
    }
}

impl Label {
    /// Of a piece, with its price where it shall have one. What it cost never stands on a label.
    #[must_use]
    pub fn of_piece(piece: &PieceSummary, with_price: bool) -> Self {
        Self {
            code: piece.serial.clone(),
            title: piece.name.clone(),
            lines: piece.certificate.iter().cloned().collect(),
            mark: piece
                .price
                .filter(|_| with_price)
                .map(|price| price.to_string()),
        }
    }

    /// Of a place.
    #[must_use]
    pub fn of_place(place: &LocationView) -> Self {
        Self {
            code: place.code.clone(),
            title: place.name.clone(),
            lines: vec![place.kind.label().to_owned()],
            mark: None,
        }
    }

    /// An envelope for each piece of an order, so that none is taken for all of them.
    #[must_use]
    pub fn of_order(order: &Detail) -> Vec<Self> {
        let count: u32 = order.lines.iter().map(|line| line.quantity).sum();
        let pieces = order
            .lines
            .iter()
            .flat_map(|line| std::iter::repeat_n(line, line.quantity as usize))
            .take(MOST_LABELS);
        (1..)
            .zip(pieces)
            .map(|(nth, line)| Self::of_line(order, line, nth, count))
            .collect()
    }

    fn of_line(order: &Detail, line: &LineView, nth: u32, count: u32) -> Self {
        let mut lines = vec![
            order.customer.name.clone(),
            format!("Promised for {}", day(order.first_promise)),
        ];
        let facts = line.particulars().into_iter();
        lines.extend(facts.map(|(term, value)| format!("{term}: {value}")));
        let repair = order.repair.as_deref();
        let own = repair.and_then(|repair| repair.pieces.iter().find(|own| own.line == line.id));
        lines.extend(own.map(|own| labels(&own.tasks)));
        let rush = repair.is_some_and(|repair| repair.rush);
        Self {
            code: envelope_code(&order.number, nth),
            title: line.description.clone(),
            lines,
            mark: Some(if rush {
                format!("RUSH {nth} of {count}")
            } else {
                format!("{nth} of {count}")
            }),
        }
    }
}
