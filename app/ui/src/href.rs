//! Addresses of this site with what is asked of them.
//!
//! The server and the browser write them alike, letter for letter: the browser takes a page over
//! as the server wrote it, so an address written twice must come out the same.

use std::fmt::Write;

/// A path with a query of what is not blank.
pub(crate) fn href(path: &str, query: &[(&str, &str)]) -> String {
    let mut href = path.to_owned();
    let given = query.iter().filter(|(_, value)| !value.trim().is_empty());
    for ((name, value), mark) in given.zip(std::iter::once('?').chain(std::iter::repeat('&'))) {
        href.push(mark);
        href.push_str(name);
        href.push('=');
        escape_into(&mut href, value);
    }
    href
}

/// Leaves as they are what a query may hold without a second meaning (RFC 3986, 2.3).
fn escape_into(href: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                href.push(char::from(byte));
            }
            // Writing to a string can't fail.
            _ => drop(write!(href, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::href;

    #[test]
    fn what_is_blank_is_left_out() {
        assert_eq!(href("/orders", &[]), "/orders");
        assert_eq!(href("/orders", &[("phase", ""), ("q", " ")]), "/orders");
        assert_eq!(
            href("/orders", &[("phase", "open"), ("x", ""), ("q", "ana")]),
            "/orders?phase=open&q=ana"
        );
    }

    #[test]
    fn what_was_typed_stays_within_its_value() {
        assert_eq!(
            href("/orders", &[("q", "O’Neil & Sön? 50%=1/2#3+4")]),
            "/orders?q=O%E2%80%99Neil%20%26%20S%C3%B6n%3F%2050%25%3D1%2F2%233%2B4"
        );
        assert_eq!(
            href("/journal", &[("from", "2026-11-01"), ("order", "SO-10001")]),
            "/journal?from=2026-11-01&order=SO-10001"
        );
    }
}
