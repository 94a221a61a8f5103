//! What came from channels and waits for a person: all of it on one screen, and each order's own on
//! its page.

use super::address::{AddressFields, AddressForm};
use super::api::{decide_parked, list_parked};
use super::words::moment;
use crate::attempt::{Attempt, AttemptForm};
use crate::catalogue::StylePicker;
use crate::components::{
    Badge, Button, ButtonVariant, Dialog, DialogSize, EmptyState, IconName, PageHeader,
    SkeletonShape, TextArea, Tone,
};
use crate::loaded::loaded;
use crate::paged::Paged;
use crate::people::use_session;
use domain::catalogue::Sellable;
use domain::channels::parked::{Decision, ParkedKind};
use domain::channels::view::ParkedView;
use domain::ids::ParkedId;
use domain::input::FieldErrors;
use domain::orders::requests::Page;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(super) fn ParkedList() -> impl IntoView {
    let parked = Resource::new(|| (), |()| list_parked(None));
    let again = Callback::new(move |()| parked.refetch());
    view! {
        <Title text="Parked" />
        <PageHeader title="Parked" back=("/orders".to_owned(), "Orders".to_owned()) />
        {loaded(parked, SkeletonShape::Rows, move |page| pages(page, again))}
    }
}

fn pages(first: Page<ParkedView>, again: Callback<()>) -> impl IntoView {
    if first.items.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Check
                title="Nothing waits for a person"
                text="What web shops and marketplaces send and nobody can decide but you is listed here."
            />
        }
        .into_any();
    }
    let items = Paged::new(first.items, first.next);
    let more = move |after: Option<String>| async move {
        let after = after.and_then(|after| after.parse::<ParkedId>().ok());
        let page = list_parked(after).await?;
        Ok((page.items, page.next))
    };
    view! {
        <ul class="parked">
            <For each=move || items.items() key=|item| item.id let:item>
                <ParkedItem item=item named=true on_done=again />
            </For>
        </ul>
        {items.foot(Some(items.counted("thing", "things")), more)}
    }
    .into_any()
}

/// Something that waits, and the way to decide it.
#[component]
pub(super) fn ParkedItem(
    item: ParkedView,
    /// Whether it says which order it is of.
    #[prop(optional)]
    named: bool,
    on_done: Callback<()>,
) -> impl IntoView {
    let deciding = RwSignal::new(false);
    let may = untrack(|| use_session().may(Permission::TakeOrders));
    let tone = if item.kind.blocks() {
        Tone::Warning
    } else {
        Tone::Info
    };
    let about = named.then(|| {
        let since = format!("{} {}", item.channel, item.external_id);
        view! {
            <p class="quiet breakable">
                <a href=format!("/orders/{}", item.order)>{item.number.clone()}</a>
                {format!(" · {} · {since} · {}", item.customer, moment(item.at))}
            </p>
        }
    });
    let (kind, message) = (item.kind, item.message.clone());
    let item = StoredValue::new(item);
    view! {
        <li>
            <div class="stack" data-gap="tight">
                <Badge tone=tone>{kind.label()}</Badge>
                <p class="breakable">{message}</p>
                {about}
            </div>
            {may.then(|| view! { <Button on_press=move |()| deciding.set(true)>"Decide"</Button> })}
            <Dialog open=deciding title=kind.label() size=DialogSize::Medium>
                {move || {
                    deciding
                        .get()
                        .then(|| view! { <Decide item=item.get_value() open=deciding on_done=on_done /> })
                }}
            </Dialog>
        </li>
    }
}

#[component]
fn Decide(item: ParkedView, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let attempt = Attempt::new(open, move || on_done.run(()));
    let id = item.id;
    let decide = Callback::new(move |decision: Decision| {
        attempt.make(move |key| decide_parked(id, decision, key), |()| ());
    });
    view! {
        <p class="breakable">{item.message.clone()}</p>
        {match item.kind {
            ParkedKind::UnknownSku => view! { <WhichPiece attempt=attempt decide=decide /> }.into_any(),
            ParkedKind::Address => {
                let form = AddressForm::new(item.address.unwrap_or_default());
                view! { <WhereTo attempt=attempt form=form decide=decide /> }.into_any()
            }
            _ => view! { <SeenTo attempt=attempt decide=decide /> }.into_any(),
        }}
    }
}

#[component]
fn WhichPiece(attempt: Attempt, decide: Callback<Decision>) -> impl IntoView {
    let chosen = RwSignal::new(None::<Sellable>);
    let pick = Callback::new(move |piece: Sellable| chosen.set(Some(piece)));
    let go = move |()| match chosen.get_untracked() {
        Some(piece) => decide.run(Decision::Map {
            variant: piece.variant,
        }),
        None => attempt.complain(FieldErrors::one("/decision/variant", "Choose the piece.")),
    };
    let shown = move || {
        let said = |piece: &Sellable| format!("{} · {}", piece.description(), piece.price);
        chosen.with(|piece| piece.as_ref().map(said))
    };
    view! {
        <AttemptForm attempt=attempt verb="Use this piece" on_go=go>
            <StylePicker
                label="Which piece is it?" name="/decision/variant" on_pick=pick
                error=attempt.at("/decision/variant") />
            {move || shown().map(|piece| view! { <p class="breakable" role="status">{piece}</p> })}
            <Button
                variant=ButtonVariant::Quiet
                on_press=move |()| decide.run(Decision::KeepWords)
            >
                "It is none: keep it in words"
            </Button>
        </AttemptForm>
    }
}

#[component]
fn WhereTo(attempt: Attempt, form: AddressForm, decide: Callback<Decision>) -> impl IntoView {
    let error = Callback::new(move |pointer: String| attempt.at(pointer).get());
    let go = move |()| {
        decide.run(Decision::Address {
            address: untrack(|| form.typed()),
        });
    };
    view! {
        <AttemptForm attempt=attempt verb="Keep this address" on_go=go>
            <AddressFields form=form pointer="/decision/address" error=error />
        </AttemptForm>
    }
}

#[component]
fn SeenTo(attempt: Attempt, decide: Callback<Decision>) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let go = move |()| {
        decide.run(Decision::Done {
            note: note.get_untracked(),
        });
    };
    view! {
        <AttemptForm attempt=attempt verb="Seen to" on_go=go>
            <TextArea
                label="What was done" name="/decision/note" value=note rows=2 optional=true
                hint=Some("It is kept in the order's history with your name.".to_owned())
                error=attempt.at("/decision/note") />
        </AttemptForm>
    }
}
