//! The estimate builder: the parts as they are typed, and what they come to beside them.

use super::Shown;
use super::estimate_form::{EstimateForm, StonesForm, starting_from};
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Checkbox, DateField, Definition, DefinitionList, IconName, MoneyField,
    NumberField, SelectField, SelectOption, TextArea, TextField, use_toasts,
};
use crate::orders::act_on_order;
use domain::input::FieldErrors;
use domain::measures::Metal;
use domain::orders::Action;
use domain::orders::act::Details;
use domain::orders::custom::estimate::{Reckoned, Specification};
use domain::orders::custom::estimate_draft::{EstimateTerms, NewStones};
use domain::orders::custom::inquiry::InquiryTerms;
use domain::orders::history::day;
use leptos::prelude::*;

/// The form of an estimate: a first one, or a change of what was agreed.
#[component]
pub(super) fn Builder(
    shown: Shown,
    open: RwSignal<bool>,
    action: Action,
    terms: InquiryTerms,
) -> impl IntoView {
    let attempt = Attempt::new(open, move || shown.refresh());
    let toasts = use_toasts();
    let form = EstimateForm::of(start(shown), terms.today.to_string());
    let reason = RwSignal::new(String::new());
    let terms = StoredValue::new(terms);
    let changes = action == Action::ChangeOrder;
    let reckoned = Memo::new(move |_| reckon(form, terms));
    let go = move |()| {
        let estimate = untrack(|| form.typed());
        let wrong = terms.with_value(|terms| estimate.checked(against(terms)).err());
        if let Some(wrong) = wrong {
            let mut errors = FieldErrors::new();
            errors.nest("/details/estimate", wrong);
            attempt.complain(errors);
            return;
        }
        let details = Details {
            estimate,
            reason: reason.get_untracked(),
            ..Details::default()
        };
        let request = shown.request(action, details, String::new());
        attempt.make(
            move |key| act_on_order(shown.id(), request, key),
            move |acted| toasts.success(format!("Now: {}.", acted.position.state.label())),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb=action.label() on_go=go>
            {changes.then(|| view! {
                <TextArea
                    label="What is changed, and why?" name="/details/reason" value=reason rows=2
                    error=attempt.at("/details/reason") />
            })}
            <Piece form=form attempt=attempt />
            <MetalFields form=form attempt=attempt terms=terms />
            <StonesFields form=form attempt=attempt />
            <Work form=form attempt=attempt terms=terms />
            {move || live(reckoned.get())}
        </AttemptForm>
    }
}

fn start(shown: Shown) -> domain::orders::custom::estimate_draft::NewEstimate {
    shown.order.with_untracked(|order| {
        let custom = order.custom.as_deref();
        let last = custom.and_then(|custom| custom.estimate());
        let title = order.lines.first().map(|line| line.description.clone());
        let wished = Specification {
            description: title.unwrap_or_default(),
            ring_size: None,
            metal: None,
            stones: Vec::new(),
        };
        let estimate = last.and_then(|last| last.estimate.as_deref());
        starting_from(estimate, last.map_or(&wished, |last| &last.specification))
    })
}

fn against(terms: &InquiryTerms) -> EstimateTerms<'_> {
    EstimateTerms {
        policy: &terms.policy,
        currency: terms.currency,
        today: terms.today,
    }
}

fn reckon(form: EstimateForm, terms: StoredValue<InquiryTerms>) -> Option<Reckoned> {
    let typed = form.typed();
    terms.with_value(|terms| {
        let estimate = typed.checked(against(terms)).ok()?;
        estimate.reckon(&terms.rates).ok()
    })
}

/// What it comes to, as far as what is typed can be reckoned.
fn live(reckoned: Option<Reckoned>) -> impl IntoView {
    let Some(reckoned) = reckoned else {
        return view! {
            <p class="quiet">"What it comes to is shown once the fields can be reckoned."</p>
        }
        .into_any();
    };
    let total = reckoned.total().map(|total| total.to_string());
    view! {
        <section class="custom-live" aria-label="What it comes to">
            <DefinitionList ledger=true>
                {reckoned.costs.into_iter().map(|part| view! {
                    <Definition term=part.label>{part.amount.to_string()}</Definition>
                }).collect_view()}
                <Definition term="Cost">{reckoned.cost.to_string()}</Definition>
                <Definition term="Price">{reckoned.price.to_string()}</Definition>
                <Definition term="Sales tax">{reckoned.tax.to_string()}</Definition>
                <Definition term="Total" strong=true>{total.unwrap_or_default()}</Definition>
            </DefinitionList>
        </section>
    }
    .into_any()
}

fn at(attempt: Attempt, field: &str) -> Signal<Option<String>> {
    attempt.at(format!("/details/estimate/{field}"))
}

fn name(field: &str) -> String {
    format!("/details/estimate/{field}")
}

#[component]
fn Piece(form: EstimateForm, attempt: Attempt) -> impl IntoView {
    view! {
        <div class="form-grid">
            <div data-span="full">
                <TextField
                    label="What is made" name=name("description") value=form.description
                    autocomplete="off" error=at(attempt, "description") />
            </div>
            <TextField
                label="Ring size" name=name("ring_size") value=form.ring_size optional=true
                placeholder="6½, M, 52 mm" autocomplete="off" error=at(attempt, "ring_size") />
        </div>
    }
}

