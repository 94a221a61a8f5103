//! What came from a channel and waits for a person, and what a person can decide.

use crate::codes::coded;
use crate::contact::PostalAddress;
use crate::ids::VariantId;
use crate::input::{FieldErrors, optional_text};
use serde::{Deserialize, Serialize};

coded! {
    /// Why something waits for a person.
    pub enum ParkedKind {
        UnknownSku = "unknown_sku", "Unknown article";
        TotalDiffers = "total_differs", "Total differs";
        Address = "address", "Address incomplete";
        Suspicious = "suspicious", "To be looked at";
        ChangedTooLate = "changed_too_late", "Changed too late";
        CancelledTooLate = "cancelled_too_late", "Cancelled too late";
        MoneyDiffers = "money_differs", "Money to be looked at";
        ComesBack = "comes_back", "Comes back";
        RefundDue = "refund_due", "Refund due";
    }
}

impl ParkedKind {
    /// Whether the order waits for it; else only its person does.
    #[must_use]
    pub const fn blocks(self) -> bool {
        matches!(
            self,
            Self::UnknownSku | Self::TotalDiffers | Self::Address | Self::Suspicious
        )
    }
}

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// It is this piece of the catalogue's.
    Map { variant: VariantId },
    /// It is not in the catalogue; what the channel calls it will do.
    KeepWords,
    /// Where it is shipped to.
    Address { address: PostalAddress },
    /// It is seen to.
    Done {
        #[serde(default)]
        note: String,
    },
}

/// A decision, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    Map(VariantId),
    KeepWords,
    Address(PostalAddress),
    Done(Option<String>),
}

impl Decision {
    /// Checks that it answers what was parked.
    pub fn checked(&self, kind: ParkedKind) -> Result<Decided, FieldErrors> {
        use ParkedKind as K;
        match (self, kind) {
            (Self::Map { variant }, K::UnknownSku) => Ok(Decided::Map(*variant)),
            (Self::KeepWords, K::UnknownSku) => Ok(Decided::KeepWords),
            (Self::Address { address }, K::Address) => {
                let nested = |wrong| {
                    let mut errors = FieldErrors::new();
                    errors.nest("/decision/address", wrong);
                    errors
                };
                address.checked().map(Decided::Address).map_err(nested)
            }
            (Self::Done { note }, kind) if !matches!(kind, K::UnknownSku | K::Address) => {
                optional_text(note, 500)
                    .map(Decided::Done)
                    .map_err(|wrong| FieldErrors::one("/decision/note", wrong))
            }
            _ => Err(FieldErrors::one(
                "/decision",
                "This doesn't answer what was asked. Look at it again.",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_its_answers() {
        let answers = [
            Decision::KeepWords,
            Decision::Done {
                note: String::new(),
            },
        ];
        for kind in ParkedKind::ALL {
            let fits = answers
                .iter()
                .filter(|it| it.checked(*kind).is_ok())
                .count();
            let expected = usize::from(*kind != ParkedKind::Address);
            assert_eq!(fits, expected, "{kind}");
        }
        let empty = Decision::Address {
            address: PostalAddress::default(),
        };
        let wrong = empty.checked(ParkedKind::Address).unwrap_err();
        assert!(wrong.get("/decision/address/city").is_some());
    }
}
