//! Writing styles by hand, and showing them.

use super::store::{self, Written};
use crate::{Caller, Error, Services, audit, idempotency, stores};
use domain::catalogue::{CheckedStyle, Saved, StyleDetail, StyleDraft};
use domain::ids::{IdempotencyKey, StyleId};
use domain::money::Currency;
use domain::staff::Permission;

/// A style with everything about it.
pub async fn show(
    services: &Services,
    caller: Caller<'_>,
    id: StyleId,
) -> Result<StyleDetail, Error> {
    caller.require(Permission::ViewOrders)?;
    let mut tx = services.db.begin().await?;
    store::detail(&mut tx, id, caller.may(Permission::ViewCost)).await
}

/// Writes down a new style.
pub async fn create(
    services: &Services,
    caller: Caller<'_>,
    draft: &StyleDraft,
    key: IdempotencyKey,
) -> Result<Saved<StyleId>, Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let (style, currency) = check(services, caller, draft, &mut tx).await?;
    let claim = match idempotency::claim(&mut tx, "create_style", caller, key, draft, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    let id = StyleId::generate();
    let written = Written { style: id, at: now };
    store::create_style(&mut tx, written, &style).await?;
    write_parts(&mut tx, written, &style, currency).await?;
    let saved = Saved { id, version: 1 };
    let data = serde_json::json!({ "title": style.title });
    audit::note(&mut tx, caller, "style_created", Some(id.uuid()), data, now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Writes a style anew, unless somebody else changed it since `version`.
pub async fn edit(
    services: &Services,
    caller: Caller<'_>,
    id: StyleId,
    version: i32,
    draft: &StyleDraft,
    key: IdempotencyKey,
) -> Result<Saved<StyleId>, Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let (style, currency) = check(services, caller, draft, &mut tx).await?;
    let input = (id, version, draft);
    let claim = match idempotency::claim(&mut tx, "edit_style", caller, key, &input, now).await? {
        idempotency::Claimed::Done(saved) => return Ok(saved),
        idempotency::Claimed::New(claim) => claim,
    };
    if store::version(&mut tx, id).await? != version {
        return Err(Error::Conflict(
            "Somebody else changed this style in the meantime. Reload it to see how it is now."
                .into(),
        ));
    }
    let before = store::detail(&mut tx, id, true).await?;
    let written = Written { style: id, at: now };
    let version = store::update_style(&mut tx, written, &style).await?;
    write_parts(&mut tx, written, &style, currency).await?;
    let saved = Saved { id, version };
    let data = serde_json::json!({ "before": before, "after": draft });
    audit::note(&mut tx, caller, "style_edited", Some(id.uuid()), data, now).await?;
    claim.complete(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn check(
    services: &Services,
    caller: Caller<'_>,
    draft: &StyleDraft,
    tx: &mut crate::db::Tx<'_>,
) -> Result<(CheckedStyle, Currency), Error> {
    caller.require(Permission::EditCatalogue)?;
    let terms = stores::terms(&mut **tx, caller.store(), services.clock.now()).await?;
    let mut style = draft.check(terms.currency)?;
    if !caller.may(Permission::ViewCost) {
        // Nobody writes over what they can't see.
        for variant in &mut style.variants {
            variant.cost = None;
        }
    }
    Ok((style, terms.currency))
}

async fn write_parts(
    tx: &mut crate::db::Tx<'_>,
    written: Written,
    style: &CheckedStyle,
    currency: Currency,
) -> Result<(), Error> {
    store::write_variants(tx, written, &style.variants, currency).await?;
    store::write_photos(tx, written.style, &style.photos).await?;
    store::refresh_search(tx, &[written.style.uuid()]).await
}
