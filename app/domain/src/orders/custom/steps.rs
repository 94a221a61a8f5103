//! What the steps of a custom order need to know, and what they do beyond moving it.

use super::estimate::Estimate;
use super::estimate_draft::EstimateTerms;
use super::files::DesignFile;
use super::policy::Policy;
use super::rounds::Round;
use crate::ids::RouteId;
use crate::input::{FieldErrors, required_text};
use crate::orders::Action;
use crate::orders::act::{Consent, Context, Details};

/// What a step of a custom order does beyond moving it, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// What it comes to, of which the customer is told. A change of what was agreed says why.
    Estimate {
        estimate: Box<Estimate>,
        reason: Option<String>,
    },
    /// The customer agrees to the estimate, and to be asked for the design deposit.
    Accept(Consent),
    /// A round of the design is shown.
    Show(Round),
    /// The customer agrees to the piece as it was shown.
    Approve(Consent),
    /// What the customer wants otherwise.
    Change { consent: Consent, wishes: String },
    /// The piece is made in this way.
    StartWork { route: Option<RouteId> },
    /// What came of trying it on.
    TriedOn { note: String },
    /// It failed its check and is worked on again.
    Rework { reason: String },
}

impl Effect {
    /// What the step says on the timeline.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        match self {
            Self::Estimate { reason, .. } => reason.clone(),
            Self::Accept(consent) | Self::Approve(consent) => Some(consent.note()),
            Self::Show(round) => round.note.clone(),
            Self::Change { consent, wishes } => Some(format!("{}: {wishes}", consent.name)),
            Self::TriedOn { note } => Some(note.clone()),
            Self::Rework { reason } => Some(reason.clone()),
            Self::StartWork { .. } => None,
        }
    }
}

/// What a custom order's steps are checked against, beyond what all orders' are.
#[derive(Debug, Clone, Copy)]
pub struct CustomContext<'a> {
    pub policy: &'a Policy,
    /// The files that are kept, of those that the step names.
    pub files: &'a [DesignFile],
}

/// Checks what a step of a custom order needs; none for the steps that all kinds share.
pub fn checked(
    details: &Details,
    action: Action,
    context: Context<'_>,
    custom: CustomContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Option<Effect>> {
    Some(match action {
        Action::SendEstimate => {
            estimated(details, context, custom, errors).map(|estimate| Effect::Estimate {
                estimate,
                reason: None,
            })
        }
        Action::ChangeOrder => {
            let reason = reason(details, "Say what is changed, and why.", errors);
            let estimate = estimated(details, context, custom, errors);
            estimate
                .zip(reason)
                .map(|(estimate, reason)| Effect::Estimate {
                    estimate,
                    reason: Some(reason),
                })
        }
        Action::AcceptQuote => details.consent(errors).map(Effect::Accept),
        Action::ShowDesign => match details.design.checked(custom.files) {
            Ok(round) => Some(Effect::Show(round)),
            Err(wrong) => {
                errors.nest("/details/design", wrong);
                None
            }
        },
        Action::Approve => details.consent(errors).map(Effect::Approve),
        Action::RequestChanges => changes(details, errors),
        Action::StartWork => Some(Effect::StartWork {
            route: details.route,
        }),
        Action::TriedOn => {
            reason(details, "Say what came of it.", errors).map(|note| Effect::TriedOn { note })
        }
        Action::FailCheck => reason(details, "Say what is wrong with it.", errors)
            .map(|reason| Effect::Rework { reason }),
        _ => return None,
    })
}

fn estimated(
    details: &Details,
    context: Context<'_>,
    custom: CustomContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Box<Estimate>> {
    let terms = EstimateTerms {
        policy: custom.policy,
        currency: context.currency,
        today: context.today,
    };
    match details.estimate.checked(terms) {
        Ok(estimate) => Some(Box::new(estimate)),
        Err(wrong) => {
            errors.nest("/details/estimate", wrong);
            None
        }
    }
}

/// Who wants changes says so; nobody signs for it.
fn changes(details: &Details, errors: &mut FieldErrors) -> Option<Effect> {
    let wishes = reason(details, "Say what is to be changed.", errors);
    let name = required_text(&details.received_by, 120).map_err(|_| "Enter who asks for it.");
    let name = errors.check("/details/received_by", name)?;
    let consent = Consent {
        name,
        signature: None,
    };
    Some(Effect::Change {
        consent,
        wishes: wishes?,
    })
}

fn reason(details: &Details, missing: &'static str, errors: &mut FieldErrors) -> Option<String> {
    let reason = required_text(&details.reason, 2_000).map_err(|_| missing);
    errors.check("/details/reason", reason)
}

#[cfg(test)]
mod tests {
    use super::super::estimate::tests::{day, ring};
    use super::super::estimate_draft::NewEstimate;
    use super::super::policy::tests::policy;
    use super::*;
    use crate::money::Currency;
    use crate::orders::act;

    fn check(action: Action, details: &Details) -> Result<Effect, FieldErrors> {
        let policy = policy();
        let context = Context {
            currency: Currency::USD,
            today: day("2026-11-30"),
            lines: &[],
            has_address: false,
            repair: None,
            memo: None,
            po: None,
            custom: Some(CustomContext {
                policy: &policy,
                files: &[],
            }),
        };
        details.checked(action, context).map(|effect| match effect {
            act::Effect::Custom(effect) => effect,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn each_step_says_what_it_lacks() {
        for (action, fields) in [
            (Action::SendEstimate, &["/details/estimate/description"][..]),
            (
                Action::ChangeOrder,
                &["/details/estimate/description", "/details/reason"],
            ),
            (
                Action::AcceptQuote,
                &["/details/received_by", "/details/signature"],
            ),
            (Action::ShowDesign, &["/details/design/files"]),
            (
                Action::Approve,
                &["/details/received_by", "/details/signature"],
            ),
            (
                Action::RequestChanges,
                &["/details/received_by", "/details/reason"],
            ),
            (Action::TriedOn, &["/details/reason"]),
            (Action::FailCheck, &["/details/reason"]),
        ] {
            let wrong = check(action, &Details::default()).expect_err("nothing was typed");
            for field in fields {
                assert!(wrong.get(field).is_some(), "{action:?} {field}");
            }
        }
    }

    #[test]
    fn by_phone_it_is_known_who_approved() {
        let details = Details {
            by_phone: true,
            received_by: "Ana Ruiz".into(),
            ..Details::default()
        };
        let effect = check(Action::Approve, &details).unwrap();
        assert_eq!(effect.note().unwrap(), "Ana Ruiz, by phone");
    }

    #[test]
    fn a_change_order_says_why() {
        let details = Details {
            estimate: NewEstimate::from(&ring()),
            reason: "A larger stone".into(),
            ..Details::default()
        };
        let effect = check(Action::ChangeOrder, &details).unwrap();
        assert_eq!(effect.note().as_deref(), Some("A larger stone"));
        assert!(
            check(Action::SendEstimate, &details)
                .unwrap()
                .note()
                .is_none()
        );
    }
}
