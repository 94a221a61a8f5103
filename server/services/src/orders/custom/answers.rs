//! What the customer says, bound to the revision that they were asked about.

use super::store::{self, revisions::Answer};
use crate::Error;
use crate::orders::effects::Work;
use domain::orders::act::Consent;
use domain::orders::custom::rounds::Verdict;

/// Writes what was said of the revision as it stands. Where the files, the specification or the
/// price are no longer what the revision was made of, nobody can answer for it.
pub(super) async fn write(
    work: &mut Work<'_, '_>,
    verdict: Verdict,
    consent: &Consent,
    wishes: Option<&str>,
) -> Result<(), Error> {
    let order = work.record.id;
    let now = store::revisions::current(work.tx, order, work.record.total).await?;
    let current = now.ok_or_else(|| Error::Refused {
        message: "Nothing was shown to the customer yet.".into(),
        blockers: vec![],
    })?;
    if !current.is_as_it_was() {
        return Err(Error::Conflict(
            "What was shown has changed since. Show it anew.".into(),
        ));
    }
    let answer = Answer {
        revision: &current,
        total: work.record.total,
        verdict,
        consent,
        wishes,
    };
    store::revisions::answer(work.tx, work.caller, order, &answer, work.now).await
}
