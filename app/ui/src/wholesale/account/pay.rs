//! Money from an account: for the invoices that are due first, or for those that are chosen.

use super::Known;
use super::money::Open;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Checkbox, Choice, ChoiceOption, Dialog, DialogSize, IconName,
    MoneyField, TextField, use_toasts,
};
use crate::orders::methods;
use crate::wholesale::api::pay_invoices;
use domain::ids::{CustomerId, InvoiceId};
use domain::input::FieldErrors;
use domain::money::Money;
use domain::payments::{Method, NewPayment};
use domain::wholesale::invoice::InvoiceView;
use leptos::prelude::*;

const OLDEST: &str = "oldest";
const CHOSEN: &str = "chosen";

#[component]
pub(super) fn PayButton(
    account: CustomerId,
    owed: Money,
    invoices: Vec<InvoiceView>,
    known: Known,
    open_invoices: Open,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let invoices = StoredValue::new(invoices);
    view! {
        <Button
            variant=ButtonVariant::Primary icon=IconName::Cash on_press=move |()| open.set(true)
        >
            "Take a payment"
        </Button>
        <Dialog open=open title="Take a payment" size=DialogSize::Medium>
            {move || open.get().then(|| view! {
                <PayForm
                    account=account owed=owed invoices=invoices.get_value() open=open known=known
                    open_invoices=open_invoices />
            })}
        </Dialog>
    }
}

#[component]
fn PayForm(
    account: CustomerId,
    owed: Money,
    invoices: Vec<InvoiceView>,
    open: RwSignal<bool>,
    known: Known,
    open_invoices: Open,
) -> impl IntoView {
    let attempt = Attempt::new(open, move || {
        known.refetch();
        open_invoices.refetch();
    });
    let toasts = use_toasts();
    let amount = RwSignal::new(String::new());
    let method = RwSignal::new(Method::Cheque.code().to_owned());
    let reference = RwSignal::new(String::new());
    let which = RwSignal::new(OLDEST.to_owned());
    let boxes: Vec<(InvoiceView, RwSignal<bool>)> = invoices
        .into_iter()
        .map(|invoice| (invoice, RwSignal::new(false)))
        .collect();
    let boxes = StoredValue::new(boxes);
    let chosen = move || -> Vec<(InvoiceId, Money)> {
        if which.with(|which| which == OLDEST) {
            return Vec::new();
        }
        boxes.with_value(|boxes| {
            let ticked = boxes.iter().filter(|(_, ticked)| ticked.get());
            ticked
                .map(|(invoice, _)| (invoice.id, invoice.open))
                .collect()
        })
    };
    let go = move |()| {
        let chosen = untrack(chosen);
        let some = which.with_untracked(|which| which == CHOSEN);
        if some && chosen.is_empty() {
            let wrong = "Choose the invoices that are paid.";
            attempt.complain(FieldErrors::one("/invoices", wrong));
            return;
        }
        let payment = NewPayment {
            amount: amount.get_untracked(),
            method: method
                .with_untracked(|code| code.parse())
                .unwrap_or(Method::Cheque),
            reference: reference.get_untracked(),
        };
        let most = if some {
            let each = chosen.iter().map(|(_, open)| *open);
            Money::sum(owed.currency(), each).unwrap_or(owed)
        } else {
            owed
        };
        if let Err(wrong) = payment.checked(most) {
            let mut errors = FieldErrors::new();
            errors.nest("/payment", wrong);
            attempt.complain(errors);
            return;
        }
        let ids = chosen.into_iter().map(|(id, _)| id).collect();
        attempt.make(
            move |key| pay_invoices(account, ids, payment, key),
            move |reached| {
                toasts.success(match reached {
                    1 => "Recorded for one invoice.".to_owned(),
                    many => format!("Recorded for {many} invoices."),
                })
            },
        );
    };
    let ways = vec![
        ChoiceOption::new(OLDEST, "Those that are due first"),
        ChoiceOption::new(CHOSEN, "Those that I choose"),
    ];
    let nothing = attempt.at("/invoices");
    view! {
        <AttemptForm attempt=attempt verb="Record payment" on_go=go>
            <p class="quiet">{format!("{owed} is owed in all.")}</p>
            <MoneyField
                label="Amount" name="/payment/amount" value=amount
                error=attempt.at("/payment/amount") />
            <Choice label="Taken by" name="/payment/method" value=method options=methods() />
            <TextField
                label="Reference" name="/payment/reference" value=reference optional=true
                autocomplete="off" hint=Some("Cheque number, or the bank's reference.".to_owned())
                error=attempt.at("/payment/reference") />
            <Choice label="Which invoices it pays" name="/which" value=which options=ways />
            <Show when=move || which.with(|which| which == CHOSEN)>
                {move || nothing.get().map(|wrong| view! {
                    <p class="field-error" role="alert">{wrong}</p>
                })}
                {boxes.get_value().into_iter().map(|(invoice, ticked)| view! {
                    <Checkbox
                        label=format!("{}: {} open", invoice.number, invoice.open)
                        name=format!("/invoices/{}", invoice.id) checked=ticked />
                }).collect_view()}
            </Show>
        </AttemptForm>
    }
}
