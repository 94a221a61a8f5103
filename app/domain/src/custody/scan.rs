//! What a scanner reads, and what it names.

use super::hand_over::HolderView;
use crate::ids::{BenchJobId, EnvelopeId, OrderId, PieceId, PurchaseOrderId};
use serde::{Deserialize, Serialize};

/// The longest that is taken for a code; labels hold far less.
const LONGEST: usize = 300;

/// Something that a code names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "named", rename_all = "snake_case")]
pub enum Named {
    /// By its serial or its report.
    Piece {
        id: PieceId,
        serial: String,
        name: String,
    },
    /// The envelope of a piece of an order.
    Envelope {
        id: EnvelopeId,
        order: OrderId,
        code: String,
        name: String,
    },
    /// By its number, which is on the claim check, too.
    Order {
        id: OrderId,
        number: String,
        customer: String,
    },
    /// An order to a vendor; of a customer's order if there is one.
    Purchase {
        id: PurchaseOrderId,
        number: String,
        vendor: String,
        for_stock: bool,
    },
    /// Work at the bench, by the number on its ticket.
    Job {
        id: BenchJobId,
        number: String,
        title: String,
    },
    Place(HolderView),
}

/// What a scanner may have meant, in capitals: what it read, or the number within the address of
/// a laboratory that a report's square code holds.
#[must_use]
pub fn readings(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || text.chars().any(char::is_control) {
        return Vec::new();
    }
    let web = |scheme: &str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if !web("https://") && !web("http://") {
        return vec![text.to_uppercase()];
    }
    let parts = text.split(['?', '&', '#', '/']).skip(3);
    let values = parts.map(|part| part.rsplit_once('=').map_or(part, |(_, value)| value));
    let mut found: Vec<_> = values
        .filter(|v| is_number(v))
        .map(str::to_uppercase)
        .collect();
    found.dedup();
    found
}

/// Whether it looks like the number of a report rather than a word of an address.
fn is_number(part: &str) -> bool {
    part.len() >= 4
        && part.bytes().any(|b| b.is_ascii_digit())
        && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn a_code_is_read_in_capitals() {
        assert_eq!(readings(" so-10234-1\t"), ["SO-10234-1"]);
        assert_eq!(readings("P100020"), ["P100020"]);
        for nothing in ["", "  ", "a\u{0}b", &"9".repeat(301)] {
            assert!(readings(nothing).is_empty(), "{nothing}");
        }
    }

    #[test]
    fn a_reports_square_code_holds_an_address_with_its_number() {
        for (address, number) in [
            (
                "https://www.gia.edu/report-check?reportno=2215877046",
                "2215877046",
            ),
            (
                "HTTPS://www.igi.org/verify.php?r=lg591230448",
                "LG591230448",
            ),
            ("http://lab.example/reports/2024-071882/", "2024-071882"),
        ] {
            assert_eq!(readings(address), [number], "{address}");
        }
        assert!(readings("https://example.com/about/us").is_empty());
    }
}
