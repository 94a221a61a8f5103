//! What is asked for when pieces leave the house.

use super::{Context, Details, Effect, Signature};
use crate::contact::PostalAddress;
use crate::input::{FieldErrors, required_text};

impl Details {
    pub(super) fn pick_up(&self, errors: &mut FieldErrors) -> Option<Effect> {
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

    pub(super) fn ship(&self, context: Context<'_>, errors: &mut FieldErrors) -> Option<Effect> {
        let (carrier, tracking) = self.shipment(errors);
        let ship_to = self.ship_to(context, errors);
        Some(Effect::Ship {
            carrier: carrier?,
            tracking: tracking?,
            ship_to,
        })
    }

    pub(super) fn take_back(&self, errors: &mut FieldErrors) -> Option<Effect> {
        let mut back = self.back.clone();
        back.sort_unstable();
        back.dedup();
        if back.is_empty() {
            errors.add("/details/back", "Choose what came back.");
        }
        let to = self.back_to.ok_or("Say where it is put.");
        let to = errors.check("/details/back_to", to)?;
        Some(Effect::TakeBack { back, to })
    }

    /// With whom it travels.
    pub(in crate::orders) fn shipment(
        &self,
        errors: &mut FieldErrors,
    ) -> (Option<String>, Option<String>) {
        let carrier = required_text(&self.carrier, 60).map_err(|_| "Enter the carrier.");
        let carrier = errors.check("/details/carrier", carrier);
        let tracking = required_text(&self.reference, 60).map_err(|_| "Enter the tracking number.");
        (carrier, errors.check("/details/reference", tracking))
    }

    /// Where to, where that is said anew.
    pub(super) fn ship_to(
        &self,
        context: Context<'_>,
        errors: &mut FieldErrors,
    ) -> Option<PostalAddress> {
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

/// A drawn signature is path data made of moves and lines alone, so that it can be shown as a
/// picture without trusting it.
pub fn check_signature(signature: Option<&Signature>) -> Result<Signature, &'static str> {
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
