//! A step on an existing order, with what the step needs to know.

mod effect;
mod handover;
mod vendor;

pub use effect::{Effect, VendorOrder};
pub use handover::{Consent, check_signature};

use super::Action;
use super::custom::estimate_draft::NewEstimate;
use super::custom::rounds::NewRound;
use super::custom::steps::{self as custom_steps, CustomContext};
use super::memo::steps::{self as memo_steps, MemoContext, SoldPiece};
use super::repair::steps::{self as repair_steps, PieceFindings, PieceWork, RepairContext};
use super::wholesale::steps::{self as wholesale_steps, LineAnswer, LinePieces, PoContext};
use crate::bench::WipFate;
use crate::contact::PostalAddress;
use crate::ids::{LineId, LocationId, PurchaseOrderId, RouteId, VendorId};
use crate::input::{FieldErrors, required_text};
use crate::money::{Currency, Money};
use crate::purchasing::PurchaseKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a piece costs, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCost {
    pub line: LineId,
    /// For one piece.
    pub unit_cost: String,
}

/// Who is to supply a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineVendor {
    pub line: LineId,
    pub vendor: VendorId,
}

/// How somebody signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// The path data of an SVG picture.
    Drawn(String),
    /// The full name, typed in place of a drawing.
    Typed(String),
}

/// What a person fills in for a step. A step reads the fields that it needs and no others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    pub vendor: Option<VendorId>,
    /// The pieces that come from another vendor than that.
    pub line_vendors: Vec<LineVendor>,
    /// What the vendor is asked for; a finished piece where nothing is said.
    pub purchase: Option<PurchaseKind>,
    /// The vendor's own number for our order, or the carrier's tracking number.
    pub reference: String,
    /// Whose date it is, where several vendors supply the order; of all where nothing is said.
    pub purchase_order: Option<PurchaseOrderId>,
    /// When the vendor says that it comes.
    pub eta: Option<NaiveDate>,
    pub costs: Vec<LineCost>,
    /// Why, for a step that needs a reason.
    pub reason: String,
    /// Who takes the piece.
    pub received_by: String,
    pub signature: Option<Signature>,
    pub carrier: String,
    pub ship_to: Option<PostalAddress>,
    /// What becomes of work at the bench when the order is cancelled.
    pub work: Option<WipFate>,
    /// Where pieces are put that are kept then.
    pub work_to: Option<LocationId>,
    /// Of a repair: what its pieces were found to be.
    pub findings: Vec<PieceFindings>,
    /// Of a repair: what is done to its pieces.
    pub tasks: Vec<PieceWork>,
    /// Whether somebody agreed by phone, and so without a signature.
    pub by_phone: bool,
    /// Which pieces the customer sent back, and where they are put.
    pub back: Vec<LineId>,
    pub back_to: Option<LocationId>,
    /// Of a memo: what the customer keeps, each at its price.
    pub sold: Vec<SoldPiece>,
    /// Of a memo: which pieces are lost, or stay longer.
    pub pieces: Vec<LineId>,
    /// Of a custom order: what the piece comes to.
    pub estimate: NewEstimate,
    /// Of a custom order: what is shown of its design.
    pub design: NewRound,
    /// How a piece is made at the bench; empty takes the shop's way.
    pub route: Option<RouteId>,
    /// Of a wholesale order: what the account is told of its lines.
    pub answers: Vec<LineAnswer>,
    /// Of a wholesale order: what goes into a parcel; all that is here where nothing is said.
    pub parcel: Vec<LinePieces>,
}

/// A request to take a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub action: Action,
    /// The version that the person saw; a later one is a conflict.
    pub version: i32,
    #[serde(default)]
    pub details: Details,
    /// A manager's reason for passing shut gates; empty passes none.
    #[serde(default)]
    pub override_reason: String,
}

/// What a step is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub currency: Currency,
    pub today: NaiveDate,
    /// The lines that a vendor is to supply, each with what a piece is expected to cost where that
    /// is known.
    pub lines: &'a [(LineId, Option<Money>)],
    /// Whether the order has an address to ship to already.
    pub has_address: bool,
    /// What only a repair's steps are checked against.
    pub repair: Option<RepairContext<'a>>,
    /// What only a memo's steps are checked against.
    pub memo: Option<MemoContext<'a>>,
    /// What only a custom order's steps are checked against.
    pub custom: Option<CustomContext<'a>>,
    /// What only a wholesale order's steps are checked against.
    pub po: Option<PoContext<'a>>,
}

