//! What stands on paper that leaves the house. How it looks is the typesetter's.

mod account;
mod custom_piece;
mod labels;
mod memo;
mod packing_slip;
mod purchase_order;

pub use account::{AccountLine, AccountPaper, AccountPaperKind};
pub use custom_piece::{ApprovalPart, CustomPiecePaper};
pub use labels::{Label, LabelFormat, LabelKind, Labels, MOST_LABELS};
pub use memo::{MemoPaper, MemoPaperLine};
pub use packing_slip::{PackingLine, PackingSlip};
pub use purchase_order::{PurchaseOrderLine, PurchaseOrderPaper};

use serde::{Deserialize, Serialize};

/// A paper, with all that stands on it. A new one is a variant here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum Paper {
    PurchaseOrder(PurchaseOrderPaper),
    PackingSlip(PackingSlip),
    Memo(MemoPaper),
    /// What a custom piece comes to.
    Estimate(Box<CustomPiecePaper>),
    /// On which its customer approves it.
    Approval(Box<CustomPiecePaper>),
    Account(AccountPaper),
}

impl Paper {
    /// What its file is called, without an ending: `purchase-order-PO-1004`. Safe in a header,
    /// whatever the number is.
    #[must_use]
    pub fn file_name(&self) -> String {
        match self {
            Self::PurchaseOrder(order) => format!("purchase-order-{}", tame(&order.number)),
            Self::PackingSlip(slip) => format!("packing-slip-{}", tame(&slip.number)),
            Self::Memo(memo) => format!("memo-{}", tame(&memo.number)),
            Self::Estimate(piece) => format!("estimate-{}", tame(&piece.number)),
            Self::Approval(piece) => format!("approval-{}", tame(&piece.number)),
            Self::Account(paper) => format!("{}-{}", paper.kind.file(), tame(&paper.number)),
        }
    }
}

/// Only what every file system and every header takes as it is.
fn tame(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.chars()
        .map(|c| if plain(c) { c } else { '-' })
        .take(60)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn a_file_is_named_in_plain_letters() {
        assert_eq!(tame("PO-1004"), "PO-1004");
        assert_eq!(tame("../PO\r\n\"7\""), "---PO---7-");
        assert_eq!(tame(&"é".repeat(99)).len(), 60);
    }
}
