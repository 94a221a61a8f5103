//! Reading the address: its parameters and the identifiers in its path.

use crate::body::{complaint, pointer};
use crate::problem::Problem;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

/// How many items a page has where nothing is said, and at most.
const USUAL: u8 = 50;
const MOST: u8 = 100;

/// The parameters of the address. Those that we don't know are refused.
#[derive(Debug)]
pub(crate) struct Query<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(pairs).map_err(|error| {
        let (pointer, said) = complaint(pointer(error.path()), &error.inner().to_string());
        Problem::parameter(pointer.trim_start_matches('/'), said)
    })
}

/// An identifier in the path. One that is none leads nowhere, like one that nothing has.
#[derive(Debug)]
pub(crate) struct Id<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let id = Path::<T>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id))
            .map_err(|_| Problem::not_found())
    }
}

/// How many items a page shall have.
pub(crate) fn page_size(limit: Option<u8>) -> Result<u8, Problem> {
    match limit {
        None => Ok(USUAL),
        Some(limit @ 1..=MOST) => Ok(limit),
        Some(_) => Err(Problem::parameter("limit", "Ask for 1 to 100 items.")),
    }
}
