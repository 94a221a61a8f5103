//! A wish as it is taken down: who wants what, by when, for about how much, like which pictures.
//!
//! The browser and the server run the same check, so that what the screen shows is what is kept.

use super::State;
use super::policy::{Policy, amount};
use crate::calendar::add_working_days;
use crate::catalogue::is_ours;
use crate::ids::CustomerId;
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money};
use crate::orders::draft::{self, Line};
use crate::orders::{self, Delivery, Kind};
use crate::tax::{LineClass, Rates};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// More than anybody brings.
const MOST_PHOTOS: usize = 24;

/// What the customer has in mind, as typed. It grows with the consultation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewBrief {
    /// In the customer's words.
    pub wish: String,
    /// What came of the consultation. For the staff.
    pub notes: String,
    /// About what it may cost.
    pub budget: String,
    pub wanted_by: Option<NaiveDate>,
    /// Paths of pictures that are kept: what it shall be like.
    pub photos: Vec<String>,
}

/// What the customer has in mind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    pub wish: Option<String>,
    pub notes: Option<String>,
    pub budget: Option<Money>,
    pub wanted_by: Option<NaiveDate>,
    pub photos: Vec<String>,
}

impl NewBrief {
    /// Checks every field and complains about each by its pointer.
    pub fn checked(&self, currency: Currency) -> Result<Brief, FieldErrors> {
        let mut errors = FieldErrors::new();
        let wish = errors.check("/wish", optional_text(&self.wish, 4_000));
        let notes = errors.check("/notes", optional_text(&self.notes, 8_000));
        let budget = match self.budget.trim() {
            "" => None,
            typed => amount(&mut errors, "/budget", typed, currency),
        };
        if self.photos.len() > MOST_PHOTOS || !self.photos.iter().all(|url| is_ours(url)) {
            errors.add("/photos", "A wish has at most 24 pictures.");
        }
        errors.into_result()?;
        Ok(Brief {
            wish: wish.flatten(),
            notes: notes.flatten(),
            budget,
            wanted_by: self.wanted_by,
            photos: self.photos.clone(),
        })
    }
}

impl From<&Brief> for NewBrief {
    fn from(brief: &Brief) -> Self {
        Self {
            wish: brief.wish.clone().unwrap_or_default(),
            notes: brief.notes.clone().unwrap_or_default(),
            budget: brief.budget.map(Money::plain).unwrap_or_default(),
            wanted_by: brief.wanted_by,
            photos: brief.photos.clone(),
        }
    }
}

/// An inquiry as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInquiry {
    pub customer: CustomerId,
    /// What it is about: `Engagement ring`.
    pub title: String,
    #[serde(default)]
    pub brief: NewBrief,
}

/// What an inquiry is checked against; enough for the screen to check it, and to reckon an estimate,
/// by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryTerms {
    pub currency: Currency,
    pub today: NaiveDate,
    pub rates: Rates,
    pub policy: Policy,
}

/// An inquiry checked, ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    pub order: draft::Order,
    pub brief: Brief,
}

impl NewInquiry {
    /// Checks every field.
    pub fn checked(&self, terms: &InquiryTerms) -> Result<Inquiry, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = required_text(&self.title, 120).map_err(|_| "Say what it is about.");
        let title = errors.check("/title", title);
        let brief = match self.brief.checked(terms.currency) {
            Ok(brief) => Some(brief),
            Err(wrong) => {
                errors.nest("/brief", wrong);
                None
            }
        };
        let wanted_by = self.brief.wanted_by;
        if wanted_by.is_some_and(|day| day < terms.today) {
            errors.add("/brief/wanted_by", "This date is in the past.");
        }
        let (Some(title), Some(brief), true) = (title, brief, errors.is_empty()) else {
            return Err(errors);
        };
        let nothing = Money::zero(terms.currency);
        let line = Line::of_work(title, LineClass::Goods, nothing, nothing);
        let lead = terms.policy.lead_days;
        let order = draft::Order {
            kind: Kind::Custom,
            first: orders::State::Custom(State::Inquiry),
            customer: self.customer,
            quote: false,
            lines: vec![line],
            totals: draft::Totals {
                net: nothing,
                tax: nothing,
                total: nothing,
            },
            milestones: Vec::new(),
            deposit_reason: None,
            promise: wanted_by.unwrap_or_else(|| add_working_days(terms.today, lead)),
            payment: None,
            delivery: Delivery::PickUp,
            ship_to: None,
            note: None,
        };
        Ok(Inquiry { order, brief })
    }
}

#[cfg(test)]
mod tests {
    use super::super::estimate::tests::day;
    use super::super::policy::tests::{policy, usd};
    use super::*;

    fn terms() -> InquiryTerms {
        InquiryTerms {
            currency: Currency::USD,
            today: day("2026-11-30"),
            rates: Rates::default(),
            policy: policy(),
        }
    }

    fn inquiry() -> NewInquiry {
        NewInquiry {
            customer: CustomerId::generate(),
            title: "Engagement ring".into(),
            brief: NewBrief::default(),
        }
    }

    #[test]
    fn a_customer_and_a_title_are_enough() {
        let taken = inquiry().checked(&terms()).unwrap();
        assert_eq!(taken.order.first, orders::State::Custom(State::Inquiry));
        assert!(taken.order.totals.total.is_zero());
        assert_eq!(taken.order.promise, add_working_days(day("2026-11-30"), 40));
    }

    #[test]
    fn the_day_that_it_is_wanted_by_is_promised() {
        let mut inquiry = inquiry();
        inquiry.brief.wanted_by = Some(day("2027-02-14"));
        inquiry.brief.budget = "5,000".into();
        let taken = inquiry.checked(&terms()).unwrap();
        assert_eq!(taken.order.promise, day("2027-02-14"));
        assert_eq!(taken.brief.budget, Some(usd("5000")));
        assert_eq!(
            NewBrief::from(&taken.brief).checked(Currency::USD),
            Ok(taken.brief)
        );
    }

    #[test]
    fn every_complaint_stands_beside_its_field() {
        let mut wrong = inquiry();
        wrong.title = " ".into();
        wrong.brief.budget = "plenty".into();
        wrong.brief.wanted_by = Some(day("2026-11-29"));
        wrong.brief.photos = vec!["https://elsewhere.example/x.jpg".into()];
        let complaints = wrong.checked(&terms()).unwrap_err();
        for pointer in [
            "/title",
            "/brief/budget",
            "/brief/wanted_by",
            "/brief/photos",
        ] {
            assert!(complaints.get(pointer).is_some(), "{pointer}");
        }
    }
}
