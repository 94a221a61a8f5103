//! What was scanned and nobody expected: for somebody to look after.

use super::Shown;
use super::scan::answer;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{Button, Dialog, DialogSize, Panel, SelectField, use_toasts};
use crate::people::use_session;
use crate::stock::api::step_piece;
use crate::stock::words::named;
use domain::input::FieldErrors;
use domain::stock::{Scanned, Sighting, Step};
use leptos::prelude::*;

#[component]
pub(super) fn Unexpected(shown: Shown) -> impl IntoView {
    let scans = Memo::new(move |_| shown.count.with(|count| count.unexpected.clone()));
    let asked = RwSignal::new(None::<Scanned>);
    let open = RwSignal::new(false);
    let session = use_session();
    let may_put = move |scan: &Scanned| {
        let deed = match scan.sighting {
            Sighting::Missed => domain::stock::Deed::Find,
            _ => domain::stock::Deed::Move,
        };
        scan.sighting.can_be_put_here() && session.may(deed.permission())
    };
    let row = move |scan: Scanned| {
        let put = untrack(|| may_put(&scan)).then(|| {
            let scan = scan.clone();
            let start = move |()| {
                asked.set(Some(scan.clone()));
                open.set(true);
            };
            view! { <Button on_press=start>"Put it here"</Button> }.into_any()
        });
        answer(scan, put)
    };
    let title = Signal::derive(move || {
        let code = asked.with(|scan| scan.as_ref().map(|scan| scan.code.clone()));
        format!("Put {} here", code.unwrap_or_default())
    });
    view! {
        <Show when=move || !scans.with(Vec::is_empty)>
            <Panel title="Not expected here">
                <ul class="scans" aria-label="Not expected here">
                    {move || scans.get().into_iter().map(row).collect_view()}
                </ul>
            </Panel>
        </Show>
        <Dialog open=open title=title size=DialogSize::Narrow>
            {move || asked.get().map(|scan| view! { <PutForm shown=shown scan=scan open=open /> })}
        </Dialog>
    }
}

/// Brings a piece into the books where it was found.
#[component]
fn PutForm(shown: Shown, scan: Scanned, open: RwSignal<bool>) -> impl IntoView {
    let toasts = use_toasts();
    let attempt = Attempt::new(open, move || shown.refresh());
    let places = shown.count.with_untracked(|count| count.places.clone());
    let only = match places.as_slice() {
        [(id, _)] => id.to_string(),
        _ => String::new(),
    };
    let to = RwSignal::new(only);
    let (piece, sighting) = (scan.piece, scan.sighting);
    let go = move |()| {
        let place = to.with_untracked(|to| to.parse().ok());
        let Some((piece, to)) = piece.zip(place) else {
            attempt.complain(FieldErrors::one("/to", "Choose where it lies."));
            return;
        };
        let step = match sighting {
            Sighting::Missed => Step::Find { to },
            _ => Step::Move { to },
        };
        attempt.make(
            move |key| step_piece(piece, step, key),
            move |_| toasts.success("It lies here now, in the books, too."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Put it here" on_go=go>
            <SelectField
                label="Lies in" name="/to" value=to options=named(&places)
                prompt="Choose the place" error=attempt.at("/to")
            />
        </AttemptForm>
    }
}
