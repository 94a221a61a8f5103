//! A custom piece: its estimate, and the sheet on which it is approved.

use super::sheet::Sheet;
use domain::orders::history::day;
use domain::papers::CustomPiecePaper;
use serde::Serialize;

#[derive(Serialize)]
pub struct CustomPiece<'a> {
    #[serde(flatten)]
    sheet: Sheet,
    customer: &'a str,
    description: &'a str,
    /// Term and value, one below the other.
    facts: &'a [(String, String)],
    /// What is added up, and what it comes to.
    sums: Vec<(String, String)>,
    total: String,
    due: Vec<(String, String)>,
    expires: Option<String>,
    warranty: Option<&'a str>,
    approval: Option<Approval<'a>>,
}

#[derive(Serialize)]
struct Approval<'a> {
    shown: String,
    files: &'a [(String, String)],
    approved: Option<&'a str>,
}

pub fn custom_piece<'a>(title: &'static str, paper: &'a CustomPiecePaper) -> CustomPiece<'a> {
    let parts = paper.parts.iter().cloned();
    let rounds = paper
        .rounds
        .map(|fee| ("Further design rounds".to_owned(), fee));
    let tax = ("Tax".to_owned(), paper.totals.tax);
    let words = |(label, amount): (String, domain::money::Money)| (label, amount.to_string());
    CustomPiece {
        sheet: Sheet::new(&paper.store, title, &paper.number, paper.date),
        customer: &paper.customer,
        description: &paper.description,
        facts: &paper.facts,
        sums: parts.chain(rounds).chain([tax]).map(words).collect(),
        total: paper.totals.total.to_string(),
        due: paper.due.iter().cloned().map(words).collect(),
        expires: paper.expires.map(day),
        warranty: paper.warranty.as_deref(),
        approval: paper.approval.as_ref().map(|approval| Approval {
            shown: match approval.round {
                Some(round) => format!("Revision {}, round {round}", approval.revision),
                None => format!("Revision {}", approval.revision),
            },
            files: &approval.files,
            approved: approval.approved.as_deref(),
        }),
    }
}
