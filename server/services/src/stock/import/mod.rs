//! Bringing in a list of stones, in steps: the file is kept, read by a mapping of its columns,
//! looked at, confirmed, and then worked off as a job in one transaction. The same list again
//! changes nothing.

pub(super) mod plan;
mod rows;
mod run;

pub(crate) use run::run;

use super::store::imports::{self, NewImport};
use crate::jobs::{self, Job};
use crate::{Caller, Error, Services, idempotency, stores};
use domain::ids::{IdempotencyKey, StockImportId};
use domain::input::required_text;
use domain::staff::Permission;
use domain::stock::{StockFile, StockImportView, StockMapping, StockPreview};
use plan::Planner;
use std::sync::Arc;

/// The largest file that is read.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// So many rows are planned and written at a time.
const BATCH: usize = 2_000;

/// So many values of each column are shown beside its heading.
const SAMPLES: usize = 3;

/// Keeps a file, and says how it seems to be read.
pub async fn begin(
    services: &Services,
    caller: Caller<'_>,
    name: &str,
    file: Vec<u8>,
) -> Result<StockFile, Error> {
    caller.require(Permission::KeepStock)?;
    if file.len() > MOST_BYTES {
        return Err(Error::field(
            "/file",
            "This file is larger than 20 MB. Split it in two.",
        ));
    }
    let name = required_text(name, 200).map_err(|wrong| Error::field("/file", wrong))?;
    let file = Arc::new(file);
    let looked = {
        let file = Arc::clone(&file);
        blocking(move || rows::look(&file, SAMPLES)).await??
    };
    let id = StockImportId::generate();
    let mapping = StockMapping::guess(&looked.headings);
    let new = NewImport {
        id,
        name: &name,
        file: &file,
        mapping: &mapping,
        total: looked.rows,
    };
    imports::insert(&services.db, caller, &new, services.clock.now()).await?;
    Ok(StockFile {
        id,
        name,
        headings: looked.headings,
        samples: looked.samples,
        rows: looked.rows,
        mapping,
    })
}

/// A file that was kept and not brought in yet, as it is to be read now.
pub async fn reopen(
    services: &Services,
    caller: Caller<'_>,
    id: StockImportId,
) -> Result<StockFile, Error> {
    caller.require(Permission::KeepStock)?;
    let kept = imports::kept(&services.db, caller.store(), id).await?;
    let looked = blocking(move || rows::look(&kept.file, SAMPLES)).await??;
    Ok(StockFile {
        id,
        name: kept.name,
        headings: looked.headings,
        samples: looked.samples,
        rows: looked.rows,
        mapping: kept.mapping,
    })
}

/// What importing the file by a mapping would do. Writes nothing.
pub async fn preview(
    services: &Services,
    caller: Caller<'_>,
    id: StockImportId,
    mapping: &StockMapping,
) -> Result<StockPreview, Error> {
    caller.require(Permission::KeepStock)?;
    mapping.check()?;
    let file = imports::kept(&services.db, caller.store(), id).await?.file;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let mut planner = Planner::new(terms.store, terms.currency, mapping.clone());
    let mut batches = rows::batches(Arc::new(file), BATCH);
    let mut connection = services.db.acquire().await?;
    while let Some(batch) = batches.recv().await {
        planner.plan(&mut connection, batch?).await?;
    }
    Ok(planner.preview())
}

/// Has the file worked off by its mapping: all of it or nothing. Rows with errors stay out where
/// `skip_errors` says that this is meant, and keep everything out where it does not.
pub async fn confirm(
    services: &Services,
    caller: Caller<'_>,
    id: StockImportId,
    mapping: &StockMapping,
    skip_errors: bool,
    key: IdempotencyKey,
) -> Result<(), Error> {
    caller.require(Permission::KeepStock)?;
    mapping.check()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (id, mapping, skip_errors);
    let claim = match idempotency::claim(&mut tx, "stock.import", caller, key, &asked, now).await? {
        idempotency::Claimed::Done(()) => return Ok(()),
        idempotency::Claimed::New(claim) => claim,
    };
    if !imports::start(&mut tx, caller.store(), id, mapping, skip_errors).await? {
        return Err(Error::Conflict(
            "This import was started already. See how far it has come.".into(),
        ));
    }
    jobs::enqueue(&mut tx, &[Job::ImportStock { import: id }], now).await?;
    claim.complete(&mut tx, &()).await?;
    Ok(tx.commit().await?)
}

/// How far an import has come.
pub async fn status(
    services: &Services,
    caller: Caller<'_>,
    id: StockImportId,
) -> Result<StockImportView, Error> {
    caller.require(Permission::KeepStock)?;
    imports::status(&services.db, caller.store(), id).await
}

/// Works away from the threads that serve others: a large file takes a while.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)
}
