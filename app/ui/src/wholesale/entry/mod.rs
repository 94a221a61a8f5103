//! Entering an order of an account: lines pasted from a spreadsheet or picked, priced as one types.

mod blanket;
mod form;
mod lines;

use super::api::{enter_po, terms_for_po};
use crate::components::{
    Banner, Button, ButtonVariant, DateField, Definition, DefinitionList, EmptyState, IconName,
    LinkButton, PageHeader, Panel, SelectField, SkeletonShape, TextArea, TextField, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::orders::AddressFields;
pub(super) use blanket::NewBlanketOrder;
use domain::ids::{BlanketId, CustomerId, IdempotencyKey};
use domain::orders::wholesale::draft::PoTerms;
use domain::staff::Permission;
use form::PoForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use lines::Lines;

/// The account that the address names, and the blanket order.
pub(super) fn asked() -> Memo<(Option<CustomerId>, Option<BlanketId>)> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|q| {
            let account = q.get("account").and_then(|id| id.parse().ok());
            (account, q.get("blanket").and_then(|id| id.parse().ok()))
        })
    })
}

/// What stands in place of the screen where nobody said whose order it is.
pub(super) fn no_account() -> impl IntoView {
    view! {
        <EmptyState
            icon=IconName::Store title="Whose order is it?"
            text="Choose the account first, then enter its order from there." />
        <LinkButton href="/wholesale" variant=ButtonVariant::Primary>"To the accounts"</LinkButton>
    }
}

#[component]
pub(super) fn Entry() -> impl IntoView {
    let asked = asked();
    let terms = Resource::new(
        move || asked.get(),
        |(account, blanket)| async move {
            match account {
                Some(account) => terms_for_po(account, blanket).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <Title text="Enter an order" />
        {loaded(terms, SkeletonShape::Lines, |terms| match terms {
            Some(terms) => view! { <Screen terms=terms /> }.into_any(),
            None => view! {
                <PageHeader title="Enter an order" kicker="Wholesale" />
                {no_account()}
            }
            .into_any(),
        })}
    }
}

#[component]
fn Screen(terms: PoTerms) -> impl IntoView {
    let account = terms.account.customer;
    let name = terms.account.name.clone();
    let release = terms.blanket.as_ref().map(|blanket| blanket.number.clone());
    let title = match &release {
        Some(number) => format!("Release of {number}"),
        None => format!("Order of {name}"),
    };
    let overrides = terms.role.may(Permission::Override);
    let form = PoForm::new(terms);
    let busy = RwSignal::new(false);
    let submit = submitting(form, busy);
    Effect::new(move |_| {
        if form.tried.get() {
            form.look_again();
        }
    });
    let error = Callback::new(move |pointer: String| form.error(&pointer));
    view! {
        <PageHeader
            title=title kicker="Wholesale" back=(format!("/wholesale/{account}"), name)
        />
        <div class="split capture">
            <div class="stack">
                {move || form.refusal().map(|error| view! {
                    <Banner tone=Tone::Danger>{error.to_string()}</Banner>
                })}
                <Panel title="Their order">
                    <div class="form-grid">
                        <TextField
                            label="Purchase order number" name="/po_number" value=form.po_number
                            autocomplete="off" error=form.error_at("/po_number") />
                        <DateField
                            label="Ship from" name="/ship_from" value=form.ship_from optional=true
                            error=form.error_at("/ship_from") />
                        <DateField
                            label="Cancel after" name="/cancel_after" value=form.cancel_after
                            optional=true error=form.error_at("/cancel_after") />
                    </div>
                </Panel>
                <Panel title="Lines"><Lines form=form /></Panel>
                <Panel title="Ship to">
                    {form.several_doors().then(|| view! {
                        <SelectField
                            label="Door" name="door" value=form.door options=form.doors()
                            prompt="Another address" />
                    })}
                    {move || {
                        let address = form.address.get();
                        view! { <AddressFields form=address pointer="/ship_to" error=error /> }
                    }}
                </Panel>
                <Panel title="For the staff">
                    <TextArea
                        label="Note" name="/note" value=form.note rows=2 optional=true
                        error=form.error_at("/note") />
                    {overrides.then(|| view! {
                        <TextField
                            label="Why less than the minimum is taken" name="/minimum_reason"
                            value=form.minimum_reason optional=true autocomplete="off"
                            error=form.error_at("/minimum_reason") />
                    })}
                </Panel>
            </div>
            <Summary form=form busy=busy on_submit=submit />
        </div>
    }
}

/// What it comes to, whether there is credit for it, and the button.
#[component]
fn Summary(form: PoForm, busy: RwSignal<bool>, on_submit: Callback<()>) -> impl IntoView {
    let known = Memo::new(move |_| form.reckoned());
    let figure = move |of: fn(&form::Reckoned) -> String| known.with(of);
    view! {
        <Panel title="In all" raised=true>
            <DefinitionList ledger=true>
                <Definition term="Pieces">{move || figure(|all| all.pieces.to_string())}</Definition>
                <Definition term="Net">{move || figure(|all| all.net.clone())}</Definition>
                <Definition term="Tax">{move || figure(|all| all.tax.clone())}</Definition>
                <Definition term="Total" strong=true>{move || figure(|all| all.total.clone())}</Definition>
                <Definition term="Credit available">{move || figure(|all| all.available.clone())}</Definition>
            </DefinitionList>
            <p class="quiet">{move || figure(|all| all.tax_why.clone())}</p>
            {move || known.with(|all| all.short.clone()).map(|short| view! {
                <Banner tone=Tone::Warning>
                    {format!("{short} beyond its credit: the order will be held until a manager releases it, or credit is free.")}
                </Banner>
            })}
            <Button
                variant=ButtonVariant::Primary wide=true busy=busy on_press=on_submit
            >
                "Enter the order"
            </Button>
        </Panel>
    }
}

/// Checks, sends, and goes to the order; a failure keeps everything that was typed.
fn submitting(form: PoForm, busy: RwSignal<bool>) -> Callback<()> {
    let navigate = use_navigate();
    let toasts = use_toasts();
    Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        form.tried.set(true);
        form.refused.set(None);
        if untrack(|| form.checked()).is_err() {
            untrack(|| form.look_again());
            request_animation_frame(focus_first_invalid);
            return;
        }
        let po = untrack(|| form.typed());
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match enter_po(po, form.key.get_value()).await {
                Ok(placed) => {
                    form.key.set_value(IdempotencyKey::generate());
                    toasts.success(format!("{} is entered.", placed.number));
                    navigate(
                        &format!("/orders/{}", placed.id),
                        NavigateOptions::default(),
                    );
                }
                Err(error) => {
                    let lost = matches!(error, UiError::Offline | UiError::Unavailable);
                    if !lost {
                        form.key.set_value(IdempotencyKey::generate());
                    }
                    form.refused.set(Some(error));
                    request_animation_frame(focus_first_invalid);
                }
            }
            busy.set(false);
        });
    })
}
