//! Labels on pages: one to a page for a label printer, or many to a sheet to be cut.

use super::draw::{Dot, Drawn, draw};
use super::form::{Align, Area, form};
use super::symbols::Symbol;
use domain::papers::Labels;
use serde::Serialize;

/// What the template is given. Lengths are micrometres.
#[derive(Serialize)]
pub struct Pages {
    title: String,
    width: u32,
    height: u32,
    /// The sheet's format and how many labels stand side by side on it; none for one to a page.
    sheet: Option<(&'static str, u32)>,
    labels: Vec<Vec<Item>>,
}

/// Something on a label.
#[derive(Serialize)]
struct Item {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    #[serde(flatten)]
    what: What,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum What {
    Words {
        text: String,
        strong: bool,
        align: &'static str,
    },
    /// What is black: left, upper, right and lower edge of each stretch.
    Ink(Vec<[u32; 4]>),
}

/// How wide a sheet is within its margins.
const SHEET: u32 = 190_000;
/// What is left between two labels.
const GAP: u32 = 2_000;

/// Labels as the template is given them.
pub fn pages(labels: &Labels, many_to_a_sheet: bool) -> Pages {
    let form = form(labels.kind);
    let format = if labels.letter { "us-letter" } else { "a4" };
    let columns = (SHEET + GAP) / (form.width + GAP);
    let items = |label| draw(form, label, Dot(None)).into_iter().map(item).collect();
    Pages {
        title: labels.kind.label().to_owned(),
        width: form.width,
        height: form.height,
        sheet: many_to_a_sheet.then_some((format, columns)),
        labels: labels.labels.iter().map(items).collect(),
    }
}

fn item(drawn: Drawn) -> Item {
    let Area {
        x,
        y,
        width,
        height,
    } = *drawn.area();
    let what = match drawn {
        Drawn::Line {
            strong,
            align,
            text,
            ..
        } => What::Words {
            text,
            strong,
            align: word(align),
        },
        Drawn::Code {
            symbol,
            module,
            area,
        } => What::Ink(ink(&symbol, module, area.height)),
    };
    Item {
        x,
        y,
        width,
        height,
        what,
    }
}

const fn word(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    }
}

/// The black stretches of a symbol, row by row.
fn ink(symbol: &Symbol, module: u32, height: u32) -> Vec<[u32; 4]> {
    let tall = if symbol.rows.len() == 1 {
        height
    } else {
        module
    };
    let mut stretches = Vec::new();
    for (y, row) in (0..).zip(&symbol.rows) {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            let end = x + u32::try_from(run.len()).unwrap_or(u32::MAX);
            if run[0] {
                stretches.push([x * module, y * tall, end * module, (y + 1) * tall]);
            }
            x = end;
        }
    }
    stretches
}
