//! The name of an attempt: what makes it safe to send a request again.

use crate::auth::Program;
use crate::problem::{Kind, Problem};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::ids::{ApiKeyId, IdempotencyKey};
use services::{Error, idempotency};
use sha2::{Digest, Sha256};
use uuid::Builder;

pub(crate) const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
pub(crate) const LONGEST: usize = 200;

/// An attempt that the caller named with the `Idempotency-Key` header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt(IdempotencyKey);

impl Attempt {
    /// Runs a use case under the attempt's name, and marks the answer where it is an earlier one.
    pub(crate) async fn run<T, R: IntoResponse>(
        self,
        work: impl AsyncFnOnce(IdempotencyKey) -> Result<T, Error>,
        answer: impl FnOnce(T) -> R,
    ) -> Result<Response, Problem> {
        let (done, replayed) = idempotency::noticing(work(self.0)).await;
        let mut response = answer(done?).into_response();
        if replayed {
            response
                .headers_mut()
                .insert(REPLAYED, HeaderValue::from_static("true"));
        }
        Ok(response)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Attempt {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let program = Program::from_request_parts(parts, state).await?;
        let text = read(&parts.headers)?;
        Ok(Self(name(program.caller().id().into(), text)))
    }
}

fn read(headers: &HeaderMap) -> Result<&str, Problem> {
    let text = headers.get(HEADER).and_then(|value| value.to_str().ok());
    match text.map(str::trim) {
        Some(text) if (1..=LONGEST).contains(&text.len()) => Ok(text),
        _ => Err(Problem::saying(
            Kind::AttemptUnnamed,
            "Send an Idempotency-Key header of 1 to 200 characters.",
        )),
    }
}

/// A UUID made of the program's key and its word: the same for every try, and another program's
/// even where both say the same.
fn name(key: ApiKeyId, text: &str) -> IdempotencyKey {
    let mut hash = Sha256::new();
    hash.update(key.uuid().as_bytes());
    hash.update(text.as_bytes());
    let hash: [u8; 32] = hash.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Builder::from_custom_bytes(bytes).into_uuid().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_programs_own() {
        let (one, other) = (ApiKeyId::generate(), ApiKeyId::generate());
        assert_eq!(name(one, "cart-17"), name(one, "cart-17"));
        assert_ne!(name(one, "cart-17"), name(other, "cart-17"));
        assert_ne!(name(one, "cart-17"), name(one, "cart-18"));
    }
}
