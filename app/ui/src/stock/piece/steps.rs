//! What can be done with a piece now. What can't is not offered; where somebody would look for it,
//! a sentence says why.

use super::Shown;
use super::place::PlaceForm;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Actions, Button, ButtonVariant, Dialog, DialogSize, TextArea, Toasts, use_toasts,
};
use crate::error::UiError;
use crate::people::use_session;
use crate::stock::api::step_piece;
use domain::stock::{Deed, Ownership, PieceDetail, Step};
use leptos::prelude::*;
use std::future::ready;

#[component]
pub(super) fn Steps(shown: Shown) -> impl IntoView {
    let session = use_session();
    let asked = RwSignal::new(None::<Deed>);
    let open = RwSignal::new(false);
    let offered = Memo::new(move |_| {
        let all = Deed::ALL.iter().copied();
        let mine: Vec<_> = all.filter(|deed| session.may(deed.permission())).collect();
        shown.piece.with(|piece| offers(piece, &mine))
    });
    let button = move |(place, deed): (usize, Deed)| {
        let variant = match deed {
            Deed::Scrap => ButtonVariant::Danger,
            _ if place == 0 => ButtonVariant::Primary,
            _ => ButtonVariant::Secondary,
        };
        let start = move |()| {
            asked.set(Some(deed));
            open.set(true);
        };
        view! { <Button variant=variant on_press=start>{deed.label()}</Button> }
    };
    let title = Signal::derive(move || {
        let serial = shown.piece.with(|piece| piece.serial.clone());
        asked
            .get()
            .map_or_else(String::new, |deed| heading(deed, &serial))
    });
    view! {
        <section class="next-steps" aria-label="What can be done now">
            <Actions>
                {move || offered.get().0.into_iter().enumerate().map(button).collect_view()}
            </Actions>
            {move || offered.get().1.map(|why| view! { <p class="quiet">{why}</p> })}
        </section>
        <Dialog open=open title=title size=DialogSize::Narrow>
            {move || asked.get().map(|deed| match deed {
                Deed::Move | Deed::Find => {
                    view! { <PlaceForm shown=shown deed=deed open=open /> }.into_any()
                }
                Deed::GiveBack | Deed::Lose | Deed::Scrap => {
                    view! { <ReasonForm shown=shown deed=deed open=open /> }.into_any()
                }
            })}
        </Dialog>
    }
}

/// What can be done of what this person may, and why the rest of it can't, if that isn't plain.
fn offers(piece: &PieceDetail, mine: &[Deed]) -> (Vec<Deed>, Option<String>) {
    let promised = piece.promised_to.as_ref().map(|to| to.number.as_str());
    let fits = mine
        .iter()
        .copied()
        .filter(|deed| deed.starts_from() == piece.state);
    let (shut, open): (Vec<Deed>, Vec<Deed>) =
        fits.partition(|deed| deed.refusal(&piece.serial, piece.state, promised).is_some());
    let why = shut
        .first()
        .and_then(|deed| deed.refusal(&piece.serial, piece.state, promised));
    (open, why)
}

fn heading(deed: Deed, serial: &str) -> String {
    match deed {
        Deed::Move => format!("Move {serial}"),
        Deed::Find => format!("{serial} is found"),
        Deed::GiveBack => format!("Give {serial} back"),
        Deed::Lose => format!("{serial} is missing"),
        Deed::Scrap => format!("Scrap {serial}"),
    }
}

/// What follows from it, before it is done.
fn consequence(deed: Deed, piece: &PieceDetail) -> String {
    let ours = piece.ownership.is_valued();
    match (deed, piece.ownership) {
        (Deed::GiveBack, Ownership::Customer) => match &piece.customer {
            Some((_, name)) => format!("It goes back to {name} and leaves the house."),
            None => "It goes back to its owner and leaves the house.".to_owned(),
        },
        (Deed::GiveBack, _) => match &piece.vendor {
            Some((_, name)) => format!("It goes back to {name} and leaves the house."),
            None => "It goes back to who sold it and leaves the house.".to_owned(),
        },
        (Deed::Lose, _) if ours => {
            "Its cost is written off until it turns up again. Its history stays.".to_owned()
        }
        (Deed::Scrap, _) if ours => {
            "It leaves stock for good, and its cost is written off.".to_owned()
        }
        (Deed::Scrap, _) => "It leaves stock for good.".to_owned(),
        _ => "It can’t be promised until it turns up again.".to_owned(),
    }
}

const fn question(deed: Deed) -> &'static str {
    match deed {
        Deed::Lose => "Since when, and where was it looked for?",
        Deed::Scrap => "Why is it scrapped?",
        Deed::Move | Deed::Find | Deed::GiveBack => "Why does it go back?",
    }
}

/// The button that does it.
pub(super) const fn verb(deed: Deed) -> &'static str {
    match deed {
        Deed::Move => "Move it",
        Deed::Find => "It is here again",
        Deed::GiveBack => "Give it back",
        Deed::Lose => "Note it as missing",
        Deed::Scrap => "Scrap it",
    }
}

const fn done(deed: Deed) -> &'static str {
    match deed {
        Deed::Move => "Moved.",
        Deed::Find => "Found again.",
        Deed::GiveBack => "Given back.",
        Deed::Lose => "Noted as missing.",
        Deed::Scrap => "Scrapped.",
    }
}

/// A step in a dialog.
pub(super) fn attempt(shown: Shown, open: RwSignal<bool>) -> Attempt {
    Attempt::new(open, move || shown.refresh())
}

/// Takes it, once it is known in full, and says that it was taken.
pub(super) fn take(
    shown: Shown,
    attempt: Attempt,
    toasts: Toasts,
    deed: Deed,
    step: impl Future<Output = Result<Step, UiError>> + 'static,
) {
    let id = shown.piece.with_untracked(|piece| piece.id);
    attempt.make(
        move |key| async move { step_piece(id, step.await?, key).await },
        move |_| toasts.success(done(deed)),
    );
}

#[component]
fn ReasonForm(shown: Shown, deed: Deed, open: RwSignal<bool>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let attempt = attempt(shown, open);
    let toasts = use_toasts();
    let go = move |()| {
        let reason = reason.get_untracked();
        let step = match deed {
            Deed::Lose => Step::Lose { reason },
            Deed::Scrap => Step::Scrap { reason },
            Deed::Move | Deed::Find | Deed::GiveBack => Step::GiveBack { reason },
        };
        take(shown, attempt, toasts, deed, ready(Ok(step)));
    };
    let variant = match deed {
        Deed::Scrap => ButtonVariant::Danger,
        _ => ButtonVariant::Primary,
    };
    let message = shown.piece.with_untracked(|piece| consequence(deed, piece));
    view! {
        <AttemptForm attempt=attempt verb=verb(deed) variant=variant on_go=go>
            <p class="dialog-message">{message}</p>
            <TextArea
                label=question(deed) name="/reason" value=reason rows=2 max_length=500u32
                error=attempt.at("/reason")
            />
        </AttemptForm>
    }
}
