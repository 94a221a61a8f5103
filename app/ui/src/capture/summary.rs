//! What it comes to, the deposit, the payment, and the button.

use super::form::{NO_PAYMENT, OrderForm};
use crate::components::{
    Button, ButtonVariant, Choice, ChoiceOption, Definition, DefinitionList, MoneyField, Panel,
    TextField,
};
use domain::money::Money;
use domain::payments::Method;
use leptos::prelude::*;

#[component]
pub(super) fn Summary(
    form: OrderForm,
    busy: RwSignal<bool>,
    /// Called with whether it is kept as a quote.
    on_submit: Callback<bool>,
) -> impl IntoView {
    let totals = Memo::new(move |_| form.totals());
    let shown = move |part: fn(&domain::orders::draft::Totals) -> Money| {
        move || {
            totals
                .with(|t| t.as_ref().map(|t| part(t).to_string()))
                .unwrap_or_else(|| "–".into())
        }
    };
    let paying = move || form.method.with(|method| method != NO_PAYMENT);
    view! {
        <aside class="stack capture-summary" aria-label="Summary">
            <Panel title="Summary" raised=true>
                <DefinitionList ledger=true>
                    <Definition term="Pieces">{shown(|t| t.net)}</Definition>
                    <Definition term="Sales tax">{shown(|t| t.tax)}</Definition>
                    <Definition term="Total" strong=true>{shown(|t| t.total)}</Definition>
                </DefinitionList>
                <Deposit form=form />
                <Payment form=form />
                <Button
                    variant=ButtonVariant::Primary wide=true busy=busy
                    on_press=move || on_submit.run(false)
                >
                    {move || if paying() { "Take payment and order" } else { "Take the order" }}
                </Button>
                <Button variant=ButtonVariant::Quiet wide=true busy=busy on_press=move || on_submit.run(true)>
                    "Keep as a quote"
                </Button>
            </Panel>
        </aside>
    }
}

#[component]
fn Deposit(form: OrderForm) -> impl IntoView {
    let proposed = move || {
        let policy = form.terms.with_value(|terms| terms.deposit);
        form.totals()
            .and_then(|totals| policy.propose(totals.total).ok())
    };
    let lowered = move || match (proposed(), form.deposit_due()) {
        (Some(asked), Some(typed)) => typed.amount() < asked.amount(),
        _ => false,
    };
    view! {
        <MoneyField
            label="Deposit"
            name="/deposit"
            value=form.deposit
            optional=true
            hint=Signal::derive(move || said(proposed(), "The shop asks for"))
            error=form.error_at("/deposit")
        />
        <Show when=lowered>
            <TextField
                label="Why less?" name="/deposit_reason" value=form.deposit_reason
                autocomplete="off" error=form.error_at("/deposit_reason") />
        </Show>
    }
}

/// Words before an amount, once there is one.
fn said(amount: Option<Money>, words: &str) -> Option<String> {
    let amount = amount.filter(|amount| amount.is_positive())?;
    Some(format!("{words} {amount}"))
}

#[component]
fn Payment(form: OrderForm) -> impl IntoView {
    let methods = Method::OURS
        .iter()
        .map(|method| ChoiceOption::new(method.code(), method.label()))
        .chain([ChoiceOption::new(NO_PAYMENT, "Not now")])
        .collect::<Vec<_>>();
    let paying = move || form.method.with(|method| method != NO_PAYMENT);
    view! {
        <Choice label="Payment" name="/payment/method" value=form.method options=methods />
        <Show when=paying>
            <MoneyField
                label="Amount taken"
                name="/payment/amount"
                value=form.amount
                optional=true
                hint=Signal::derive(move || said(form.deposit_due(), "Empty takes the deposit,"))
                error=form.error_at("/payment/amount")
            />
            <TextField
                label="Reference"
                name="/payment/reference"
                value=form.reference
                optional=true
                autocomplete="off"
                hint=Some("The terminal's code, or the cheque's number".to_owned())
                error=form.error_at("/payment/reference")
            />
        </Show>
    }
}
