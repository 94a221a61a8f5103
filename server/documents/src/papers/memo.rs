//! What is signed when pieces go out on approval.

use super::sheet::Sheet;
use domain::orders::act::Signature;
use domain::orders::history::day;
use domain::orders::memo::view::Bearer;
use domain::papers::{MemoPaper, MemoPaperLine};
use serde::Serialize;

#[derive(Serialize)]
pub struct Memo<'a> {
    #[serde(flatten)]
    sheet: Sheet,
    facts: Vec<(&'static str, String)>,
    lines: Vec<Line<'a>>,
    value: String,
    /// A paragraph each.
    conditions: Vec<&'a str>,
    bears: String,
    /// Whose signature it is, or is to be.
    signer: &'a str,
    /// Strokes on a grid of tenths of a millimetre.
    strokes: Vec<Vec<(u32, u32)>>,
    typed: Option<&'a str>,
}

#[derive(Serialize)]
struct Line<'a> {
    serial: &'a str,
    description: &'a str,
    due: String,
    value: String,
    ended: Option<&'static str>,
}

pub fn memo(memo: &MemoPaper) -> Memo<'_> {
    let mut facts = vec![("Handed to", memo.customer.clone())];
    if !memo.contact.is_empty() {
        facts.push(("Reached at", memo.contact.join(", ")));
    }
    facts.push(("Due back on", day(memo.due)));
    let signed = memo.signed.as_ref();
    let (strokes, typed) = match signed.map(|(_, signature)| signature) {
        Some(Signature::Drawn(path)) => (strokes(path), None),
        Some(Signature::Typed(name)) => (Vec::new(), Some(name.as_str())),
        None => (Vec::new(), None),
    };
    Memo {
        sheet: Sheet::new(&memo.store, "Memo", &memo.number, memo.date),
        facts,
        lines: memo.lines.iter().map(line).collect(),
        value: memo.value.to_string(),
        conditions: memo.conditions.lines().map(str::trim).collect(),
        bears: match memo.bearer {
            Bearer::Customer => format!(
                "From the hand-over until each piece is back in the shop, {} bears its loss and \
                 damage, and insures it at the value written beside it.",
                memo.customer
            ),
            Bearer::House => format!(
                "{} bears the loss of each piece while it is out, and insures it.",
                memo.store.name
            ),
        },
        signer: signed.map_or(memo.customer.as_str(), |(who, _)| who.as_str()),
        strokes,
        typed,
    }
}

fn line(line: &MemoPaperLine) -> Line<'_> {
    Line {
        serial: &line.serial,
        description: &line.description,
        due: day(line.due),
        value: line.value.to_string(),
        ended: line.ended.map(|state| state.label()),
    }
}

/// The strokes of a drawn signature: each begins where the pen was put down.
fn strokes(path: &str) -> Vec<Vec<(u32, u32)>> {
    /// More than the grid is large: what lies beyond was not drawn on it.
    const FURTHEST: u32 = 600;
    let each = path.split('M').filter(|stroke| !stroke.trim().is_empty());
    each.map(|stroke| {
        let numbers = stroke.split(|c: char| c == 'L' || c == ',' || c.is_whitespace());
        let numbers = numbers.filter_map(|number| number.split('.').next()?.parse::<u32>().ok());
        let numbers: Vec<_> = numbers.map(|number| number.min(FURTHEST)).collect();
        let points = numbers.chunks_exact(2);
        points.map(|point| (point[0], point[1])).collect::<Vec<_>>()
    })
    .filter(|points| points.len() > 1)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::strokes;

    #[test]
    fn a_signature_is_drawn_as_it_was() {
        let drawn = strokes("M10 10 L 40.5 20L41,22M5 5L6 6");
        assert_eq!(
            drawn,
            [vec![(10, 10), (40, 20), (41, 22)], vec![(5, 5), (6, 6)]]
        );
        assert_eq!(
            strokes("M1 1"),
            [] as [Vec<(u32, u32)>; 0],
            "a dot is no stroke"
        );
        assert_eq!(strokes("M9999 1 L 1 1"), [vec![(600, 1), (1, 1)]]);
    }
}
