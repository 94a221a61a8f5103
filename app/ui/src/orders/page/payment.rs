//! Taking a payment.

use super::Shown;
use crate::components::{
    Actions, Banner, Button, ButtonVariant, Choice, ChoiceOption, Dialog, DialogSize, MoneyField,
    TextField, Tone, browser::focus_first_invalid, use_toasts,
};
use crate::error::UiError;
use crate::orders::api::{pay_order, show_order};
use domain::ids::IdempotencyKey;
use domain::money::Money;
use domain::orders::requests::PaymentRequest;
use domain::orders::view::Detail;
use domain::payments::{Method, NewPayment};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The ways to pay, for a choice.
pub(crate) fn methods() -> Vec<ChoiceOption> {
    Method::OURS
        .iter()
        .map(|method| ChoiceOption::new(method.code(), method.label()))
        .collect()
}

/// What is to be paid next: the first milestone that is open.
fn next_due(order: &Detail) -> Money {
    let open = order.schedule.iter().filter_map(|step| step.open().ok());
    let first = open.into_iter().find(|amount| amount.is_positive());
    first.unwrap_or(order.balance)
}

#[component]
pub(super) fn PaymentDialog(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open=open title="Take a payment" size=DialogSize::Narrow>
            <PaymentForm shown=shown open=open />
        </Dialog>
    }
}

#[component]
fn PaymentForm(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let order = shown.order;
    let amount = RwSignal::new(order.with_untracked(|order| next_due(order).plain()));
    let method = RwSignal::new(Method::CardTerminal.code().to_owned());
    let reference = RwSignal::new(String::new());
    // One attempt, however often it is sent: a lost answer must not become a second payment.
    let key = StoredValue::new(IdempotencyKey::generate());
    // Of two who take the same payment, the second is told of the first, even where the page behind
    // the dialog shows it already.
    let seen = StoredValue::new(order.with_untracked(|order| order.version));
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<UiError>);
    let toasts = use_toasts();
    let field = move |pointer: &'static str| {
        Signal::derive(move || wrong.with(|w| w.as_ref().and_then(|w| w.field(pointer))))
    };
    let take = move || {
        let payment = NewPayment {
            amount: amount.get_untracked(),
            method: method
                .with_untracked(|code| code.parse())
                .unwrap_or(Method::CardTerminal),
            reference: reference.get_untracked(),
        };
        let (id, owed) = order.with_untracked(|order| (order.id, order.balance));
        if let Err(errors) = payment.checked(owed) {
            let mut nested = domain::input::FieldErrors::new();
            nested.nest("/payment", errors);
            wrong.set(Some(UiError::Invalid(nested)));
            request_animation_frame(focus_first_invalid);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let request = PaymentRequest {
                version: Some(seen.get_value()),
                payment,
            };
            match pay_order(id, request, key.get_value()).await {
                Ok(_) => {
                    toasts.success("Payment recorded.");
                    open.set(false);
                    shown.refresh();
                }
                Err(error) => {
                    if let Ok(now) = show_order(id).await {
                        // Who has read what happened meanwhile may still take it. After any other
                        // failure the same attempt is sent again, to the letter.
                        if matches!(error, UiError::Conflict(_)) {
                            seen.set_value(now.version);
                        }
                        drop(order.try_set(now));
                    }
                    wrong.set(Some(error));
                    request_animation_frame(focus_first_invalid);
                }
            }
            busy.set(false);
        });
    };
    view! {
        <form
            class="stack"
            data-gap="snug"
            on:submit=move |event| {
                event.prevent_default();
                take();
            }
        >
            {move || {
                wrong
                    .get()
                    .filter(|wrong| !matches!(wrong, UiError::Invalid(_)))
                    .map(|wrong| view! { <Banner tone=Tone::Danger>{wrong.to_string()}</Banner> })
            }}
            <p class="quiet">
                {move || order.with(|order| format!("{} is owed in all.", order.balance))}
            </p>
            <MoneyField label="Amount" name="/payment/amount" value=amount error=field("/payment/amount") />
            <Choice label="Taken by" name="/payment/method" value=method options=methods() />
            <TextField
                label="Reference"
                name="/payment/reference"
                value=reference
                optional=true
                autocomplete="off"
                hint=Some("Cheque number, or the terminal's code and last four. Recorded, not charged.".to_owned())
                error=field("/payment/reference")
            />
            <Actions end=true>
                <Button variant=ButtonVariant::Quiet on_press=move || open.set(false)>"Go back"</Button>
                <Button variant=ButtonVariant::Primary submit=true busy=busy>"Record payment"</Button>
            </Actions>
        </form>
    }
}
