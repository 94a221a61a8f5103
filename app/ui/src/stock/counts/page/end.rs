//! The end of a count: finished, with a reason for what is missing, or given up.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Dialog, DialogSize, TextArea, TextField, use_toasts,
};
use crate::people::use_session;
use crate::stock::counts::api::{finish_count, give_up_count};
use crate::stock::words::several;
use domain::ids::PieceId;
use domain::staff::Permission;
use domain::stock::{FinishDraft, NotFound};
use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Finish,
    GiveUp,
}

#[component]
pub(super) fn Ends(shown: Shown) -> impl IntoView {
    let session = use_session();
    let asked = RwSignal::new(End::Finish);
    let open = RwSignal::new(false);
    let start = move |end: End| {
        asked.set(end);
        open.set(true);
    };
    let title = Signal::derive(move || {
        let number = shown.count.with(|count| count.summary.number.clone());
        match asked.get() {
            End::Finish => format!("Finish {number}"),
            End::GiveUp => format!("Give {number} up"),
        }
    });
    view! {
        <Show when=move || session.may(Permission::KeepStock)>
            <Button variant=ButtonVariant::Quiet on_press=move |()| start(End::GiveUp)>
                "Give up"
            </Button>
            <Button variant=ButtonVariant::Primary on_press=move |()| start(End::Finish)>
                "Finish"
            </Button>
        </Show>
        <Dialog open=open title=title size=DialogSize::Medium>
            {move || match asked.get() {
                End::Finish => view! { <FinishForm shown=shown open=open /> }.into_any(),
                End::GiveUp => view! { <GiveUpForm shown=shown open=open /> }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn FinishForm(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let toasts = use_toasts();
    let attempt = Attempt::new(open, move || shown.refresh());
    // As it stands now: what others find meanwhile, the server tells.
    let (id, missing, pieces, differing) = shown.count.with_untracked(|count| {
        let counted = count.bulk.iter().filter_map(|goods| goods.counted.as_ref());
        let differing = counted.filter(|counted| counted.differs()).count();
        (
            count.summary.id,
            count.tally.missing(),
            count.not_found.clone(),
            u32::try_from(differing).unwrap_or(u32::MAX),
        )
    });
    let reason = RwSignal::new(String::new());
    let own: Vec<(NotFound, RwSignal<String>)> = pieces
        .into_iter()
        .map(|piece| (piece, RwSignal::new(String::new())))
        .collect();
    let fields = own.clone();
    let go = move |()| {
        let given = own
            .iter()
            .map(|(piece, text)| (piece.piece, text.get_untracked()));
        let draft = FinishDraft {
            missing,
            reason: reason.get_untracked(),
            reasons: given
                .filter(|(_, text): &(PieceId, String)| !text.trim().is_empty())
                .collect(),
        };
        attempt.make(
            move |key| finish_count(id, draft, key),
            move |_| toasts.success("The count is finished."),
        );
    };
    let pieces = match missing {
        0 => "Nothing is missing.".to_owned(),
        count => format!(
            "{} written off as missing.",
            several(count, "piece is", "pieces are")
        ),
    };
    let goods = (differing > 0).then(|| {
        format!(
            " {} adjusted.",
            several(differing, "quantity is", "quantities are")
        )
    });
    let explains = missing > 0 || differing > 0;
    view! {
        <AttemptForm attempt=attempt verb="Finish the count" on_go=go>
            <p class="dialog-message">{pieces}{goods}</p>
            {explains.then(|| view! {
                <TextArea
                    label="Why" name="/reason" value=reason rows=2 error=attempt.at("/reason")
                    hint=Some("For all that has no reason of its own below.".to_owned())
                />
            })}
            {(!fields.is_empty()).then(|| view! {
                <details class="count-reasons">
                    <summary>"A reason of its own for a piece"</summary>
                    <div class="stack" data-gap="snug">
                        {fields.into_iter().map(|(piece, text)| view! {
                            <TextField
                                label=format!("{} · {}", piece.serial, piece.name)
                                name=format!("reason-{}", piece.piece) value=text optional=true
                                max_length=500u32
                            />
                        })
                        .collect_view()}
                    </div>
                </details>
            })}
        </AttemptForm>
    }
}

#[component]
fn GiveUpForm(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let toasts = use_toasts();
    let attempt = Attempt::new(open, move || shown.refresh());
    let id = shown.count.with_untracked(|count| count.summary.id);
    let go = move |()| {
        attempt.make(
            move |_| give_up_count(id),
            move |()| toasts.success("The count is given up."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Give the count up" variant=ButtonVariant::Danger on_go=go>
            <p class="dialog-message">
                "Nothing is written off. What was scanned stays on record, and its places can be counted again."
            </p>
        </AttemptForm>
    }
}
