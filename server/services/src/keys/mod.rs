//! Keys of the machine interface: made, shown once, used, revoked.
//!
//! A token is `bz_live_` and 32 random bytes. Only its SHA-256 is kept: with 256 bits of chance
//! there is nothing to guess, so a slow hash would cost each call time and win nothing.

mod store;
#[cfg(test)]
mod tests;

use crate::idempotency::{self, Claimed};
use crate::{Caller, Error, Integrator, Services, audit};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::ids::{ApiKeyId, IdempotencyKey};
use domain::keys::{KeyView, NewKey, Scope};
use domain::staff::Permission;
use rand::TryRngCore;
use serde_json::json;
use sha2::{Digest, Sha256};

const PREFIX: &str = "bz_live_";
/// 32 bytes in base64 without padding.
const RANDOM_CHARS: usize = 43;
/// The prefix and four characters: enough to tell keys apart, nothing to guess by.
const HINT_CHARS: usize = PREFIX.len() + 4;

/// A key just made. The token is in here and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Made {
    pub id: ApiKeyId,
    pub token: String,
}

/// A program at the door, and the parts of the interface that its key opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    pub program: Integrator,
    pub scopes: Vec<Scope>,
}

/// Makes a key. Its token is given back this once.
pub async fn create(
    services: &Services,
    caller: Caller<'_>,
    new: &NewKey,
    attempt: IdempotencyKey,
) -> Result<Made, Error> {
    caller.require(Permission::Administer)?;
    let new = new.checked()?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = idempotency::claim::<ApiKeyId>(&mut tx, "keys.create", caller, attempt, &new, now);
    let claim = match claim.await? {
        Claimed::New(claim) => claim,
        Claimed::Done(_) => return Err(shown_already()),
    };
    let token = fresh_token()?;
    let made = Made {
        id: ApiKeyId::generate(),
        token,
    };
    store::insert(&mut tx, &made, &hash(&made.token), &new, now).await?;
    let about = json!({ "name": new.name, "scopes": new.scopes, "store": new.store });
    audit::note(
        &mut tx,
        caller,
        "api_key.create",
        Some(made.id.uuid()),
        about,
        now,
    )
    .await?;
    claim.complete(&mut tx, &made.id).await?;
    tx.commit().await?;
    Ok(made)
}

/// Every key of the house, the newest first.
pub async fn list(services: &Services, caller: Caller<'_>) -> Result<Vec<KeyView>, Error> {
    caller.require(Permission::Administer)?;
    store::list(&services.db).await
}

/// Makes a key worthless from this moment. Doing it twice does nothing more.
pub async fn revoke(services: &Services, caller: Caller<'_>, id: ApiKeyId) -> Result<(), Error> {
    caller.require(Permission::Administer)?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    if store::revoke(&mut tx, id, now).await? {
        audit::note(
            &mut tx,
            caller,
            "api_key.revoke",
            Some(id.uuid()),
            json!({}),
            now,
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Who holds this token. Asked on every call, so that a revoked key stops at once.
pub async fn authenticate(services: &Services, token: &str) -> Result<Credential, Error> {
    if !looks_like_a_token(token) {
        return Err(Error::Unauthenticated);
    }
    let found = store::find(&services.db, &hash(token)).await?;
    let found = found.ok_or(Error::Unauthenticated)?;
    let now = services.clock.now();
    // Once a minute says when a key was last used well enough, and spares a write on each call.
    let stale = found
        .last_used_at
        .is_none_or(|last| now - last >= TimeDelta::minutes(1));
    if stale {
        store::touch(&services.db, found.credential.program.key, now).await?;
    }
    Ok(found.credential)
}

fn shown_already() -> Error {
    Error::Conflict(
        "This key was made already, and its token is shown only once. Make another.".into(),
    )
}

fn looks_like_a_token(text: &str) -> bool {
    let random = text.strip_prefix(PREFIX).unwrap_or_default().as_bytes();
    random.len() == RANDOM_CHARS
        && random
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn fresh_token() -> Result<String, Error> {
    let mut random = [0; 32];
    rand::rngs::OsRng
        .try_fill_bytes(&mut random)
        .map_err(Error::internal)?;
    Ok(format!("{PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(random)))
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

fn hint(token: &str) -> &str {
    token.get(..HINT_CHARS).unwrap_or(PREFIX)
}
