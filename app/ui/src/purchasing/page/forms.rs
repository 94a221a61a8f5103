//! The forms of what can be done, save for taking a delivery in and the bill.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{ButtonVariant, DateField, use_toasts};
use crate::purchasing::api::{cancel_purchase, confirm_purchase, mail_purchase, send_purchase};
use domain::input::FieldErrors;
use domain::purchasing::PurchaseState;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// It goes by e-mail. Who has no address is sent it on paper, so the sheet comes next.
#[component]
pub(super) fn SendForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let navigate = use_navigate();
    let (vendor, email) = shown
        .purchase
        .with_untracked(|purchase| (purchase.vendor_name.clone(), purchase.vendor_email.clone()));
    let by_mail = !email.is_empty();
    let (said, verb) = if by_mail {
        let said = format!("It goes to {vendor}, {email}, with the order as a PDF.");
        (said, "Send by e-mail")
    } else {
        let said = format!("{vendor} has no e-mail address. The sheet to print comes next.");
        (said, "Note as sent")
    };
    let go = move |()| {
        let navigate = navigate.clone();
        let (id, version) = shown.seen();
        attempt.make(
            |key| send_purchase(id, version, key),
            move |_| {
                if by_mail {
                    toasts.success("The order is on its way to the vendor.");
                    return;
                }
                toasts.success("Noted as sent.");
                let sheet = format!("/purchasing/{id}/print");
                navigate(&sheet, NavigateOptions::default());
            },
        );
    };
    view! {
        <AttemptForm attempt=attempt verb=verb on_go=go>
            <p class="dialog-message breakable">{said}</p>
        </AttemptForm>
    }
}

#[component]
pub(super) fn MailForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let (vendor, email) = shown
        .purchase
        .with_untracked(|purchase| (purchase.vendor_name.clone(), purchase.vendor_email.clone()));
    let go = move |()| {
        let (id, version) = shown.seen();
        attempt.make(
            |key| mail_purchase(id, version, key),
            move |()| toasts.success("The order is on its way to the vendor."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Send by e-mail" on_go=go>
            <p class="dialog-message breakable">
                {format!("It goes to {vendor}, {email}, with the order as a PDF.")}
            </p>
        </AttemptForm>
    }
}

#[component]
pub(super) fn ConfirmForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let (eta, today) = shown
        .purchase
        .with_untracked(|purchase| (purchase.eta, purchase.today));
    let typed = eta.filter(|eta| *eta >= today);
    let date = RwSignal::new(typed.map(|eta| eta.to_string()).unwrap_or_default());
    let go = move |()| {
        let Ok(eta) = date.with_untracked(|date| date.parse()) else {
            attempt.complain(FieldErrors::one("/eta", "Enter the vendor’s date."));
            return;
        };
        let (id, version) = shown.seen();
        attempt.make(
            |key| confirm_purchase(id, version, eta, key),
            move |_| toasts.success("The vendor’s date is noted."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Note the date" on_go=go>
            <DateField
                label="The vendor’s date" name="/eta" value=date min=Some(today.to_string())
                error=attempt.at("/eta")
            />
        </AttemptForm>
    }
}

#[component]
pub(super) fn CancelForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let (state, vendor) = shown
        .purchase
        .with_untracked(|purchase| (purchase.state, purchase.vendor_name.clone()));
    let consequence = match state {
        PurchaseState::Draft => "It was not sent. It stays in the list as cancelled.".to_owned(),
        _ => format!("Tell {vendor}: nothing of it can be received afterwards."),
    };
    let go = move |()| {
        let (id, version) = shown.seen();
        attempt.make(
            |key| cancel_purchase(id, version, key),
            move |_| toasts.success("The order is cancelled."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Cancel order" variant=ButtonVariant::Danger on_go=go>
            <p class="dialog-message breakable">{consequence}</p>
        </AttemptForm>
    }
}
