//! The paper that is signed when pieces go out.

use crate::orders::store;
use crate::papers::{self, File};
use crate::stores;
use crate::{Caller, Error, Services};
use domain::ids::OrderId;
use domain::papers::{MemoPaper, Paper};
use domain::staff::Permission;

/// A memo's paper as a PDF: the parties, the terms, each piece with what it is worth, and who
/// bears its loss; with the signature once it is out.
pub async fn paper(services: &Services, caller: Caller<'_>, order: OrderId) -> Result<File, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let mut db = services.db.acquire().await?;
    let read = store::detail(&mut db, terms.store, order, &terms, false).await?;
    drop(db);
    let paper = MemoPaper::of(read.detail).ok_or(Error::NotFound)?;
    papers::print(services, Paper::Memo(paper)).await
}
