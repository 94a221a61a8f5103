//! Errors as RFC 9457 problems. Whatever fails on the way to an answer leaves in this form, and
//! nothing of the house's insides leaves with it.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::customers::CustomerCard;
use domain::ids::CustomerId;
use domain::input::FieldErrors;
use domain::orders::lifecycle::Blocker;
use serde::Serialize;
use services::Error;
use std::any::Any;
use tower_http::catch_panic::ResponseForPanic;
use tower_http::request_id::RequestId;

/// What kind of problem it is: what a program branches on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Malformed,
    AttemptUnnamed,
    Unauthenticated,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    Conflict,
    CustomerKnown,
    Refused,
    TooLarge,
    UnsupportedType,
    Invalid,
    TooMany,
    Internal,
    Unavailable,
}

impl Kind {
    pub(crate) const ALL: [Self; 15] = [
        Self::Malformed,
        Self::AttemptUnnamed,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::CustomerKnown,
        Self::Refused,
        Self::TooLarge,
        Self::UnsupportedType,
        Self::Invalid,
        Self::TooMany,
        Self::Internal,
        Self::Unavailable,
    ];

    /// The last part of the problem's `type`, and the place on the page that explains it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::AttemptUnnamed => "idempotency-key-required",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::Conflict => "conflict",
            Self::CustomerKnown => "customer-known",
            Self::Refused => "refused",
            Self::TooLarge => "too-large",
            Self::UnsupportedType => "unsupported-type",
            Self::Invalid => "invalid",
            Self::TooMany => "too-many-requests",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
        }
    }

    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Self::Malformed | Self::AttemptUnnamed => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict | Self::CustomerKnown | Self::Refused => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Malformed => "The request can't be read",
            Self::AttemptUnnamed => "The attempt has no name",
            Self::Unauthenticated => "No valid key",
            Self::Forbidden => "The key does not open this",
            Self::NotFound => "There is nothing here",
            Self::MethodNotAllowed => "Not with this method",
            Self::Conflict => "Something else came first",
            Self::CustomerKnown => "This customer is known already",
            Self::Refused => "A rule stands in the way",
            Self::TooLarge => "The request is too large",
            Self::UnsupportedType => "Send JSON",
            Self::Invalid => "Some fields are wrong",
            Self::TooMany => "Too many requests",
            Self::Internal => "Something went wrong on our side",
            Self::Unavailable => "We can't reach our records just now",
        }
    }

    /// What it means and what to do, for the page.
    pub(crate) const fn advice(self) -> &'static str {
        match self {
            Self::Malformed => "The body is not JSON. `detail` says where it breaks.",
            Self::AttemptUnnamed => {
                "Send an `Idempotency-Key` header of 1 to 200 characters with every POST."
            }
            Self::Unauthenticated => {
                "Send `Authorization: Bearer bz_live_…`. The key is missing, mistyped or revoked."
            }
            Self::Forbidden => "The key lacks the scope that `detail` names. Ask for another key.",
            Self::NotFound => {
                "There is no such thing, or it belongs to another store: the two look the same."
            }
            Self::MethodNotAllowed => "The `Allow` header names the methods that there are.",
            Self::Conflict => {
                "Somebody changed it since you read it, or the idempotency key was used for \
                 another body. Read it again and decide anew."
            }
            Self::CustomerKnown => {
                "Nobody was added: `known` lists who has the same phone number or e-mail address. \
                 Take one of them, or send `even_if_known`."
            }
            Self::Refused => {
                "The order can't do this now. `blockers` says what is missing, such as money owed."
            }
            Self::TooLarge => "Send less in one request.",
            Self::UnsupportedType => "Send `Content-Type: application/json`.",
            Self::Invalid => {
                "Each entry of `errors` names a field of the body by `pointer` (RFC 6901), or a \
                 `parameter` of the address, and says what is wrong with it."
            }
            Self::TooMany => "Wait for as many seconds as `Retry-After` says.",
            Self::Internal => {
                "It was noted under `request_id`. Send the request again with the same \
                 idempotency key: what was done is not done twice."
            }
            Self::Unavailable => {
                "The database is away. Try again after `Retry-After` seconds, with the same \
                 idempotency key."
            }
        }
    }
}

/// What is wrong with one part of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Complaint {
    #[serde(flatten)]
    pub at: At,
    pub detail: String,
}

/// A part of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum At {
    /// A field of the body, as JSON pointer.
    Pointer(String),
    /// A parameter of the address.
    Parameter(String),
}

/// A customer who has the same phone number or e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Known {
    id: CustomerId,
    name: String,
}

/// An error on its way out.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub kind: Kind,
    detail: Option<String>,
    errors: Vec<Complaint>,
    blockers: Vec<Blocker>,
    known: Vec<Known>,
    retry_after: Option<u64>,
    challenge: Option<String>,
}

impl Problem {
    pub(crate) const fn new(kind: Kind) -> Self {
        Self {
            kind,
            detail: None,
            errors: Vec::new(),
            blockers: Vec::new(),
            known: Vec::new(),
            retry_after: None,
            challenge: None,
        }
    }

