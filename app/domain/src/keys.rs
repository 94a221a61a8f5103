//! Keys of the machine interface: what a program that holds one may do.

use crate::codes::coded;
use crate::ids::{ApiKeyId, StoreId};
use crate::input::{FieldErrors, required_text};
use crate::staff::{Grants, Permission};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

coded! {
    /// A part of the machine interface that a key opens.
    pub enum Scope {
        OrdersRead = "orders:read", "Read orders";
        OrdersWrite = "orders:write", "Take orders and move them on";
        OrdersImport = "orders:import", "Bring in orders of a web shop or marketplace";
        PaymentsWrite = "payments:write", "Record payments";
        CustomersRead = "customers:read", "Find and read customers";
        CustomersWrite = "customers:write", "Create and change customers";
        CatalogueRead = "catalogue:read", "Read the catalogue";
    }
}

impl Scope {
    /// What a program with this scope may do in the house's own terms. A scope is narrower than
    /// its permissions: which part of the interface it opens is checked where the call comes in.
    #[must_use]
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::OrdersRead | Self::CustomersRead => &[P::ViewOrders],
            // A program sells as a clerk does: it never passes a gate that a manager keeps.
            Self::OrdersWrite => &[
                P::ViewOrders,
                P::TakeOrders,
                P::WorkOrders,
                P::HandOver,
                P::StopOrders,
                P::ChangePrice,
            ],
            Self::OrdersImport | Self::PaymentsWrite | Self::CustomersWrite => {
                &[P::ViewOrders, P::TakeOrders]
            }
            Self::CatalogueRead => &[P::ViewOrders],
        }
    }

    /// What some scopes permit together.
    #[must_use]
    pub fn grants(scopes: &[Self]) -> Grants {
        let all: Vec<_> = scopes
            .iter()
            .flat_map(|s| s.permissions())
            .copied()
            .collect();
        Grants::of(&all)
    }
}

/// A key to be made, as filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewKey {
    /// Which program will hold it.
    pub name: String,
    pub store: StoreId,
    pub scopes: Vec<Scope>,
}

impl NewKey {
    /// Trims the name and puts the scopes in order, or says what is wrong.
    pub fn checked(&self) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name =
            required_text(&self.name, 80).map_err(|_| "Name the program that holds the key.");
        let name = errors.check("/name", name).unwrap_or_default();
        let mut scopes = self.scopes.clone();
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            errors.add("/scopes", "Choose at least one thing that the key opens.");
        }
        errors.into_result()?;
        Ok(Self {
            name,
            store: self.store,
            scopes,
        })
    }
}

/// A key as people see it: never its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyView {
    pub id: ApiKeyId,
    pub name: String,
    /// The token's first characters, by which people tell keys apart.
    pub hint: String,
    pub store_name: String,
    pub scopes: Vec<Scope>,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_passes_what_a_manager_keeps() {
        let all = Scope::grants(Scope::ALL);
        for kept in [
            Permission::Override,
            Permission::ViewCost,
            Permission::ViewLedger,
            Permission::Administer,
        ] {
            assert!(!all.may(kept), "{kept:?}");
        }
    }

    #[test]
    fn a_reading_key_changes_nothing() {
        let reading = Scope::grants(&[
            Scope::OrdersRead,
            Scope::CustomersRead,
            Scope::CatalogueRead,
        ]);
        assert!(reading.may(Permission::ViewOrders));
        assert!(!reading.may(Permission::TakeOrders) && !reading.may(Permission::WorkOrders));
    }

    #[test]
    fn a_key_has_a_name_and_opens_something() {
        let nothing = NewKey {
            name: " ".into(),
            store: StoreId::generate(),
            scopes: vec![],
        };
        let wrong = nothing.checked().expect_err("nothing was filled in");
        assert!(wrong.get("/name").is_some() && wrong.get("/scopes").is_some());
    }
}
