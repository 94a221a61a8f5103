//! What the steps of a repair need to know, and what they do beyond moving it.

use super::findings::{Findings, NewFindings};
use super::tasks::{self, NewTask, Price, Pricing, Task};
use crate::ids::{LineId, VendorId};
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::Money;
use crate::orders::Action;
use crate::orders::act::{Consent, Context, Details};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a piece was found to be, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceFindings {
    pub line: LineId,
    pub findings: NewFindings,
}

/// What is done to a piece, as chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceWork {
    pub line: LineId,
    pub tasks: Vec<NewTask>,
}

/// A piece with what is done to it, priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    pub line: LineId,
    pub tasks: Vec<Task>,
    pub price: Price,
}

/// What a step of a repair does beyond moving it, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Assess(Vec<(LineId, Findings)>),
    /// The work of every piece at its price, of which the customer is told.
    Quote {
        pieces: Vec<Quoted>,
        reason: Option<String>,
    },
    Approve(Consent),
    Decline {
        reason: String,
    },
    SendToVendor {
        vendor: VendorId,
        eta: Option<NaiveDate>,
        reference: Option<String>,
    },
    /// What the vendor asks for each piece.
    BackFromVendor(Vec<(LineId, Money)>),
    WaitForParts {
        reason: String,
        eta: Option<NaiveDate>,
    },
    /// It was done without the bench.
    FinishAtOnce,
    /// It failed its check and is worked on again.
    Rework {
        reason: String,
    },
}

impl Effect {
    /// What the step says on the timeline.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        match self {
            Self::Quote { reason, .. } => reason.clone(),
            Self::Approve(consent) => Some(consent.note()),
            Self::Decline { reason }
            | Self::WaitForParts { reason, .. }
            | Self::Rework { reason } => Some(reason.clone()),
            Self::SendToVendor { reference, .. } => reference
                .as_ref()
                .map(|number| format!("Vendor's number {number}")),
            Self::Assess(_) | Self::BackFromVendor(_) | Self::FinishAtOnce => None,
        }
    }
}

/// What a repair's steps are checked against, beyond what all orders' are.
#[derive(Debug, Clone, Copy)]
pub struct RepairContext<'a> {
    pub pieces: &'a [LineId],
    /// By what work is priced, where the step quotes any.
    pub pricing: Option<Pricing<'a>>,
}