impl Details {
    /// Checks what the action needs.
    pub fn checked(&self, action: Action, context: Context<'_>) -> Result<Effect, FieldErrors> {
        let mut errors = FieldErrors::new();
        let effect = match self.of_kind(action, context, &mut errors) {
            Some(own) => own,
            None => self.of_all(action, context, &mut errors),
        };
        match effect {
            Some(effect) if errors.is_empty() => Ok(effect),
            _ => Err(errors),
        }
    }

    /// What a kind asks for in its own way; none where the step is the same for all.
    fn of_kind(
        &self,
        action: Action,
        context: Context<'_>,
        errors: &mut FieldErrors,
    ) -> Option<Option<Effect>> {
        if let Some(repair) = context.repair {
            let own = repair_steps::checked(self, action, context, repair, errors)?;
            return Some(own.map(Effect::Repair));
        }
        if let Some(custom) = context.custom {
            let own = custom_steps::checked(self, action, context, custom, errors)?;
            return Some(own.map(Effect::Custom));
        }
        if let Some(po) = context.po {
            let own = wholesale_steps::checked(self, action, context, po, errors)?;
            return Some(own.map(Effect::Wholesale));
        }
        let own = memo_steps::checked(self, action, context, context.memo?, errors)?;
        Some(own.map(Effect::Memo))
    }

    fn of_all(
        &self,
        action: Action,
        context: Context<'_>,
        errors: &mut FieldErrors,
    ) -> Option<Effect> {
        match action {
            Action::Hold => self.reason(errors).map(Effect::Reason),
            Action::Cancel => self.reason(errors).map(|reason| Effect::Cancel {
                reason,
                work: self.work.unwrap_or(WipFate::Return),
                work_to: self.work_to,
            }),
            Action::FailCheck => self
                .reason(errors)
                .map(|reason| Effect::SendBack { reason }),
            Action::AcceptQuote => Some(Effect::AcceptQuote),
            Action::TakeFromStock => Some(Effect::TakeFromStock),
            Action::MakeAtBench => Some(Effect::MakeAtBench),
            Action::PlaceWithVendor => self.place(context, errors),
            Action::PlaceDropShip => self.drop_ship(context, errors),
            Action::Release => Some(Effect::Release),
            Action::VendorShips => self.vendor_ships(context, errors),
            Action::VendorConfirms => self.eta(context, false, errors),
            Action::ReportDelay => self.eta(context, true, errors),
            Action::Receive => {
                let costs = self.costs(context, errors);
                Some(Effect::Receive { costs })
            }
            Action::PickUp | Action::HandBack => self.pick_up(errors),
            Action::Ship => self.ship(context, errors),
            Action::TakeBack => self.take_back(errors),
            Action::ReverseSale => self.reason(errors).map(|reason| Effect::ReverseSale {
                reason,
                to: self.back_to,
            }),
            Action::Resume
            | Action::DepositMet
            | Action::BenchStopped
            | Action::BenchFinished
            | Action::StartCheck
            | Action::SendToFinishing
            | Action::PassCheck
            | Action::Finish
            | Action::ConfirmDelivery
            | Action::Settle
            | Action::Assess
            | Action::SendQuote
            | Action::Decline
            | Action::StartWork
            | Action::FinishAtOnce
            | Action::WaitForParts
            | Action::PartsArrived
            | Action::SendToVendor
            | Action::BackFromVendor
            | Action::SendNotice
            | Action::Clear
            | Action::CameBack
            | Action::Refund
            | Action::Issue
            | Action::SellPieces
            | Action::LosePieces
            | Action::Extend
            | Action::Reopen
            | Action::Consult
            | Action::SendEstimate
            | Action::ShowDesign
            | Action::Approve
            | Action::RequestChanges
            | Action::ChangeOrder
            | Action::TryOn
            | Action::TriedOn
            | Action::TakeFinalPhotos
            | Action::ReleaseCredit
            | Action::CreditFreed
            | Action::Acknowledge
            | Action::Allocate
            | Action::Pack
            | Action::Unpack
            | Action::CloseShort
            | Action::AllShipped => Some(Effect::Nothing),
        }
    }

    fn reason(&self, errors: &mut FieldErrors) -> Option<String> {
        let reason = required_text(&self.reason, 500).map_err(|_| "Give a reason.");
        errors.check("/details/reason", reason)
    }
}

#[cfg(test)]
mod tests;
