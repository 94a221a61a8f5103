//! How stock is spoken of on screens.

use crate::components::{SelectOption, Tone};
use chrono::{DateTime, FixedOffset};
use domain::stock::{Form, Ownership, PieceState};
use std::fmt::Display;

/// The colour of a piece's state.
pub(super) const fn tone(state: PieceState) -> Tone {
    match state {
        PieceState::Here => Tone::Success,
        PieceState::Missing => Tone::Danger,
        PieceState::Set | PieceState::OnMemo => Tone::Info,
        PieceState::Sold | PieceState::Returned | PieceState::Scrapped => Tone::Neutral,
    }
}

/// What one piece of a form is called.
pub(super) const fn form(form: Form) -> &'static str {
    match form {
        Form::Jewel => "Jewelry",
        Form::Stone => "Loose stone",
    }
}

/// Whose a piece is, where it isn't ours.
pub(super) fn foreign(ownership: Ownership) -> Option<&'static str> {
    match ownership {
        Ownership::Owned => None,
        Ownership::MemoIn => Some("On memo"),
        Ownership::Customer => Some("A customer’s"),
    }
}

/// A count with its thousands set off: `53,940`.
pub(super) fn count(number: u32) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// So many of something: `1 stone`, `1,204 stones`.
pub(super) fn several(number: u32, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{} {many}", count(number)),
    }
}

/// An instant by the shop's clock. Pieces lie for years, so the year is said.
pub(super) fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%-d %b %Y, %H:%M").to_string()
}

/// The entries of a list of codes or of named things, for a select.
pub(super) fn options<T>(
    all: impl IntoIterator<Item = T>,
    value: impl Fn(&T) -> String,
    label: impl Fn(&T) -> String,
) -> Vec<SelectOption> {
    let each = all.into_iter();
    each.map(|one| SelectOption::new(value(&one), label(&one)))
        .collect()
}

/// The entries of things with an id and a name.
pub(super) fn named<Id: Display>(all: &[(Id, String)]) -> Vec<SelectOption> {
    options(all, |(id, _)| id.to_string(), |(_, name)| name.clone())
}

#[cfg(test)]
mod tests {
    use super::{count, several};

    #[test]
    fn thousands_are_set_off() {
        for (number, shown) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (53_940, "53,940"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(number), shown);
        }
        assert_eq!(several(1, "stone", "stones"), "1 stone");
        assert_eq!(several(1_204, "stone", "stones"), "1,204 stones");
    }
}
