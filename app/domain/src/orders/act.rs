//! A step on an existing order, with what the step needs to know.

use super::{Action, special_order};
use crate::bench::WipFate;
use crate::contact::PostalAddress;
use crate::ids::{LineId, LocationId, VendorId};
use crate::input::{FieldErrors, optional_text, required_text};
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
    /// What the vendor is asked for; a finished piece where nothing is said.
    pub purchase: Option<PurchaseKind>,
    /// The vendor's own number for our order, or the carrier's tracking number.
    pub reference: String,
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

/// What a step does beyond moving the order, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Nothing more.
    Nothing,
    /// For the history.
    Reason(String),
    /// The customer accepted: what was promised for the time of the quote is promised for good.
    AcceptQuote,
    /// The promised pieces leave stock for the order.
    TakeFromStock,
    /// The pieces go back to where they came from.
    SendBack {
        reason: String,
    },
    Cancel {
        reason: String,
        work: WipFate,
        work_to: Option<LocationId>,
    },
    /// The jobs that are planned may be worked on.
    MakeAtBench,
    PlaceWithVendor(VendorOrder),
    /// The vendor sends it to the customer.
    DropShip {
        order: VendorOrder,
        ship_to: Option<PostalAddress>,
    },
    /// The vendor may let go of it.
    Release,
    /// It left the vendor's house, each piece at what it really cost.
    VendorShips {
        carrier: String,
        tracking: String,
        costs: Vec<(LineId, Money)>,
    },
    /// The vendor's date.
    Eta {
        eta: NaiveDate,
        reason: Option<String>,
    },
    /// Pieces in the house, each at what it really cost.
    Receive {
        costs: Vec<(LineId, Money)>,
    },
    PickUp {
        received_by: String,
        signature: Signature,
    },
    Ship {
        carrier: String,
        tracking: String,
        ship_to: Option<PostalAddress>,
    },
}

/// What is ordered from a vendor for the lines of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorOrder {
    pub kind: PurchaseKind,
    pub vendor: VendorId,
    pub eta: Option<NaiveDate>,
    /// The vendor's own number for it.
    pub reference: Option<String>,
    /// What one piece of each line costs.
    pub costs: Vec<(LineId, Money)>,
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
}

impl Details {
    /// Checks what the action needs.
    pub fn checked(&self, action: Action, context: Context<'_>) -> Result<Effect, FieldErrors> {
        use special_order::Action as A;
        let mut errors = FieldErrors::new();
        let effect = match action {
            Action::Hold => self.reason(&mut errors).map(Effect::Reason),
            Action::Cancel => self.reason(&mut errors).map(|reason| Effect::Cancel {
                reason,
                work: self.work.unwrap_or(WipFate::Return),
                work_to: self.work_to,
            }),
            Action::SpecialOrder(A::FailCheck) => self
                .reason(&mut errors)
                .map(|reason| Effect::SendBack { reason }),
            Action::SpecialOrder(A::AcceptQuote) => Some(Effect::AcceptQuote),
            Action::SpecialOrder(A::TakeFromStock) => Some(Effect::TakeFromStock),
            Action::SpecialOrder(A::MakeAtBench) => Some(Effect::MakeAtBench),
            Action::SpecialOrder(A::PlaceWithVendor) => self.place(context, &mut errors),
            Action::SpecialOrder(A::PlaceDropShip) => self.drop_ship(context, &mut errors),
            Action::SpecialOrder(A::Release) => Some(Effect::Release),
            Action::SpecialOrder(A::VendorShips) => self.vendor_ships(context, &mut errors),
            Action::SpecialOrder(A::VendorConfirms) => self.eta(context, false, &mut errors),
            Action::SpecialOrder(A::ReportDelay) => self.eta(context, true, &mut errors),
            Action::SpecialOrder(A::Receive) => {
                let costs = self.costs(context, &mut errors);
                Some(Effect::Receive { costs })
            }
            Action::SpecialOrder(A::PickUp) => self.pick_up(&mut errors),
            Action::SpecialOrder(A::Ship) => self.ship(context, &mut errors),
            Action::Resume | Action::SpecialOrder(_) => Some(Effect::Nothing),
        };
        match effect {
            Some(effect) if errors.is_empty() => Ok(effect),
            _ => Err(errors),
        }
    }

    fn reason(&self, errors: &mut FieldErrors) -> Option<String> {
        let reason = required_text(&self.reason, 500).map_err(|_| "Give a reason.");
        errors.check("/details/reason", reason)
    }

