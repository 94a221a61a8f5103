//! The board: what is alive, in columns by state, what is late first.

use super::api::board;
use super::words::{self, short_day, tone};
use crate::components::{
    Badge, ButtonVariant, EmptyState, IconName, KanbanBoard, KanbanCard, KanbanColumn, LinkButton,
    PageHeader, SkeletonShape, Tab, Tabs, Tone,
};
use crate::href::href;
use crate::live::on_any_change;
use crate::loaded::loaded;
use domain::orders::view::Summary;
use domain::orders::{Kind, Phase, State};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn Board() -> impl IntoView {
    let orders = Resource::new(|| (), |()| board());
    let query = use_query_map();
    let kind = Memo::new(move |_| query.with(|q| kind_asked(q.get("kind").as_deref())));
    on_any_change(move || orders.refetch());
    view! {
        <Title text="Board" />
        <PageHeader
            title="Board"
            actions=|| {
                view! {
                    <LinkButton href="/memos/new" icon=IconName::HandOver>"Out on memo"</LinkButton>
                    <LinkButton href="/repairs/new" icon=IconName::Bench>"Take in a repair"</LinkButton>
                    <LinkButton href="/custom/new" icon=IconName::Gem>"A custom piece"</LinkButton>
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
        <Tabs label="Kinds of order" tabs=Signal::derive(move || kinds("/", kind.get(), &[])) />
        {loaded(orders, SkeletonShape::Board, move |orders| view! {
            {move || columns(orders.clone(), kind.get())}
        })}
    }
}

/// What stands above columns and lists: all kinds, or one.
pub(super) fn kinds(path: &str, current: Option<Kind>, rest: &[(&str, &str)]) -> Vec<Tab> {
    let tab = |kind: Option<Kind>| {
        let code = kind.map_or("", Kind::code);
        let query = [&[("kind", code)], rest].concat();
        let label = kind.map_or("All kinds", Kind::label);
        Tab::new(href(path, &query), label, kind == current)
    };
    let each = Kind::ALL.iter().copied().map(Some);
    std::iter::once(None).chain(each).map(tab).collect()
}

/// The kind that an address asks for; none for all.
pub(super) fn kind_asked(code: Option<&str>) -> Option<Kind> {
    code.and_then(|code| code.parse().ok())
}

/// The columns of a board: every state of one kind; of all kinds those in which something is, what
/// is called the same together, in the turn of their phases.
fn states(kind: Option<Kind>, orders: &[Summary]) -> Vec<&'static str> {
    let asked = Kind::ALL
        .iter()
        .filter(|known| kind.is_none_or(|kind| kind == **known));
    let mut states: Vec<State> = asked.flat_map(|kind| State::all(*kind)).collect();
    states.retain(|state| !matches!(state.phase(), Phase::Closed | Phase::Cancelled));
    states.sort_by_key(|state| state.phase());
    let mut labels = Vec::new();
    for state in states {
        let label = state.label();
        let filled = orders
            .iter()
            .any(|order| order.position.state.label() == label);
        if !labels.contains(&label) && (kind.is_some() || filled) {
            labels.push(label);
        }
    }
    labels
}

fn columns(mut orders: Vec<Summary>, kind: Option<Kind>) -> impl IntoView {
    orders.retain(|order| kind.is_none_or(|kind| order.kind == kind));
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
    view! {
        <KanbanBoard label="Orders by state">
            {states(kind, &orders).into_iter().map(|state| column(state, &orders)).collect_view()}
        </KanbanBoard>
    }
    .into_any()
}

fn column(label: &'static str, orders: &[Summary]) -> impl IntoView + use<> {
    let mut cards: Vec<_> = orders
        .iter()
        .filter(|order| order.position.state.label() == label)
        .cloned()
        .collect();
    cards.sort_by_key(|order| (!order.rush, !order.overdue, order.estimate));
    let count = u32::try_from(cards.len()).unwrap_or(u32::MAX);
    view! {
        <KanbanColumn title=label count=count>
            {cards.into_iter().map(card).collect_view()}
        </KanbanColumn>
    }
}

/// What is owed; for a quote, which binds nobody, what it comes to.
fn money(order: &Summary) -> Option<String> {
    match order.position.state {
        // Nothing is owed for what is on approval.
        State::Memo(_) => None,
        state if !state.is_agreed() => Some(order.total.to_string()),
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
    let rush = order.rush;
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
            {(held || slipped || rush)
                .then(|| {
                    view! {
                        <span class="card-badges">
                            {rush.then(|| view! { <Badge tone=Tone::Danger>"Rush"</Badge> })}
                            {held.then(|| view! { <Badge tone=Tone::Warning icon=IconName::Pause>"On hold"</Badge> })}
                            {slipped.then(|| view! { <Badge tone=Tone::Danger icon=IconName::Clock>"Late against promise"</Badge> })}
                        </span>
                    }
                })}
        </KanbanCard>
    }
}
