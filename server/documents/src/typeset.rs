//! From a template and what it is given to a PDF.

use crate::world::Desk;
use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use thiserror::Error;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

/// Why there is no paper. A fault of ours, never of what was typed.
#[derive(Debug, Error)]
pub enum NotTypeset {
    #[error("a paper's data could not be written down: {0}")]
    Data(#[from] serde_json::Error),
    #[error("{template} could not be typeset: {complaint}")]
    Template {
        template: &'static str,
        complaint: String,
    },
}

/// How many papers ago something must have been used to be forgotten. What one paper has in
/// common with the next, its fonts' shapes above all, is worth keeping.
const KEPT_FOR: usize = 20;

/// Typesets a template with what it is given, as a file.
pub fn pdf(
    template: &'static str,
    data: &impl Serialize,
    made_at: DateTime<Utc>,
) -> Result<Vec<u8>, NotTypeset> {
    let document = document(template, data)?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Bezel".to_owned())),
        timestamp: timestamp(made_at),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| complaint(template, &errors))
}

/// Typesets a template with what it is given, as pages.
pub fn document(
    template: &'static str,
    data: &impl Serialize,
) -> Result<PagedDocument, NotTypeset> {
    let desk = Desk::with(template, serde_json::to_vec(data)?);
    let made = typst::compile(&desk);
    typst::comemo::evict(KEPT_FOR);
    // A warning is a template that does not do what it says: a font that isn't there.
    if !made.warnings.is_empty() {
        return Err(complaint(template, &made.warnings));
    }
    made.output.map_err(|errors| complaint(template, &errors))
}

fn complaint(template: &'static str, all: &[SourceDiagnostic]) -> NotTypeset {
    let messages: Vec<_> = all.iter().map(|one| one.message.as_str()).collect();
    NotTypeset::Template {
        template,
        complaint: messages.join("; "),
    }
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let small = |number: u32| u8::try_from(number).ok();
    Datetime::from_ymd_hms(
        at.year(),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )
    .map(Timestamp::new_utc)
}
