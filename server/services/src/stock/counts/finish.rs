//! Finishing a count: what was not found is written off, what was counted differently adjusted,
//! and the books follow. All of it or nothing, and once.

use super::Held;
use super::rows::{self, Lock, Missing};
use crate::db::Tx;
use crate::stock::bulk::set_counted;
use crate::stock::moves::refused;
use crate::stock::{Moved, post, store};
use crate::stores::StoreTerms;
use crate::{Caller, Error, Services, audit, idempotency, stores};
use chrono::{DateTime, Utc};
use domain::ids::{CountId, IdempotencyKey};
use domain::ledger::postings;
use domain::money::Money;
use domain::staff::Permission;
use domain::stock::{CountState, FinishDraft, MoveKind, Tally};

/// Finishes a count as it was looked at: where other pieces are missing by now, it says so.
pub async fn finish_count(
    services: &Services,
    caller: Caller<'_>,
    id: CountId,
    draft: &FinishDraft,
    key: IdempotencyKey,
) -> Result<Tally, Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, draft);
    let claim = match idempotency::claim(&mut tx, "count.finish", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(tally) => return Ok(tally),
        idempotency::Claimed::New(claim) => claim,
    };
    let count = rows::lock(&mut tx, caller.store(), id, Lock::Alone).await?;
    count.require_open()?;
    let mut work = Finish {
        terms: stores::terms(&mut *tx, caller.store(), now).await?,
        tx: &mut tx,
        caller,
        count: &count,
        draft,
        now,
    };
    let unexpected = rows::unexpected(work.tx, &work.terms, &count).await?;
    let tally = work.carry_out().await?;
    let came_to = Some((tally, unexpected.as_slice()));
    rows::close(&mut tx, caller, id, CountState::Finished, came_to, now).await?;
    let data = serde_json::json!({ "expected": tally.expected, "found": tally.found });
    audit::note(
        &mut tx,
        caller,
        "count_finished",
        Some(id.uuid()),
        data,
        now,
    )
    .await?;
    claim.complete(&mut tx, &tally).await?;
    tx.commit().await?;
    Ok(tally)
}

/// Ends a count that nobody goes on with. Nothing is changed by it.
pub async fn give_up_count(
    services: &Services,
    caller: Caller<'_>,
    id: CountId,
) -> Result<(), Error> {
    caller.require(Permission::KeepStock)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let count = rows::lock(&mut tx, caller.store(), id, Lock::Alone).await?;
    count.require_open()?;
    rows::close(&mut tx, caller, id, CountState::GivenUp, None, now).await?;
    let data = serde_json::Value::Null;
    audit::note(
        &mut tx,
        caller,
        "count_given_up",
        Some(id.uuid()),
        data,
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

struct Finish<'a, 't> {
    tx: &'a mut Tx<'t>,
    caller: Caller<'a>,
    terms: StoreTerms,
    count: &'a Held,
    draft: &'a FinishDraft,
    now: DateTime<Utc>,
}

impl Finish<'_, '_> {
    async fn carry_out(&mut self) -> Result<Tally, Error> {
        // Locked before they are counted, so that none of them is sold in between.
        let missing = rows::lock_missing(self.tx, self.count).await?;
        let tally = rows::tally(self.tx, self.count).await?;
        let seen = self.draft.missing;
        if tally.missing() != seen || missing.len() != seen as usize {
            return Err(Error::Conflict(format!(
                "{} pieces are missing now, not {seen}. Look at them again before you finish.",
                missing.len()
            )));
        }
        let waited_for: Vec<_> = missing.iter().filter_map(Missing::promise).collect();
        if !waited_for.is_empty() {
            return Err(refused(format!(
                "{}. Let them go there first, or find them.",
                waited_for.join(", ")
            )));
        }
        self.write_off(&missing).await?;
        self.adjust_bulk().await?;
        Ok(tally)
    }

    async fn write_off(&mut self, missing: &[Missing]) -> Result<(), Error> {
        let reasons: Vec<_> = missing
            .iter()
            .map(|piece| self.draft.why(piece.id))
            .collect::<Result<_, _>>()?;
        let moves: Vec<_> = missing
            .iter()
            .zip(&reasons)
            .map(|(piece, reason)| Moved {
                piece: piece.id,
                kind: MoveKind::Lost,
                from: Some(piece.location),
                to: None,
                line: None,
                reason: Some(reason),
            })
            .collect();
        rows::put_missing(self.tx, missing, self.now).await?;
        store::moves::insert(self.tx, self.caller, &moves, self.now).await?;
        rows::insert_lost(self.tx, self.count.id, missing, &reasons).await?;
        let costs = missing.iter().filter_map(|piece| piece.cost);
        let worth = Money::sum(self.terms.currency, costs)?;
        let entry = postings::stock_adjusted(worth.negated())?;
        let memo = format!("{}: {} missing", self.count.number, missing.len());
        post(self.tx, &self.terms, None, &entry, &memo, self.now).await
    }

    /// Each quantity by itself: each is locked, reckoned and posted as a count of its own is.
    async fn adjust_bulk(&mut self) -> Result<(), Error> {
        for difference in rows::differences(self.tx, self.count.id).await? {
            let reason = self.draft.for_all()?;
            let place = (&difference.item, difference.location);
            let (caller, terms) = (self.caller, &self.terms);
            let counted = &difference.counted;
            let (held, now) = set_counted(
                self.tx,
                (caller, terms),
                place,
                |held| counted.applied_to(held),
                &reason,
                self.now,
            )
            .await?;
            rows::insert_adjusted(self.tx, self.count.id, place, (held, now), &reason).await?;
        }
        Ok(())
    }
}
