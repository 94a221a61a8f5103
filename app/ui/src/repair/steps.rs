//! What the steps of a repair ask for, in the dialogs of its order's page.

use super::api::terms_for_take_in;
use super::findings::{FindingsFields, FindingsForm};
use super::tasks::{TaskFields, TaskList};
use crate::components::{Checkbox, SignaturePad, TextField};
use domain::ids::{LineId, OrderId};
use domain::orders::act::{Details, Signature};
use domain::orders::repair::findings::wording;
use domain::orders::repair::steps::{PieceFindings, PieceWork};
use domain::orders::view::Detail;
use leptos::prelude::*;

/// A piece in a dialog.
#[derive(Clone)]
struct PieceForm {
    line: LineId,
    title: String,
    tasks: TaskList,
    findings: FindingsForm,
}

/// The fields that only a repair's steps have.
#[derive(Clone, Copy)]
pub(crate) struct RepairStep {
    pieces: StoredValue<Vec<PieceForm>>,
    redo_of: Option<OrderId>,
    by_phone: RwSignal<bool>,
}

impl RepairStep {
    /// Starts from what is known of the order; of another kind there is nothing.
    pub(crate) fn of(order: &Detail) -> Self {
        let repair = order.repair.as_deref();
        let pieces = repair.map_or(&[][..], |repair| &repair.pieces);
        let forms = pieces.iter().map(|piece| PieceForm {
            line: piece.line,
            title: wording(piece.item, piece.word.as_deref(), &piece.findings),
            tasks: TaskList::of(&piece.tasks),
            findings: FindingsForm::of(&piece.findings),
        });
        Self {
            pieces: StoredValue::new(forms.collect()),
            redo_of: repair.and_then(|repair| repair.redo_of.as_ref().map(|(id, _)| *id)),
            by_phone: RwSignal::new(false),
        }
    }

    /// Puts the work of all pieces into what is sent.
    pub(crate) fn put_tasks(self, details: &mut Details) {
        let work = |piece: &PieceForm| PieceWork {
            line: piece.line,
            tasks: piece.tasks.typed(),
        };
        let all = || {
            self.pieces
                .with_value(|pieces| pieces.iter().map(work).collect())
        };
        details.tasks = untrack(all);
    }

    /// Puts what was found of all pieces into what is sent.
    pub(crate) fn put_findings(self, details: &mut Details) {
        let found = |piece: &PieceForm| PieceFindings {
            line: piece.line,
            findings: piece.findings.typed(),
        };
        let all = || {
            self.pieces
                .with_value(|pieces| pieces.iter().map(found).collect())
        };
        details.findings = untrack(all);
    }

    pub(crate) fn put_approval(self, details: &mut Details) {
        details.by_phone = self.by_phone.get_untracked();
    }
}

/// The work of each piece, to be quoted.
#[component]
pub(crate) fn WorkOfAll(
    step: RepairStep,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let terms = Resource::new(move || step.redo_of, terms_for_take_in);
    let book = Signal::derive(move || terms.get().and_then(Result::ok).map(|terms| terms.book));
    let nothing = move || error.run("/details/tasks".to_owned());
    let one = move |(index, piece): (usize, PieceForm)| {
        let title = piece.title.clone();
        view! {
            <section class="stack" data-gap="snug" aria-label=title>
                <h3 class="kicker">{piece.title}</h3>
                <TaskFields
                    list=piece.tasks book=book pointer=format!("/details/tasks/{index}") error=error />
            </section>
        }
    };
    view! {
        {move || nothing().map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> })}
        {step.pieces.get_value().into_iter().enumerate().map(one).collect_view()}
    }
}

/// What each piece is found to be.
#[component]
pub(crate) fn FindingsOfAll(
    step: RepairStep,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let one = move |(index, piece): (usize, PieceForm)| {
        let title = piece.title.clone();
        view! {
            <section class="stack" data-gap="snug" aria-label=title>
                <h3 class="kicker">{piece.title}</h3>
                <FindingsFields
                    form=piece.findings error=error
                    pointer=format!("/details/findings/{index}/findings") />
            </section>
        }
    };
    step.pieces
        .get_value()
        .into_iter()
        .enumerate()
        .map(one)
        .collect_view()
}

/// Who agrees to the price: by signature, or by phone.
#[component]
pub(crate) fn ApprovalFields(
    step: RepairStep,
    name: RwSignal<String>,
    signature: RwSignal<Option<Signature>>,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let at = move |pointer: &'static str| Signal::derive(move || error.run(pointer.to_owned()));
    view! {
        <div class="stack" data-gap="snug">
            <TextField
                label="Who approves it" name="/details/received_by" value=name autocomplete="off"
                error=at("/details/received_by") />
            <Checkbox
                label="They said so by phone" name="/details/by_phone" checked=step.by_phone
                hint=Some("Your name and the time are kept with it.".to_owned()) />
            <Show when=move || !step.by_phone.get()>
                <SignaturePad
                    label="Signature" name="/details/signature" value=signature
                    hint=Some("I approve the work at this price.".to_owned())
                    error=at("/details/signature") />
            </Show>
        </div>
    }
}
