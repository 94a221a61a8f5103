//! Giving back what is here, and paying for what was sold.

use super::page::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{Checkbox, SignaturePad, TextField, use_toasts};
use crate::memo::api::{give_back_memo_in, pay_memo_in};
use domain::ids::PieceId;
use domain::memo_in::{GiveBackDraft, LentState, MemoInView, PayDraft};
use leptos::prelude::*;

/// The pieces in a state, each with whether it is ticked: all of them at first.
#[derive(Clone, Copy)]
struct Picked(StoredValue<Vec<(PieceId, String, RwSignal<bool>)>>);

impl Picked {
    fn of(memo: &MemoInView, state: LentState) -> Self {
        let those = memo.lines.iter().filter(|line| line.state == state);
        let each = those.map(|line| {
            let cost = line.cost.filter(|_| state == LentState::Owed);
            let cost = cost.map(|cost| format!(" · {cost}")).unwrap_or_default();
            let words = format!("{} · {}{cost}", line.name, line.serial);
            (line.piece, words, RwSignal::new(true))
        });
        Self(StoredValue::new(each.collect()))
    }

    fn ticked(self) -> Vec<PieceId> {
        let all = self.0.get_value().into_iter();
        all.filter_map(|(piece, _, ticked)| ticked.get_untracked().then_some(piece))
            .collect()
    }
}

#[component]
fn PickedFields(
    picked: Picked,
    legend: &'static str,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let boxes = picked
        .0
        .get_value()
        .into_iter()
        .map(|(piece, words, ticked)| {
            view! { <Checkbox label=words name=format!("/pieces/{piece}") checked=ticked /> }
        });
    view! {
        <fieldset class="stack" data-gap="tight">
            <legend>{legend}</legend>
            {boxes.collect_view()}
        </fieldset>
        {move || error.get().map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> })}
    }
}

#[component]
pub(super) fn GiveBackForm(open: RwSignal<bool>, shown: Shown) -> impl IntoView {
    let (id, version, picked) = shown
        .memo
        .with_untracked(|memo| (memo.id, memo.version, Picked::of(memo, LentState::Here)));
    let received_by = RwSignal::new(String::new());
    let signature = RwSignal::new(None);
    let toasts = use_toasts();
    let attempt = Attempt::new(open, move || shown.refresh());
    let go = move |()| {
        let draft = GiveBackDraft {
            pieces: picked.ticked(),
            received_by: received_by.get_untracked(),
            signature: signature.get_untracked(),
        };
        if let Err(wrong) = draft.checked() {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            |key| give_back_memo_in(id, version, draft, key),
            move |_| toasts.success("It is given back."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Give back" on_go=go>
            <PickedFields picked=picked legend="What goes back" error=attempt.at("/pieces") />
            <TextField
                label="Who takes it" name="/received_by" value=received_by autocomplete="off"
                error=attempt.at("/received_by")
            />
            <SignaturePad
                label="Signature" name="/signature" value=signature
                hint=Some("Received in good order.".to_owned()) error=attempt.at("/signature")
            />
        </AttemptForm>
    }
}

#[component]
pub(super) fn PayForm(open: RwSignal<bool>, shown: Shown) -> impl IntoView {
    let (id, version, picked) = shown
        .memo
        .with_untracked(|memo| (memo.id, memo.version, Picked::of(memo, LentState::Owed)));
    let reference = RwSignal::new(String::new());
    let toasts = use_toasts();
    let attempt = Attempt::new(open, move || shown.refresh());
    let go = move |()| {
        let draft = PayDraft {
            pieces: picked.ticked(),
            reference: reference.get_untracked(),
        };
        if let Err(wrong) = draft.checked() {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            |key| pay_memo_in(id, version, draft, key),
            move |_| toasts.success("It is in the books as paid."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Note the payment" on_go=go>
            <p class="dialog-message">
                "The bank pays; here it is noted, at what each piece is owed for."
            </p>
            <PickedFields picked=picked legend="What is paid for" error=attempt.at("/pieces") />
            <TextField
                label="Vendor’s bill, or the transfer" name="/reference" value=reference
                autocomplete="off" error=attempt.at("/reference")
            />
        </AttemptForm>
    }
}
