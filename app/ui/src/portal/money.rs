//! What it costs, what is due, and how to pay it.

use super::words::phone;
use crate::components::{Definition, DefinitionList, MoneyText};
use domain::money::Money as Amount;
use domain::orders::Delivery;
use domain::orders::tracking::{TrackMoney, TrackStage, TrackView};
use domain::schedule::MilestonePosition;
use leptos::prelude::*;

#[component]
pub(super) fn Money(order: TrackView) -> impl IntoView {
    let money = order.money.clone();
    let due = money.due_now.is_positive();
    // A quote binds nobody.
    let left = (order.stage != TrackStage::Quote).then_some(money.balance);
    view! {
        <section class="track-section" aria-labelledby="money">
            <h2 id="money">"Payment"</h2>
            {due.then(|| view! { <DueNow order=order /> })}
            <DefinitionList ledger=true>
                <Definition term="Total, tax included">{amount(money.total)}</Definition>
                <Definition term="Paid">{amount(money.paid)}</Definition>
                {left.map(|left| view! {
                    <Definition term="Left to pay" strong=true>{amount(left)}</Definition>
                })}
            </DefinitionList>
            <Later money=money />
        </section>
    }
}

fn amount(amount: Amount) -> impl IntoView {
    view! { <MoneyText amount=amount.to_string() /> }
}

#[component]
fn DueNow(order: TrackView) -> impl IntoView {
    let why = match (order.stage, order.delivery) {
        (TrackStage::Open, _) => "This deposit lets us start on your piece.",
        (TrackStage::Ready, Delivery::Ship) => "Once it is paid, your piece can leave our store.",
        _ => "Once it is paid, your piece is yours to take home.",
    };
    let call = phone(&order.store.phone).map(|(shown, dial)| {
        view! {
            " or by phone at "
            <a href=dial class="nowrap">
                {shown}
            </a>
        }
    });
    view! {
        <div class="track-due">
            <p>
                <span class="kicker">"Due now"</span>
                <MoneyText amount=order.money.due_now.to_string() display=true />
            </p>
            <p>{why} " You can pay in the store" {call} "."</p>
        </div>
    }
}

/// What falls due later, where it isn't plain from the rest.
#[component]
fn Later(money: TrackMoney) -> impl IntoView {
    let later = money.balance.is_positive() && money.balance != money.due_now;
    later.then(|| {
        let parts = money
            .schedule
            .into_iter()
            .filter(|part| part.amount != part.paid)
            .map(part)
            .collect_view();
        view! { <ul class="track-schedule">{parts}</ul> }
    })
}

fn part(part: MilestonePosition) -> impl IntoView {
    let open = part.open().unwrap_or(part.amount);
    view! { <li>{part.label} ": " {open.to_string()} ", due " {part.gates.label()}</li> }
}
