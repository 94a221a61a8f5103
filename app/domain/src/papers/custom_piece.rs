//! A custom piece on paper: its estimate, and the sheet on which its customer approves it. What it
//! costs us has no place on either.

use crate::money::Money;
use crate::orders::custom::rounds::Verdict;
use crate::orders::custom::view::{AnswerView, CustomView, EstimateView};
use crate::orders::draft::Totals;
use crate::orders::history::day;
use crate::orders::view::{Detail, StoreView};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomPiecePaper {
    pub store: StoreView,
    pub number: String,
    pub date: NaiveDate,
    pub customer: String,
    /// What is made.
    pub description: String,
    /// What makes it this piece and no other: term and value.
    pub facts: Vec<(String, String)>,
    /// What the parts come to, where the shop shows that.
    pub parts: Vec<(String, Money)>,
    /// What was charged for rounds beyond those that are included.
    pub rounds: Option<Money>,
    pub totals: Totals,
    /// What is due when.
    pub due: Vec<(String, Money)>,
    /// Until when the price holds.
    pub expires: Option<NaiveDate>,
    /// What the shop answers for.
    pub warranty: Option<String>,
    pub approval: Option<ApprovalPart>,
}

/// What only the sheet of an approval has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalPart {
    pub round: Option<u32>,
    pub revision: u32,
    /// What each file is called, and the first digits of its hash.
    pub files: Vec<(String, String)>,
    /// Who approved it, how and when; none where it is yet to be signed.
    pub approved: Option<String>,
}

impl CustomPiecePaper {
    /// The estimate of an order as it stands; none where none was written.
    #[must_use]
    pub fn estimate(order: &Detail) -> Option<Self> {
        let custom = order.custom.as_deref()?;
        let estimate = custom.estimate()?;
        Some(Self {
            approval: None,
            expires: Some(estimate.expires),
            ..Self::of(order, custom, estimate)
        })
    }

    /// The sheet on which an order's customer approves what was shown; none where nothing was.
    #[must_use]
    pub fn approval(order: &Detail) -> Option<Self> {
        let custom = order.custom.as_deref()?;
        let estimate = custom.estimate()?;
        let round = custom.rounds.first()?;
        let files = round.files.iter().map(|file| {
            let digits = file.file.hash.chars().take(16).collect();
            (file.name.clone(), digits)
        });
        let approved = custom
            .answers
            .iter()
            .find(|answer| answer.revision == custom.revision && custom.approved)
            .filter(|answer| answer.verdict == Verdict::Approved);
        Some(Self {
            approval: Some(ApprovalPart {
                round: Some(round.number),
                revision: custom.revision,
                files: files.collect(),
                approved: approved.map(said),
            }),
            expires: Some(estimate.expires).filter(|_| approved.is_none()),
            ..Self::of(order, custom, estimate)
        })
    }

    fn of(order: &Detail, custom: &CustomView, estimate: &EstimateView) -> Self {
        let facts = estimate.specification.facts().into_iter();
        let parts = estimate.parts.iter().filter(|_| custom.shows_parts);
        let due = order.schedule.iter();
        let warranty = custom
            .warranty
            .as_ref()
            .map(|warranty| format!("{} months. {}", warranty.months, warranty.words));
        Self {
            store: order.store.clone(),
            number: order.number.clone(),
            date: order.today,
            customer: order.customer.name.clone(),
            description: estimate.specification.description.clone(),
            facts: facts
                .map(|(term, value)| (term.to_owned(), value))
                .collect(),
            parts: parts
                .map(|part| (part.label.clone(), part.amount))
                .collect(),
            rounds: Some(custom.charged).filter(|charged| charged.is_positive()),
            totals: order.totals,
            due: due.map(|due| (due.label.clone(), due.amount)).collect(),
            expires: None,
            warranty,
            approval: None,
        }
    }
}

fn said(answer: &AnswerView) -> String {
    format!(
        "{} approved {} on {}. {}, noted by {}.",
        answer.name,
        answer.total,
        day(answer.at.date_naive()),
        answer.way.label(),
        answer.noted_by
    )
}
