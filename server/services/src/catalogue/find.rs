//! One box over the whole catalogue, for picking a piece while the customer waits.

use super::store::{self, Match, best, forgive};
use crate::{Caller, Error, Services};
use domain::catalogue::Sellable;
use domain::input::required_text;
use domain::staff::Permission;

/// More words than these add nothing to what somebody looks for.
const MOST_WORDS: usize = 8;
const LONGEST_WORD: usize = 60;

/// What can be sold that matches what is typed, the best first, at most twenty. Slips of the
/// finger are forgiven where nothing matches to the letter.
pub async fn find(
    services: &Services,
    caller: Caller<'_>,
    text: &str,
) -> Result<Vec<Sellable>, Error> {
    caller.require(Permission::ViewOrders)?;
    let words = words(text);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = services.db.begin().await?;
    let mut rows = best(&mut tx, &words, Match::Exact).await?;
    if rows.is_empty() {
        forgive(&mut tx).await?;
        rows = best(&mut tx, &words, Match::Forgiving).await?;
    }
    let with_cost = caller.may(Permission::ViewCost);
    rows.into_iter().map(|row| row.read(with_cost)).collect()
}

/// What can be sold that carries a code as its SKU or barcode, to the letter.
pub async fn by_code(
    services: &Services,
    caller: Caller<'_>,
    code: &str,
) -> Result<Vec<Sellable>, Error> {
    caller.require(Permission::ViewOrders)?;
    let code = required_text(code, 120).map_err(|wrong| Error::field("/code", wrong))?;
    store::by_code(&services.db, &code, caller.may(Permission::ViewCost)).await
}

/// The words that somebody typed, in lower case; what stands between options is no word.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '/' | ';'))
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.to_lowercase().chars().take(LONGEST_WORD).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_words_apart_as_people_type_them() {
        assert_eq!(
            words(" Solitaire, 6 / 14K  white"),
            ["solitaire", "6", "14k", "white"]
        );
        assert!(words(" \t/ ").is_empty());
        assert_eq!(words(&"a ".repeat(50)).len(), MOST_WORDS);
    }
}
