//! What can be done now, and what is missing for the rest.

use super::Shown;
use super::form::{Ask, StepFields, StepForm, ask};
use crate::components::{
    Actions as ActionRow, Banner, Button, ButtonVariant, Dialog, DialogSize, TextArea, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::error::UiError;
use crate::orders::api::act_on_order;
use crate::orders::api::vendor_choices;
use domain::ids::IdempotencyKey;
use domain::input::FieldErrors;
use domain::orders::Action;
use domain::orders::act::{Details, Request};
use domain::orders::cancellation::Settlement;
use domain::orders::lifecycle::{Blocker, Offer};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub(super) fn Actions(shown: Shown) -> impl IntoView {
    let offers = Memo::new(move |_| shown.order.with(|order| order.offers.clone()));
    let asked = RwSignal::new(None::<Offer>);
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<UiError>);
    let toasts = use_toasts();
    let navigate = use_navigate();
    let start = Callback::new(move |offer: Offer| {
        wrong.set(None);
        let (id, kind) = shown.order.with_untracked(|order| (order.id, order.kind));
        if ask(kind, offer.action) == Ask::Atelier
            && (offer.blockers.is_empty() || offer.can_override)
        {
            navigate(&format!("/orders/{id}/custom"), NavigateOptions::default());
            return;
        }
        if ask(kind, offer.action) != Ask::Nothing || !offer.blockers.is_empty() {
            asked.set(Some(offer));
            open.set(true);
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (id, version) = shown
            .order
            .with_untracked(|order| (order.id, order.version));
        let request = Request {
            action: offer.action,
            version,
            details: Details::default(),
            override_reason: String::new(),
        };
        spawn_local(async move {
            match act_on_order(id, request, IdempotencyKey::generate()).await {
                Ok(acted) => toasts.success(format!("Now: {}.", acted.position.state.label())),
                Err(error) => wrong.set(Some(error)),
            }
            busy.set(false);
            shown.refresh();
        });
    });
    view! {
        <section class="next-steps" aria-label="What can be done now">
            {move || wrong.get().map(|wrong| view! { <Banner tone=Tone::Danger>{wrong.to_string()}</Banner> })}
            {move || offers.with(|offers| blocked(offers))}
            <ActionRow>
                {move || buttons(&offers.get(), start, busy)}
            </ActionRow>
        </section>
        <Dialog
            open=open
            title=Signal::derive(move || asked.with(|o| o.as_ref().map_or("", |o| o.action.label()).to_owned()))
            size=DialogSize::Medium
        >
            {move || asked.get().map(|offer| view! { <StepDialog shown=shown offer=offer open=open /> })}
        </Dialog>
    }
}

/// What stands in the way, said once at the top.
fn blocked(offers: &[Offer]) -> Option<impl IntoView + use<>> {
    let mut reasons: Vec<String> = offers
        .iter()
        .flat_map(|offer| offer.blockers.iter().map(ToString::to_string))
        .collect();
    reasons.sort();
    reasons.dedup();
    (!reasons.is_empty()).then(|| view! { <Banner tone=Tone::Warning>{reasons.join(" ")}</Banner> })
}

/// The next step first and loudest; stopping last and quiet.
fn buttons(
    offers: &[Offer],
    start: Callback<Offer>,
    busy: RwSignal<bool>,
) -> impl IntoView + use<> {
    let first = offers
        .iter()
        .position(|o| o.blockers.is_empty() && !sets_back(o.action));
    let each = offers.iter().cloned().enumerate().map(|(index, offer)| {
        let variant = match offer.action {
            Action::Cancel => ButtonVariant::Danger,
            Action::Hold => ButtonVariant::Quiet,
            _ if Some(index) == first => ButtonVariant::Primary,
            _ => ButtonVariant::Secondary,
        };
        let shut = !offer.blockers.is_empty() && !offer.can_override;
        let label = offer.action.label();
        view! {
            <Button variant=variant busy=busy disabled=shut on_press=move || start.run(offer.clone())>
                {label}
            </Button>
        }
    });
    each.collect_view()
}

/// What nobody hopes to do next.
const fn sets_back(action: Action) -> bool {
    matches!(
        action,
        Action::Hold
            | Action::Cancel
            | Action::ReportDelay
            | Action::FailCheck
            | Action::Decline
            | Action::LosePieces
            | Action::ReverseSale
            | Action::RequestChanges
            | Action::ChangeOrder
            | Action::Unpack
            | Action::CloseShort
    )
}

/// A step that asks for something before it is taken.
#[component]
fn StepDialog(shown: Shown, offer: Offer, open: RwSignal<bool>) -> impl IntoView {
    let order = shown.order.get_untracked();
    let action = offer.action;
    let asks = ask(order.kind, action);
    let form = StepForm::of(&order);
    let passing = RwSignal::new(String::new());
    let key = StoredValue::new(IdempotencyKey::generate());
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<UiError>);
    let toasts = use_toasts();
    let vendors = Resource::new(|| (), |()| vendor_choices());
    let choices = Signal::derive(move || vendors.get().and_then(Result::ok).unwrap_or_default());
    let field = Callback::new(move |pointer: String| {
        wrong.with(|wrong| wrong.as_ref().and_then(|wrong| wrong.field(&pointer)))
    });
    // The version that this dialog was opened on: what changed since must be seen first.
    let (id, version) = (order.id, order.version);
    let shut = !offer.blockers.is_empty();
    let go = move || {
        if shut && passing.with_untracked(|reason| reason.trim().is_empty()) {
            wrong.set(Some(no_reason()));
            request_animation_frame(focus_first_invalid);
            return;
        }
        let request = Request {
            action,
            version,
            details: form.details(asks),
            override_reason: passing.get_untracked(),
        };
        busy.set(true);
        spawn_local(async move {
            match act_on_order(id, request, key.get_value()).await {
                Ok(acted) => {
                    toasts.success(format!("Now: {}.", acted.position.state.label()));
                    open.set(false);
                }
                Err(error) => {
                    wrong.set(Some(error));
                    request_animation_frame(focus_first_invalid);
                }
            }
            busy.set(false);
            shown.refresh();
        });
    };
    let settlement = order.if_cancelled.filter(|_| action == Action::Cancel);
    let stops = matches!(action, Action::Cancel | Action::ReverseSale);
    view! {
        <form
            class="stack"
            data-gap="snug"
            on:submit=move |event| {
                event.prevent_default();
                go();
            }
        >
            {move || wrong.get().map(failure)}
            <Passing blockers=offer.blockers reason=passing error=Signal::derive(move || field.run("/override_reason".into())) />
            {settlement.map(preview)}
            <StepFields
                form=form ask=asks vendors=choices today=order.today
                delivery=order.delivery error=field />
            <ActionRow end=true>
                <Button variant=ButtonVariant::Quiet on_press=move || open.set(false)>"Go back"</Button>
                <Button
                    variant=if stops { ButtonVariant::Danger } else { ButtonVariant::Primary }
                    submit=true
                    busy=busy
                >
                    {action.label()}
                </Button>
            </ActionRow>
        </form>
    }
}

