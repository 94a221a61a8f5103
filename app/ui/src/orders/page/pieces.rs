//! What was ordered, and from whom we ordered it.

use super::Shown;
use super::web::fate;
use crate::bench::LineBench;
use crate::components::{Badge, Icon, IconName, LinkButton, Panel, Tone};
use crate::stock::LineStock;
use chrono::NaiveDate;
use domain::orders::covers::{Cover, CoverView};
use domain::orders::history::day;
use domain::orders::view::{Detail, LineView, PurchaseView};
use leptos::prelude::*;

#[component]
pub(super) fn Pieces(shown: Shown) -> impl IntoView {
    let order = shown.order;
    // Whether a piece of stock can be promised follows from where the order stands.
    let lines = Memo::new(move |_| order.with(|order| (order.position, order.lines.clone())));
    let purchases = Memo::new(move |_| order.with(sent_for));
    view! {
        <Panel title="Pieces">
            <ul class="pieces">
                {move || {
                    let (_, lines) = lines.get();
                    lines.into_iter().map(|line| piece(shown, line)).collect_view()
                }}
            </ul>
            <Show when=move || purchases.with(|list| !list.is_empty())>
                <h3 class="kicker">"Ordered from"</h3>
                <ul class="purchases">
                    {move || {
                        let each = purchases.get().into_iter();
                        each.map(|(ordered, away)| purchase(ordered, away)).collect_view()
                    }}
                </ul>
            </Show>
        </Panel>
    }
}

/// Our orders to vendors, each with whether it goes straight to the customer.
fn sent_for(order: &Detail) -> Vec<(PurchaseView, bool)> {
    let away = |purchase: &PurchaseView| {
        let mut covers = order.lines.iter().filter_map(|line| line.cover.as_ref());
        covers.any(|cover| cover.cover == Cover::DropShip && cover.source == purchase.id.uuid())
    };
    let each = order.purchases.iter();
    each.map(|purchase| (purchase.clone(), away(purchase)))
        .collect()
}

/// Where the piece comes from, and when. A piece of stock says so itself.
fn covered(cover: &CoverView, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let page = match cover.cover {
        Cover::Purchase | Cover::DropShip => Some(format!("/purchasing/{}", cover.source)),
        Cover::Production => Some(format!("/bench/jobs/{}", cover.source)),
        Cover::Stock => return None,
    };
    let away = cover.cover == Cover::DropShip;
    let late = !cover.here && cover.eta.is_some_and(|eta| eta < today);
    let (tone, when) = match (cover.here, cover.eta) {
        (true, Some(day_of)) if away => (Tone::Success, format!("shipped {}", day(day_of))),
        (true, Some(day_of)) => (Tone::Success, format!("here since {}", day(day_of))),
        (true, None) => (Tone::Success, "here".to_owned()),
        (false, Some(eta)) if late => (Tone::Danger, format!("was expected {}", day(eta))),
        (false, Some(eta)) => (Tone::Info, format!("expected {}", day(eta))),
        (false, None) => (Tone::Neutral, "no date yet".to_owned()),
    };
    let number = cover.number.clone();
    let who = cover.who.clone().map(|who| format!(" · {who}"));
    Some(view! {
        <p class="line-cover">
            <Icon name=if cover.cover == Cover::Production { IconName::Bench } else { IconName::Truck } />
            <span class="breakable">
                {cover.cover.label()} ": "
                {match page {
                    Some(page) => view! { <a href=page>{number}</a> }.into_any(),
                    None => number.into_any(),
                }}
                {who}
            </span>
            <Badge tone=tone>{when}</Badge>
        </p>
    })
}

fn piece(shown: Shown, line: LineView) -> impl IntoView {
    let today = shown.order.with_untracked(|order| order.today);
    let covered = line.cover.as_ref().and_then(|cover| covered(cover, today));
    let stock = stock(shown, line.clone());
    let facts = line.particulars();
    let changed = line.list_price.map(|list| {
        let reason = line.price_reason.clone().unwrap_or_default();
        format!("instead of {list}: {reason}")
    });
    let count = (line.quantity > 1).then(|| format!("{} × {}", line.quantity, line.unit_price));
    let off = line.web.discount.map(|discount| format!("{discount} off"));
    let fate = fate(&line.web);
    let wishes = line.web.properties.clone().into_iter();
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(term, value)| (term.to_owned(), value))
        .chain(wishes.map(|wish| (wish.name, wish.value)))
        .collect();
    let sku = line.sku.clone();
    let vendor = line.vendor_name.clone();
    let cost = line.unit_cost.map(|cost| format!("Cost {cost} each"));
    view! {
        <li class="piece">
            <div class="piece-head">
                <span class="piece-name breakable">{line.description}</span>
                <span class="figure">{line.net.to_string()}</span>
            </div>
            <p class="piece-meta quiet">
                {[count, off, sku, vendor, cost].into_iter().flatten().collect::<Vec<_>>().join(" · ")}
            </p>
            {(!facts.is_empty())
                .then(|| {
                    view! {
                        <dl class="piece-facts">
                            {facts
                                .into_iter()
                                .map(|(term, value)| {
                                    view! { <div><dt>{term}</dt><dd class="breakable">{value}</dd></div> }
                                })
                                .collect_view()}
                        </dl>
                    }
                })}
            {fate.map(|fate| view! { <p><Badge tone=Tone::Warning>{fate}</Badge></p> })}
            {changed.map(|text| view! { <p class="quiet">{text}</p> })}
            {covered}
            {stock}
        </li>
    }
}

/// What covers the line, a piece of stock or work at the bench, or the ways to have it covered.
fn stock(shown: Shown, line: LineView) -> impl IntoView {
    let about = |order: &Detail| (order.id, order.number.clone(), order.position);
    let (id, number, position) = shown.order.with_untracked(about);
    let refresh = Callback::new(move |()| shown.refresh());
    let from_stock = line.job.is_none().then(|| {
        let (number, line) = (number.clone(), line.clone());
        view! { <LineStock order=id number=number position=position line=line on_change=refresh /> }
    });
    view! {
        <div class="line-ways">
            {from_stock}
            <LineBench order=id number=number position=position line=line on_change=refresh />
        </div>
    }
}

fn purchase(purchase: PurchaseView, away: bool) -> impl IntoView {
    let expected = match (purchase.received, purchase.eta) {
        (true, _) if away => "shipped".to_owned(),
        (true, _) => "received".to_owned(),
        (false, Some(eta)) => format!("expected {}", day(eta)),
        (false, None) => "no date yet".to_owned(),
    };
    let tone = if purchase.received {
        Tone::Success
    } else {
        Tone::Info
    };
    view! {
        <li class="cluster" data-justify="between">
            <span>
                <strong>{purchase.vendor_name}</strong>
                <span class="quiet">
                    " · " <a href=format!("/purchasing/{}", purchase.id)>{purchase.number}</a>
                    {purchase.reference.map(|number| format!(" · theirs: {number}"))}
                </span>
            </span>
            <span class="cluster">
                <Badge tone=tone>{expected}</Badge>
                <LinkButton href=format!("/purchase-orders/{}", purchase.id) icon=IconName::Print>
                    "Purchase order"
                </LinkButton>
            </span>
        </li>
    }
}
