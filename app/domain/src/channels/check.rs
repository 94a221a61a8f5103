//! Small checks that all parts of an inbound order share.

use crate::input::FieldErrors;
use crate::money::{Currency, Money};
use serde_json::Value;

/// An amount of nothing or more; empty for nothing.
pub(super) fn amount(
    text: &str,
    currency: Currency,
    pointer: impl Into<String>,
    errors: &mut FieldErrors,
) -> Option<Money> {
    given(text, currency, pointer, errors).map(|given| given.unwrap_or(Money::zero(currency)))
}

/// The same, told apart from nothing being said.
pub(super) fn given(
    text: &str,
    currency: Currency,
    pointer: impl Into<String>,
    errors: &mut FieldErrors,
) -> Option<Option<Money>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let pointer = pointer.into();
    let amount = errors.check(pointer.clone(), Money::parse(text, currency))?;
    if amount.is_negative() {
        errors.add(pointer, "An amount can't be below zero.");
        return None;
    }
    Some(Some(amount))
}

/// Complains of every text, however deep, that can't be kept.
pub(super) fn unkeepable(value: &Value, pointer: &str, errors: &mut FieldErrors) {
    const LONGEST: usize = 5_000;
    match value {
        Value::String(text) if text.chars().any(is_unkeepable) => {
            errors.add(pointer, "This contains a character that can't be kept.");
        }
        Value::String(text) if text.chars().count() > LONGEST => {
            errors.add(pointer, "This is too long.");
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                unkeepable(item, &format!("{pointer}/{index}"), errors);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                unkeepable(field, &format!("{pointer}/{name}"), errors);
            }
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_unkeepable(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')
}

/// The beginning of a text, trimmed; none where there is nothing. What a channel writes at length
/// is no reason to refuse its order.
pub(super) fn short(text: &str, most: usize) -> Option<String> {
    let text: String = text.trim().chars().take(most).collect();
    let text = text.trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}
