//! What can go wrong, in terms that every surface understands.

use domain::input::FieldErrors;
use domain::money::MoneyError;
use domain::orders::lifecycle::{Blocker, Refusal};
use thiserror::Error;

/// The outcome of a use case that did not come about.
///
/// `Internal` is logged where it is turned into an answer and its text is never shown.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no such thing, or it is not the caller's: the two look the same.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    Unauthenticated,
    /// The tablet was left alone and asks for the PIN.
    #[error("locked")]
    Locked,
    #[error("You are not allowed to do this.")]
    Forbidden,
    #[error("{0}")]
    Invalid(FieldErrors),
    /// A rule of the trade stands in the way.
    #[error("{message}")]
    Refused {
        message: String,
        blockers: Vec<Blocker>,
    },
    /// Somebody else was quicker. The sentence says what changed.
    #[error("{0}")]
    Conflict(String),
    #[error("Too many attempts. Try again in a few minutes.")]
    TooMany,
    /// The database is away; trying again later helps.
    #[error("the database is away")]
    Unavailable,
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// An error inside the house, with its cause for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// A complaint about one field.
    pub fn field(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(FieldErrors::one(pointer, message))
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                Self::Unavailable
            }
            // Class 57: the server is shutting down or starting up.
            sqlx::Error::Database(ref inner)
                if inner.code().is_some_and(|code| code.starts_with("57P")) =>
            {
                Self::Unavailable
            }
            other => Self::internal(other),
        }
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let message = refusal.to_string();
        match refusal {
            Refusal::NotAllowed | Refusal::OverrideNotAllowed => Self::Forbidden,
            Refusal::Blocked(blockers) => Self::Refused { message, blockers },
            Refusal::NotFromHere(_) | Refusal::OnHold => Self::Refused {
                message,
                blockers: vec![],
            },
        }
    }
}

macro_rules! internal {
    ($($type:ty),+ $(,)?) => {$(
        impl From<$type> for Error {
            fn from(error: $type) -> Self {
                Self::internal(error)
            }
        }
    )+};
}

// Stored data that doesn't read back is a fault of ours, never of the caller.
internal!(
    MoneyError,
    domain::codes::UnknownCode,
    domain::ledger::Unbalanced,
    serde_json::Error
);
