//! What an approval binds to: the files that were shown, the specification and the price. A hash of
//! this text is kept with the approval; where it is another one now, the approval holds no more.

use super::estimate::Specification;
use crate::money::Money;

/// One revision of a piece, as its customer is asked about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding<'a> {
    /// The hashes of the files of the round that was shown last.
    pub files: &'a [String],
    pub specification: &'a Specification,
    /// What the customer pays in all.
    pub total: Money,
}

impl Binding<'_> {
    /// The one text that stands for the revision. The order of the files says nothing.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        let mut files = self.files.to_vec();
        files.sort();
        files.dedup();
        serde_json::to_string(&(files, self.specification, self.total))
    }
}

#[cfg(test)]
mod tests {
    use super::super::estimate::tests::ring;
    use super::super::policy::tests::usd;
    use super::*;

    fn text(files: &[&str], description: &str, total: &str) -> String {
        let mut specification = ring().specification();
        specification.description = description.into();
        let files: Vec<_> = files.iter().map(|file| (*file).to_owned()).collect();
        let bound = Binding {
            files: &files,
            specification: &specification,
            total: usd(total),
        };
        bound.text().unwrap()
    }

    #[test]
    fn whatever_is_changed_is_another_revision() {
        let agreed = text(&["aa", "bb"], "Ring", "4377.80");
        assert_eq!(text(&["bb", "aa", "bb"], "Ring", "4377.80"), agreed);
        for other in [
            text(&["aa", "bc"], "Ring", "4377.80"),
            text(&["aa"], "Ring", "4377.80"),
            text(&["aa", "bb", "cc"], "Ring", "4377.80"),
            text(&["aa", "bb"], "Ring, bezel", "4377.80"),
            text(&["aa", "bb"], "Ring", "4377.81"),
        ] {
            assert_ne!(other, agreed);
        }
    }

    #[test]
    fn a_word_cannot_pass_for_a_file() {
        assert_ne!(
            text(&["aa\",\"bb"], "Ring", "1"),
            text(&["aa", "bb"], "Ring", "1")
        );
    }
}
