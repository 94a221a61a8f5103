//! Reading what a scanner typed.

use super::api::scan_serial;
use crate::error::UiError;
use domain::ids::PieceId;

/// The piece whose serial a scanner typed into a box, if it is one. It types where the cursor
/// stands, perhaps behind words that were looked for before.
pub(super) async fn scanned(text: &str, before: &str) -> Result<Option<PieceId>, UiError> {
    if let Some(piece) = scan_serial(text.to_owned()).await? {
        return Ok(Some(piece));
    }
    match behind(text, before) {
        Some(serial) => scan_serial(serial.to_owned()).await,
        None => Ok(None),
    }
}

fn behind<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(before)?;
    (!before.is_empty() && !rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn a_scan_stands_behind_the_words_of_before() {
        assert_eq!(behind("haloP100020", "halo"), Some("P100020"));
        for (text, before) in [("P100020", ""), ("halo", "halo"), ("halo", "ring")] {
            assert_eq!(behind(text, before), None, "{text} behind {before}");
        }
    }
}