#[component]
fn MetalFields(
    form: EstimateForm,
    attempt: Attempt,
    terms: StoredValue<InquiryTerms>,
) -> impl IntoView {
    let metals: Vec<_> = Metal::ALL
        .iter()
        .enumerate()
        .map(|(place, metal)| SelectOption::new(place.to_string(), metal.label()))
        .collect();
    let ours = move || form.metal.with(|place| !place.is_empty());
    let (usual, today) = terms.with_value(|terms| {
        let loss = terms.policy.loss_percent.normalize();
        (format!("Empty takes {loss} %"), terms.today.to_string())
    });
    view! {
        <fieldset class="custom-part">
            <legend class="kicker">"Metal"</legend>
            <SelectField
                label="Metal" name=name("metal") value=form.metal options=metals
                prompt="The customer brings it" error=at(attempt, "metal") />
            <Show when=ours>
                <div class="form-grid">
                    <NumberField
                        label="Weight" name=name("grams") value=form.grams
                        unit=Some("g".to_owned()) error=at(attempt, "grams") />
                    <MoneyField
                        label="Price of a troy ounce" name=name("spot") value=form.spot
                        error=at(attempt, "spot") />
                    <TextField
                        label="Whose price" name=name("spot_source") value=form.spot_source
                        placeholder="Kitco, LBMA PM …" autocomplete="off"
                        error=at(attempt, "spot_source") />
                    <DateField
                        label="Of which day" name=name("spot_on") value=form.spot_on
                        max=Some(today.clone()) error=at(attempt, "spot_on") />
                    <NumberField
                        label="Lost in work" name=name("loss_percent") value=form.loss
                        optional=true unit=Some("%".to_owned()) hint=Some(usual.clone())
                        error=at(attempt, "loss_percent") />
                    <MoneyField
                        label="Casting" name=name("casting") value=form.casting optional=true
                        error=at(attempt, "casting") />
                </div>
            </Show>
        </fieldset>
    }
}

#[component]
fn StonesFields(form: EstimateForm, attempt: Attempt) -> impl IntoView {
    let add = move |()| {
        form.add_stones(NewStones {
            count: "1".into(),
            ..NewStones::default()
        });
    };
    view! {
        <fieldset class="custom-part">
            <legend class="kicker">"Stones"</legend>
            <For each=move || form.stones.get() key=|sort| sort.key let:sort>
                <Sort form=form sort=sort attempt=attempt />
            </For>
            <Button icon=IconName::Plus on_press=add>"Add stones"</Button>
        </fieldset>
    }
}

#[component]
fn Sort(form: EstimateForm, sort: StonesForm, attempt: Attempt) -> impl IntoView {
    let key = sort.key;
    let field = move |field: &str| format!("/details/estimate/stones/{key}/{field}");
    let at = move |field: &'static str| {
        Signal::derive(move || {
            let place = form.place(key);
            let pointer = format!("/details/estimate/stones/{place}/{field}");
            attempt.at(pointer).get()
        })
    };
    let own = move || sort.own.get();
    view! {
        <div class="custom-sort">
            <div class="form-grid">
                <div data-span="full">
                    <TextField
                        label="Stones" name=field("words") value=sort.words autocomplete="off"
                        placeholder="Lab-grown diamond, oval" error=at("words") />
                </div>
                <NumberField
                    label="How many" name=field("count") value=sort.count whole=true
                    error=at("count") />
                <NumberField
                    label="Each weighs" name=field("carat") value=sort.carat optional=true
                    unit=Some("ct".to_owned()) error=at("carat") />
                <Show when=move || !own()>
                    <MoneyField
                        label="Each costs" name=field("unit_price") value=sort.unit_price
                        error=at("unit_price") />
                </Show>
                <MoneyField
                    label="Setting each" name=field("setting") value=sort.setting optional=true
                    error=at("setting") />
                <Checkbox
                    label="The customer’s own" name=field("own") checked=sort.own />
            </div>
            <Button
                variant=ButtonVariant::Quiet icon=IconName::Trash
                on_press=move |()| form.remove_stones(key)
            >
                {move || format!("Remove stones {}", form.place(key) + 1)}
            </Button>
        </div>
    }
}

#[component]
fn Work(form: EstimateForm, attempt: Attempt, terms: StoredValue<InquiryTerms>) -> impl IntoView {
    let (times, holds, today) = terms.with_value(|terms| {
        let times = terms.policy.multiplier.normalize();
        let expires = against(terms).expires(terms.today);
        (
            format!("Empty takes {times}"),
            format!("Empty takes {}", day(expires)),
            terms.today.to_string(),
        )
    });
    view! {
        <fieldset class="custom-part">
            <legend class="kicker">"Work and price"</legend>
            <div class="form-grid">
                <MoneyField
                    label="Labour" name=name("labour") value=form.labour optional=true
                    error=at(attempt, "labour") />
                <MoneyField
                    label="Findings" name=name("findings") value=form.findings optional=true
                    error=at(attempt, "findings") />
                <NumberField
                    label="Cost times" name=name("multiplier") value=form.multiplier optional=true
                    hint=Some(times) error=at(attempt, "multiplier") />
                <DateField
                    label="The price holds until" name=name("expires") value=form.expires
                    optional=true min=Some(today) hint=Some(holds) error=at(attempt, "expires") />
            </div>
        </fieldset>
    }
}
