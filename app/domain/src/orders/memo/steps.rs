//! What the steps of a memo need to know, and what they do beyond moving it.

use crate::ids::LineId;
use crate::input::{FieldErrors, required_text};
use crate::money::Money;
use crate::orders::Action;
use crate::orders::act::{Context, Details, Signature};
use crate::orders::history::day;
use crate::staff::{Grants, Permission};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A piece that is kept, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoldPiece {
    pub line: LineId,
    /// What it is sold for, without tax; empty takes its value on the memo.
    #[serde(default)]
    pub price: String,
    /// Why that differs from its value.
    #[serde(default)]
    pub reason: String,
}

/// A piece that is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Out {
    pub line: LineId,
    pub value: Money,
}

/// A piece that is sold, at its price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub line: LineId,
    pub price: Money,
    /// Its value on the memo, where it is sold for something else, and why.
    pub instead_of: Option<(Money, String)>,
}

/// What a step of a memo does beyond moving it, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Issue {
        received_by: String,
        signature: Signature,
    },
    Sell(Vec<Kept>),
    Lose {
        lines: Vec<LineId>,
        reason: String,
    },
    Extend {
        lines: Vec<LineId>,
        due: NaiveDate,
        reason: String,
    },
}

impl Effect {
    /// What the step says on the timeline.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        Some(match self {
            Self::Issue { received_by, .. } => format!("Taken by {received_by}"),
            Self::Sell(kept) => pieces(kept.len()),
            Self::Lose { lines, reason } => format!("{}: {reason}", pieces(lines.len())),
            Self::Extend { lines, due, reason } => {
                format!("{} until {}: {reason}", pieces(lines.len()), day(*due))
            }
        })
    }
}

/// So many pieces, in words.
#[must_use]
pub fn pieces(count: usize) -> String {
    match count {
        1 => "One piece".to_owned(),
        many => format!("{many} pieces"),
    }
}

/// What a memo's steps are checked against, beyond what all orders' are.
#[derive(Debug, Clone, Copy)]
pub struct MemoContext<'a> {
    /// The pieces that are with the customer.
    pub out: &'a [Out],
    pub grants: Grants,
}

