//! The store's rules for memos, and changing them.

use super::api::{rules_for_memos, save_memo_terms};
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Dialog, DialogSize, MoneyField, NumberField, SkeletonShape, TextArea,
    TextField, use_toasts,
};
use crate::loaded::asked;
use crate::people::use_session;
use domain::orders::memo::terms::{MemoTerms, TermsDraft};
use domain::staff::Permission;
use leptos::prelude::*;

/// The way to the rules, for those who answer for stock.
#[component]
pub(super) fn TermsButton() -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    view! {
        <Show when=move || session.may(Permission::KeepStock)>
            <Button variant=ButtonVariant::Quiet on_press=move |()| open.set(true)>"Terms"</Button>
            <Dialog open=open title="Terms of memos" size=DialogSize::Medium>
                <Terms open=open />
            </Dialog>
        </Show>
    }
}

#[component]
fn Terms(open: RwSignal<bool>) -> impl IntoView {
    asked(rules_for_memos, SkeletonShape::Lines, move |now| {
        view! { <Form open=open now=now /> }
    })
}

#[component]
fn Form(open: RwSignal<bool>, now: MemoTerms) -> impl IntoView {
    let (version, currency) = (now.version, now.limit.currency());
    let typed = now.typed();
    let days = RwSignal::new(typed.days);
    let limit = RwSignal::new(typed.limit);
    let insured = RwSignal::new(typed.insured);
    let reminders = RwSignal::new(typed.reminders);
    let conditions = RwSignal::new(typed.conditions);
    let toasts = use_toasts();
    let attempt = Attempt::new(open, || {});
    let go = move |()| {
        let draft = TermsDraft {
            days: days.get_untracked(),
            limit: limit.get_untracked(),
            insured: insured.get_untracked(),
            reminders: reminders.get_untracked(),
            conditions: conditions.get_untracked(),
        };
        if let Err(wrong) = draft.checked(currency, version) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            |key| save_memo_terms(version, draft, key),
            move |_| toasts.success("The terms hold for what goes out from now on."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Save the terms" on_go=go>
            <div class="form-grid">
                <NumberField
                    label="Days out" name="/days" value=days whole=true error=attempt.at("/days")
                    hint=Some("Where nothing else is said.".to_owned())
                />
                <TextField
                    label="Reminders after days" name="/reminders" value=reminders
                    hint=Some("Parted by commas.".to_owned()) error=attempt.at("/reminders")
                />
                <MoneyField
                    label="One customer may have" name="/limit" value=limit
                    error=attempt.at("/limit")
                />
                <MoneyField
                    label="Insured outside the shop" name="/insured" value=insured
                    hint=Some("Empty where nobody has said.".to_owned())
                    error=attempt.at("/insured")
                />
            </div>
            <TextArea
                label="What is signed" name="/conditions" value=conditions rows=6
                error=attempt.at("/conditions") max_length=4_000u32
            />
        </AttemptForm>
    }
}
