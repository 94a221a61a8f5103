//! The screen on which pieces go out on memo: scan first, then who takes them, and until when.

use super::form::{MemoForm, PieceForm};
use crate::components::{
    Banner, Button, ButtonVariant, Choice, ChoiceOption, DateField, Definition, DefinitionList,
    IconName, MoneyField, PageHeader, Panel, SkeletonShape, TextArea, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::customers::CustomerPicker;
use crate::loaded::loaded;
use crate::memo::api::{take_out_memo, terms_for_memo};
use crate::stock::{PiecePicker, show_piece};
use chrono::Days;
use domain::ids::{IdempotencyKey, PieceId};
use domain::orders::history::day;
use domain::orders::memo::take_out::TakeOutTerms;
use domain::orders::memo::view::Bearer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub(in crate::memo) fn TakeOut() -> impl IntoView {
    let terms = Resource::new(|| (), |()| terms_for_memo(None));
    view! {
        <Title text="Out on memo" />
        <PageHeader
            title="Out on memo" kicker="Memo" back=("/memos".to_owned(), "Memos".to_owned())
        />
        {loaded(terms, SkeletonShape::Lines, |terms| view! { <Form terms=terms /> })}
    }
}

#[component]
fn Form(terms: TakeOutTerms) -> impl IntoView {
    let form = MemoForm::new(terms);
    let busy = RwSignal::new(false);
    let submit = submitting(form, busy);
    Effect::new(move |_| {
        if form.tried.get() {
            form.look_again();
        }
    });
    know_standing(form);
    let nothing = form.error_at("/pieces");
    view! {
        <div class="split capture">
            <div class="stack">
                {move || form.refusal().map(|error| view! {
                    <Banner tone=Tone::Danger>{error.to_string()}</Banner>
                })}
                <Panel title="Pieces">
                    <PiecePicker words="" on_pick=picking(form) />
                    {move || nothing.get().map(|wrong| view! {
                        <p class="field-error" role="alert">{wrong}</p>
                    })}
                    <ul class="memo-chosen" aria-label="Pieces of the memo">
                        <For each=move || form.pieces.get() key=|piece| piece.known.id let:piece>
                            <Chosen form=form piece=piece />
                        </For>
                    </ul>
                </Panel>
                <Panel title="Customer">
                    <CustomerPicker selected=form.customer error=form.error_at("/customer") />
                </Panel>
            </div>
            <Summary form=form busy=busy on_submit=submit />
        </div>
    }
}

/// Fetches what was scanned or tapped, and puts it on the memo.
fn picking(form: MemoForm) -> Callback<PieceId> {
    let toasts = use_toasts();
    Callback::new(move |id| {
        spawn_local(async move {
            match show_piece(id).await {
                Ok(piece) => {
                    let added = format!("{} is on the memo.", piece.serial);
                    form.add(piece);
                    toasts.success(added);
                }
                Err(error) => toasts.danger(error.to_string()),
            }
        });
    })
}

/// Asks what the customer has out already, once they are known.
fn know_standing(form: MemoForm) {
    Effect::new(move |_| {
        let Some(customer) = form.customer.with(|card| card.as_ref().map(|card| card.id)) else {
            return;
        };
        spawn_local(async move {
            // Without it the server says it when the pieces are handed out.
            if let Ok(terms) = terms_for_memo(Some(customer)).await {
                drop(form.terms.try_set(terms));
            }
        });
    });
}

#[component]
fn Chosen(form: MemoForm, piece: PieceForm) -> impl IntoView {
    let id = piece.known.id;
    let at = move |field: &'static str| {
        Signal::derive(move || form.error(&format!("/pieces/{}/{field}", form.place(id))))
    };
    let wrong = at("piece");
    let serial = piece.known.serial.clone();
    view! {
        <li class="memo-chosen-piece">
            <div>
                <p class="piece-name breakable">{piece.known.name}</p>
                <p class="quiet">{piece.known.serial}</p>
                {move || wrong.get().map(|wrong| view! {
                    <p class="field-error" role="alert">{wrong}</p>
                })}
            </div>
            <MoneyField
                label="Worth" name=format!("/pieces/{id}/value") value=piece.value error=at("value")
            />
            <Button
                variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true
                on_press=move |()| form.remove(id)
            >
                {format!("Remove {serial}")}
            </Button>
        </li>
    }
}

/// What it comes to, until when, and who bears the loss.
#[component]
fn Summary(form: MemoForm, busy: RwSignal<bool>, on_submit: Callback<()>) -> impl IntoView {
    let today = form.terms.with_untracked(|terms| terms.today);
    let usual = form.terms.with_untracked(|terms| terms.memo.days);
    let usual = day(today + Days::new(usual.into()));
    let value = move || {
        form.value()
            .map_or_else(|| "–".to_owned(), |value| value.to_string())
    };
    let count = move || form.pieces.with(Vec::len).to_string();
    let has = move || {
        let standing = form.terms.with(|terms| terms.standing)?;
        Some(view! {
            <Definition term="Has out already">{standing.with_customer.to_string()}</Definition>
            <Definition term="May have">{standing.limit.to_string()}</Definition>
        })
    };
    let bearers: Vec<_> = Bearer::ALL
        .iter()
        .map(|bearer| ChoiceOption::new(bearer.code(), bearer.label()))
        .collect();
    view! {
        <aside class="stack capture-summary memo-summary" aria-label="Summary">
            <Panel title="Summary" raised=true>
                <DefinitionList ledger=true>
                    <Definition term="Pieces">{count}</Definition>
                    {has}
                    <Definition term="Worth" strong=true>{value}</Definition>
                </DefinitionList>
                {move || form.warnings().into_iter().map(|warning| view! {
                    <Banner tone=Tone::Warning>{warning}</Banner>
                }).collect_view()}
                <DateField
                    label="Due back on" name="/due" value=form.due min=Some(today.to_string())
                    optional=true hint=Some(format!("Empty is {usual}.")) error=form.error_at("/due")
                />
                <Choice
                    label="Who bears its loss?" name="/bearer" value=form.bearer options=bearers
                />
                <TextArea
                    label="Note for the staff" name="/note" value=form.note rows=2 optional=true
                    error=form.error_at("/note")
                />
                <Button
                    variant=ButtonVariant::Primary wide=true busy=busy on_press=move |()| on_submit.run(())
                >
                    "Put aside"
                </Button>
                <p class="quiet">"Next, it is signed for and handed out."</p>
            </Panel>
        </aside>
    }
}

/// Checks, sends, and goes to the memo; a failure keeps everything that was typed.
fn submitting(form: MemoForm, busy: RwSignal<bool>) -> Callback<()> {
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
        let memo = untrack(|| form.typed());
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match take_out_memo(memo, form.key.get_value()).await {
                Ok(placed) => {
                    form.key.set_value(IdempotencyKey::generate());
                    toasts.success(format!("{} is put aside.", placed.number));
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