    fn place(&self, context: Context<'_>, errors: &mut FieldErrors) -> Option<Effect> {
        let kind = self.purchase.unwrap_or(PurchaseKind::SpecialOrder);
        if !PurchaseKind::FOR_ORDERS.contains(&kind) {
            errors.add("/details/purchase", "Choose what the vendor is asked for.");
        }
        let order = self.vendor_order(kind, context, errors)?;
        Some(Effect::PlaceWithVendor(order))
    }

    fn drop_ship(&self, context: Context<'_>, errors: &mut FieldErrors) -> Option<Effect> {
        let ship_to = self.ship_to(context, errors);
        let order = self.vendor_order(PurchaseKind::DropShip, context, errors)?;
        Some(Effect::DropShip { order, ship_to })
    }

    fn vendor_order(
        &self,
        kind: PurchaseKind,
        context: Context<'_>,
        errors: &mut FieldErrors,
    ) -> Option<VendorOrder> {
        let vendor = errors.check("/details/vendor", self.vendor.ok_or("Choose the vendor."));
        if let Some(eta) = self.eta {
            future(eta, context, errors);
        }
        let reference = errors
            .check("/details/reference", optional_text(&self.reference, 60))
            .flatten();
        let costs = self.costs(context, errors);
        Some(VendorOrder {
            kind,
            vendor: vendor?,
            eta: self.eta,
            reference,
            costs,
        })
    }

    fn vendor_ships(&self, context: Context<'_>, errors: &mut FieldErrors) -> Option<Effect> {
        let (carrier, tracking) = self.shipment(errors);
        let costs = self.costs(context, errors);
        Some(Effect::VendorShips {
            carrier: carrier?,
            tracking: tracking?,
            costs,
        })
    }

    fn eta(&self, context: Context<'_>, late: bool, errors: &mut FieldErrors) -> Option<Effect> {
        let eta = errors.check("/details/eta", self.eta.ok_or("Enter the vendor's date."));
        if let Some(eta) = eta {
            future(eta, context, errors);
        }
        let reason = errors
            .check("/details/reason", optional_text(&self.reason, 500))
            .flatten();
        if late && reason.is_none() {
            errors.add(
                "/details/reason",
                "Say why it is late; staff will be asked.",
            );
        }
        Some(Effect::Eta { eta: eta?, reason })
    }

    /// What each line costs: as typed, else as expected. Who may not see cost leaves it empty.
    fn costs(&self, context: Context<'_>, errors: &mut FieldErrors) -> Vec<(LineId, Money)> {
        let mut costs = self.typed_costs(context, errors);
        for (line, expected) in context.lines {
            if self.costs.iter().any(|cost| cost.line == *line) {
                continue;
            }
            match expected {
                Some(expected) => costs.push((*line, *expected)),
                None => errors.add("/details/costs", "Enter what each piece costs."),
            }
        }
        costs
    }

    fn typed_costs(&self, context: Context<'_>, errors: &mut FieldErrors) -> Vec<(LineId, Money)> {
        let mut costs = Vec::with_capacity(context.lines.len());
        for (index, cost) in self.costs.iter().enumerate() {
            let pointer = format!("/details/costs/{index}/unit_cost");
            if !context.lines.iter().any(|(line, _)| *line == cost.line) {
                errors.add(
                    format!("/details/costs/{index}/line"),
                    "This piece is not on the order.",
                );
            }
            if costs.iter().any(|(line, _)| *line == cost.line) {
                errors.add(pointer.clone(), "This piece is named twice.");
            }
            match errors.check(
                pointer.clone(),
                Money::parse(&cost.unit_cost, context.currency),
            ) {
                Some(amount) if amount.is_negative() => {
                    errors.add(pointer, "A cost can't be below zero.");
                }
                Some(amount) => costs.push((cost.line, amount)),
                None => {}
            }
        }
        costs
    }

    fn pick_up(&self, errors: &mut FieldErrors) -> Option<Effect> {
        let name = required_text(&self.received_by, 120).map_err(|_| "Enter who takes the piece.");
        let received_by = errors.check("/details/received_by", name);
        let signature = errors.check(
            "/details/signature",
            check_signature(self.signature.as_ref()),
        );
        Some(Effect::PickUp {
            received_by: received_by?,
            signature: signature?,
        })
    }

    fn ship(&self, context: Context<'_>, errors: &mut FieldErrors) -> Option<Effect> {
        let (carrier, tracking) = self.shipment(errors);
        let ship_to = self.ship_to(context, errors);
        Some(Effect::Ship {
            carrier: carrier?,
            tracking: tracking?,
            ship_to,
        })
    }

