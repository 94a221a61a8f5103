//! The board: what is alive, in columns by state, what is late first.

use super::api::board;
use super::words::{self, short_day, tone};
use crate::components::{
    Badge, ButtonVariant, EmptyState, IconName, KanbanBoard, KanbanCard, KanbanColumn, LinkButton,
    PageHeader, SkeletonShape, Tone,
};
use crate::live::on_any_change;
use crate::loaded::loaded;
use domain::orders::view::Summary;
use domain::orders::{Kind, Phase, State};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(super) fn Board() -> impl IntoView {
    let orders = Resource::new(|| (), |()| board());
    on_any_change(move || orders.refetch());
    view! {
        <Title text="Board" />
        <PageHeader
            title="Board"
            actions=|| {
                view! {
                    <LinkButton
                        href="/orders/new"
                        variant=ButtonVariant::Primary
                        icon=IconName::Plus
                    >
                        "Take an order"
                    </LinkButton>
                }
            }
        />
        {loaded(orders, SkeletonShape::Board, columns)}
    }
}

fn columns(orders: Vec<Summary>) -> impl IntoView {
    if orders.is_empty() {
        return view! {
            <EmptyState
                title="Nothing is on its way"
                text="Orders appear here from the moment they are taken until they are handed over."
                actions=|| view! { <LinkButton href="/orders/new">"Take an order"</LinkButton> }
            />
        }
        .into_any();
    }
    let alive = |state: &State| !matches!(state.phase(), Phase::Closed | Phase::Cancelled);
    let states: Vec<State> = Kind::ALL
        .iter()
        .flat_map(|kind| State::all(*kind))
        .filter(alive)
        .collect();
    view! {
        <KanbanBoard label="Orders by state">
            {states.into_iter().map(|state| column(state, &orders)).collect_view()}
        </KanbanBoard>
    }
    .into_any()
}

fn column(state: State, orders: &[Summary]) -> impl IntoView + use<> {
    let mut cards: Vec<_> = orders
        .iter()
        .filter(|order| order.position.state == state)
        .cloned()
        .collect();
    cards.sort_by_key(|order| (!order.overdue, order.estimate));
    let count = u32::try_from(cards.len()).unwrap_or(u32::MAX);
    view! {
        <KanbanColumn title=state.label() count=count>
            {cards.into_iter().map(card).collect_view()}
        </KanbanColumn>
    }
}

/// What is owed; for a quote, which binds nobody, what it comes to.
fn money(order: &Summary) -> Option<String> {
    match order.position.state.phase() {
        Phase::Draft => Some(order.total.to_string()),
        _ => order
            .balance
            .is_positive()
            .then(|| format!("{} owed", order.balance)),
    }
}

fn card(order: Summary) -> impl IntoView {
    let mark = if order.overdue {
        Tone::Danger
    } else {
        tone(order.position)
    };
    let when = short_day(order.estimate);
    let late = order.overdue;
    let slipped = order.late_against_promise;
    let held = order.position.held;
    let money = money(&order);
    let days = order.days_in_state;
    view! {
        <KanbanCard
            href=format!("/orders/{}", order.id)
            title=order.customer_name
            number=order.number
            text=order.title
            tone=mark
        >
            <span class="card-facts">
                <span class="card-promise" data-late=late.then_some("")>
                    {if late { "Was due " } else { "Due " }}
                    {when}
                </span>
                {(days > 0).then(|| view! { <span class="quiet">{words::days(days)}" here"</span> })}
                {money.map(|money| view! { <span class="quiet">{money}</span> })}
            </span>
            {(held || slipped)
                .then(|| {
                    view! {
                        <span class="card-badges">
                            {held.then(|| view! { <Badge tone=Tone::Warning icon=IconName::Pause>"On hold"</Badge> })}
                            {slipped.then(|| view! { <Badge tone=Tone::Danger icon=IconName::Clock>"Late against promise"</Badge> })}
                        </span>
                    }
                })}
        </KanbanCard>
    }
}
