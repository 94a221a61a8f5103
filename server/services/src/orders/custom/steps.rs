//! What the steps of a custom order are checked against, and do beyond moving it.

use super::store;
use super::{answers, estimate, production, rounds};
use crate::Error;
use crate::db::Tx;
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::record::Record;
use crate::stores::StoreTerms;
use domain::orders::Kind;
use domain::orders::act::Details;
use domain::orders::custom::files::DesignFile;
use domain::orders::custom::policy::Policy;
use domain::orders::custom::rounds::Verdict;
use domain::orders::custom::steps::{CustomContext, Effect};

/// What a step of a custom order is checked against.
pub(in crate::orders) struct Known {
    policy: Policy,
    files: Vec<DesignFile>,
}

impl Known {
    /// The same, to check against.
    pub(in crate::orders) fn context(&self) -> CustomContext<'_> {
        CustomContext {
            policy: &self.policy,
            files: &self.files,
        }
    }
}

/// Reads what a step is checked against; none of another kind.
pub(in crate::orders) async fn known(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    record: &Record,
    details: &Details,
) -> Result<Option<Known>, Error> {
    if record.kind != Kind::Custom {
        return Ok(None);
    }
    let named: Vec<_> = details
        .design
        .files
        .iter()
        .map(|file| file.hash.clone())
        .collect();
    Ok(Some(Known {
        policy: store::policy::in_force(tx, terms, record.id).await?,
        files: store::rounds::files(tx, &named).await?,
    }))
}

/// Carries out what a custom order's step does.
pub(in crate::orders) async fn carry_out(
    work: &mut Work<'_, '_>,
    effect: Effect,
    history: &mut History<'_>,
) -> Result<(), Error> {
    match effect {
        Effect::Estimate { estimate, reason } => {
            estimate::write(work, &estimate, reason.as_deref(), history).await
        }
        Effect::Accept(consent) => answers::write(work, Verdict::Accepted, &consent, None).await,
        Effect::Show(round) => rounds::show(work, &round, history).await,
        Effect::Approve(consent) => {
            answers::write(work, Verdict::Approved, &consent, None).await?;
            work.record.approved = true;
            Ok(())
        }
        Effect::Change { consent, wishes } => {
            answers::write(work, Verdict::Changes, &consent, Some(&wishes)).await
        }
        Effect::StartWork { route } => production::start(work, route).await,
        Effect::TriedOn { .. } => Ok(()),
        Effect::Rework { .. } => effects::rework(work).await,
    }
}
