//! Working an import off: one transaction, so that a server that dies leaves nothing half-written.

use super::plan::{Planner, ToWrite};
use super::{BATCH, rows};
use crate::db::Tx;
use crate::jobs::Attempt;
use crate::stock::store::imports::{self, Started};
use crate::stock::{post, store};
use crate::stores::{self, StoreTerms};
use crate::{Error, Services};
use chrono::{DateTime, Utc};
use domain::ids::StockImportId;
use domain::ledger::postings;
use std::sync::Arc;

/// Works off an import that was confirmed. Called again, it does nothing more.
pub(crate) async fn run(
    services: &Services,
    id: StockImportId,
    attempt: Attempt,
) -> Result<(), Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let Some(mut started) = imports::take_up(&mut tx, id).await? else {
        return Ok(());
    };
    match work_off(services, &mut tx, &mut started, now).await {
        Ok(()) => Ok(tx.commit().await?),
        Err(Error::Invalid(errors)) => {
            tx.rollback().await?;
            let said: Vec<_> = errors.iter().map(|(_, message)| message).collect();
            imports::fail(&services.db, id, &said.join(" ")).await
        }
        Err(error) => {
            tx.rollback().await?;
            if attempt.last {
                let said = "Something went wrong on our side. Nothing was brought in.";
                imports::fail(&services.db, id, said).await?;
            }
            Err(error)
        }
    }
}

async fn work_off(
    services: &Services,
    tx: &mut Tx<'_>,
    started: &mut Started,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    // Two imports at once would each create what the other is creating.
    imports::one_at_a_time(tx, started.store).await?;
    let terms = stores::terms(&mut **tx, started.store, now).await?;
    let mut planner = Planner::new(terms.store, terms.currency, started.mapping.clone());
    let file = Arc::new(std::mem::take(&mut started.file));
    let mut batches = rows::batches(file, BATCH);
    let mut done = 0;
    while let Some(batch) = batches.recv().await {
        let batch = batch?;
        done += batch.len();
        let write = planner.plan(&mut *tx, batch).await?;
        put(tx, started, &terms, &write, now).await?;
        imports::tell_progress(&services.db, started.id, done).await?;
    }
    let result = planner.preview();
    if result.skipped > 0 && !started.skip_errors {
        return Err(Error::field(
            "/file",
            "Some rows have errors. Mend the list, or choose to leave them out.",
        ));
    }
    let entry = postings::stock_received(started.mapping.defaults.source, planner.value())?;
    let memo = format!("{}: {} pieces", started.name, result.new);
    post(tx, &terms, None, &entry, &memo, now).await?;
    imports::finish(tx, started.id, &result).await
}

async fn put(
    tx: &mut Tx<'_>,
    started: &Started,
    terms: &StoreTerms,
    write: &ToWrite,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::pieces::insert(tx, terms.store, terms.currency, &write.new, now).await?;
    imports::note_received(tx, started, &write.new, now).await?;
    imports::update(tx, &write.changed, now).await
}
