//! One order's page: what can be done, the pieces, the money, the people, what happened.

mod actions;
mod facts;
mod form;
mod money;
mod payment;
mod pieces;
mod take_back;
mod timeline;
mod web;

use super::api::show_order;
use super::words::{self, tone};
use crate::components::{Badge, DateText, IconName, LinkButton, PageHeader, SkeletonShape, Tone};
use crate::custody::OrderEnvelopes;
use crate::files::PrintLabels;
use crate::live::on_change_of;
use crate::loaded::{addressed, loaded};
use crate::repair::RepairPieces;
use crate::wholesale::{PoFacts, PoLines};
use actions::Actions;
use domain::orders::covers::late_against_promise;
use domain::orders::history::day;
use domain::orders::view::Detail;
use domain::orders::{Delivery, Phase};
use facts::Facts;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use money::MoneyPanel;
pub(crate) use payment::methods;
use pieces::Pieces;
use timeline::History;

/// An order on the screen: what it is now, and how to look again.
#[derive(Clone, Copy)]
struct Shown {
    order: RwSignal<Detail>,
}

impl Shown {
    /// Reads the order anew. What is typed elsewhere on the page stays.
    fn refresh(self) {
        let id = self.order.with_untracked(|order| order.id);
        spawn_local(async move {
            if let Ok(now) = show_order(id).await {
                drop(self.order.try_set(now));
            }
        });
    }
}

#[component]
pub(super) fn OrderPage() -> impl IntoView {
    let order = addressed(show_order);
    loaded(
        order,
        SkeletonShape::Lines,
        |order| view! { <Page order=order /> },
    )
}

#[component]
fn Page(order: Detail) -> impl IntoView {
    let id = order.id;
    let shown = Shown {
        order: RwSignal::new(order),
    };
    on_change_of(Signal::derive(move || Some(id)), move || shown.refresh());
    let order = shown.order;
    let repair = order.with_untracked(|order| order.repair.is_some());
    let po = order.with_untracked(|order| order.po.is_some());
    let version = Signal::derive(move || order.with(|order| order.version));
    view! {
        <Title text=move || order.with(|order| order.number.clone()) />
        <PageHeader
            title=Signal::derive(move || order.with(|o| format!("{} · {}", o.number, o.customer.name)))
            kicker=order.with_untracked(|order| order.kind.label())
            back=("/orders".to_owned(), "Orders".to_owned())
            meta=move || view! { <Meta order=order /> }
            actions=move || view! { <Prints order=order /> }
        />
        <div class="split order-page">
            <div class="stack">
                <Actions shown=shown />
                <web::Waits shown=shown />
                {if po {
                    view! { <PoLines order=order /> }.into_any()
                } else if repair {
                    view! { <RepairPieces order=order /> }.into_any()
                } else {
                    view! { <Pieces shown=shown /> }.into_any()
                }}
            </div>
            <div class="stack order-facts">
                <MoneyPanel shown=shown />
                {(!po).then(|| view! { <OrderEnvelopes order=id version=version /> })}
                {po.then(|| view! { <PoFacts order=order /> })}
                {move || order.with(|order| order.web.as_ref().map(web::origin))}
                <Facts order=order />
            </div>
            <History shown=shown />
        </div>
    }
}

#[component]
fn Meta(order: RwSignal<Detail>) -> impl IntoView {
    let position = move || order.with(|order| order.position);
    let promise = move || order.with(|order| order.first_promise);
    // What has left the house is expected no more.
    let over = move || matches!(position().state.phase(), Phase::Closed | Phase::Cancelled);
    let expected = move || {
        if over() {
            promise()
        } else {
            order.with(|order| order.estimate)
        }
    };
    let moved = move || expected() != promise();
    let late = move || late_against_promise(position().state.phase(), promise(), expected());
    let word = move || match (over(), moved()) {
        (true, _) => "Was promised for ",
        (false, true) => "Expected ",
        (false, false) => "Promised for ",
    };
    view! {
        <Badge tone=Signal::derive(move || tone(position()))>{move || words::position(position())}</Badge>
        <span>
            {word}
            <DateText
                at=Signal::derive(move || expected().to_string())
                text=Signal::derive(move || day(expected()))
            />
        </span>
        <Show when=move || moved() && !late()>
            <Badge>{move || format!("First promised {}", day(promise()))}</Badge>
        </Show>
        <Show when=late>
            <Badge tone=Tone::Danger icon=IconName::Clock>
                {move || format!("Late against promise: {}", day(promise()))}
            </Badge>
        </Show>
    }
}

#[component]
fn Prints(order: RwSignal<Detail>) -> impl IntoView {
    let id = order.with_untracked(|order| order.id);
    let phase = move || order.with(|order| order.position.state.phase());
    let quote = move || order.with(|order| !order.position.state.is_agreed());
    let repair = order.with_untracked(|order| order.repair.is_some());
    let web = order.with_untracked(|order| order.web.is_some());
    let account = order.with_untracked(|order| order.po.is_some());
    let answered = move || {
        order.with(|order| {
            let lines = order.po.iter().flat_map(|po| &po.lines);
            lines.into_iter().any(|line| line.answer.is_some())
        })
    };
    let envelopes = format!("/orders/{id}/envelopes");
    let claimed = move || !matches!(phase(), Phase::Draft | Phase::Cancelled);
    let parcel = move || {
        let ships = order.with(|order| order.delivery == Delivery::Ship && order.ship_to.is_some());
        ships && claimed()
    };
    // What was handed over and does not hold is put right under its warranty.
    let redo = move || repair && order.with(|order| order.position.state.handed_over());
    view! {
        <Show when=redo>
            <LinkButton href=format!("/repairs/new?redo={id}") icon=IconName::Undo>
                "Put it right"
            </LinkButton>
        </Show>
        // Who ordered in a web shop has its papers.
        <Show when=answered>
            <LinkButton
                href=format!("/orders/{id}/acknowledgement.pdf") icon=IconName::Download
                download=true
            >
                "Acknowledgement"
            </LinkButton>
        </Show>
        {(!web && !account).then(|| view! {
            <LinkButton href=format!("/orders/{id}/confirmation") icon=IconName::Print>
                {move || if quote() { "Quote" } else { "Confirmation" }}
            </LinkButton>
        })}
        <Show when=parcel>
            <LinkButton
                href=format!("/orders/{id}/packing-slip.pdf") icon=IconName::Download download=true
            >
                "Packing slip"
            </LinkButton>
        </Show>
        <Show when=move || claimed() && !account>
            {(!web).then(|| view! {
                <LinkButton href=format!("/orders/{id}/claim-check") icon=IconName::Receipt>
                    "Claim check"
                </LinkButton>
            })}
            {repair.then(|| view! {
                <LinkButton href=format!("/orders/{id}/counter-copy") icon=IconName::Print>
                    "Counter copy"
                </LinkButton>
            })}
            <PrintLabels
                label="Envelopes" about="A label for the envelope of each piece: “1 of 2”."
                path=envelopes.clone()
            />
        </Show>
    }
}
