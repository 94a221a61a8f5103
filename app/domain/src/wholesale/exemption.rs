//! Why a wholesale order is not taxed, or is: a resale certificate of the state it is shipped to.

use crate::orders::history::day;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A resale certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The state that gave it, in two letters.
    pub state: String,
    pub number: String,
    /// The last day on which it holds; none where it has no end.
    pub expires_on: Option<NaiveDate>,
}

/// Whether tax is asked, with the sentence that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    pub exempt: bool,
    pub why: String,
}

/// Looks for a certificate of the state that an order is shipped to. One that expired counts for
/// nothing, and is named, so that somebody asks for the new one.
#[must_use]
pub fn exemption(certificates: &[Certificate], state: &str, today: NaiveDate) -> Exemption {
    let state = state.trim();
    let here = |certificate: &&Certificate| certificate.state.eq_ignore_ascii_case(state);
    let holds =
        |certificate: &&Certificate| certificate.expires_on.is_none_or(|last| last >= today);
    let known: Vec<_> = certificates.iter().filter(here).collect();
    if let Some(valid) = known.iter().copied().find(holds) {
        let until = valid
            .expires_on
            .map(|last| format!(", valid to {}", day(last)))
            .unwrap_or_default();
        return Exemption {
            exempt: true,
            why: format!(
                "No tax: sold for resale, certificate {} of {}{until}.",
                valid.number, valid.state
            ),
        };
    }
    let expired = known
        .iter()
        .filter_map(|certificate| Some((certificate.expires_on?, &certificate.number)))
        .max();
    let why = match expired {
        Some((last, number)) => format!(
            "Taxed: resale certificate {number} of {} expired on {}.",
            state.to_uppercase(),
            day(last)
        ),
        None if state.is_empty() => {
            "Taxed: the address to ship to names no state, so that no resale certificate applies."
                .to_owned()
        }
        None => format!(
            "Taxed: there is no resale certificate of {}.",
            state.to_uppercase()
        ),
    };
    Exemption { exempt: false, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn certificate(state: &str, number: &str, last: Option<&str>) -> Certificate {
        Certificate {
            state: state.into(),
            number: number.into(),
            expires_on: last.map(date),
        }
    }

    #[test]
    fn a_certificate_holds_to_the_end_of_its_last_day_in_its_own_state() {
        let known = [certificate("NY", "R-77", Some("2026-11-30"))];
        let today = exemption(&known, "ny", date("2026-11-30"));
        assert!(today.exempt);
        assert_eq!(
            today.why,
            "No tax: sold for resale, certificate R-77 of NY, valid to 30 Nov 2026."
        );
        let late = exemption(&known, "NY", date("2026-12-01"));
        assert!(!late.exempt);
        assert_eq!(
            late.why,
            "Taxed: resale certificate R-77 of NY expired on 30 Nov 2026."
        );
        let elsewhere = exemption(&known, "NJ", date("2026-11-01"));
        assert!(!elsewhere.exempt);
        assert_eq!(
            elsewhere.why,
            "Taxed: there is no resale certificate of NJ."
        );
    }

    #[test]
    fn a_new_certificate_counts_beside_an_old_one() {
        let known = [
            certificate("NY", "R-77", Some("2025-01-01")),
            certificate("NY", "R-99", None),
        ];
        let found = exemption(&known, "NY", date("2026-11-30"));
        assert!(found.exempt);
        assert!(found.why.contains("R-99"), "{}", found.why);
    }
}
