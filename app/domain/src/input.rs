//! Bad input, said beside the field: errors are kept by the field's JSON pointer.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// What is wrong with which field. Keys are JSON pointers (RFC 6901) into the input, such as
/// `/lines/0/price`; the empty pointer speaks of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(BTreeMap<String, String>);

impl FieldErrors {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A single complaint.
    #[must_use]
    pub fn one(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        let mut errors = Self::new();
        errors.add(pointer, message);
        errors
    }

    /// Notes a complaint; the first about a field stands.
    pub fn add(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        self.0
            .entry(pointer.into())
            .or_insert_with(|| message.into());
    }

    /// Keeps the value of a check, or notes its complaint and gives nothing.
    pub fn check<T, E: fmt::Display>(
        &mut self,
        pointer: impl Into<String>,
        checked: Result<T, E>,
    ) -> Option<T> {
        match checked {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(pointer, error.to_string());
                None
            }
        }
    }

    /// Takes over the complaints about a part, under the part's pointer.
    pub fn nest(&mut self, prefix: &str, part: Self) {
        for (pointer, message) in part.0 {
            self.add(format!("{prefix}{pointer}"), message);
        }
    }

    #[must_use]
    pub fn get(&self, pointer: &str) -> Option<&str> {
        self.0.get(pointer).map(String::as_str)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(pointer, message)| (pointer.as_str(), message.as_str()))
    }

    /// `Ok` where nothing is wrong.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (pointer, message)) in self.iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            write!(f, "{gap}{pointer}: {message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for FieldErrors {}

/// Trims a required line of text and checks its length. Control characters are refused: they
/// can't be shown, and Postgres can't store NUL.
pub fn required_text(text: &str, most: u16) -> Result<String, &'static str> {
    let text = optional_text(text, most)?;
    text.ok_or("This can't be empty.")
}

/// As [`required_text`], but nothing typed is fine and gives `None`.
pub fn optional_text(text: &str, most: u16) -> Result<Option<String>, &'static str> {
    let text = text.trim();
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err("This contains a character that can't be kept.");
    }
    if text.chars().count() > usize::from(most) {
        return Err("This is too long.");
    }
    Ok(if text.is_empty() {
        None
    } else {
        Some(text.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nests_under_the_part() {
        let mut errors = FieldErrors::new();
        errors.nest("/lines/1", FieldErrors::one("/price", "Enter an amount."));
        assert_eq!(errors.get("/lines/1/price"), Some("Enter an amount."));
    }

    #[test]
    fn text_keeps_scripts_as_text_and_refuses_nul() {
        assert_eq!(
            required_text(" <script>'; drop table --", 60),
            Ok("<script>'; drop table --".into())
        );
        assert!(required_text("a\0b", 60).is_err());
        assert!(required_text("   ", 60).is_err());
        assert!(optional_text("abcd", 3).is_err());
        assert_eq!(optional_text("  ", 3), Ok(None));
    }
}
