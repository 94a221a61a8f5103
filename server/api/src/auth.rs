//! Who is calling: the key, its scopes, and how often it is used.

use crate::Api;
use crate::problem::{Kind, Problem};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use domain::keys::Scope;
use services::keys::Credential;
use services::{Caller, Error, keys};
use std::sync::Arc;
use std::time::Instant;

/// The program that calls.
#[derive(Debug, Clone)]
pub(crate) struct Program(Arc<Credential>);

impl Program {
    pub(crate) fn caller(&self) -> Caller<'_> {
        (&self.0.program).into()
    }

    /// Refuses a key without a scope that only some requests to an operation need.
    pub(crate) fn require(&self, scope: Scope) -> Result<(), Problem> {
        if self.0.scopes.contains(&scope) {
            Ok(())
        } else {
            Err(Problem::out_of_scope(scope))
        }
    }
}

/// The door of one operation.
#[derive(Clone)]
pub(crate) struct Door {
    pub api: Api,
    pub scope: Scope,
}

/// Lets a known key with the right scope through, as often as the limit allows.
pub(crate) async fn guard(
    State(door): State<Door>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let program = identify(&door.api, request.headers()).await?;
    door.api
        .limiter
        .take(program.0.program.key, Instant::now())
        .map_err(|wait| Problem::too_many(wait.as_secs() + 1))?;
    program.require(door.scope)?;
    request.extensions_mut().insert(program);
    let mut response = next.run(request).await;
    // People's names and money: not for any cache on the way.
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn identify(api: &Api, headers: &HeaderMap) -> Result<Program, Problem> {
    let token =
        bearer(headers).ok_or_else(|| Problem::unauthenticated("Bearer realm=\"Bezel\""))?;
    match keys::authenticate(&api.services, token).await {
        Ok(credential) => Ok(Program(Arc::new(credential))),
        Err(Error::Unauthenticated) => Err(Problem::unauthenticated(
            "Bearer realm=\"Bezel\", error=\"invalid_token\"",
        )),
        Err(other) => Err(other.into()),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl<S: Sync> FromRequestParts<S> for Program {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let known = parts.extensions.get::<Self>().cloned();
        known.ok_or_else(|| {
            tracing::error!("an operation without a guard at its door");
            Problem::new(Kind::Internal)
        })
    }
}
