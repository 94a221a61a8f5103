//! Who sends a request: from its cookie, once, before any screen runs.

use axum::Json;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{ACCEPT, USER_AGENT};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use services::people::sessions::{self, Found};
use services::people::{Origin, Token};
use services::{Error, Services};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use ui::error::UiError;
use ui::server::Visitor;
use ui::server::cookies::Cookie;

use crate::outage;

/// Puts the visitor and where they come from into the request.
pub async fn recognise(
    State(services): State<Services>,
    mut request: Request,
    next: Next,
) -> Response {
    let asks = Asks::of(&request, is_secure(&services));
    let visitor = match visitor(&services, asks).await {
        Ok(visitor) => visitor,
        Err(error) => {
            if let Error::Internal(cause) = &error {
                tracing::error!(error = %cause, "a session could not be looked up");
            }
            return outage::answer_away(&request);
        }
    };
    if let Err(refused) = may_call(&visitor, request.uri().path()) {
        return refused;
    }
    let origin = origin(&request, is_secure(&services));
    request.extensions_mut().insert(visitor);
    request.extensions_mut().insert(origin);
    next.run(request).await
}

/// Server functions are closed by default; each asks again for what it needs.
fn may_call(visitor: &Visitor, path: &str) -> Result<(), Response> {
    const SERVER_FUNCTIONS: &str = "/api/ui/";
    if !path.starts_with(SERVER_FUNCTIONS) {
        return Ok(());
    }
    ui::server::admit(visitor, path).map_err(|refused| {
        let (status, error) = match refused {
            Error::Locked => (StatusCode::LOCKED, UiError::Locked),
            _ => (StatusCode::UNAUTHORIZED, UiError::SignedOut),
        };
        (status, Json(error)).into_response()
    })
}

/// What of a request says who sends it.
struct Asks {
    token: Option<Token>,
    /// Whether a page is opened: something that a person does, unlike what screens ask for by
    /// themselves.
    for_a_page: bool,
}

impl Asks {
    fn of(request: &Request, secure: bool) -> Self {
        let html = text(request.headers(), ACCEPT).is_some_and(|kinds| kinds.contains("text/html"));
        Self {
            token: Cookie::Session.read(request.headers(), secure),
            for_a_page: request.method() == Method::GET && html,
        }
    }
}

async fn visitor(services: &Services, asks: Asks) -> Result<Visitor, Error> {
    let Some(token) = asks.token else {
        return Ok(Visitor::Anonymous);
    };
    Ok(match sessions::find(services, &token).await? {
        None => Visitor::Anonymous,
        Some(Found::Locked(seat)) => Visitor::Locked(seat),
        Some(Found::Working(seat)) => {
            if asks.for_a_page {
                sessions::still_here(services, &seat).await?;
            }
            Visitor::Staff(seat)
        }
    })
}

fn is_secure(services: &Services) -> bool {
    services.public_url.starts_with("https://")
}

fn origin(request: &Request, secure: bool) -> Origin {
    let headers = request.headers();
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    Origin {
        address: client_address(peer, headers),
        device: Cookie::Device.read(headers, secure),
        device_name: device_name(text(headers, USER_AGENT).unwrap_or_default()),
    }
}

/// A proxy on this machine says for whom it asks; anybody else could say anything.
fn client_address(peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let forwarded = headers
        .get("x-forwarded-for")
        .filter(|_| peer.to_canonical().is_loopback())
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    forwarded.unwrap_or(peer)
}

fn text(headers: &HeaderMap, name: axum::http::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// What people call a device, guessed from what its browser says.
fn device_name(agent: &str) -> String {
    const KNOWN: [(&str, &str); 7] = [
        ("iPad", "iPad"),
        ("iPhone", "iPhone"),
        ("Android", "Android device"),
        ("CrOS", "Chromebook"),
        ("Macintosh", "Mac"),
        ("Windows", "Windows computer"),
        ("Linux", "Linux computer"),
    ];
    KNOWN
        .iter()
        .find(|(mark, _)| agent.contains(mark))
        .map_or("Unnamed device", |(_, name)| name)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn address(peer: &str, forwarded: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static(forwarded));
        client_address(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_a_proxy_on_this_machine_speaks_for_others() {
        assert_eq!(
            address("127.0.0.1", "198.51.100.9, 203.0.113.7"),
            "203.0.113.7"
        );
        assert_eq!(address("192.0.2.1", "203.0.113.7"), "192.0.2.1");
        assert_eq!(address("127.0.0.1", "nonsense"), "127.0.0.1");
    }

    #[test]
    fn a_tablet_is_called_what_it_is() {
        assert_eq!(
            device_name("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)"),
            "iPad"
        );
        assert_eq!(device_name(""), "Unnamed device");
    }
}
