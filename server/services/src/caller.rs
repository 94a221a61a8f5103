//! Who is calling, and what they may do.

use domain::ids::{ApiKeyId, StaffId, StoreId};
use domain::staff::{Grants, Permission, Role};
use uuid::Uuid;

use crate::Error;

/// A person of the house, signed in at a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    pub name: String,
    pub role: Role,
    /// The store of the tablet that they work on.
    pub store: StoreId,
}

/// A program that holds one of the shop's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integrator {
    pub key: ApiKeyId,
    pub name: String,
    pub store: StoreId,
    pub grants: Grants,
}

/// Whoever works at the server's own command line, and so holds the whole house already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Console {
    pub store: StoreId,
}

/// Who asks for something of a store's.
#[derive(Debug, Clone, Copy)]
pub enum Caller<'a> {
    Staff(&'a Staff),
    Integrator(&'a Integrator),
    Console(&'a Console),
}

impl Caller<'_> {
    #[must_use]
    pub const fn store(&self) -> StoreId {
        match self {
            Self::Staff(staff) => staff.store,
            Self::Integrator(program) => program.store,
            Self::Console(console) => console.store,
        }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Staff(staff) => &staff.name,
            Self::Integrator(program) => &program.name,
            Self::Console(_) => "Command line",
        }
    }

    #[must_use]
    pub fn grants(&self) -> Grants {
        match self {
            Self::Staff(staff) => staff.role.grants(),
            Self::Integrator(program) => program.grants,
            Self::Console(_) => Role::Owner.grants(),
        }
    }

    /// Whether the caller may do something.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.grants().may(permission)
    }

    /// Refuses callers who may not.
    pub fn require(&self, permission: Permission) -> Result<(), Error> {
        if self.may(permission) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    /// The word for the kind of caller, for history.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Staff(_) => "staff",
            Self::Integrator(_) => "integrator",
            Self::Console(_) => "console",
        }
    }

    #[must_use]
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Staff(staff) => staff.id.uuid(),
            Self::Integrator(program) => program.key.uuid(),
            // Nobody in particular.
            Self::Console(_) => Uuid::nil(),
        }
    }
}

impl<'a> From<&'a Staff> for Caller<'a> {
    fn from(staff: &'a Staff) -> Self {
        Self::Staff(staff)
    }
}

impl<'a> From<&'a Integrator> for Caller<'a> {
    fn from(program: &'a Integrator) -> Self {
        Self::Integrator(program)
    }
}

impl<'a> From<&'a Console> for Caller<'a> {
    fn from(console: &'a Console) -> Self {
        Self::Console(console)
    }
}
