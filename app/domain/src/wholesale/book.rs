//! What a store offers all its accounts: how long they may take to pay, in which tier they buy, and
//! what a larger quantity takes off.

use super::price::Break;
use crate::ids::{PaymentTermsId, TierId};
use crate::input::{FieldErrors, required_text};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How long an account may take to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentTerms {
    pub id: PaymentTermsId,
    /// "Net 30".
    pub name: String,
    pub days: u16,
}

/// A group of accounts that pay the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    pub id: TierId,
    pub name: String,
    /// In per cent off the list.
    pub discount: Decimal,
}

/// A store's book for accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholesaleBook {
    pub terms: Vec<PaymentTerms>,
    pub tiers: Vec<Tier>,
    pub breaks: Vec<Break>,
    pub version: i32,
}

/// A named number, as typed: terms and their days, a tier and its discount.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedDraft<Id> {
    /// None for a new one.
    pub id: Option<Id>,
    pub name: String,
    pub value: String,
}

/// A quantity break, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreakDraft {
    pub from: String,
    pub percent: String,
}

/// The whole book, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookDraft {
    pub terms: Vec<NamedDraft<PaymentTermsId>>,
    pub tiers: Vec<NamedDraft<TierId>>,
    pub breaks: Vec<BreakDraft>,
}

impl BookDraft {
    /// The book as a form holds it.
    #[must_use]
    pub fn of(book: &WholesaleBook) -> Self {
        let terms = book.terms.iter().map(|terms| NamedDraft {
            id: Some(terms.id),
            name: terms.name.clone(),
            value: terms.days.to_string(),
        });
        let tiers = book.tiers.iter().map(|tier| NamedDraft {
            id: Some(tier.id),
            name: tier.name.clone(),
            value: tier.discount.normalize().to_string(),
        });
        let breaks = book.breaks.iter().map(|step| BreakDraft {
            from: step.from.to_string(),
            percent: step.percent.normalize().to_string(),
        });
        Self {
            terms: terms.collect(),
            tiers: tiers.collect(),
            breaks: breaks.collect(),
        }
    }

    /// Checks every field and complains about each by its pointer.
    pub fn checked(&self, version: i32) -> Result<WholesaleBook, FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.terms.is_empty() {
            errors.add("/terms", "Keep at least one, so that an account has terms.");
        }
        if self.tiers.is_empty() {
            errors.add(
                "/tiers",
                "Keep at least one, so that an account has a tier.",
            );
        }
        if self.terms.len() > 50 || self.tiers.len() > 50 || self.breaks.len() > 50 {
            errors.add("", "These are more than fifty.");
            return Err(errors);
        }
        let terms = self.terms.iter().enumerate().filter_map(|(index, draft)| {
            let at = format!("/terms/{index}");
            let name = errors.check(format!("{at}/name"), name(&draft.name));
            let days = errors.check(format!("{at}/value"), days(&draft.value));
            Some(PaymentTerms {
                id: draft.id.unwrap_or_else(PaymentTermsId::generate),
                name: name?,
                days: days?,
            })
        });
        let terms = terms.collect();
        let tiers = self.tiers.iter().enumerate().filter_map(|(index, draft)| {
            let at = format!("/tiers/{index}");
            let name = errors.check(format!("{at}/name"), name(&draft.name));
            let discount = errors.check(format!("{at}/value"), percent(&draft.value));
            Some(Tier {
                id: draft.id.unwrap_or_else(TierId::generate),
                name: name?,
                discount: discount?,
            })
        });
        let tiers = tiers.collect();
        let breaks = self.checked_breaks(&mut errors);
        errors.into_result()?;
        Ok(WholesaleBook {
            terms,
            tiers,
            breaks,
            version,
        })
    }

    fn checked_breaks(&self, errors: &mut FieldErrors) -> Vec<Break> {
        let mut breaks: Vec<Break> = Vec::new();
        for (index, draft) in self.breaks.iter().enumerate() {
            let at = format!("/breaks/{index}");
            let from = draft.from.trim().parse::<u32>().ok();
            let from = from.filter(|from| (2..=100_000).contains(from));
            let from = from.ok_or("Enter a number of pieces from 2 on.");
            let from = errors.check(format!("{at}/from"), from);
            let percent = errors.check(format!("{at}/percent"), percent(&draft.percent));
            let (Some(from), Some(percent)) = (from, percent) else {
                continue;
            };
            if breaks.iter().any(|known| known.from == from) {
                errors.add(format!("{at}/from"), "There is a break from here already.");
            }
            breaks.push(Break { from, percent });
        }
        breaks.sort_by_key(|step| step.from);
        breaks
    }
}

fn name(text: &str) -> Result<String, &'static str> {
    required_text(text, 60).map_err(|_| "Give it a name of at most sixty letters.")
}

fn days(text: &str) -> Result<u16, &'static str> {
    let days = text.trim().parse::<u16>().ok();
    days.filter(|days| *days <= 365)
        .ok_or("Enter a number of days from 0 to 365.")
}

/// A share in per cent, with two decimals at most.
pub(super) fn percent(text: &str) -> Result<Decimal, &'static str> {
    let share = text.trim().trim_end_matches('%').trim().parse::<Decimal>();
    let share = share.ok().filter(|share| share.scale() <= 2);
    share
        .filter(|share| *share >= Decimal::ZERO && *share <= Decimal::ONE_HUNDRED)
        .ok_or("Enter per cent from 0 to 100.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> BookDraft {
        BookDraft {
            terms: vec![NamedDraft {
                id: None,
                name: "Net 30".into(),
                value: "30".into(),
            }],
            tiers: vec![NamedDraft {
                id: None,
                name: "Key".into(),
                value: "52.5 %".into(),
            }],
            breaks: vec![
                BreakDraft {
                    from: "24".into(),
                    percent: "5".into(),
                },
                BreakDraft {
                    from: "12".into(),
                    percent: "2".into(),
                },
            ],
        }
    }

    #[test]
    fn breaks_are_kept_in_their_order() {
        let book = draft().checked(3).unwrap();
        let from: Vec<_> = book.breaks.iter().map(|step| step.from).collect();
        assert_eq!(from, [12, 24]);
        assert_eq!(book.tiers[0].discount, Decimal::new(525, 1));
        assert_eq!(BookDraft::of(&book).checked(3), Ok(book));
    }

    #[test]
    fn each_wrong_number_is_named() {
        let mut wrong = draft();
        wrong.terms[0].value = "366".into();
        wrong.tiers[0].value = "100.01".into();
        wrong.breaks[1].from = "24".into();
        let errors = wrong.checked(1).unwrap_err();
        for pointer in ["/terms/0/value", "/tiers/0/value", "/breaks/1/from"] {
            assert!(errors.get(pointer).is_some(), "{pointer}: {errors}");
        }
        wrong.terms.clear();
        assert!(wrong.checked(1).unwrap_err().get("/terms").is_some());
    }
}
