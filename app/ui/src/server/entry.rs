//! Answering a sign-in: cookies, and where to go on.

use super::cookies::Cookie;
use super::is_plain_form;
use crate::error::UiError;
use crate::href::href;
use domain::people::Entered;
use services::Services;
use services::people::Opened;

/// Gives the browser its cookies and says where to go on. A new tablet is asked first to which
/// store it belongs.
pub fn let_in(services: &Services, opened: Opened, next: String) -> Entered {
    let secure = services.public_url.starts_with("https://");
    let lasts = opened.seat.expires - services.clock.now();
    Cookie::Session.keep(&opened.token, lasts, secure);
    if let Some(device) = &opened.device_token {
        Cookie::Device.keep_for_good(device, secure);
    }
    let next = if opened.choose_store {
        href("/tablet", &[("next", &next)])
    } else {
        next
    };
    if is_plain_form() {
        leptos_axum::redirect(&next);
    }
    Entered {
        person: opened.seat.shown(),
        next,
    }
}

/// Sends a plain form back with what was typed, but for the password, and why.
pub fn turn_away(error: UiError, email: &str, next: &str) -> UiError {
    if is_plain_form() {
        let why = match &error {
            UiError::TooMany => "too_many",
            UiError::Unavailable => "away",
            UiError::Invalid(errors) if errors.get("/email").is_some() => "email",
            UiError::Invalid(_) => "wrong",
            _ => "fault",
        };
        let typed = [("why", why), ("email", email), ("next", next)];
        leptos_axum::redirect(&href("/sign-in", &typed));
    }
    error
}

/// A path of this site to go on to, or the board: never another site's address.
#[must_use]
pub fn local_path(asked: Option<&str>) -> String {
    let local = |path: &&str| {
        // Browsers read a backslash as a slash and drop tabs and line ends, so that either
        // could turn a path into another site's address.
        path.starts_with('/')
            && path.is_ascii()
            && !path.starts_with("//")
            && !path
                .chars()
                .any(|c| c.is_control() || c.is_whitespace() || c == '\\')
            && !path.starts_with("/sign-in")
    };
    asked.filter(local).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_sent_on_within_the_house_only() {
        for away in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "orders",
            "/sign-in?next=/",
            "",
        ] {
            assert_eq!(local_path(Some(away)), "/", "{away:?}");
        }
        assert_eq!(
            local_path(Some("/orders/SO-10001?tab=money")),
            "/orders/SO-10001?tab=money"
        );
        assert_eq!(local_path(None), "/");
    }
}
