//! How people are reached: e-mail addresses, phone numbers and postal addresses.

use crate::input::{FieldErrors, optional_text, required_text};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An e-mail address, lower-cased. Checked for shape only: whether it is read, a message shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "Enter an e-mail address such as ana@example.com.";
        let text = text.trim().to_lowercase();
        let (local, host) = text.rsplit_once('@').ok_or(WRONG)?;
        let clean = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with('.')
                && !part.contains("..")
                && !part.chars().any(|c| c.is_whitespace() || c.is_control())
        };
        let host_ok = host.contains('.')
            && host
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
        let local_ok = !local.chars().any(|c| "@<>()[]\\,;:\"".contains(c));
        let fits = local.len() <= 64 && text.len() <= 254;
        if clean(local) && clean(host) && host_ok && local_ok && fits {
            Ok(Self(text))
        } else {
            Err(WRONG)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A phone number in international form: a plus sign and 7 to 15 digits (ITU-T E.164).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Reads what people write. Ten digits without a country are taken as North American, where
    /// the trade that this is built for lives; anything else needs its `+` and country.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "Enter a phone number such as (212) 555-0142, or +44 20 7946 0018.";
        let text = text.trim();
        if text
            .chars()
            .any(|c| !(c.is_ascii_digit() || "+-.() /\u{a0}".contains(c)))
        {
            return Err(WRONG);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let international = text.starts_with('+') || text.starts_with("(+");
        match (international, digits.len()) {
            (true, 7..=15) => Ok(Self(format!("+{digits}"))),
            (false, 10) => Ok(Self(format!("+1{digits}"))),
            (false, 11) if digits.starts_with('1') => Ok(Self(format!("+{digits}"))),
            _ => Err(WRONG),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four digits, which prove acquaintance without telling the number.
    #[must_use]
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.strip_prefix("+1") {
            Some(n) if n.len() == 10 => write!(f, "({}) {}-{}", &n[..3], &n[3..6], &n[6..]),
            _ => f.write_str(&self.0),
        }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! text_form {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = &'static str;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    )+};
}
text_form!(Email, Phone);

/// A postal address as typed. Empty text means "not given".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalAddress {
    /// Who receives there, where it isn't the customer.
    #[serde(default)]
    pub recipient: String,
    pub line1: String,
    #[serde(default)]
    pub line2: String,
    pub city: String,
    /// State, province or county.
    #[serde(default)]
    pub region: String,
    pub postcode: String,
    /// ISO 3166-1 alpha-2, such as `US`.
    pub country: String,
}

impl PostalAddress {
    /// Whether printers there hold Letter; the rest of the world has A4.
    #[must_use]
    pub fn prints_on_letter(&self) -> bool {
        let letter = ["US", "CA", "MX", "PH", "CL", "CO", "VE"];
        letter.contains(&self.country.as_str())
    }

    /// The address trimmed, or what is wrong with it.
    pub fn checked(&self) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut need = |pointer: &str, text: &str, most| {
            errors
                .check(pointer, required_text(text, most))
                .unwrap_or_default()
        };
        let line1 = need("/line1", &self.line1, 120);
        let city = need("/city", &self.city, 80);
        let postcode = need("/postcode", &self.postcode, 16);
        let mut may = |pointer: &str, text: &str, most| {
            errors
                .check(pointer, optional_text(text, most))
                .flatten()
                .unwrap_or_default()
        };
        let recipient = may("/recipient", &self.recipient, 120);
        let line2 = may("/line2", &self.line2, 120);
        let region = may("/region", &self.region, 80);
        let country = self.country.trim().to_uppercase();
        if country.len() != 2 || !country.chars().all(|c| c.is_ascii_uppercase()) {
            errors.add("/country", "Enter the country's two letters, such as US.");
        }
        if country == "US" && !is_us_zip(&postcode) {
            errors.add("/postcode", "Enter a ZIP code such as 10001 or 10001-1234.");
        }
        errors.into_result()?;
        Ok(Self {
            recipient,
            line1,
            line2,
            city,
            region,
            postcode,
            country,
        })
    }

    /// The address as it stands on a parcel.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let place = [&self.city, &self.region, &self.postcode].map(String::as_str);
        let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
        [
            self.recipient.clone(),
            self.line1.clone(),
            self.line2.clone(),
            place.join(" "),
            self.country.clone(),
        ]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
    }

    /// The address on one line, for lists.
    #[must_use]
    pub fn one_line(&self) -> String {
        let place = [&self.region, &self.postcode].map(String::as_str).join(" ");
        [
            &self.recipient,
            &self.line1,
            &self.line2,
            &self.city,
            place.trim(),
            &self.country,
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<&str>>()
        .join(", ")
    }
}

fn is_us_zip(text: &str) -> bool {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        Some((five, four)) => digits(five, 5) && digits(four, 4),
        None => digits(text, 5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phones_come_to_one_form() {
        for typed in [
            "(212) 555-0142",
            "212.555.0142",
            "1 212 555 0142",
            "+1 212 555 0142",
        ] {
            assert_eq!(
                Phone::parse(typed).map(String::from),
                Ok("+12125550142".into()),
                "{typed}"
            );
        }
        assert_eq!(
            Phone::parse("+44 20 7946 0018").map(String::from),
            Ok("+442079460018".into())
        );
        for typed in [
            "",
            "555-0142",
            "call me",
            "+12",
            "2125550142x",
            "+1234567890123456",
        ] {
            assert!(Phone::parse(typed).is_err(), "{typed}");
        }
        assert_eq!(
            Phone::parse("2125550142").map(|p| p.to_string()),
            Ok("(212) 555-0142".into())
        );
    }

    #[test]
    fn emails_are_checked_for_shape() {
        assert_eq!(
            Email::parse(" Ana@Example.COM ").map(String::from),
            Ok("ana@example.com".into())
        );
        for typed in [
            "",
            "ana",
            "ana@",
            "@x.com",
            "a b@x.com",
            "ana@x",
            "a@b@x.com",
            "a@x..com",
            "a<b>@x.com",
        ] {
            assert!(Email::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn an_address_says_what_is_missing() {
        let wrong = PostalAddress {
            country: "USA".into(),
            ..PostalAddress::default()
        };
        let errors = wrong.checked().expect_err("nothing is filled in");
        for field in ["/line1", "/city", "/postcode", "/country"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in ".{0,60}") {
            let _ = Email::parse(&text);
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(phone.last_four().len(), 4);
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
            }
        }
    }
}
