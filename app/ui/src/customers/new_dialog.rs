//! Adding a customer, without leaving what one was doing.

use super::api::add_customer;
use super::form::{CustomerFields, Typed};
use super::known::KnownAlready;
use crate::components::{Actions, Button, ButtonVariant, Dialog, use_toasts};
use crate::error::UiError;
use domain::customers::{Added, CustomerCard, NewCustomer};
use domain::ids::IdempotencyKey;
use leptos::prelude::*;

/// Opens with what was typed so far in `prefill`; closes once there is a customer to go on with.
#[component]
pub(super) fn NewCustomerDialog(
    prefill: RwSignal<Option<String>>,
    /// Called with the customer who was added, or who was there already.
    #[prop(into)]
    on_customer: Callback<CustomerCard>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(prefill.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && prefill.with_untracked(Option::is_some) {
            prefill.set(None);
        }
    });
    let done = Callback::new(move |card| {
        open.set(false);
        on_customer.run(card);
    });
    view! {
        <Dialog open=open title="New customer">
            <NewCustomerForm
                typed_before=prefill.get_untracked().unwrap_or_default()
                on_customer=done
                on_cancel=move |()| open.set(false)
            />
        </Dialog>
    }
}

#[component]
fn NewCustomerForm(
    typed_before: String,
    on_customer: Callback<CustomerCard>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let typed = Typed::of(NewCustomer::from_search(&typed_before));
    let key = StoredValue::new(IdempotencyKey::generate());
    let add = Action::new(move |even_if_known: &bool| {
        let (new, key) = (typed.read(*even_if_known), key.get_value());
        async move {
            new.checked().map_err(UiError::Invalid)?;
            add_customer(new, key).await
        }
    });
    let answer = add.value();
    Effect::new(move |_| match answer.get() {
        Some(Ok(Added::Created(card))) => {
            toasts.success(format!("{} added.", card.name));
            on_customer.run(card);
        }
        Some(Err(UiError::Offline)) | None => {}
        // Nothing was added, and the next attempt may say something else.
        Some(Ok(Added::Known(_)) | Err(_)) => key.set_value(IdempotencyKey::generate()),
    });
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    let known = move || match answer.get() {
        Some(Ok(Added::Known(known))) => Some(view! {
            <KnownAlready
                known=known
                busy=add.pending()
                on_choose=on_customer
                on_add_anyway=move |()| {
                    add.dispatch(true);
                }
            />
        }),
        _ => None,
    };
    view! {
        <form
            class="stack"
            method="post"
            on:submit=move |event| {
                event.prevent_default();
                // It may stand within an order's own form, which is not to be sent by this.
                event.stop_propagation();
                add.dispatch(false);
            }
        >
            {known}
            <CustomerFields typed=typed error=error />
            <Actions end=true>
                <Button variant=ButtonVariant::Quiet on_press=on_cancel>
                    "Go back"
                </Button>
                <Button submit=true variant=ButtonVariant::Primary busy=add.pending()>
                    "Add customer"
                </Button>
            </Actions>
        </form>
    }
}
