//! Accounts: found, shown, opened and changed.

use super::store;
use crate::jobs::{self, Job};
use crate::{Caller, Error, Services, audit, idempotency, stores};
use domain::ids::{CustomerId, IdempotencyKey};
use domain::staff::Permission;
use domain::wholesale::account::{AccountDraft, AccountFilter, AccountSummary, AccountView};

/// The caller's store's accounts by name, page by page.
pub async fn list(
    services: &Services,
    caller: Caller<'_>,
    filter: &AccountFilter,
) -> Result<(Vec<AccountSummary>, Option<AccountFilter>), Error> {
    const PAGE: usize = 50;
    long_list(services, caller, filter, PAGE).await
}

/// The same, so many to a page; with what to ask for next.
pub(super) async fn long_list(
    services: &Services,
    caller: Caller<'_>,
    filter: &AccountFilter,
    most: usize,
) -> Result<(Vec<AccountSummary>, Option<AccountFilter>), Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let mut items = store::accounts::page(&services.db, &terms, filter, most + 1).await?;
    let more = items.len() > most;
    items.truncate(most);
    let next = items.last().filter(|_| more).map(|last| AccountFilter {
        after: Some((last.name.to_lowercase(), last.customer)),
        ..filter.clone()
    });
    Ok((items, next))
}

/// An account of the caller's store in full.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    account: CustomerId,
) -> Result<AccountView, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    store::accounts::view(&mut db, &terms, account).await
}

/// Opens an account for a customer, or changes it unless somebody else did since `version`. Where
/// credit came free, orders that wait for it are looked at again.
pub async fn save(
    services: &Services,
    caller: Caller<'_>,
    account: CustomerId,
    version: Option<i32>,
    draft: &AccountDraft,
    key: IdempotencyKey,
) -> Result<i32, Error> {
    caller.require(Permission::EditCatalogue)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let asked = (account, version, draft);
    let claim =
        match idempotency::claim(&mut tx, "wholesale.account", caller, key, &asked, now).await? {
            idempotency::Claimed::Done(version) => return Ok(version),
            idempotency::Claimed::New(claim) => claim,
        };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let checked = draft.checked(terms.currency)?;
    let saved = match version {
        None => store::accounts::insert(&mut tx, terms.store, account, &checked, now).await?,
        Some(seen) => {
            let kept = (account, seen);
            store::accounts::update(&mut tx, terms.store, kept, &checked, now).await?
        }
    };
    let data = serde_json::json!({ "after": draft });
    let subject = Some(account.uuid());
    audit::note(
        &mut tx,
        caller,
        "wholesale_account_saved",
        subject,
        data,
        now,
    )
    .await?;
    jobs::enqueue(&mut tx, &[Job::ReviewCredit { account }], now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