/// Checks what a step of a repair needs; none for the steps that all kinds share.
pub fn checked(
    details: &Details,
    action: Action,
    context: Context<'_>,
    repair: RepairContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Option<Effect>> {
    Some(match action {
        Action::Assess => assessed(details, repair, errors),
        Action::SendQuote => quoted(details, repair, errors),
        Action::AcceptQuote => details.consent(errors).map(Effect::Approve),
        Action::Decline => reason(details, "Say why the work is not wanted.", errors)
            .map(|reason| Effect::Decline { reason }),
        Action::FailCheck => reason(details, "Say what is wrong with it.", errors)
            .map(|reason| Effect::Rework { reason }),
        Action::WaitForParts => {
            let eta = coming(details, context, errors);
            reason(details, "Say what is waited for.", errors)
                .map(|reason| Effect::WaitForParts { reason, eta })
        }
        Action::SendToVendor => to_vendor(details, context, errors),
        Action::BackFromVendor => Some(Effect::BackFromVendor(details.costs(context, errors))),
        Action::FinishAtOnce => Some(Effect::FinishAtOnce),
        _ => return None,
    })
}

fn assessed(
    details: &Details,
    repair: RepairContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Effect> {
    let mut found = Vec::with_capacity(details.findings.len());
    for (index, piece) in details.findings.iter().enumerate() {
        let at = format!("/details/findings/{index}");
        if !repair.pieces.contains(&piece.line) {
            errors.add(format!("{at}/line"), "This piece is not on the order.");
        }
        match piece.findings.checked() {
            Ok(findings) => found.push((piece.line, findings)),
            Err(wrong) => errors.nest(&format!("{at}/findings"), wrong),
        }
    }
    errors.is_empty().then_some(Effect::Assess(found))
}

/// Every piece is quoted: what is not named has nothing done to it.
fn quoted(
    details: &Details,
    repair: RepairContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Effect> {
    let pricing = repair.pricing?;
    for (index, piece) in details.tasks.iter().enumerate() {
        if !repair.pieces.contains(&piece.line) {
            let at = format!("/details/tasks/{index}/line");
            errors.add(at, "This piece is not on the order.");
        }
    }
    let mut pieces = Vec::with_capacity(repair.pieces.len());
    for line in repair.pieces {
        let of_line = details.tasks.iter().position(|piece| piece.line == *line);
        let chosen = of_line.map_or(&[][..], |index| &details.tasks[index].tasks);
        let at = format!("/details/tasks/{}", of_line.unwrap_or_default());
        match tasks::checked(chosen, pricing) {
            Ok(tasks) => {
                let price = tasks::price(&tasks, pricing.rates, pricing.currency);
                let price = errors.check(at, price)?;
                pieces.push(Quoted {
                    line: *line,
                    tasks,
                    price,
                });
            }
            Err(wrong) => errors.nest(&at, wrong),
        }
    }
    if errors.is_empty() && pieces.iter().all(|piece| piece.tasks.is_empty()) {
        errors.add("/details/tasks", "Say what is done.");
    }
    let reason = errors
        .check("/details/reason", optional_text(&details.reason, 500))
        .flatten();
    Some(Effect::Quote { pieces, reason })
}

fn to_vendor(details: &Details, context: Context<'_>, errors: &mut FieldErrors) -> Option<Effect> {
    let vendor = details.vendor.ok_or("Choose the vendor.");
    let vendor = errors.check("/details/vendor", vendor);
    let eta = coming(details, context, errors);
    let reference = errors
        .check("/details/reference", optional_text(&details.reference, 60))
        .flatten();
    Some(Effect::SendToVendor {
        vendor: vendor?,
        eta,
        reference,
    })
}

fn coming(details: &Details, context: Context<'_>, errors: &mut FieldErrors) -> Option<NaiveDate> {
    let eta = details.eta?;
    if eta < context.today {
        errors.add("/details/eta", "This date is in the past.");
    }
    Some(eta)
}

fn reason(details: &Details, missing: &'static str, errors: &mut FieldErrors) -> Option<String> {
    let reason = required_text(&details.reason, 500).map_err(|_| missing);
    errors.check("/details/reason", reason)
}

#[cfg(test)]
mod tests {
    use super::super::book::tests::book;
    use super::super::tasks::tests::{rates, today};
    use super::*;
    use crate::money::Currency;
    use crate::orders::act;
    use crate::staff::Role;

    fn check(action: Action, details: &Details, piece: LineId) -> Result<Effect, FieldErrors> {
        let (book, rates) = (book(), rates());
        let pricing = Pricing {
            book: &book,
            rates: &rates,
            grants: Role::Sales.grants(),
            currency: Currency::USD,
            today: today(),
            original: None,
        };
        let context = Context {
            currency: Currency::USD,
            today: today(),
            lines: &[(piece, None)],
            has_address: false,
            po: None,
            repair: Some(RepairContext {
                pieces: &[piece],
                pricing: Some(pricing),
            }),
            memo: None,
            custom: None,
        };
        details.checked(action, context).map(|effect| match effect {
            act::Effect::Repair(effect) => effect,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn each_step_says_what_it_lacks() {
        let piece = LineId::generate();
        for (action, fields) in [
            (Action::SendQuote, &["/details/tasks"][..]),
            (
                Action::AcceptQuote,
                &["/details/received_by", "/details/signature"],
            ),
            (Action::Decline, &["/details/reason"]),
            (Action::FailCheck, &["/details/reason"]),
            (Action::WaitForParts, &["/details/reason"]),
            (Action::SendToVendor, &["/details/vendor"]),
            (Action::BackFromVendor, &["/details/costs"]),
        ] {
            let wrong = check(action, &Details::default(), piece).expect_err("nothing was typed");
            for field in fields {
                assert!(wrong.get(field).is_some(), "{action:?} {field}");
            }
        }
    }

    #[test]
    fn by_phone_it_is_known_who_agreed() {
        let piece = LineId::generate();
        let mut details = Details {
            by_phone: true,
            ..Details::default()
        };
        assert!(check(Action::AcceptQuote, &details, piece).is_err());
        details.received_by = "Ana Ruiz".into();
        let effect = check(Action::AcceptQuote, &details, piece).unwrap();
        assert_eq!(effect.note().unwrap(), "Ana Ruiz, by phone");
    }

    #[test]
    fn only_pieces_of_the_order_are_worked_on() {
        let details = Details {
            tasks: vec![PieceWork {
                line: LineId::generate(),
                tasks: Vec::new(),
            }],
            findings: vec![PieceFindings {
                line: LineId::generate(),
                findings: NewFindings::default(),
            }],
            ..Details::default()
        };
        let piece = LineId::generate();
        let wrong = check(Action::SendQuote, &details, piece).unwrap_err();
        assert!(wrong.get("/details/tasks/0/line").is_some());
        let wrong = check(Action::Assess, &details, piece).unwrap_err();
        assert!(wrong.get("/details/findings/0/line").is_some());
    }
}
