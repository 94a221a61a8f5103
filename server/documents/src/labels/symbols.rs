//! Codes as a scanner reads them.

use barcoders::sym::code128::Code128;
use datamatrix::data::EncodationType;
use datamatrix::{DataMatrixBuilder, SymbolList};
use domain::stock::scan_code;

/// A code as black and white modules: rows of one height.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    pub rows: Vec<Vec<bool>>,
}

impl Symbol {
    /// How many modules it is wide.
    pub fn width(&self) -> u32 {
        let width = self.rows.first().map_or(0, Vec::len);
        u32::try_from(width).unwrap_or(u32::MAX)
    }
}

/// Code 128. None for what no scanner should be given.
pub fn bars(code: &str) -> Option<Symbol> {
    let modules = Code128::new(dressed(scannable(code)?)).ok()?.encode();
    Some(Symbol {
        rows: vec![modules.into_iter().map(|module| module == 1).collect()],
    })
}

/// Data Matrix (ECC 200), a square. In plain characters and pairs of digits only, so that no
/// printer that makes its own needs a larger one.
pub fn square(code: &str) -> Option<Symbol> {
    let made = DataMatrixBuilder::new()
        .with_symbol_list(SymbolList::default().enforce_square())
        .with_encodation_types(EncodationType::Ascii)
        .encode(scannable(code)?.as_bytes())
        .ok()?;
    let bitmap = made.bitmap();
    let mut rows = vec![vec![false; bitmap.width()]; bitmap.height()];
    for (x, y) in bitmap.pixels() {
        rows[y][x] = true;
    }
    Some(Symbol { rows })
}

/// The code, if it is one that comes back from a scanner as it was.
fn scannable(code: &str) -> Option<&str> {
    scan_code(code).ok().filter(|scanned| scanned == code)?;
    Some(code)
}

/// The code with the character sets in which it is written: digits by two where there are four
/// or more at its end.
fn dressed(code: &str) -> String {
    const SET_B: char = '\u{0181}';
    const SET_C: char = '\u{0106}';
    let digits = code.bytes().rev().take_while(u8::is_ascii_digit).count() & !1;
    let (front, back) = code.split_at(code.len() - digits);
    match (front, digits) {
        (_, 0 | 2) => format!("{SET_B}{code}"),
        ("", _) => format!("{SET_C}{code}"),
        _ => format!("{SET_B}{front}{SET_C}{back}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_go_by_two() {
        assert_eq!(dressed("P100001"), "\u{181}P\u{106}100001");
        assert_eq!(dressed("SO-10234"), "\u{181}SO-1\u{106}0234");
        assert_eq!(dressed("1234"), "\u{106}1234");
        assert_eq!(dressed("A12"), "\u{181}A12");
    }

    #[test]
    fn what_a_scanner_would_garble_is_no_code() {
        for wrong in ["", "a b", "safe-1", "é", "^XZ", &"A".repeat(41)] {
            assert_eq!(bars(wrong), None, "{wrong}");
            assert_eq!(square(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_serial_is_a_small_square() {
        let square = square("P100001").unwrap();
        assert_eq!((square.width(), square.rows.len()), (12, 12));
    }
}
