//! Saying up to how much customers' goods are insured.

use super::Known;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{MoneyField, use_toasts};
use crate::stock::api::insure_goods;
use leptos::prelude::*;

#[component]
pub(super) fn LimitForm(open: RwSignal<bool>, standing: Known, typed: String) -> impl IntoView {
    let amount = RwSignal::new(typed);
    let toasts = use_toasts();
    let attempt = Attempt::new(open, move || standing.refetch());
    let go = move |()| {
        let amount = amount.get_untracked();
        attempt.make(
            |key| insure_goods(amount, key),
            move |()| toasts.success("The limit counts from now on."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Set the limit" on_go=go>
            <p class="dialog-message">
                "What the policy pays at most for goods of customers. The limits of before stay on record."
            </p>
            <MoneyField
                label="Insured up to" name="/amount" value=amount error=attempt.at("/amount")
            />
        </AttemptForm>
    }
}
