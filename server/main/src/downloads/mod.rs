//! Files that staff take away: answers to plain links.

mod designs;
mod journal;
mod labels;
mod lists;
mod papers;

use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use lists::List;
use serde::de::DeserializeOwned;
use services::papers::File;
use services::tables::Format;
use services::{Error, Services, Staff};
use std::str::FromStr;
use ui::server::Visitor;

/// The addresses of all files.
pub fn routes(services: Services) -> Router {
    tables()
        .route("/journal/export.iif", get(journal::iif))
        .route("/purchasing/{id}/order.pdf", get(papers::purchase))
        .route(
            "/purchase-orders/{id}/order.pdf",
            get(papers::purchase_order),
        )
        .route("/stock/labels", get(labels::pieces))
        .route("/stock/places/labels", get(labels::places))
        .route("/stock/{id}/label", get(labels::piece))
        .route("/orders/{id}/envelopes", get(labels::envelopes))
        .route("/orders/{id}/packing-slip.pdf", get(papers::packing_slip))
        .route("/orders/{id}/memo.pdf", get(papers::memo))
        .route("/orders/{id}/estimate.pdf", get(papers::estimate))
        .route("/orders/{id}/approval.pdf", get(papers::approval))
        .route("/orders/{id}/design/{hash}", get(designs::design))
        .route(
            "/orders/{id}/acknowledgement.pdf",
            get(papers::acknowledgement),
        )
        .route("/wholesale/invoices/{id}/invoice.pdf", get(papers::invoice))
        .with_state(services)
}

/// Each list beside its screen, as each kind of table.
fn tables() -> Router<Services> {
    let mut router = Router::new();
    for list in List::ALL {
        for format in [Format::Csv, Format::Xlsx] {
            let path = format!("{}/export.{}", list.address(), format.extension());
            let answer =
                move |state, query, parts| lists::answer((list, format), state, query, parts);
            router = router.route(&path, get(answer));
        }
    }
    router
}

fn file(file: File) -> Response {
    attachment(&file.name, file.kind, Body::from(file.bytes))
}

/// An answer that the browser keeps as a file. Its name is safe in a header.
fn attachment(name: &str, kind: &'static str, body: Body) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // The books of a house are for one pair of eyes.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    response
}

fn staff(parts: &Parts) -> Result<&Staff, Error> {
    match parts.extensions.get::<Visitor>() {
        Some(Visitor::Staff(seat)) => Ok(&seat.staff),
        Some(Visitor::Locked(_)) => Err(Error::Locked),
        Some(Visitor::Anonymous) | None => Err(Error::Unauthenticated),
    }
}

/// What an address names. An id that can't be read names nothing.
fn named<I: FromStr>(id: &str) -> Result<I, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

/// What a link asks of a list, as its screen does; all of it, where it says nothing.
fn json<T: DeserializeOwned + Default>(text: &str) -> Result<T, Error> {
    if text.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_str(text)
        .map_err(|_| Error::field("/filter", "This link can't be read. Start from the list."))
}

/// Why there is no file, in a sentence for the person who followed the link.
struct Refused(Error);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, sentence) = match self.0 {
            Error::NotFound => (StatusCode::NOT_FOUND, "There is nothing here.".to_owned()),
            Error::Unauthenticated => (StatusCode::UNAUTHORIZED, "Please sign in.".to_owned()),
            Error::Locked => (StatusCode::LOCKED, "Enter your PIN to go on.".to_owned()),
            Error::Forbidden => (StatusCode::FORBIDDEN, Error::Forbidden.to_string()),
            Error::Refused { message, .. } => (StatusCode::UNPROCESSABLE_ENTITY, message),
            Error::Invalid(errors) => {
                let sentences: Vec<_> = errors.iter().map(|(_, sentence)| sentence).collect();
                (StatusCode::UNPROCESSABLE_ENTITY, sentences.join(" "))
            }
            Error::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "We can't reach our records just now. Try again in a moment.".to_owned(),
            ),
            error => {
                tracing::error!(error = ?error, "a file could not be written");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something went wrong on our side.".to_owned(),
                )
            }
        };
        (status, sentence).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gets_a_file_without_signing_in() {
        let (parts, ()) = axum::http::Request::new(()).into_parts();
        assert!(matches!(staff(&parts), Err(Error::Unauthenticated)));
    }
}
