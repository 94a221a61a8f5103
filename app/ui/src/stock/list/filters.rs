//! The filters beside the list: those of every piece, and those of loose stones.

use super::asked::{Asked, address, narrowed_by, unfiltered};
use super::stones::StoneFilters;
use crate::components::{ButtonVariant, Checkbox, LinkButton, SelectField, TextField, TextKind};
use crate::stock::words::{named, options};
use domain::measures::decimal;
use domain::stock::{Form, Ownership, PieceState, StockFilter, StockTerms};
use leptos::prelude::*;

#[component]
pub(super) fn Filters(asked: Asked, terms: StockTerms) -> impl IntoView {
    view! {
        <div class="stack" data-gap="snug">
            <Free asked=asked />
            <Show when=move || asked.is_for(Form::Stone)>
                <StoneFilters asked=asked />
            </Show>
            <Range asked=asked label="Price" unit=Unit::Before("$") ends=PRICE />
            <Selects asked=asked terms=terms />
            <Clear asked=asked />
        </div>
    }
}

/// Only what can be had.
#[component]
fn Free(asked: Asked) -> impl IntoView {
    let free = RwSignal::new(asked.filter.with_untracked(|filter| filter.free));
    Effect::new(move |_| {
        let now = asked.filter.with(|filter| filter.free);
        if free.get_untracked() != now {
            free.set(now);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = free.get();
        if before.is_some_and(|before| before != now) {
            asked.change(|filter| filter.free = now);
        }
        now
    });
    view! { <Checkbox label="Not promised to anybody" name="free" checked=free /> }
}

#[component]
fn Selects(asked: Asked, terms: StockTerms) -> impl IntoView {
    let location = asked.part(
        |filter| {
            filter
                .location
                .map(|place| place.to_string())
                .unwrap_or_default()
        },
        |filter, id| filter.location = id.parse().ok(),
    );
    let ownership = asked.part(
        |filter| {
            filter
                .ownership
                .map(|whose| whose.code().to_owned())
                .unwrap_or_default()
        },
        |filter, code| filter.ownership = code.parse().ok(),
    );
    let state = asked.part(
        |filter| filter.state.unwrap_or(PieceState::Here).code().to_owned(),
        |filter, code| filter.state = code.parse().ok().filter(|state| *state != PieceState::Here),
    );
    let owners = options(
        Ownership::ALL,
        |whose| whose.code().into(),
        |whose| whose.label().into(),
    );
    let states = options(
        PieceState::ALL,
        |state| state.code().into(),
        |s| s.label().into(),
    );
    view! {
        <SelectField
            label="Where" name="location" value=location options=named(&terms.locations)
            prompt="Anywhere"
        />
        <SelectField
            label="Whose" name="ownership" value=ownership options=owners prompt="Anybody’s"
        />
        <SelectField label="State" name="state" value=state options=states />
    }
}

#[component]
fn Clear(asked: Asked) -> impl IntoView {
    let filter = asked.filter;
    view! {
        <Show when=move || filter.with(narrowed_by) != 0>
            <LinkButton
                href=Signal::derive(move || filter.with(|filter| address(&unfiltered(filter))))
                variant=ButtonVariant::Quiet
            >
                "Clear the filters"
            </LinkButton>
        </Show>
    }
}

/// One end of a range: its name in the address, how it is read, how it is written.
type End = (
    &'static str,
    fn(&StockFilter) -> String,
    fn(&mut StockFilter, String),
);

const PRICE: [End; 2] = [
    (
        "price_from",
        |f| f.price_from.clone(),
        |f, text| f.price_from = text,
    ),
    (
        "price_to",
        |f| f.price_to.clone(),
        |f, text| f.price_to = text,
    ),
];
pub(super) const CARAT: [End; 2] = [
    (
        "carat_from",
        |f| f.carat_from.clone(),
        |f, text| f.carat_from = text,
    ),
    (
        "carat_to",
        |f| f.carat_to.clone(),
        |f, text| f.carat_to = text,
    ),
];

/// A unit, and where it stands.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Before(&'static str),
    After(&'static str),
}

/// From this to that. Sent when a field is left or Enter is pressed, not at every digit.
#[component]
pub(super) fn Range(
    asked: Asked,
    label: &'static str,
    unit: Unit,
    ends: [End; 2],
) -> impl IntoView {
    let field = move |(name, read, write): End, word: &'static str| {
        let text = asked.shown(read);
        let leave = move |()| asked.change(|filter| write(filter, text.get_untracked()));
        let wrong = Signal::derive(move || text.with(|text| complaint(text)));
        let (before, after) = match unit {
            Unit::Before(sign) => (Some(sign.to_owned()), None),
            Unit::After(sign) => (None, Some(sign.to_owned())),
        };
        view! {
            <TextField
                label=format!("{label} {word}") name=name value=text kind=TextKind::Decimal
                placeholder=word prefix=Signal::stored(before) suffix=Signal::stored(after)
                error=wrong hide_label=true max_length=12u32 on_leave=leave
            />
        }
    };
    let [from, to] = ends;
    view! {
        <fieldset class="range">
            <legend class="field-label">{label}</legend>
            <div class="range-ends">{field(from, "from")}{field(to, "to")}</div>
        </fieldset>
    }
}

/// What can't be read doesn't filter, and says so.
fn complaint(text: &str) -> Option<String> {
    let unreadable = !text.trim().is_empty() && decimal(text).is_err();
    unreadable.then(|| "Enter a number.".to_owned())
}
