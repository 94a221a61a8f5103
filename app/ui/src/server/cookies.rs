//! The two cookies of the house: whose session it is, and which tablet.

use chrono::TimeDelta;
use http::HeaderValue;
use http::header::{COOKIE, HeaderMap, SET_COOKIE};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use services::people::Token;

/// How long a browser keeps a cookie at most.
const LONGEST: TimeDelta = TimeDelta::days(400);

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    Session,
    Device,
}

impl Cookie {
    /// Over https the name's prefix has browsers refuse the cookie from anywhere but this very
    /// host, whole and encrypted.
    const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-bezel-session",
            (Self::Session, false) => "bezel-session",
            (Self::Device, true) => "__Host-bezel-device",
            (Self::Device, false) => "bezel-device",
        }
    }

    /// The token that a browser sent.
    #[must_use]
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<Token> {
        let name = self.name(secure);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, value)| *key == name && !value.is_empty())
            .map(|(_, value)| Token::sent(value))
    }

    fn line(self, value: &str, lasts: TimeDelta, secure: bool) -> String {
        let name = self.name(secure);
        let seconds = lasts.num_seconds();
        let only_https = if secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{only_https}")
    }

    fn send(self, value: &str, lasts: TimeDelta, secure: bool) {
        if let Some(response) = use_context::<ResponseOptions>()
            && let Ok(mut line) = HeaderValue::from_str(&self.line(value, lasts, secure))
        {
            line.set_sensitive(true);
            response.append_header(SET_COOKIE, line);
        }
    }

    /// Has the browser keep a token.
    pub fn keep(self, token: &Token, lasts: TimeDelta, secure: bool) {
        self.send(token.reveal(), lasts, secure);
    }

    /// Has the browser keep a token for as long as it keeps anything.
    pub fn keep_for_good(self, token: &Token, secure: bool) {
        self.keep(token, LONGEST, secure);
    }

    /// Has the browser forget it.
    pub fn forget(self, secure: bool) {
        self.send("", TimeDelta::zero(), secure);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_for_this_host_and_no_script() {
        let line = Cookie::Session.line("abc", TimeDelta::hours(14), true);
        assert_eq!(
            line,
            "__Host-bezel-session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=50400; Secure"
        );
        assert!(
            !Cookie::Session
                .line("abc", LONGEST, false)
                .contains("Secure")
        );
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(
            COOKIE,
            HeaderValue::from_static("a=b; bezel-session=xyz; bezel-device="),
        );
        let read = |cookie: Cookie| cookie.read(&headers, false).map(|t| t.reveal().to_owned());
        assert_eq!(read(Cookie::Session), Some("xyz".to_owned()));
        assert_eq!(read(Cookie::Device), None);
    }
}
