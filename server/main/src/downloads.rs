//! Files that staff take away: answers to plain links, written while they are sent.

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::ledger::view::JournalFilter;
use services::ledger::export::{Format, export};
use services::{Error, Services, Staff};
use ui::server::Visitor;

/// The addresses of all files.
pub fn routes(services: Services) -> Router {
    Router::new()
        .route("/journal/export.csv", get(journal_csv))
        .route("/journal/export.iif", get(journal_iif))
        .with_state(services)
}

async fn journal_csv(
    State(services): State<Services>,
    Query(filter): Query<JournalFilter>,
    parts: Parts,
) -> Result<Response, Refused> {
    journal(&services, &parts, filter, Format::Csv)
}

async fn journal_iif(
    State(services): State<Services>,
    Query(filter): Query<JournalFilter>,
    parts: Parts,
) -> Result<Response, Refused> {
    journal(&services, &parts, filter, Format::Iif)
}

fn journal(
    services: &Services,
    parts: &Parts,
    filter: JournalFilter,
    format: Format,
) -> Result<Response, Refused> {
    let staff = staff(parts)?;
    let name = file_name(&filter, format);
    let chunks = export(services, staff.into(), filter, format)?;
    let kind = match format {
        Format::Csv => "text/csv; charset=utf-8",
        Format::Iif => "text/plain; charset=windows-1252",
    };
    let mut response = Body::from_stream(chunks).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // The books of a house are for one pair of eyes.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    Ok(response)
}

/// `journal-2026-11-01-to-2026-11-30.csv`: of dates, so that it is safe in a header.
fn file_name(filter: &JournalFilter, format: Format) -> String {
    let from = filter.from.map(|day| format!("-{day}")).unwrap_or_default();
    let to = filter
        .to
        .map(|day| format!("-to-{day}"))
        .unwrap_or_default();
    format!("journal{from}{to}.{}", format.extension())
}

fn staff(parts: &Parts) -> Result<&Staff, Error> {
    match parts.extensions.get::<Visitor>() {
        Some(Visitor::Staff(seat)) => Ok(&seat.staff),
        Some(Visitor::Locked(_)) => Err(Error::Locked),
        Some(Visitor::Anonymous) | None => Err(Error::Unauthenticated),
    }
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
            Error::Unauthenticated => (StatusCode::UNAUTHORIZED, "Please sign in.".to_owned()),
            Error::Locked => (StatusCode::LOCKED, "Enter your PIN to go on.".to_owned()),
            Error::Forbidden => (StatusCode::FORBIDDEN, Error::Forbidden.to_string()),
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
    fn a_file_is_named_after_its_days() {
        let filter = JournalFilter {
            from: "2026-11-01".parse().ok(),
            to: "2026-11-30".parse().ok(),
            ..JournalFilter::default()
        };
        assert_eq!(
            file_name(&filter, Format::Iif),
            "journal-2026-11-01-to-2026-11-30.iif"
        );
        assert_eq!(
            file_name(&JournalFilter::default(), Format::Csv),
            "journal.csv"
        );
    }

    #[test]
    fn nobody_gets_a_file_without_signing_in() {
        let (parts, ()) = axum::http::Request::new(()).into_parts();
        assert!(matches!(staff(&parts), Err(Error::Unauthenticated)));
    }
}