/// A shut gate opens to nobody who does not say why.
fn no_reason() -> UiError {
    UiError::Invalid(FieldErrors::one(
        "/override_reason",
        "Say why you go on all the same.",
    ))
}

/// What went wrong, above the fields. Complaints without a field of their own are said here, too.
fn failure(error: UiError) -> impl IntoView {
    let whole = error.field("/details/costs").or_else(|| error.field(""));
    let text = whole.unwrap_or_else(|| error.to_string());
    view! { <Banner tone=Tone::Danger>{text}</Banner> }
}

/// Why a manager goes past a shut gate.
#[component]
fn Passing(
    blockers: Vec<Blocker>,
    reason: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let text = blockers
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    (!blockers.is_empty()).then(|| {
        view! {
            <Banner tone=Tone::Warning>{text}</Banner>
            <TextArea
                label="Why do you go on all the same?" name="/override_reason" value=reason rows=2
                hint=Some("It is kept in the order's history with your name.".to_owned()) error=error />
        }
    })
}

/// What cancelling does with the money, before it is done.
fn preview(settlement: Settlement) -> impl IntoView {
    let back = (settlement.refund.is_positive())
        .then(|| format!("{} goes back the way it came.", settlement.refund));
    let kept = (settlement.forfeit.is_positive())
        .then(|| format!("{} of the deposit is kept.", settlement.forfeit));
    let said: Vec<_> = back.into_iter().chain(kept).collect();
    let text = if said.is_empty() {
        "No money was taken.".to_owned()
    } else {
        said.join(" ")
    };
    view! { <Banner tone=Tone::Info>{text}</Banner> }
}
