//! What a dialog looks up when it opens.

use super::api::list_places;
use crate::components::{SelectOption, use_toasts};
use crate::error::UiError;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The places where something can be put, for a choice.
pub(crate) fn place_options() -> Signal<Vec<SelectOption>> {
    let places = Resource::new(|| (), |()| list_places());
    Signal::derive(move || {
        let places = places.get().and_then(Result::ok).unwrap_or_default();
        let open = places.into_iter().filter(|place| place.active);
        open.map(|place| SelectOption::new(place.id.to_string(), place.name))
            .collect()
    })
}

/// All of something that is asked for now: none until they are there. Says so when they can't be
/// had. For the browser only.
pub(super) fn known<T: Send + Sync + 'static>(
    asked: impl Future<Output = Result<Vec<T>, UiError>> + 'static,
) -> RwSignal<Vec<T>> {
    let all = RwSignal::new(Vec::new());
    let toasts = use_toasts();
    spawn_local(async move {
        match asked.await {
            // The dialog may be closed by then.
            Ok(found) => drop(all.try_set(found)),
            Err(error) => toasts.danger(error.to_string()),
        }
    });
    all
}
