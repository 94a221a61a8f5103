//! The screen on which a repair is taken in.

use super::form::RepairForm;
use super::piece::PieceFields;
use super::summary::Summary;
use crate::components::{
    Banner, Button, IconName, LinkButton, PageHeader, Panel, SkeletonShape, TextArea, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::customers::CustomerPicker;
use crate::loaded::loaded;
use crate::repair::api::{take_in_repair, terms_for_take_in};
use domain::ids::{IdempotencyKey, OrderId};
use domain::orders::repair::take_in::TakeInTerms;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

#[component]
pub(in crate::repair) fn TakeIn() -> impl IntoView {
    let query = use_query_map();
    let redo = Memo::new(move |_| query.with(|q| q.get("redo")?.parse::<OrderId>().ok()));
    let terms = Resource::new(move || redo.get(), terms_for_take_in);
    view! {
        <Title text="Take in a repair" />
        <PageHeader
            title="Take in a repair" kicker="Repair" back=("/".to_owned(), "Board".to_owned())
            actions=|| view! {
                <LinkButton href="/repairs/prices" icon=IconName::Tag>"Price book"</LinkButton>
            }
        />
        {loaded(terms, SkeletonShape::Lines, move |terms| {
            view! { <Form terms=terms redo=redo.get_untracked() /> }
        })}
    }
}

#[component]
fn Form(terms: TakeInTerms, redo: Option<OrderId>) -> impl IntoView {
    let original = terms
        .original
        .as_ref()
        .map(|original| original.number.clone());
    let form = RepairForm::new(terms, redo);
    let busy = RwSignal::new(false);
    let submit = submitting(form, busy);
    Effect::new(move |_| {
        if form.tried.get() {
            form.look_again();
        }
    });
    let nothing = form.error_at("/pieces");
    view! {
        <div class="split capture">
            <div class="stack">
                {move || form.refusal().map(|error| view! {
                    <Banner tone=Tone::Danger>{error.to_string()}</Banner>
                })}
                {original.map(|number| view! {
                    <Banner tone=Tone::Info>
                        {format!("Puts {number} right: what its warranty covers is free.")}
                    </Banner>
                })}
                <Panel title="Customer">
                    <CustomerPicker
                        selected=form.customer error=form.error_at("/customer") autofocus=true />
                </Panel>
                <Panel title="Pieces">
                    <For each=move || form.pieces.get() key=|piece| piece.key let:piece>
                        <PieceFields form=form piece=piece />
                    </For>
                    {move || nothing.get().map(|wrong| view! {
                        <p class="field-error" role="alert">{wrong}</p>
                    })}
                    <Button icon=IconName::Plus on_press=move |()| form.add_piece()>
                        "Add another piece"
                    </Button>
                    <TextArea
                        label="Note for the staff" name="/note" value=form.note rows=2
                        optional=true error=form.error_at("/note") />
                </Panel>
            </div>
            <Summary form=form busy=busy on_submit=submit />
        </div>
    }
}

/// Checks, sends, and goes to the order; a failure keeps everything that was typed.
fn submitting(form: RepairForm, busy: RwSignal<bool>) -> Callback<()> {
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
        let repair = untrack(|| form.typed());
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match take_in_repair(repair, form.key.get_value()).await {
                Ok(placed) => {
                    form.key.set_value(IdempotencyKey::generate());
                    toasts.success(format!("{} is taken in.", placed.number));
                    let page = format!("/orders/{}", placed.id);
                    navigate(&page, NavigateOptions::default());
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
