//! Hashing what people know: passwords and PINs, with Argon2id.
//!
//! Each hash takes 19 MiB and some tens of milliseconds by design, so they are made on blocking
//! threads and only a few at a time: a storm of sign-ins queues, and the rest of the shop works on.

use crate::Error;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Argon2, password_hash};
use rand::{TryRngCore, rngs::OsRng};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How many hashes are made at once in a process.
static BENCH: Semaphore = Semaphore::const_new(4);
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// Longer than any secret that we let people choose; what is longer is not worth hashing.
const LONGEST_SECRET: usize = 1024;

/// A hash of nothing that anybody knows, compared with where there is no hash: so that answering
/// takes as long as where there is one.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$YmV6ZWwtZGVjb3ktc2FsdA$qZPmpZMzmCdNvGlnrfuVAAEuaeslqQGA0l9rAYJEBLs";

/// Hashes a secret for storage.
pub(crate) async fn hash(secret: String) -> Result<String, Error> {
    let salt = salt()?;
    work(move || {
        Argon2::default()
            .hash_password(secret.as_bytes(), &salt)
            .map(|hash| hash.to_string())
    })
    .await?
    .map_err(|error| Error::internal(error.to_string()))
}

fn salt() -> Result<SaltString, Error> {
    let mut bytes = [0_u8; 16];
    OsRng.try_fill_bytes(&mut bytes).map_err(Error::internal)?;
    SaltString::encode_b64(&bytes).map_err(|error| Error::internal(error.to_string()))
}

/// Whether a secret is the one that was hashed. Takes as long where there is no hash.
pub(crate) async fn matches(secret: String, stored: Option<String>) -> Result<bool, Error> {
    let known = stored.as_ref().is_some_and(|hash| !hash.is_empty());
    let stored = stored.filter(|_| known).unwrap_or_else(|| DECOY.to_owned());
    let verdict = work(move || verify(&secret, &stored)).await?;
    match verdict {
        Ok(()) => Ok(known),
        Err(password_hash::Error::Password) => Ok(false),
        Err(error) => Err(Error::internal(error.to_string())),
    }
}

fn verify(secret: &str, stored: &str) -> password_hash::Result<()> {
    let secret = if secret.len() > LONGEST_SECRET {
        ""
    } else {
        secret
    };
    let stored = PasswordHash::new(stored)?;
    Argon2::default().verify_password(secret.as_bytes(), &stored)
}

async fn work<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let place = timeout(LONGEST_WAIT, BENCH.acquire())
        .await
        .map_err(|_| Error::Unavailable)?
        .map_err(Error::internal)?;
    let done = spawn_blocking(job).await.map_err(Error::internal);
    drop(place);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_secret_matches_its_own_hash_only() {
        let stored = hash("a long enough password".into()).await.unwrap();
        assert!(
            matches("a long enough password".into(), Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(
            !matches("another password".into(), Some(stored))
                .await
                .unwrap()
        );
        assert!(!matches("anything".into(), None).await.unwrap());
        assert!(!matches(String::new(), Some(String::new())).await.unwrap());
    }

    #[test]
    fn the_decoy_costs_what_a_real_hash_costs() {
        let salt = salt().unwrap();
        let real = Argon2::default().hash_password(b"x", &salt).unwrap();
        let decoy = PasswordHash::new(DECOY).unwrap();
        assert_eq!(
            (real.algorithm, real.version, real.params),
            (decoy.algorithm, decoy.version, decoy.params)
        );
        assert_eq!(real.hash.unwrap().len(), decoy.hash.unwrap().len());
    }
}
