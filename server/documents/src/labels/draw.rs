//! A label on its form: which words stand where, and how fine its code is.

use super::form::{Align, Area, Field, Form, Part};
use super::symbols::{self, Symbol};
use super::words;
use domain::papers::Label;

/// Something on a label, in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    /// A line of words.
    Line {
        area: Area,
        strong: bool,
        align: Align,
        text: String,
    },
    /// A code, each of whose modules is so wide.
    Code {
        area: Area,
        symbol: Symbol,
        module: u32,
    },
}

impl Drawn {
    pub const fn area(&self) -> &Area {
        match self {
            Self::Line { area, .. } | Self::Code { area, .. } => area,
        }
    }
}

/// Wider bars than these scan no better.
const WIDEST_BAR: u32 = 400;
/// Finer bars than these do not come out of a label printer of 203 dpi.
const FINEST_BAR: u32 = 250;
/// Modules of white that a scanner needs on each side of bars, and of a square.
const QUIET_BARS: u32 = 10;
const QUIET_SQUARE: u32 = 1;

/// Draws a label. Modules come in whole steps of the printer's dots.
pub fn draw(form: &Form, label: &Label, dot: Dot) -> Vec<Drawn> {
    let part = |(area, part): &(Area, Part)| match *part {
        Part::Words {
            field,
            line,
            strong,
            align,
        } => text(label, field, *area, line)
            .into_iter()
            .map(|(area, text)| Drawn::Line {
                area,
                strong,
                align,
                text,
            })
            .collect(),
        Part::Bars => bars(&label.code, *area, dot).into_iter().collect(),
        Part::Square => square(&label.code, *area, dot)
            .into_iter()
            .collect::<Vec<_>>(),
    };
    form.parts.iter().flat_map(part).collect()
}

/// A printer's dot: so many to a millimetre, none where it prints as fine as one likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dot(pub Option<u32>);

impl Dot {
    /// The widest module of whole dots that is no wider than this.
    fn fit(self, module: u32) -> u32 {
        match self.0 {
            Some(per_mm) => module * per_mm / 1000 * 1000 / per_mm,
            None => module,
        }
    }
}

/// What a field says, line by line. A code or a price is never cut: its letters get smaller.
fn text(label: &Label, field: Field, area: Area, line: u32) -> Vec<(Area, String)> {
    let many = |texts: &[String], line: u32| {
        let most = (area.height / line) as usize;
        let mut lines = Vec::new();
        for text in texts {
            let left = most.saturating_sub(lines.len());
            lines.extend(words::lines(text, area.width, line, left));
        }
        lines
    };
    let whole = |text: &String| {
        let line = words::fit(text, area.width, line);
        (line, many(std::slice::from_ref(text), line))
    };
    let (line, lines) = match field {
        Field::Code => whole(&label.code),
        Field::Mark => label.mark.as_ref().map_or((line, Vec::new()), whole),
        Field::Title => (line, many(std::slice::from_ref(&label.title), line)),
        Field::Lines => (line, many(&label.lines, line)),
    };
    let place = |(index, text)| {
        let place = Area {
            y: area.y + index * line,
            height: line,
            ..area
        };
        (place, text)
    };
    (0..).zip(lines).map(place).collect()
}

fn bars(code: &str, area: Area, dot: Dot) -> Option<Drawn> {
    let symbol = symbols::bars(code)?;
    let module = dot.fit((area.width / (symbol.width() + 2 * QUIET_BARS)).min(WIDEST_BAR));
    if module < dot.fit(FINEST_BAR) {
        return square(code, area, dot);
    }
    let wide = symbol.width() * module;
    Some(Drawn::Code {
        area: centred(area, wide, area.height),
        symbol,
        module,
    })
}

fn square(code: &str, area: Area, dot: Dot) -> Option<Drawn> {
    let symbol = symbols::square(code)?;
    let room = area.width.min(area.height);
    let module = dot.fit(room / (symbol.width() + 2 * QUIET_SQUARE));
    let side = symbol.width() * module;
    Some(Drawn::Code {
        area: centred(area, side, side),
        symbol,
        module,
    })
}

/// The middle of an area.
fn centred(area: Area, width: u32, height: u32) -> Area {
    Area {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}
