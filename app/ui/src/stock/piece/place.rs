//! Saying where a piece goes: by the code on the place's label, or from the list.

use super::Shown;
use super::steps::{attempt, take, verb};
use crate::attempt::AttemptForm;
use crate::components::{SelectField, TextField, use_toasts};
use crate::stock::api::list_places;
use crate::stock::known::known;
use crate::stock::words::options;
use domain::ids::LocationId;
use domain::input::FieldErrors;
use domain::stock::{Deed, LocationView, Step};
use leptos::prelude::*;

#[component]
pub(super) fn PlaceForm(shown: Shown, deed: Deed, open: RwSignal<bool>) -> impl IntoView {
    let here = shown
        .piece
        .with_untracked(|piece| piece.location.as_ref().map(|(id, _)| *id));
    let all = known(list_places());
    let places = Memo::new(move |_| {
        let elsewhere = |place: &LocationView| place.active && Some(place.id) != here;
        all.get().into_iter().filter(elsewhere).collect::<Vec<_>>()
    });
    let scanned = RwSignal::new(String::new());
    let chosen = RwSignal::new(String::new());
    let attempt = attempt(shown, open);
    let toasts = use_toasts();
    let go = move |()| {
        let (code, id) = (scanned.get_untracked(), chosen.get_untracked());
        match places.with_untracked(|places| meant(places, &code, &id)) {
            Ok(to) if deed == Deed::Find => take(shown, attempt, toasts, Step::Find { to }),
            Ok(to) => take(shown, attempt, toasts, Step::Move { to }),
            Err(errors) => attempt.complain(errors),
        }
    };
    let entries = Signal::derive(move || {
        places.with(|places| options(places, |p| p.id.to_string(), |p| p.name.clone()))
    });
    view! {
        <AttemptForm attempt=attempt verb=verb(deed) on_go=go>
            <TextField
                label="Scan the place" name="/code" value=scanned optional=true
                hint=Some("Its label’s code and Enter, or choose it below.".to_owned())
                error=attempt.at("/code") max_length=40u32
            />
            <SelectField
                label="Where to" name="/to" value=chosen options=entries prompt="Choose a place"
                error=attempt.at("/to")
            />
        </AttemptForm>
    }
}

/// The place that was scanned, else the one that was chosen.
fn meant(places: &[LocationView], code: &str, id: &str) -> Result<LocationId, FieldErrors> {
    let code = code.trim();
    if code.is_empty() {
        let chosen = id.parse().ok();
        return chosen.ok_or_else(|| FieldErrors::one("/to", "Choose where it goes."));
    }
    let scanned = places
        .iter()
        .find(|place| place.code.eq_ignore_ascii_case(code));
    scanned
        .map(|place| place.id)
        .ok_or_else(|| FieldErrors::one("/code", "No other place has this code."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::stock::LocationKind;

    #[test]
    fn what_was_scanned_goes_before_what_was_chosen() {
        let place = |code: &str| LocationView {
            id: LocationId::generate(),
            kind: LocationKind::Safe,
            name: code.to_lowercase(),
            code: code.into(),
            whose: None,
            pieces: 0,
            active: true,
        };
        let places = [place("SAFE-1"), place("BIN-2")];
        let safe = places[0].id.to_string();
        assert_eq!(meant(&places, " bin-2 ", &safe), Ok(places[1].id));
        assert_eq!(meant(&places, "", &safe), Ok(places[0].id));
        let unknown = meant(&places, "BIN-3", &safe).expect_err("no such place");
        assert!(unknown.get("/code").is_some());
        let none = meant(&places, " ", "").expect_err("nothing chosen");
        assert!(none.get("/to").is_some());
    }
}
