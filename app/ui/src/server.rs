//! The crossing to the server: who is calling, the services, and how their errors are answered.

pub mod cookies;
mod doors;
pub mod entry;

pub use doors::admit;

use crate::error::UiError;
use domain::people::Presence;
use http::header::ACCEPT;
use http::request::Parts;
use http::{Method, StatusCode};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use services::people::{Origin, Seat};
use services::{Error, Services, Staff};

/// Who sent the request, found by the server before any screen runs and put into the request's
/// extensions.
#[derive(Debug, Clone)]
pub enum Visitor {
    /// Nobody that we know.
    Anonymous,
    /// A person of the house whose tablet has locked itself.
    Locked(Seat),
    /// A person of the house at work.
    Staff(Seat),
}

/// The services of this process.
pub fn services() -> Result<Services, UiError> {
    use_context::<Services>().ok_or(UiError::Internal)
}

/// Who sent the request.
#[must_use]
pub fn visitor() -> Visitor {
    extension().unwrap_or(Visitor::Anonymous)
}

/// From where the request came, for signing in.
pub fn origin() -> Result<Origin, UiError> {
    extension().ok_or(UiError::Internal)
}

fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<T>().cloned())
}

impl Visitor {
    /// The person of the house who is calling, or the refusal.
    pub fn staff(self) -> Result<Staff, Error> {
        match self {
            Self::Staff(seat) => Ok(seat.staff),
            Self::Locked(_) => Err(Error::Locked),
            Self::Anonymous => Err(Error::Unauthenticated),
        }
    }
}

/// The person of the house who is calling, or the refusal.
pub fn staff() -> Result<Staff, UiError> {
    Ok(visitor().staff()?)
}

/// The person of the house who is calling, with their session and tablet, or the refusal.
pub fn seat() -> Result<Seat, UiError> {
    match visitor() {
        Visitor::Staff(seat) => Ok(seat),
        Visitor::Locked(_) => Err(Error::Locked.into()),
        Visitor::Anonymous => Err(Error::Unauthenticated.into()),
    }
}

/// The person whose session it is, though it may be locked: to unlock it, leave it, hand it over.
pub fn seat_even_locked() -> Result<Seat, UiError> {
    match visitor() {
        Visitor::Staff(seat) | Visitor::Locked(seat) => Ok(seat),
        Visitor::Anonymous => Err(Error::Unauthenticated.into()),
    }
}

/// What screens are told of who is there.
#[must_use]
pub fn presence() -> Presence {
    match visitor() {
        Visitor::Anonymous => Presence::Nobody,
        Visitor::Locked(seat) => Presence::Locked(seat.shown()),
        Visitor::Staff(seat) => Presence::Working(seat.shown()),
    }
}

/// Lets the screens of this request know who is there. Called before each.
pub fn provide_presence() {
    provide_context(presence());
}

/// Whether the request is a form that the browser sends by itself, before hydration or without
/// scripts: it is answered by sending it on to a page.
#[must_use]
pub fn is_plain_form() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let accept = parts
            .headers
            .get(ACCEPT)
            .and_then(|accept| accept.to_str().ok());
        parts.method == Method::POST && accept.is_some_and(|accept| accept.contains("text/html"))
    })
}

impl From<Error> for UiError {
    /// Sets the answer's status too.
    fn from(error: Error) -> Self {
        let (status, shown) = answer(error);
        set_status(status);
        shown
    }
}

/// Says in the answer's status that what was sent can't be read: the caller's fault, not ours.
pub(crate) fn blame_the_caller() {
    set_status(StatusCode::UNPROCESSABLE_ENTITY);
}

/// Says in the answer's status that the address names nothing.
pub(crate) fn say_nothing_there() {
    set_status(StatusCode::NOT_FOUND);
}

fn set_status(status: StatusCode) {
    // A plain form is sent on to a page, which needs the status for itself.
    if let Some(response) = use_context::<ResponseOptions>()
        && !is_plain_form()
    {
        response.set_status(status);
    }
}

/// How an error is answered: its status, and what may be shown. Logs what is ours to mend and
/// keeps its text from the browser.
pub fn answer(error: Error) -> (StatusCode, UiError) {
    match error {
        Error::NotFound => (StatusCode::NOT_FOUND, UiError::NotFound),
        Error::Unauthenticated => (StatusCode::UNAUTHORIZED, UiError::SignedOut),
        Error::Locked => (StatusCode::LOCKED, UiError::Locked),
        Error::Forbidden => (StatusCode::FORBIDDEN, UiError::Forbidden),
        Error::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, UiError::Invalid(errors)),
        Error::Refused { message, blockers } => (
            StatusCode::UNPROCESSABLE_ENTITY,
            UiError::Refused { message, blockers },
        ),
        Error::Conflict(changed) => (StatusCode::CONFLICT, UiError::Conflict(changed)),
        Error::TooMany => (StatusCode::TOO_MANY_REQUESTS, UiError::TooMany),
        Error::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, UiError::Unavailable),
        Error::Internal(cause) => {
            tracing::error!(error = %cause, "internal error");
            (StatusCode::INTERNAL_SERVER_ERROR, UiError::Internal)
        }
    }
}
