//! The customer's own stones and metal: taken in, and what became of each.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Actions, Badge, Button, ButtonVariant, Choice, ChoiceOption, Dialog, DialogSize, MoneyField,
    NumberField, Panel, SignaturePad, TextField, Tone, use_toasts,
};
use crate::custom::api::{settle_custom_goods, take_custom_goods};
use crate::custom::pictures::Pictures;
use crate::people::use_session;
use crate::photos::PhotoDrop;
use domain::ids::{IdempotencyKey, PieceId};
use domain::orders::Phase;
use domain::orders::act::Signature;
use domain::orders::custom::goods::{GoodsFate, GoodsKind, NewGoods, taking_refusal};
use domain::orders::custom::view::GoodsView;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn GoodsPanel(shown: Shown) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let toasts = use_toasts();
    let state = move || shown.order.with(|order| order.position.state);
    let takes = move || session.may(Permission::TakeOrders) && taking_refusal(state()).is_none();
    let goods = Memo::new(move |_| {
        shown
            .custom(|custom| custom.goods.clone())
            .unwrap_or_default()
    });
    let settle = Callback::new(move |(piece, fate): (PieceId, GoodsFate)| {
        let id = shown.id();
        spawn_local(async move {
            match settle_custom_goods(id, piece, fate, IdempotencyKey::generate()).await {
                Ok(()) => shown.refresh(),
                Err(error) => toasts.danger(error.to_string()),
            }
        });
    });
    let works = move || session.may(Permission::WorkOrders);
    let each = move || {
        let made = state().phase() == Phase::InWork;
        let may = works();
        let all = goods.get().into_iter();
        all.map(|own| item(own, may, made, settle)).collect_view()
    };
    view! {
        <Panel
            title="The customer’s own"
            actions=move || view! {
                <Show when=takes>
                    <Button on_press=move |()| open.set(true)>"Take in"</Button>
                </Show>
            }
        >
            <Show when=move || goods.with(Vec::is_empty)>
                <p class="quiet">"Nothing of theirs is here for this piece."</p>
            </Show>
            <ul class="pieces">{each}</ul>
        </Panel>
        <Dialog open=open title="Take in stones or metal" size=DialogSize::Medium>
            {move || view! { <TakeGoods shown=shown open=open /> }}
        </Dialog>
    }
}

fn item(
    own: GoodsView,
    may: bool,
    made: bool,
    settle: Callback<(PieceId, GoodsFate)>,
) -> impl IntoView {
    let tone = match own.fate {
        GoodsFate::Here => Tone::Info,
        GoodsFate::Used => Tone::Success,
        GoodsFate::Returned => Tone::Neutral,
    };
    let value = own.declared_value.map(|value| format!("worth {value}"));
    let facts: Vec<_> = own.weight.clone().into_iter().chain(value).collect();
    let here = own.fate == GoodsFate::Here && may;
    let piece = own.piece;
    view! {
        <li class="piece">
            <div class="piece-head">
                <span class="piece-name breakable">{own.words.clone()}</span>
                <Badge tone=tone>{own.fate.label()}</Badge>
            </div>
            <p class="quiet">
                <a href=format!("/stock/{piece}")>{own.serial}</a>
                " " {own.kind.label()} {facts.into_iter().map(|fact| format!(", {fact}")).collect::<String>()}
            </p>
            <Pictures urls=Signal::stored(own.photos) about=own.words />
            {here.then(|| view! {
                <Actions>
                    {made.then(|| view! {
                        <Button on_press=move |()| settle.run((piece, GoodsFate::Used))>
                            "It is in the piece"
                        </Button>
                    })}
                    <Button
                        variant=ButtonVariant::Quiet
                        on_press=move |()| settle.run((piece, GoodsFate::Returned))
                    >
                        "Given back"
                    </Button>
                </Actions>
            })}
        </li>
    }
}

#[component]
fn TakeGoods(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let attempt = Attempt::new(open, move || shown.refresh());
    let toasts = use_toasts();
    let currency = shown
        .order
        .with_untracked(|order| order.totals.total.currency());
    let kind = RwSignal::new(GoodsKind::Stone.code().to_owned());
    let chosen = move || kind.with(|code| code.parse().unwrap_or(GoodsKind::Stone));
    let text = || RwSignal::new(String::new());
    let (words, weight, value) = (text(), text(), text());
    let photos = RwSignal::new(Vec::<String>::new());
    let signature = RwSignal::new(None::<Signature>);
    let kinds: Vec<_> = GoodsKind::ALL
        .iter()
        .map(|kind| ChoiceOption::new(kind.code(), kind.label()))
        .collect();
    let go = move |()| {
        let goods = NewGoods {
            kind: untrack(chosen),
            words: words.get_untracked(),
            weight: weight.get_untracked(),
            declared_value: value.get_untracked(),
            photos: photos.get_untracked(),
            signature: signature.get_untracked(),
        };
        if let Err(wrong) = goods.checked(currency) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            move |key| take_custom_goods(shown.id(), goods, key),
            move |_| toasts.success("It is taken in."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Take it in" on_go=go>
            <PhotoDrop
                name="goods-photos"
                on_photo=move |url: String| photos.update(|photos| photos.push(url)) />
            <Pictures
                urls=photos about="Photo"
                on_remove=Callback::new(move |url: String| {
                    photos.update(|photos| photos.retain(|known| *known != url));
                }) />
            <Choice label="What is it?" name="/kind" value=kind options=kinds />
            <TextField
                label="What anybody sees" name="/words" value=words autocomplete="off"
                placeholder="White stone, oval" error=attempt.at("/words") />
            <div class="form-grid">
                <NumberField
                    label="Weight" name="/weight" value=weight optional=true
                    unit=Signal::derive(move || Some(chosen().unit().label().to_owned()))
                    error=attempt.at("/weight") />
                <MoneyField
                    label="Declared value" name="/declared_value" value=value optional=true
                    hint=Some("For the insurance".to_owned())
                    error=attempt.at("/declared_value") />
            </div>
            <SignaturePad
                label="Signature" name="/signature" value=signature
                hint=Some("I leave this for my piece. It stays mine.".to_owned())
                error=attempt.at("/signature") />
        </AttemptForm>
    }
}
