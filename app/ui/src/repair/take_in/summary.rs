//! The price, the day, the signature, and the button.

use super::form::{DONE, ESTIMATE, FIRM, NO_PAYMENT, RepairForm};
use crate::components::{
    Banner, Button, ButtonVariant, Checkbox, Choice, ChoiceOption, DateField, Definition,
    DefinitionList, MoneyField, Panel, SignaturePad, TextField, Tone,
};
use domain::money::Money;
use domain::orders::draft::Totals;
use domain::orders::repair::take_in::Notify;
use domain::payments::Method;
use leptos::prelude::*;

#[component]
pub(super) fn Summary(
    form: RepairForm,
    busy: RwSignal<bool>,
    on_submit: Callback<()>,
) -> impl IntoView {
    let totals = Memo::new(move |_| form.totals());
    let shown = move |part: fn(&Totals) -> Money| {
        move || {
            totals
                .with(|totals| totals.as_ref().map(|totals| part(totals).to_string()))
                .unwrap_or_else(|| "–".into())
        }
    };
    let prices = [(ESTIMATE, "Estimate"), (FIRM, "Firm price"), (DONE, "Done")]
        .map(|(code, label)| ChoiceOption::new(code, label));
    let ways = Notify::ALL
        .iter()
        .map(|way| ChoiceOption::new(way.code(), way.label()))
        .collect::<Vec<_>>();
    let today = form.terms.with_value(|terms| terms.today.to_string());
    let consent = move || {
        Some(if form.is_agreed() {
            "I leave these pieces and approve the work at this price.".to_owned()
        } else {
            "I leave these pieces. I am asked before any work is done.".to_owned()
        })
    };
    view! {
        <aside class="stack capture-summary repair-summary" aria-label="Summary">
            <Panel title="Summary" raised=true>
                <Choice label="Price" name="/price" value=form.price options=prices.to_vec() />
                <DefinitionList ledger=true>
                    <Definition term="Work">{shown(|t| t.net)}</Definition>
                    <Definition term="Sales tax">{shown(|t| t.tax)}</Definition>
                    <Definition term="Total" strong=true>{shown(|t| t.total)}</Definition>
                </DefinitionList>
                {move || form.warnings().into_iter().map(|warning| view! {
                    <Banner tone=Tone::Warning>{warning}</Banner>
                }).collect_view()}
                <DateField
                    label="Promise date" name="/promise" value=form.promise min=Some(today)
                    optional=true hint=Signal::derive(move || Some(form.proposed()))
                    error=form.error_at("/promise") />
                <Checkbox label="Rush" name="/rush" checked=form.rush />
                <Choice label="Tell them" name="/notify" value=form.notify options=ways />
                <Show when=move || form.is_agreed()>
                    <Payment form=form />
                </Show>
                <SignaturePad
                    label="Signature" name="/signature" value=form.signature
                    hint=Signal::derive(consent) error=form.error_at("/signature") />
                <Button
                    variant=ButtonVariant::Primary wide=true busy=busy
                    on_press=move || on_submit.run(())
                >
                    "Take in"
                </Button>
            </Panel>
        </aside>
    }
}

#[component]
fn Payment(form: RepairForm) -> impl IntoView {
    let methods = [ChoiceOption::new(NO_PAYMENT, "Not now")]
        .into_iter()
        .chain(
            Method::ALL
                .iter()
                .map(|way| ChoiceOption::new(way.code(), way.label())),
        )
        .collect::<Vec<_>>();
    let paying = move || form.method.with(|method| method != NO_PAYMENT);
    view! {
        <Choice label="Payment" name="/payment/method" value=form.method options=methods />
        <Show when=paying>
            <MoneyField
                label="Amount taken" name="/payment/amount" value=form.amount optional=true
                hint=Some("Empty takes all of it".to_owned())
                error=form.error_at("/payment/amount") />
            <TextField
                label="Reference" name="/payment/reference" value=form.reference optional=true
                autocomplete="off" error=form.error_at("/payment/reference") />
        </Show>
    }
}
