//! The journal as a file for QuickBooks.

use super::{Refused, attachment, staff};
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::ledger::view::JournalFilter;
use services::Services;
use services::ledger::export;

pub(super) async fn iif(
    State(services): State<Services>,
    Query(filter): Query<JournalFilter>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    let name = file_name(&filter);
    let chunks = export::iif(&services, caller, filter)?;
    let kind = "text/plain; charset=windows-1252";
    Ok(attachment(&name, kind, Body::from_stream(chunks)))
}

/// `journal-2026-11-01-to-2026-11-30.iif`: of dates, so that it is safe in a header.
fn file_name(filter: &JournalFilter) -> String {
    let from = filter.from.map(|day| format!("-{day}")).unwrap_or_default();
    let to = filter
        .to
        .map(|day| format!("-to-{day}"))
        .unwrap_or_default();
    format!("journal{from}{to}.iif")
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
        assert_eq!(file_name(&filter), "journal-2026-11-01-to-2026-11-30.iif");
        assert_eq!(file_name(&JournalFilter::default()), "journal.iif");
    }
}
