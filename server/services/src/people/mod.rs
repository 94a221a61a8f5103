//! The people of the house: signing in, tablets, sessions, and who works here.
//!
//! - [`sign_in`] opens a session with e-mail and password, [`sessions`] keeps it: finding it for
//!   each request, locking, unlocking, handing the tablet to the next person, ending it.
//! - [`manage`] is for those who administer; [`own`] is what everybody may do for themselves.
//! - [`limits`] counts attempts, [`secrets`] hashes, [`tokens`] are what cookies hold.

mod devices;
pub(crate) mod limits;
pub mod manage;
pub mod own;
pub(crate) mod secrets;
pub mod sessions;
mod sign_in;
pub(crate) mod store;
mod tokens;

#[cfg(test)]
mod tests;

pub use devices::{place_device, store_choices};
pub use sign_in::{Origin, sign_in};
pub use tokens::Token;

use crate::Staff;
use chrono::{DateTime, Utc};
use domain::ids::{DeviceId, SessionId};
use domain::people::SignedIn;

/// A person at a tablet: who, on which device, in which session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub staff: Staff,
    pub session: SessionId,
    pub device: DeviceId,
    pub email: String,
    pub store_name: String,
    pub idle_minutes: u16,
    pub has_pin: bool,
    pub temporary_password: bool,
    /// Whether the device was first seen with this session, and its store may yet be chosen.
    pub new_device: bool,
    pub last_seen: DateTime<Utc>,
    pub expires: DateTime<Utc>,
}

impl Seat {
    /// What screens are told.
    #[must_use]
    pub fn shown(&self) -> SignedIn {
        SignedIn {
            id: self.staff.id,
            name: self.staff.name.clone(),
            email: self.email.clone(),
            role: self.staff.role,
            store: self.staff.store,
            store_name: self.store_name.clone(),
            idle_minutes: self.idle_minutes,
            has_pin: self.has_pin,
            temporary_password: self.temporary_password,
        }
    }
}

/// A session that was just opened, with what the browser is to keep.
#[derive(Debug)]
pub struct Opened {
    pub seat: Seat,
    pub token: Token,
    /// Where the device was not known before.
    pub device_token: Option<Token>,
    /// Whether there is more than one store that the new device may belong to.
    pub choose_store: bool,
}