    /// With whom it travels.
    fn shipment(&self, errors: &mut FieldErrors) -> (Option<String>, Option<String>) {
        let carrier = required_text(&self.carrier, 60).map_err(|_| "Enter the carrier.");
        let carrier = errors.check("/details/carrier", carrier);
        let tracking = required_text(&self.reference, 60).map_err(|_| "Enter the tracking number.");
        (carrier, errors.check("/details/reference", tracking))
    }

    /// Where to, where that is said anew.
    fn ship_to(&self, context: Context<'_>, errors: &mut FieldErrors) -> Option<PostalAddress> {
        let ship_to = match self.ship_to.as_ref().map(PostalAddress::checked) {
            Some(Ok(address)) => Some(address),
            Some(Err(wrong)) => {
                errors.nest("/details/ship_to", wrong);
                None
            }
            None => None,
        };
        if ship_to.is_none() && !context.has_address {
            errors.add("/details/ship_to", "Enter the address to ship to.");
        }
        ship_to
    }
}

fn future(date: NaiveDate, context: Context<'_>, errors: &mut FieldErrors) {
    if date < context.today {
        errors.add("/details/eta", "This date is in the past.");
    }
}

/// A drawn signature is path data made of moves and lines alone, so that it can be shown as a
/// picture without trusting it.
fn check_signature(signature: Option<&Signature>) -> Result<Signature, &'static str> {
    match signature {
        Some(Signature::Drawn(path)) if !path.trim().is_empty() => {
            let path = path.trim();
            let known = |b: u8| matches!(b, b'M' | b'L' | b' ' | b',' | b'.' | b'-' | b'0'..=b'9');
            if path.bytes().all(known) && path.starts_with('M') && path.len() <= 60_000 {
                Ok(Signature::Drawn(path.to_owned()))
            } else {
                Err("The signature could not be read. Clear it and sign again.")
            }
        }
        Some(Signature::Typed(name)) => required_text(name, 120)
            .map(Signature::Typed)
            .map_err(|_| "Type the full name to sign."),
        _ => Err("Ask the customer to sign."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(action: special_order::Action, details: &Details) -> Result<Effect, FieldErrors> {
        let line = LineId::generate();
        let context = Context {
            currency: Currency::USD,
            today: "2026-11-23".parse().unwrap(),
            lines: &[(line, None)],
            has_address: false,
        };
        details.checked(Action::SpecialOrder(action), context)
    }

    #[test]
    fn each_step_says_what_it_lacks() {
        use special_order::Action as A;
        let nothing = Details::default();
        for (action, fields) in [
            (
                A::PlaceWithVendor,
                &["/details/vendor", "/details/costs"][..],
            ),
            (A::ReportDelay, &["/details/eta", "/details/reason"]),
            (A::Receive, &["/details/costs"]),
            (A::PickUp, &["/details/received_by", "/details/signature"]),
            (
                A::Ship,
                &["/details/carrier", "/details/reference", "/details/ship_to"],
            ),
            (A::FailCheck, &["/details/reason"]),
            (
                A::PlaceDropShip,
                &["/details/vendor", "/details/costs", "/details/ship_to"],
            ),
            (
                A::VendorShips,
                &["/details/carrier", "/details/reference", "/details/costs"],
            ),
        ] {
            let wrong = check(action, &nothing).expect_err("nothing was filled in");
            for field in fields {
                assert!(wrong.get(field).is_some(), "{action:?} {field}");
            }
        }
        assert_eq!(check(A::StartCheck, &nothing), Ok(Effect::Nothing));
    }

    #[test]
    fn a_signature_is_lines_and_nothing_else() {
        let drawn = |path: &str| check_signature(Some(&Signature::Drawn(path.into())));
        assert!(drawn("M10 10 L 20.5 30").is_ok());
        for bad in ["", "\"/><script>", "10 10", "M1 1 javascript:"] {
            assert!(drawn(bad).is_err(), "{bad}");
        }
        assert!(check_signature(Some(&Signature::Typed("Ana Ruiz".into()))).is_ok());
        assert!(check_signature(Some(&Signature::Typed(" ".into()))).is_err());
        assert!(check_signature(None).is_err());
    }

    #[test]
    fn a_cost_names_a_line_of_the_order() {
        let stranger = LineCost {
            line: LineId::generate(),
            unit_cost: "5".into(),
        };
        let details = Details {
            costs: vec![stranger],
            ..Details::default()
        };
        let wrong = check(special_order::Action::Receive, &details).expect_err("not our line");
        assert!(wrong.get("/details/costs/0/line").is_some());
    }
}
