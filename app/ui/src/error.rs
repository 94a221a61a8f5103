//! What a screen is told when something does not come about.

use domain::input::FieldErrors;
use domain::orders::lifecycle::Blocker;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::{Bytes, Decodes};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The outcome of a server function that did not come about. Holds nothing internal: what the
/// house must not show never gets this far.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "error", content = "about", rename_all = "snake_case")]
pub enum UiError {
    #[error("There is nothing here.")]
    NotFound,
    #[error("Please sign in.")]
    SignedOut,
    #[error("Enter your PIN to go on.")]
    Locked,
    #[error("You are not allowed to do this.")]
    Forbidden,
    #[error("Please look at the marked fields.")]
    Invalid(FieldErrors),
    #[error("{message}")]
    Refused {
        message: String,
        blockers: Vec<Blocker>,
    },
    #[error("{0}")]
    Conflict(String),
    #[error("Too many attempts. Try again in a few minutes.")]
    TooMany,
    #[error("We can't reach our records just now. Nothing was lost; try again in a moment.")]
    Unavailable,
    #[error("Something went wrong on our side. Nothing was changed.")]
    Internal,
    #[error("No connection. What you typed is still here; try again.")]
    Offline,
}

impl UiError {
    /// The complaint about a field, by its JSON pointer.
    #[must_use]
    pub fn field(&self, pointer: &str) -> Option<String> {
        match self {
            Self::Invalid(errors) => errors.get(pointer).map(str::to_owned),
            _ => None,
        }
    }
}

impl FromServerFnError for UiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Offline,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => {
                #[cfg(feature = "ssr")]
                crate::server::blame_the_caller();
                Self::Invalid(FieldErrors::one(
                    "",
                    "This could not be read. Reload the page and try again.",
                ))
            }
            _ => Self::Internal,
        }
    }

    /// Every refusal that reaches the browser passes here, so that the lock screen comes up
    /// whichever call it was that the server refused. What none of ours wrote comes from something
    /// between us and the server, and then nobody knows what became of the call.
    fn de(data: Bytes) -> Self {
        let error = Self::Encoder::decode(data).unwrap_or(Self::Offline);
        crate::people::ring(&error);
        error
    }
}
