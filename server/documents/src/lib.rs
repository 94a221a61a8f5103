//! Papers and labels: typed data in, PDF or ZPL out. The same paper at the same instant is the
//! same file, byte for byte.
//!
//! How a paper looks is a template in `templates/`, in the language of Typst. What stands on it
//! reaches the template as JSON and never as text of its own, so that nothing that somebody typed
//! can become markup. Nothing is read from the disk or the network.

mod labels;
mod papers;
mod typeset;
mod world;

pub use typeset::NotTypeset;

use chrono::{DateTime, Utc};
use domain::papers::{LabelFormat, Labels, Paper};

/// A paper as a PDF that was made at an instant.
pub fn pdf(paper: &Paper, made_at: DateTime<Utc>) -> Result<Vec<u8>, NotTypeset> {
    match paper {
        Paper::PurchaseOrder(order) => typeset::pdf(
            "purchase_order.typ",
            &papers::purchase_order(order),
            made_at,
        ),
        Paper::PackingSlip(slip) => {
            typeset::pdf("packing_slip.typ", &papers::packing_slip(slip), made_at)
        }
        Paper::Memo(memo) => typeset::pdf("memo.typ", &papers::memo(memo), made_at),
        Paper::Estimate(piece) => typeset::pdf(
            "custom_piece.typ",
            &papers::custom_piece("Estimate", piece),
            made_at,
        ),
        Paper::Approval(piece) => typeset::pdf(
            "custom_piece.typ",
            &papers::custom_piece("Approval", piece),
            made_at,
        ),
        Paper::Account(paper) => {
            typeset::pdf("account_paper.typ", &papers::account_paper(paper), made_at)
        }
    }
}

/// Labels as a PDF, or in the language of a label printer.
pub fn labels(
    labels: &Labels,
    format: LabelFormat,
    made_at: DateTime<Utc>,
) -> Result<Vec<u8>, NotTypeset> {
    let pages = |sheets| typeset::pdf("labels.typ", &labels::pages(labels, sheets), made_at);
    match format {
        LabelFormat::Pages => pages(false),
        LabelFormat::Sheets => pages(true),
        LabelFormat::Zpl203 => Ok(labels::zpl(labels, 8).into_bytes()),
        LabelFormat::Zpl300 => Ok(labels::zpl(labels, 12).into_bytes()),
    }
}

#[cfg(test)]
mod tests;
