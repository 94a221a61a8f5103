//! Who works in the house and what each may do.

use crate::codes::coded;
use serde::{Deserialize, Serialize};

coded! {
    /// A person's part in the house.
    pub enum Role {
        Owner = "owner", "Owner";
        Manager = "manager", "Manager";
        Sales = "sales", "Sales";
        Jeweler = "jeweler", "Jeweler";
        Bookkeeper = "bookkeeper", "Bookkeeper";
    }
}

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Permission {
    /// See orders and customers, and find them.
    ViewOrders,
    /// Take orders and payments, create customers.
    TakeOrders,
    /// Move an order through the workshop: order, receive, check.
    WorkOrders,
    /// Hand a piece over or ship it.
    HandOver,
    /// Hold, resume and cancel orders.
    StopOrders,
    /// Pass a gate that blocks, with a reason.
    Override,
    /// Sell at another price than the list's, with a reason.
    ChangePrice,
    /// See cost and margin.
    ViewCost,
    /// See the journal and export it.
    ViewLedger,
    /// See and retry messages.
    ViewMessages,
    /// Edit the catalogue and import into it.
    EditCatalogue,
    /// Take pieces into stock, change what is kept of them, write them off, and say how far
    /// customers' goods are insured.
    KeepStock,
    /// Say who works at the bench, when, at what rate, and how work is done there.
    PlanBench,
    /// Manage people, tablets, stores and keys.
    Administer,
}

/// What somebody may do: a set of permissions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grants(u32);

impl Grants {
    /// The set of some permissions.
    #[must_use]
    pub fn of(permissions: &[Permission]) -> Self {
        Self(
            permissions
                .iter()
                .fold(0, |set, permission| set | 1 << *permission as u8),
        )
    }

    /// Whether the set holds a permission.
    #[must_use]
    pub const fn may(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u8) != 0
    }
}

impl Permission {
    const ALL: [Self; 14] = [
        Self::ViewOrders,
        Self::TakeOrders,
        Self::WorkOrders,
        Self::HandOver,
        Self::StopOrders,
        Self::Override,
        Self::ChangePrice,
        Self::ViewCost,
        Self::ViewLedger,
        Self::ViewMessages,
        Self::EditCatalogue,
        Self::KeepStock,
        Self::PlanBench,
        Self::Administer,
    ];
}

impl Role {
    /// All that the role may do.
    #[must_use]
    pub fn grants(self) -> Grants {
        let may: Vec<_> = Permission::ALL
            .into_iter()
            .filter(|p| self.may(*p))
            .collect();
        Grants::of(&may)
    }

    /// The one place that says which role may do what.
    #[must_use]
    pub const fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Owner => true,
            Self::Manager => !matches!(permission, P::Administer),
            Self::Sales => matches!(
                permission,
                P::ViewOrders
                    | P::TakeOrders
                    | P::WorkOrders
                    | P::HandOver
                    | P::StopOrders
                    | P::ChangePrice
                    | P::ViewMessages
            ),
            Self::Jeweler => matches!(permission, P::ViewOrders | P::WorkOrders),
            Self::Bookkeeper => matches!(
                permission,
                P::ViewOrders | P::ViewCost | P::ViewLedger | P::ViewMessages
            ),
        }
    }
}

/// How many digits a PIN has. One length for all, so that the pad knows when it is complete
/// without telling whose is short. Four are enough where every guess needs a tablet that
/// somebody opened with a password, and few guesses are allowed.
pub const PIN_DIGITS: u8 = 4;

/// A PIN for switching person on a shared tablet: four digits, and not a run of one.
pub fn check_pin(pin: &str) -> Result<(), &'static str> {
    let digits = pin.bytes().all(|b| b.is_ascii_digit());
    if !digits || pin.len() != usize::from(PIN_DIGITS) {
        return Err("A PIN has four digits.");
    }
    let same = pin.bytes().all(|b| Some(b) == pin.bytes().next());
    let run = "0123456789876543210".contains(pin);
    if same || run {
        Err("That PIN is too easy to guess.")
    } else {
        Ok(())
    }
}

/// A password that staff may choose: length is what counts (NIST SP 800-63B).
pub fn check_password(password: &str) -> Result<(), &'static str> {
    match password.chars().count() {
        0..10 => Err("A password has at least ten characters."),
        257.. => Err("That password is too long."),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_answer_for_it_see_cost() {
        let who: Vec<_> = Role::ALL
            .iter()
            .copied()
            .filter(|r| r.may(Permission::ViewCost))
            .collect();
        assert_eq!(who, [Role::Owner, Role::Manager, Role::Bookkeeper]);
    }

    #[test]
    fn pins_that_anyone_would_try_are_refused() {
        for pin in ["1111", "1234", "4321", "12", "12a4", "25801", ""] {
            assert!(check_pin(pin).is_err(), "{pin}");
        }
        assert!(check_pin("2580").is_ok());
    }
}
