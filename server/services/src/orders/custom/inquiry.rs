//! Writing a wish down.

use super::store;
use crate::idempotency::{self, Claimed};
use crate::live::Change;
use crate::orders::place;
use crate::stores::{self, StoreTerms};
use crate::{Caller, Error, Services};
use domain::ids::IdempotencyKey;
use domain::orders::custom::inquiry::{InquiryTerms, NewInquiry};
use domain::orders::requests::Placed;
use domain::staff::Permission;
use sqlx::PgConnection;

/// Takes an inquiry down. Asked twice with one key, it is taken down once.
pub async fn take_inquiry(
    services: &Services,
    caller: Caller<'_>,
    input: &NewInquiry,
    key: IdempotencyKey,
) -> Result<Placed, Error> {
    caller.require(Permission::TakeOrders)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match idempotency::claim(&mut tx, "custom.inquiry", caller, key, input, now).await?
    {
        Claimed::Done(placed) => return Ok(placed),
        Claimed::New(claim) => claim,
    };
    let terms = stores::terms(&mut *tx, caller.store(), now).await?;
    let taken = input.checked(&known(&mut tx, &terms).await?)?;
    let placed = place::keep(&mut tx, services, caller, &terms, &taken.order, now).await?;
    store::briefs::insert(&mut tx, placed.id, &taken.brief, now).await?;
    claim.complete(&mut tx, &placed).await?;
    tx.commit().await?;
    services.live.tell(Change {
        store: caller.store(),
        order: placed.id,
        version: placed.version,
    });
    Ok(placed)
}

/// What a screen needs to check an inquiry, and to reckon an estimate, by itself.
pub async fn inquiry_terms(services: &Services, caller: Caller<'_>) -> Result<InquiryTerms, Error> {
    caller.require(Permission::TakeOrders)?;
    let mut db = services.db.acquire().await?;
    let terms = stores::terms(&mut *db, caller.store(), services.clock.now()).await?;
    known(&mut db, &terms).await
}

async fn known(db: &mut PgConnection, terms: &StoreTerms) -> Result<InquiryTerms, Error> {
    Ok(InquiryTerms {
        currency: terms.currency,
        today: terms.today,
        rates: terms.rates.clone(),
        policy: store::policy::read(db, terms).await?,
    })
}
