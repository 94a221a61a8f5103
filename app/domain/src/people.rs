//! People of the house as screens know them: who is at the tablet, who else works here.

use crate::contact::Email;
use crate::ids::{DeviceId, SessionId, StaffId, StoreId};
use crate::input::{FieldErrors, required_text};
use crate::staff::{Permission, Role, check_password, check_pin};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// A person at a tablet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// The store that the tablet belongs to.
    pub store: StoreId,
    pub store_name: String,
    /// After how long untouched the tablet locks itself.
    pub idle_minutes: u16,
    pub has_pin: bool,
    /// Whether the password was given by someone else and is still to be replaced.
    pub temporary_password: bool,
}

impl SignedIn {
    /// Whether the person may do something.
    #[must_use]
    pub const fn may(&self, permission: Permission) -> bool {
        self.role.may(permission)
    }
}

/// Who is at the tablet now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "presence", content = "person", rename_all = "snake_case")]
pub enum Presence {
    #[default]
    Nobody,
    /// The tablet waits for this person's PIN.
    Locked(SignedIn),
    Working(SignedIn),
}

impl Presence {
    /// The person, locked or not.
    #[must_use]
    pub const fn person(&self) -> Option<&SignedIn> {
        match self {
            Self::Nobody => None,
            Self::Locked(person) | Self::Working(person) => Some(person),
        }
    }
}

/// What came of signing in or taking over a tablet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    pub person: SignedIn,
    /// The path to go on to.
    pub next: String,
}

/// Somebody who can take over a tablet by PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub id: StaffId,
    pub name: String,
    pub role: Role,
}

/// A store to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreChoice {
    pub id: StoreId,
    pub name: String,
}

/// A person of the house, as those who manage people see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: StaffId,
    pub name: String,
    pub email: Email,
    pub role: Role,
    pub store: StoreId,
    pub store_name: String,
    pub active: bool,
    pub has_pin: bool,
    pub version: i32,
}

/// One person's signed-in time on one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    pub id: SessionId,
    pub staff: StaffId,
    pub staff_name: String,
    pub device: DeviceId,
    pub device_name: String,
    pub store_name: String,
    /// By the clock of the store of whoever looks.
    pub since: DateTime<FixedOffset>,
    pub last_seen: DateTime<FixedOffset>,
    pub locked: bool,
    /// Whether it is the one that asks.
    pub this_one: bool,
}

/// Somebody new, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPerson {
    pub name: String,
    pub email: String,
    pub role: Option<Role>,
    pub store: Option<StoreId>,
    /// Given by hand; the person replaces it.
    pub password: String,
}

/// Somebody new, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedPerson {
    pub name: String,
    pub email: Email,
    pub role: Role,
    pub store: StoreId,
}

impl NewPerson {
    /// The person, or what is wrong with what was typed.
    pub fn checked(&self) -> Result<CheckedPerson, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("/name", required_text(&self.name, 80));
        let email = errors.check("/email", Email::parse(&self.email));
        let role = errors.check("/role", self.role.ok_or("Choose a role."));
        let store = errors.check("/store", self.store.ok_or("Choose a store."));
        errors.check("/password", check_password(&self.password));
        match (name, email, role, store) {
            (Some(name), Some(email), Some(role), Some(store)) if errors.is_empty() => {
                Ok(CheckedPerson {
                    name,
                    email,
                    role,
                    store,
                })
            }
            _ => Err(errors),
        }
    }
}

/// What may be changed about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonChange {
    pub name: String,
    pub role: Role,
    pub store: StoreId,
    pub active: bool,
    /// What the change was made on.
    pub version: i32,
}

impl PersonChange {
    /// The change with its text trimmed, or what is wrong with it.
    pub fn checked(mut self) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("/name", required_text(&self.name, 80));
        errors.into_result()?;
        self.name = name.unwrap_or_default();
        Ok(self)
    }
}

/// What a person proves that it is them with, at a locked tablet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", content = "secret", rename_all = "snake_case")]
pub enum Proof {
    Pin(String),
    Password(String),
}

impl Proof {
    /// The pointer of the field in which the secret was typed.
    #[must_use]
    pub const fn pointer(&self) -> &'static str {
        match self {
            Self::Pin(_) => "/pin",
            Self::Password(_) => "/password",
        }
    }
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pin(_) => "Pin",
            Self::Password(_) => "Password",
        })
    }
}

/// A PIN typed for setting, checked.
pub fn checked_pin(pin: &str) -> Result<&str, FieldErrors> {
    check_pin(pin).map_err(|message| FieldErrors::one("/pin", message))?;
    Ok(pin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_person_is_told_all_that_is_missing() {
        let errors = NewPerson::default()
            .checked()
            .expect_err("nothing is filled in");
        for field in ["/name", "/email", "/role", "/store", "/password"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_proof_is_never_printed() {
        assert_eq!(format!("{:?}", Proof::Pin("2580".into())), "Pin");
    }
}
