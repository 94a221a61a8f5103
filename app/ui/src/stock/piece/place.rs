//! Saying where a piece goes: by the code on the place's label, or from the list.

use super::Shown;
use super::steps::{attempt, take, verb};
use crate::attempt::AttemptForm;
use crate::components::{ScanButton, SelectField, TextField, use_toasts};
use crate::error::UiError;
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
    let places = known(list_places());
    let scanned = RwSignal::new(String::new());
    let chosen = RwSignal::new(String::new());
    let attempt = attempt(shown, open);
    let toasts = use_toasts();
    let go = move |()| {
        let (code, chosen) = (scanned.get_untracked(), chosen.get_untracked());
        take(shown, attempt, toasts, deed, async move {
            let to = destination(here, &code, &chosen).await;
            if let Err(UiError::Invalid(_)) = to {
                // Free for the next scan; the complaint says what was read.
                scanned.try_set(String::new());
            }
            let to = to?;
            Ok(match deed {
                Deed::Find => Step::Find { to },
                _ => Step::Move { to },
            })
        });
    };
    let entries = Signal::derive(move || {
        let elsewhere = |place: &LocationView| is_elsewhere(place, here);
        let all = places.get().into_iter().filter(elsewhere);
        options(
            all,
            |place| place.id.to_string(),
            |place| place.name.clone(),
        )
    });
    view! {
        <AttemptForm attempt=attempt verb=verb(deed) on_go=go>
            <div class="with-camera">
                <TextField
                    label="Scan the place" name="/code" value=scanned optional=true
                    hint=Some("Its label’s code and Enter, or choose it below.".to_owned())
                    error=attempt.at("/code") max_length=40u32
                />
                <ScanButton on_read=move |code| {
                    scanned.set(code);
                    go(());
                } />
            </div>
            <SelectField
                label="Where to" name="/to" value=chosen options=entries prompt="Choose a place"
                error=attempt.at("/to")
            />
        </AttemptForm>
    }
}

fn is_elsewhere(place: &LocationView, here: Option<LocationId>) -> bool {
    place.active && Some(place.id) != here
}

/// The place that was scanned, else the one that was chosen. A scanner may be quicker than the
/// list, so that its code is looked up by itself.
async fn destination(
    here: Option<LocationId>,
    code: &str,
    chosen: &str,
) -> Result<LocationId, UiError> {
    let place = match code.trim() {
        "" => chosen
            .parse()
            .map_err(|_| FieldErrors::one("/to", "Choose where it goes.")),
        code => with_code(&list_places().await?, here, code),
    };
    place.map_err(UiError::Invalid)
}

fn with_code(
    places: &[LocationView],
    here: Option<LocationId>,
    code: &str,
) -> Result<LocationId, FieldErrors> {
    let scanned = places
        .iter()
        .find(|place| place.code.eq_ignore_ascii_case(code) && is_elsewhere(place, here));
    scanned
        .map(|place| place.id)
        .ok_or_else(|| FieldErrors::one("/code", format!("No other place has the code “{code}”.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::stock::LocationKind;

    #[test]
    fn a_scanned_code_is_a_place_that_is_used_and_not_this_one() {
        let place = |code: &str, active: bool| LocationView {
            id: LocationId::generate(),
            kind: LocationKind::Safe,
            name: code.to_lowercase(),
            code: code.into(),
            whose: None,
            pieces: 0,
            active,
        };
        let places = [
            place("SAFE-1", true),
            place("BIN-2", true),
            place("BIN-3", false),
        ];
        let here = Some(places[0].id);
        assert_eq!(with_code(&places, here, "bin-2"), Ok(places[1].id));
        for other in ["SAFE-1", "BIN-3", "BIN-4", "BIN"] {
            let wrong = with_code(&places, here, other).expect_err("no place to go to");
            assert!(wrong.get("/code").is_some(), "{other}");
        }
    }
}