    pub(crate) fn saying(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..Self::new(kind)
        }
    }

    pub(crate) const fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }

    pub(crate) const fn method_not_allowed() -> Self {
        Self::new(Kind::MethodNotAllowed)
    }

    /// No key, or none that we know. What the standard asks is in the challenge.
    pub(crate) fn unauthenticated(challenge: &str) -> Self {
        Self {
            challenge: Some(challenge.to_owned()),
            ..Self::new(Kind::Unauthenticated)
        }
    }

    /// The key is known and does not open this.
    pub(crate) fn out_of_scope(scope: domain::keys::Scope) -> Self {
        let code = scope.code();
        Self {
            challenge: Some(format!(
                "Bearer error=\"insufficient_scope\", scope=\"{code}\""
            )),
            ..Self::saying(
                Kind::Forbidden,
                format!("This needs a key with the scope `{code}`."),
            )
        }
    }

    pub(crate) fn too_many(seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::new(Kind::TooMany)
        }
    }

    /// Somebody can be reached in the same way.
    pub(crate) fn customer_known(customers: Vec<CustomerCard>) -> Self {
        let known = customers
            .into_iter()
            .map(|CustomerCard { id, name, .. }| Known { id, name });
        Self {
            known: known.collect(),
            ..Self::new(Kind::CustomerKnown)
        }
    }

    /// Something wrong with a parameter of the address.
    pub(crate) fn parameter(name: impl Into<String>, detail: impl Into<String>) -> Self {
        let complaint = Complaint {
            at: At::Parameter(name.into()),
            detail: detail.into(),
        };
        Self {
            errors: vec![complaint],
            ..Self::new(Kind::Invalid)
        }
    }

    /// Says of a field that stands for a parameter that it is the parameter which is wrong.
    pub(crate) fn naming_parameter(mut self, pointer: &str, name: &str) -> Self {
        for complaint in &mut self.errors {
            if complaint.at == At::Pointer(pointer.to_owned()) {
                complaint.at = At::Parameter(name.to_owned());
            }
        }
        self
    }

    /// For an error answer that nobody here worded.
    fn of_status(status: StatusCode) -> Self {
        let known = Kind::ALL.into_iter().find(|kind| kind.status() == status);
        Self::new(known.unwrap_or(match status.is_server_error() {
            true => Kind::Internal,
            false => Kind::Malformed,
        }))
    }

    fn body(&self, request_id: Option<&str>) -> Vec<u8> {
        let shown = Shown {
            r#type: format!("{}#problem-{}", crate::BASE, self.kind.code()),
            title: self.kind.title(),
            status: self.kind.status().as_u16(),
            detail: self.detail.as_deref(),
            errors: &self.errors,
            blockers: &self.blockers,
            known: &self.known,
            request_id,
        };
        // Text and numbers always serialise.
        serde_json::to_vec(&shown).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Shown<'a> {
    r#type: String,
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [Complaint],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    blockers: &'a [Blocker],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    known: &'a [Known],
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
}

impl From<FieldErrors> for Problem {
    fn from(errors: FieldErrors) -> Self {
        let complain = |(pointer, detail): (&str, &str)| Complaint {
            at: At::Pointer(pointer.to_owned()),
            detail: detail.to_owned(),
        };
        Self {
            errors: errors.iter().map(complain).collect(),
            ..Self::new(Kind::Invalid)
        }
    }
}

impl From<Error> for Problem {
    /// Logs what is ours to mend; its text stays here.
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Unauthenticated | Error::Locked => Self::new(Kind::Unauthenticated),
            Error::Forbidden => Self::saying(Kind::Forbidden, "The key is not allowed to do this."),
            Error::Invalid(errors) => errors.into(),
            Error::Refused { message, blockers } => Self {
                blockers,
                ..Self::saying(Kind::Refused, message)
            },
            Error::Conflict(changed) => Self::saying(Kind::Conflict, changed),
            Error::TooMany => Self::too_many(60),
            Error::Unavailable => Self {
                retry_after: Some(5),
                ..Self::new(Kind::Unavailable)
            },
            Error::Internal(cause) => {
                tracing::error!(error = %cause, "internal error");
                Self::new(Kind::Internal)
            }
        }
    }
}

impl IntoResponse for Problem {
    /// Leaves the wording to [`finish`], which knows the request's number.
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        if let Some(challenge) = self.challenge.as_ref().and_then(|text| text.parse().ok()) {
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every error answer its form, whoever made it.
pub(crate) async fn finish(request: Request, next: Next) -> Response {
    let id = request_id(&request);
    let response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        word(response, id.as_ref())
    } else {
        response
    }
}

/// By what number the request is found in the logs.
pub(crate) fn request_id(request: &Request) -> Option<RequestId> {
    request.extensions().get::<RequestId>().cloned()
}

/// Words an error answer.
pub(crate) fn word(response: Response, id: Option<&RequestId>) -> Response {
    let (mut parts, _unworded) = response.into_parts();
    let problem = parts.extensions.remove::<Problem>();
    let problem = problem.unwrap_or_else(|| Problem::of_status(parts.status));
    let id = id.and_then(|id| id.header_value().to_str().ok());
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    Response::from_parts(parts, Body::from(problem.body(id)))
}

/// Answers for a handler that panicked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Apology;

impl ResponseForPanic for Apology {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, panic: Box<dyn Any + Send + 'static>) -> Response {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let what = text
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        tracing::error!(what, "a call panicked");
        Problem::new(Kind::Internal).into_response()
    }
}
