//! The journal as a file.

use super::{Refused, attachment, staff};
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::ledger::view::JournalFilter;
use services::Services;
use services::ledger::export::{Format, export};

pub(super) async fn csv(
    State(services): State<Services>,
    Query(filter): Query<JournalFilter>,
    parts: Parts,
) -> Result<Response, Refused> {
    journal(&services, &parts, filter, Format::Csv)
}

pub(super) async fn iif(
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
    Ok(attachment(&name, kind, Body::from_stream(chunks)))
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
}
