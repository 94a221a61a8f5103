//! What the shop asks for and includes in custom work: read by everybody who takes orders, kept by
//! managers.

use super::api::{save_custom_policy, terms_for_custom};
use super::steps::RouteField;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, Checkbox, Definition, DefinitionList, Dialog, DialogSize, MoneyField, NumberField,
    PageHeader, Panel, SkeletonShape, TextArea, use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::people::use_session;
use domain::money::Currency;
use domain::orders::custom::inquiry::InquiryTerms;
use domain::orders::custom::policy::{Policy, PolicyDraft};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

type Known = Resource<Result<InquiryTerms, UiError>>;

#[component]
pub(super) fn Terms() -> impl IntoView {
    let known: Known = Resource::new(|| (), |()| terms_for_custom());
    let open = RwSignal::new(false);
    let session = use_session();
    let keeps = move || session.may(Permission::EditCatalogue);
    view! {
        <Title text="Terms of custom work" />
        <PageHeader
            title="Terms of custom work" kicker="Custom orders"
            back=("/custom/new".to_owned(), "A custom piece".to_owned())
            actions=move || view! {
                <Show when=keeps>
                    <Button on_press=move |()| open.set(true)>"Change the terms"</Button>
                </Show>
            }
        />
        {loaded(known, SkeletonShape::Lines, |terms| shown(&terms.policy))}
        <Dialog open=open title="Terms of custom work" size=DialogSize::Wide>
            {move || {
                let terms = known.get_untracked().and_then(Result::ok)?;
                Some(view! {
                    <TermsForm
                        known=known open=open policy=terms.policy currency=terms.currency />
                })
            }}
        </Dialog>
    }
}

fn shown(policy: &Policy) -> impl IntoView + use<> {
    let percent = |number: rust_decimal::Decimal| format!("{} %", number.normalize());
    let days = |count: u16, what: &str| format!("{count} {what}");
    let yes = |it: bool| if it { "Yes" } else { "No" }.to_owned();
    let facts = [
        ("Design deposit", policy.design_deposit.to_string()),
        ("Kept if cancelled in design", policy.design_fee.to_string()),
        ("Paid before it is made", percent(policy.production_percent)),
        ("Rounds in the price", policy.included_rounds.to_string()),
        ("Each further round", policy.round_fee.to_string()),
        ("The metal’s price holds", days(policy.price_days, "days")),
        ("Cost times", policy.multiplier.normalize().to_string()),
        ("Metal lost in work", percent(policy.loss_percent)),
        ("Usually ready in", days(policy.lead_days, "working days")),
        ("Final photos before ready", yes(policy.final_photos)),
        ("Customers see the parts", yes(policy.shows_parts)),
        ("Warranty", days(policy.warranty_months, "months")),
    ];
    let warranty = policy.warranty.clone();
    view! {
        <Panel>
            <DefinitionList>
                {facts.into_iter().map(|(term, value)| view! {
                    <Definition term=term>{value}</Definition>
                }).collect_view()}
            </DefinitionList>
            <p class="quiet breakable">{warranty}</p>
            <p class="quiet">
                "An order keeps the terms that its customer was told the price by."
            </p>
        </Panel>
    }
}

#[component]
fn TermsForm(
    known: Known,
    open: RwSignal<bool>,
    policy: Policy,
    currency: Currency,
) -> impl IntoView {
    let attempt = Attempt::new(open, move || known.refetch());
    let toasts = use_toasts();
    let version = policy.version;
    let draft = PolicyDraft::from(&policy);
    let text = |text: &str| RwSignal::new(text.to_owned());
    let deposit = text(&draft.design_deposit);
    let fee = text(&draft.design_fee);
    let production = text(&draft.production_percent);
    let rounds = text(&draft.included_rounds);
    let round_fee = text(&draft.round_fee);
    let price_days = text(&draft.price_days);
    let multiplier = text(&draft.multiplier);
    let loss = text(&draft.loss_percent);
    let lead = text(&draft.lead_days);
    let months = text(&draft.warranty_months);
    let warranty = text(&draft.warranty);
    let photos = RwSignal::new(draft.final_photos);
    let parts = RwSignal::new(draft.shows_parts);
    let route = RwSignal::new(draft.route.map(|id| id.to_string()).unwrap_or_default());
    let go = move |()| {
        let draft = PolicyDraft {
            design_deposit: deposit.get_untracked(),
            design_fee: fee.get_untracked(),
            production_percent: production.get_untracked(),
            included_rounds: rounds.get_untracked(),
            round_fee: round_fee.get_untracked(),
            price_days: price_days.get_untracked(),
            multiplier: multiplier.get_untracked(),
            loss_percent: loss.get_untracked(),
            lead_days: lead.get_untracked(),
            final_photos: photos.get_untracked(),
            shows_parts: parts.get_untracked(),
            warranty_months: months.get_untracked(),
            warranty: warranty.get_untracked(),
            route: route.with_untracked(|id| id.parse().ok()),
        };
        if let Err(wrong) = draft.check(currency) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            move |key| save_custom_policy(version, draft, key),
            move |_| toasts.success("The terms are kept."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Keep them" on_go=go>
            <div class="form-grid">
                <MoneyField
                    label="Design deposit" name="/design_deposit" value=deposit
                    error=attempt.at("/design_deposit") />
                <MoneyField
                    label="Kept if cancelled in design" name="/design_fee" value=fee
                    error=attempt.at("/design_fee") />
                <NumberField
                    label="Paid before it is made" name="/production_percent" value=production
                    unit=Some("%".to_owned()) error=attempt.at("/production_percent") />
                <NumberField
                    label="Rounds in the price" name="/included_rounds" value=rounds whole=true
                    error=attempt.at("/included_rounds") />
                <MoneyField
                    label="Each further round" name="/round_fee" value=round_fee
                    error=attempt.at("/round_fee") />
                <NumberField
                    label="The metal’s price holds" name="/price_days" value=price_days whole=true
                    unit=Some("days".to_owned()) error=attempt.at("/price_days") />
                <NumberField
                    label="Cost times" name="/multiplier" value=multiplier
                    error=attempt.at("/multiplier") />
                <NumberField
                    label="Metal lost in work" name="/loss_percent" value=loss
                    unit=Some("%".to_owned()) error=attempt.at("/loss_percent") />
                <NumberField
                    label="Usually ready in" name="/lead_days" value=lead whole=true
                    unit=Some("working days".to_owned()) error=attempt.at("/lead_days") />
                <RouteField
                    label="Made at the bench by" name="/route" value=route
                    prompt="Asked each time" error=attempt.at("/route") />
                <Checkbox label="Final photos before ready" name="/final_photos" checked=photos />
                <Checkbox label="Customers see the parts" name="/shows_parts" checked=parts />
                <NumberField
                    label="Warranty" name="/warranty_months" value=months whole=true
                    unit=Some("months".to_owned()) error=attempt.at("/warranty_months") />
            </div>
            <TextArea
                label="What it covers" name="/warranty" value=warranty rows=3 optional=true
                error=attempt.at("/warranty") />
        </AttemptForm>
    }
}
