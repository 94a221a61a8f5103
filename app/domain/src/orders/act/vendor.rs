//! What is asked for when a vendor has a part in the step.

use super::{Context, Details, Effect, VendorOrder};
use crate::ids::{LineId, VendorId};
use crate::input::{FieldErrors, optional_text};
use crate::money::Money;
use crate::purchasing::PurchaseKind;
use chrono::NaiveDate;

impl Details {
    pub(super) fn place(&self, context: Context<'_>, errors: &mut FieldErrors) -> Option<Effect> {
        let kind = self.purchase.unwrap_or(PurchaseKind::SpecialOrder);
        if !PurchaseKind::FOR_ORDERS.contains(&kind) {
            errors.add("/details/purchase", "Choose what the vendor is asked for.");
        }
        let orders = self.vendor_orders(kind, context, errors)?;
        Some(Effect::PlaceWithVendors(orders))
    }

    pub(super) fn drop_ship(
        &self,
        context: Context<'_>,
        errors: &mut FieldErrors,
    ) -> Option<Effect> {
        let ship_to = self.ship_to(context, errors);
        let orders = self.vendor_orders(PurchaseKind::DropShip, context, errors)?;
        let [order] = <[_; 1]>::try_from(orders).ok()?;
        Some(Effect::DropShip { order, ship_to })
    }

    /// What each vendor is asked for: the pieces that are theirs to supply.
    fn vendor_orders(
        &self,
        kind: PurchaseKind,
        context: Context<'_>,
        errors: &mut FieldErrors,
    ) -> Option<Vec<VendorOrder>> {
        if let Some(eta) = self.eta {
            future(eta, context, errors);
        }
        let reference = errors
            .check("/details/reference", optional_text(&self.reference, 60))
            .flatten();
        let mut orders: Vec<VendorOrder> = Vec::new();
        for (line, cost) in self.costs(context, errors) {
            let vendor = self.vendor_of(line);
            let vendor = errors.check("/details/vendor", vendor.ok_or("Choose the vendor."))?;
            match orders.iter_mut().find(|order| order.vendor == vendor) {
                Some(order) => order.costs.push((line, cost)),
                None => orders.push(VendorOrder {
                    kind,
                    vendor,
                    eta: self.eta,
                    reference: reference.clone(),
                    costs: vec![(line, cost)],
                }),
            }
        }
        if orders.is_empty() {
            errors.check("/details/vendor", self.vendor.ok_or("Choose the vendor."));
            return None;
        }
        if orders.len() > 1 && reference.is_some() {
            errors.add(
                "/details/reference",
                "Each vendor has a number of their own. Enter it on the order to them.",
            );
        }
        if orders.len() > 1 && kind == PurchaseKind::DropShip {
            errors.add(
                "/details/vendor",
                "One vendor ships all of it to the customer.",
            );
            return None;
        }
        Some(orders)
    }

    fn vendor_of(&self, line: LineId) -> Option<VendorId> {
        let own = self.line_vendors.iter().find(|own| own.line == line);
        own.map(|own| own.vendor).or(self.vendor)
    }

    pub(super) fn vendor_ships(
        &self,
        context: Context<'_>,
        errors: &mut FieldErrors,
    ) -> Option<Effect> {
        let (carrier, tracking) = self.shipment(errors);
        let costs = self.costs(context, errors);
        Some(Effect::VendorShips {
            carrier: carrier?,
            tracking: tracking?,
            costs,
        })
    }

    pub(super) fn eta(
        &self,
        context: Context<'_>,
        late: bool,
        errors: &mut FieldErrors,
    ) -> Option<Effect> {
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
        Some(Effect::Eta {
            eta: eta?,
            purchase: self.purchase_order,
            reason,
        })
    }

    /// What each line costs: as typed, else as expected. Who may not see cost leaves it empty.
    pub(in crate::orders) fn costs(
        &self,
        context: Context<'_>,
        errors: &mut FieldErrors,
    ) -> Vec<(LineId, Money)> {
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
}

fn future(date: NaiveDate, context: Context<'_>, errors: &mut FieldErrors) {
    if date < context.today {
        errors.add("/details/eta", "This date is in the past.");
    }
}
