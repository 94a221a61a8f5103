//! Files that a screen gives away: labels to print, and what a list shows as a table.

mod export;
mod labels;

pub(crate) use export::ExportMenu;
pub(crate) use labels::PrintLabels;

use serde::Serialize;

/// A filter as the address of a file carries it.
pub(crate) fn filter_text(filter: &impl Serialize) -> String {
    serde_json::to_string(filter).unwrap_or_default()
}
