//! The screen on which an order is taken.

use super::api::{place_order, terms_for_capture};
use super::form::OrderForm;
use super::line::LineFields;
use super::summary::Summary;
use crate::catalogue::StylePicker;
use crate::components::{
    Banner, Choice, ChoiceOption, DateField, PageHeader, Panel, SkeletonShape, TextArea, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::customers::CustomerPicker;
use crate::error::UiError;
use crate::loaded::loaded;
use crate::orders::AddressFields;
use domain::catalogue::Sellable;
use domain::ids::IdempotencyKey;
use domain::orders::Delivery;
use domain::orders::history::day;
use domain::orders::requests::CaptureTerms;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub(super) fn TakeOrder() -> impl IntoView {
    let terms = Resource::new(|| (), |()| terms_for_capture());
    view! {
        <Title text="Take an order" />
        <PageHeader title="Take an order" kicker="Special order" back=("/".to_owned(), "Board".to_owned()) />
        {loaded(terms, SkeletonShape::Lines, |terms| view! { <Form terms=terms /> })}
    }
}

#[component]
fn Form(terms: CaptureTerms) -> impl IntoView {
    let form = OrderForm::new(terms);
    let busy = RwSignal::new(false);
    let submit = submitting(form, busy);
    Effect::new(move |_| {
        if form.tried.get() {
            form.look_again();
        }
    });
    view! {
        <div class="split capture">
            <div class="stack">
                {move || form.refusal().map(refusal)}
                <Who form=form />
                <What form=form />
                <When form=form />
            </div>
            <Summary form=form busy=busy on_submit=submit />
        </div>
    }
}

/// Checks, sends, and goes to the order; a failure keeps everything that was typed.
fn submitting(form: OrderForm, busy: RwSignal<bool>) -> Callback<bool> {
    let navigate = use_navigate();
    let toasts = use_toasts();
    Callback::new(move |quote: bool| {
        if busy.get_untracked() {
            return;
        }
        form.tried.set(true);
        form.refused.set(None);
        if untrack(|| form.checked(quote)).is_err() {
            untrack(|| form.look_again());
            request_animation_frame(focus_first_invalid);
            return;
        }
        let order = untrack(|| form.typed(quote));
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match place_order(order, form.key.get_value()).await {
                Ok(placed) => {
                    form.key.set_value(IdempotencyKey::generate());
                    toasts.success(format!("{} is taken.", placed.number));
                    navigate(
                        &format!("/orders/{}", placed.id),
                        NavigateOptions::default(),
                    );
                }
                Err(error) => {
                    form.refused.set(Some(error));
                    request_animation_frame(focus_first_invalid);
                }
            }
            busy.set(false);
        });
    })
}

fn refusal(error: UiError) -> impl IntoView {
    view! { <Banner tone=Tone::Danger>{error.to_string()}</Banner> }
}

#[component]
fn Who(form: OrderForm) -> impl IntoView {
    view! {
        <Panel title="Customer">
            <CustomerPicker selected=form.customer error=form.error_at("/customer") />
        </Panel>
    }
}

#[component]
fn What(form: OrderForm) -> impl IntoView {
    let pick = move |piece: Sellable| form.add_line(Some(piece), String::new());
    let describe = move |words: String| form.add_line(None, words);
    view! {
        <Panel title="Pieces">
            <For each=move || form.lines.get() key=|line| line.key let:line>
                <LineFields form=form line=line />
            </For>
            <StylePicker
                label=Signal::derive(move || {
                    if form.lines.with(Vec::is_empty) { "Find a style" } else { "Add another piece" }
                        .to_owned()
                })
                name="/lines"
                on_pick=pick
                on_describe=describe
                error=form.error_at("/lines")
            />
        </Panel>
    }
}

#[component]
fn When(form: OrderForm) -> impl IntoView {
    let today = form.terms.with_value(|terms| terms.today.to_string());
    let hint = Signal::derive(move || {
        Some(match form.proposed_promise() {
            Ok(proposal) => match proposal.why {
                Some(why) => format!("Proposed: {}. {why}", day(proposal.date)),
                None => format!("Proposed from the lead time: {}", day(proposal.date)),
            },
            Err(wrong) => format!("{wrong} Choose the date yourself."),
        })
    });
    let error = Callback::new(move |pointer: String| form.error(move || pointer.clone()).get());
    let ways =
        [Delivery::PickUp, Delivery::Ship].map(|way| ChoiceOption::new(way.code(), way.label()));
    view! {
        <Panel title="Promise and delivery">
            <div class="form-grid">
                <DateField
                    label="Promise date" name="/promise" value=form.promise min=Some(today)
                    optional=true hint=hint error=form.error_at("/promise") />
                <Choice label="Delivery" name="/delivery" value=form.delivery options=ways.to_vec() />
            </div>
            <Show when=move || form.ships()>
                <AddressFields form=form.address pointer="/ship_to" error=error />
            </Show>
            <TextArea
                label="Note for the staff" name="/note" value=form.note rows=2 optional=true
                error=form.error_at("/note") />
        </Panel>
    }
}
