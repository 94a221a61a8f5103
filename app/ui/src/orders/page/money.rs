//! What it costs, what was paid and what is due; for some also what it costs us.

use super::Shown;
use super::payment::PaymentDialog;
use crate::components::{
    Badge, Button, ButtonVariant, Definition, DefinitionList, IconName, Panel, Tone,
};
use crate::orders::words::moment;
use crate::people::use_session;
use domain::money::Money;
use domain::orders::Phase;
use domain::orders::view::{Detail, PaymentView};
use domain::schedule::MilestonePosition;
use domain::staff::Permission;
use leptos::prelude::*;

#[component]
pub(super) fn MoneyPanel(shown: Shown) -> impl IntoView {
    let order = shown.order;
    let session = use_session();
    let paying = RwSignal::new(false);
    let payable = move || {
        // An account pays its invoices, on its own page.
        let due = order
            .with(|o| o.balance.is_positive() && o.position.state.is_agreed() && o.po.is_none());
        due && session.may(Permission::TakeOrders)
    };
    view! {
        <Panel title="Money" raised=true>
            {move || order.with(totals)}
            {move || payable().then(|| take_payment(order, paying))}
            {move || order.with(|order| order.po.is_none().then(|| schedule(order)))}
            {move || order.with(|order| payments(&order.payments))}
        </Panel>
        <PaymentDialog shown=shown open=paying />
    }
}

/// The loud button of the screen where money is what the order waits for.
fn take_payment(order: RwSignal<Detail>, paying: RwSignal<bool>) -> impl IntoView {
    let waits = order.with(|o| o.offers.iter().any(|offer| !offer.blockers.is_empty()));
    let variant = if waits {
        ButtonVariant::Primary
    } else {
        ButtonVariant::Secondary
    };
    view! {
        <Button variant=variant icon=IconName::Cash wide=true on_press=move || paying.set(true)>
            "Take a payment"
        </Button>
    }
}

fn totals(order: &Detail) -> impl IntoView + use<> {
    let totals = order.totals;
    let quote = !order.position.state.is_agreed();
    // A quote binds nobody: nothing is owed on it.
    let owed = (!quote).then(|| (order.paid.to_string(), order.balance.to_string()));
    let (pieces, charges) = (pieces(order).to_string(), charges(order));
    let margin = margin(order).filter(|_| order.position.state.phase() != Phase::Cancelled);
    view! {
        <DefinitionList ledger=true>
            <Definition term="Pieces">{pieces}</Definition>
            {charges}
            <Definition term="Tax">{totals.tax.to_string()}</Definition>
            <Definition term="Total" strong=quote>{totals.total.to_string()}</Definition>
            {owed.map(|(paid, balance)| view! {
                <Definition term="Paid">{paid}</Definition>
                <Definition term="Owed" strong=true>{balance}</Definition>
            })}
            {margin.map(|margin| view! { <Definition term="Margin">{margin}</Definition> })}
        </DefinitionList>
    }
}

/// What the pieces come to: the whole, less what belongs to it beside them.
fn pieces(order: &Detail) -> Money {
    let mut charges = order.web.iter().flat_map(|web| &web.charges);
    let net = order.totals.net;
    let pieces = charges.try_fold(net, |left, charge| left.minus(charge.net));
    pieces.unwrap_or(net)
}

/// Shipping, rounding, refunds, without their tax.
fn charges(order: &Detail) -> impl IntoView + use<> {
    let charges = order.web.iter().flat_map(|web| web.charges.clone());
    let shown = charges.filter(|charge| !charge.net.is_zero());
    shown
        .map(|charge| view! { <Definition term=charge.label>{charge.net.to_string()}</Definition> })
        .collect_view()
}

/// Price less cost, where the reader may see cost and every line has one.
fn margin(order: &Detail) -> Option<String> {
    let costs = order
        .lines
        .iter()
        .map(|line| line.unit_cost?.times(line.quantity).ok());
    let costs = costs.collect::<Option<Vec<_>>>()?;
    let cost = domain::money::Money::sum(order.totals.net.currency(), costs).ok()?;
    order
        .totals
        .net
        .minus(cost)
        .ok()
        .map(|margin| margin.to_string())
}

/// What is due before what; of a cancelled order nothing is.
fn schedule(order: &Detail) -> Option<impl IntoView + use<>> {
    let phase = order.position.state.phase();
    let steps = order.schedule.iter().cloned();
    let steps: Vec<_> = steps.map(|step| milestone(step, phase)).collect();
    (phase != Phase::Cancelled).then(|| view! { <ul class="schedule">{steps}</ul> })
}

fn milestone(step: MilestonePosition, phase: Phase) -> impl IntoView {
    let paid = step.paid == step.amount;
    let tone = if paid { Tone::Success } else { Tone::Warning };
    let state = if paid {
        "Paid".to_owned()
    } else if step.paid.is_zero() {
        "Due".to_owned()
    } else {
        format!("{} paid", step.paid)
    };
    view! {
        <li>
            <span>
                {step.label}
                <span class="quiet">{format!(" {}", step.gates.label())}</span>
            </span>
            <span class="figure">{step.amount.to_string()}</span>
            {(phase != Phase::Draft).then(|| view! { <Badge tone=tone>{state}</Badge> })}
        </li>
    }
}

fn payments(payments: &[PaymentView]) -> impl IntoView + use<> {
    let payments = payments.to_vec();
    (!payments.is_empty()).then(|| {
        view! {
            <h3 class="kicker">"Taken"</h3>
            <ul class="payments">{payments.into_iter().map(payment).collect_view()}</ul>
        }
    })
}

fn payment(payment: PaymentView) -> impl IntoView {
    let how = payment.reference.map_or_else(
        || payment.method.label().to_owned(),
        |reference| format!("{} · {reference}", payment.method.label()),
    );
    let given_back = payment.amount.is_negative();
    view! {
        <li>
            <span>
                {if given_back { format!("Given back, {how}") } else { how }}
                <span class="quiet">{format!("{} · {}", moment(payment.taken_at), payment.taken_by)}</span>
            </span>
            <span class="figure">{payment.amount.to_string()}</span>
        </li>
    }
}
