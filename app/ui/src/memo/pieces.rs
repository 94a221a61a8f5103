//! A memo on its order's page: its pieces and what they are worth; and where a sale came from.

use super::words::{age, named, tone};
use crate::components::{Badge, Definition, DefinitionList, IconName, MoneyText, Panel, Tone};
use domain::catalogue::thumbnail;
use domain::orders::history::day;
use domain::orders::memo::view::{Bearer, LineState, MemoLineView};
use domain::orders::view::Detail;
use leptos::prelude::*;

#[component]
pub(crate) fn MemoPieces(order: RwSignal<Detail>) -> impl IntoView {
    let lines =
        Memo::new(move |_| order.with(|order| order.memo.as_ref().map(|memo| memo.lines.clone())));
    view! {
        <Panel title="Pieces">
            <ul class="pieces">
                {move || {
                    let lines = lines.get().unwrap_or_default();
                    lines.into_iter().map(piece).collect_view()
                }}
            </ul>
        </Panel>
    }
}

fn piece(line: MemoLineView) -> impl IntoView {
    let alt = named(&line);
    let photo = line.photo.clone().map(|url| {
        view! { <img class="memo-photo" src=thumbnail(&url) alt=alt loading="lazy" /> }
    });
    let state = match line.state {
        LineState::Out if line.overdue => format!("Due since {}", day(line.due)),
        LineState::Out => format!("Due back on {}", day(line.due)),
        state => state.label().to_owned(),
    };
    let sale = line.sale.map(|(id, number)| {
        view! { <a href=format!("/orders/{id}")>{number}</a> }
    });
    let (piece, serial) = line.piece;
    view! {
        <li class="piece memo-piece">
            {photo}
            <div class="memo-piece-text">
                <div class="piece-head">
                    <span class="piece-name breakable">{line.description}</span>
                    <span class="figure">{line.value.to_string()}</span>
                </div>
                <p class="cluster">
                    <Badge tone=tone(line.state, line.overdue)>{state}</Badge>
                    <a class="quiet serial" href=format!("/stock/{piece}")>{serial}</a>
                    {sale}
                </p>
            </div>
        </li>
    }
}

/// What it is worth, who bears its loss and for how long it is out.
#[component]
pub(crate) fn MemoWorth(order: RwSignal<Detail>) -> impl IntoView {
    let shown = move || {
        order.with(|order| {
            let memo = order.memo.as_deref()?;
            let bears = match memo.bearer {
                Bearer::Customer => "The customer bears its loss",
                Bearer::House => "The shop bears its loss",
            };
            let out = memo.out().count();
            let aged = memo.days_out.filter(|_| out > 0).map(age);
            let reminded = memo.reminded.filter(|_| out > 0);
            let reminded = reminded.map(|days| format!("After {days} days"));
            let count = format!("{out} of {}", memo.lines.len());
            let (value, value_out) = (memo.value.to_string(), memo.value_out.to_string());
            Some(view! {
                <MoneyText amount=value_out display=true />
                <DefinitionList ledger=true>
                    <Definition term="Pieces out">{count}</Definition>
                    <Definition term="Value of all">{value}</Definition>
                    {aged.map(|aged| view! { <Definition term="Out for">{aged}</Definition> })}
                    {reminded.map(|said| view! { <Definition term="Reminded">{said}</Definition> })}
                </DefinitionList>
                <p class="quiet">{bears} ". Nothing is owed until a piece is sold."</p>
            })
        })
    };
    view! { <Panel title="Value out" raised=true>{shown}</Panel> }
}

/// The memo that an order was sold from.
#[component]
pub(crate) fn FromMemo(order: RwSignal<Detail>) -> impl IntoView {
    move || {
        let from = order.with(|order| order.from_memo.clone())?;
        let lost = from.lost.then(|| {
            view! { <Badge tone=Tone::Danger icon=IconName::Warning>"Lost, and charged"</Badge> }
        });
        Some(view! {
            <Panel title="From a memo">
                <p class="cluster">
                    <a href=format!("/orders/{}", from.memo)>{from.number}</a>
                    {lost}
                </p>
            </Panel>
        })
    }
}