/// Checks what a step of a memo needs; none for the steps that all kinds share.
pub fn checked(
    details: &Details,
    action: Action,
    context: Context<'_>,
    memo: MemoContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Option<Effect>> {
    Some(match action {
        Action::Issue => details
            .signed(errors)
            .map(|(received_by, signature)| Effect::Issue {
                received_by,
                signature,
            }),
        Action::SellPieces => sold(details, context, memo, errors),
        Action::LosePieces => lost(details, memo, errors),
        Action::Extend => extended(details, context, memo, errors),
        _ => return None,
    })
}

fn sold(
    details: &Details,
    context: Context<'_>,
    memo: MemoContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Effect> {
    if details.sold.is_empty() {
        errors.add("/details/sold", "Choose what is kept.");
    }
    let mut kept = Vec::<Kept>::with_capacity(details.sold.len());
    for (index, typed) in details.sold.iter().enumerate() {
        let at = format!("/details/sold/{index}");
        let Some(out) = memo.out.iter().find(|out| out.line == typed.line) else {
            errors.add(format!("{at}/line"), NOT_OUT);
            continue;
        };
        if kept.iter().any(|other| other.line == typed.line) {
            errors.add(format!("{at}/line"), "This piece is named twice.");
            continue;
        }
        match typed.checked(*out, context, memo.grants) {
            Ok(piece) => kept.push(piece),
            Err(wrong) => errors.nest(&at, wrong),
        }
    }
    errors.is_empty().then_some(Effect::Sell(kept))
}

const NOT_OUT: &str = "This piece is not with the customer.";

impl SoldPiece {
    fn checked(&self, out: Out, context: Context<'_>, grants: Grants) -> Result<Kept, FieldErrors> {
        let at_its_value = Kept {
            line: self.line,
            price: out.value,
            instead_of: None,
        };
        if self.price.trim().is_empty() {
            return Ok(at_its_value);
        }
        let price = Money::parse(&self.price, context.currency)
            .map_err(|wrong| FieldErrors::one("/price", wrong.to_string()))?;
        if price == out.value {
            return Ok(at_its_value);
        }
        let wrong = |field: &str, message: String| Err(FieldErrors::one(field, message));
        if price.is_negative() {
            return wrong("/price", "A price can't be below zero.".to_owned());
        }
        if !grants.may(Permission::ChangePrice) {
            let value = out.value;
            return wrong(
                "/price",
                format!("It is worth {value}. You can't change that."),
            );
        }
        match required_text(&self.reason, 200) {
            Ok(reason) => Ok(Kept {
                price,
                instead_of: Some((out.value, reason)),
                ..at_its_value
            }),
            Err(_) => wrong(
                "/reason",
                "Say why the price differs from the memo's.".to_owned(),
            ),
        }
    }
}

fn lost(details: &Details, memo: MemoContext<'_>, errors: &mut FieldErrors) -> Option<Effect> {
    let lines = chosen(details, memo, "Choose what is lost.", errors);
    let reason = required_text(&details.reason, 500).map_err(|_| "Say what happened.");
    let reason = errors.check("/details/reason", reason)?;
    Some(Effect::Lose { lines, reason })
}

fn extended(
    details: &Details,
    context: Context<'_>,
    memo: MemoContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Effect> {
    let lines = chosen(details, memo, "Choose what stays longer.", errors);
    let due = errors.check("/details/eta", details.eta.ok_or("Enter the new date."));
    if due.is_some_and(|due| due < context.today) {
        errors.add("/details/eta", "This date is in the past.");
    }
    let reason = required_text(&details.reason, 500).map_err(|_| "Say why it may stay longer.");
    let reason = errors.check("/details/reason", reason);
    Some(Effect::Extend {
        lines,
        due: due?,
        reason: reason?,
    })
}

/// The pieces that a step is about, each of them out.
fn chosen(
    details: &Details,
    memo: MemoContext<'_>,
    missing: &'static str,
    errors: &mut FieldErrors,
) -> Vec<LineId> {
    let mut lines = details.pieces.clone();
    lines.sort_unstable();
    lines.dedup();
    if lines.is_empty() {
        errors.add("/details/pieces", missing);
    }
    let is_out = |line: &LineId| memo.out.iter().any(|out| out.line == *line);
    if !lines.iter().all(is_out) {
        errors.add("/details/pieces", NOT_OUT);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::orders::act;
    use crate::staff::Role;
    use proptest::prelude::*;

    fn usd(text: &str) -> Money {
        Money::parse(text, Currency::USD).unwrap()
    }

    fn check(
        action: Action,
        details: &Details,
        out: &[Out],
        role: Role,
    ) -> Result<Effect, FieldErrors> {
        let context = Context {
            currency: Currency::USD,
            today: "2026-11-30".parse().unwrap(),
            lines: &[],
            has_address: false,
            repair: None,
            custom: None,
            po: None,
            memo: Some(MemoContext {
                out,
                grants: role.grants(),
            }),
        };
        details.checked(action, context).map(|effect| match effect {
            act::Effect::Memo(effect) => effect,
            other => panic!("{other:?}"),
        })
    }

    fn one() -> Out {
        Out {
            line: LineId::generate(),
            value: usd("1800"),
        }
    }

    fn selling(line: LineId, price: &str, reason: &str) -> Details {
        Details {
            sold: vec![SoldPiece {
                line,
                price: price.into(),
                reason: reason.into(),
            }],
            ..Details::default()
        }
    }

    #[test]
    fn each_step_says_what_it_lacks() {
        for (action, fields) in [
            (
                Action::Issue,
                &["/details/received_by", "/details/signature"][..],
            ),
            (Action::SellPieces, &["/details/sold"]),
            (Action::LosePieces, &["/details/pieces", "/details/reason"]),
            (
                Action::Extend,
                &["/details/pieces", "/details/eta", "/details/reason"],
            ),
        ] {
            let wrong = check(action, &Details::default(), &[one()], Role::Owner);
            let wrong = wrong.expect_err("nothing was typed");
            for field in fields {
                assert!(wrong.get(field).is_some(), "{action:?} {field}");
            }
        }
    }

    #[test]
    fn another_price_needs_a_right_and_a_reason() {
        let out = one();
        let ask = |price: &str, reason: &str, role| {
            let details = selling(out.line, price, reason);
            check(Action::SellPieces, &details, &[out], role)
        };
        let kept = |price: &str, instead_of: Option<(Money, String)>| {
            Effect::Sell(vec![Kept {
                line: out.line,
                price: usd(price),
                instead_of,
            }])
        };
        assert_eq!(ask("", "", Role::Sales), Ok(kept("1800", None)));
        assert_eq!(ask("1,800.00", "", Role::Sales), Ok(kept("1800", None)));
        let wrong = ask("1500", "", Role::Sales).unwrap_err();
        assert!(wrong.get("/details/sold/0/reason").is_some());
        let wrong = ask("1500", "Regular customer", Role::Jeweler).unwrap_err();
        assert!(wrong.get("/details/sold/0/price").is_some());
        let instead = Some((usd("1800"), "Regular customer".to_owned()));
        assert_eq!(
            ask("1500", "Regular customer", Role::Sales),
            Ok(kept("1500", instead))
        );
    }

    #[test]
    fn only_what_is_out_is_sold_lost_or_kept_longer() {
        let gone = LineId::generate();
        let wrong = check(
            Action::SellPieces,
            &selling(gone, "", ""),
            &[one()],
            Role::Owner,
        );
        assert!(wrong.unwrap_err().get("/details/sold/0/line").is_some());
        let details = Details {
            pieces: vec![gone],
            reason: "Stolen".into(),
            eta: "2027-01-31".parse().ok(),
            ..Details::default()
        };
        for action in [Action::LosePieces, Action::Extend] {
            let wrong = check(action, &details, &[one()], Role::Owner).unwrap_err();
            assert_eq!(wrong.get("/details/pieces"), Some(NOT_OUT));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_asked_nothing_is_sold_twice_or_below_zero(
            picks in prop::collection::vec((0usize..4, -200_000i64..400_000), 0..8),
        ) {
            let all: Vec<_> = (0..3).map(|_| one()).collect();
            let stranger = LineId::generate();
            let typed = |(index, cents): &(usize, i64)| SoldPiece {
                line: all.get(*index).map_or(stranger, |out| out.line),
                price: Money::from_minor_units((*cents).into(), Currency::USD).unwrap().plain(),
                reason: "Agreed".into(),
            };
            let details = Details {
                sold: picks.iter().map(typed).collect(),
                ..Details::default()
            };
            if let Ok(Effect::Sell(kept)) = check(Action::SellPieces, &details, &all, Role::Owner) {
                let mut lines: Vec<_> = kept.iter().map(|piece| piece.line).collect();
                lines.sort_unstable();
                lines.dedup();
                prop_assert_eq!(lines.len(), kept.len());
                prop_assert!(kept.iter().all(|piece| !piece.price.is_negative()));
                prop_assert!(kept.iter().all(|piece| all.iter().any(|out| out.line == piece.line)));
            }
        }
    }
}
