//! What a wholesale order's page shows in place of the pieces of others: its lines with where they
//! stand, its parcels with their invoices, and what the account said.

use crate::components::{
    Badge, Cell, Column, DataTable, Definition, DefinitionList, IconName, LinkButton, Panel, Row,
    Tone,
};
use crate::orders::moment;
use domain::orders::history::day;
use domain::orders::view::{Detail, PurchaseView};
use domain::orders::wholesale::steps::Answer;
use domain::orders::wholesale::view::{PoLineView, PoView, ShipmentView};
use leptos::prelude::*;

/// The lines and the parcels.
#[component]
pub(crate) fn PoLines(order: RwSignal<Detail>) -> impl IntoView {
    let po = Memo::new(move |_| order.with(|order| order.po.clone()));
    let lines = move || {
        po.with(|po| po.as_deref().map(|po| po.lines.clone()))
            .unwrap_or_default()
    };
    let sent = move || {
        let sent = po.with(|po| po.as_deref().map(|po| po.shipments.clone()));
        sent.unwrap_or_default()
    };
    let bought = move || order.with(|order| order.purchases.clone());
    view! {
        <Panel title="Lines" flush=true>
            <DataTable caption="Lines" columns=vec![
                Column::new("Piece"),
                Column::new("Answer"),
                Column::numeric("Pieces"),
                Column::numeric("Shipped"),
                Column::numeric("Here"),
                Column::numeric("Coming"),
                Column::numeric("Net"),
            ]>
                {move || lines().into_iter().map(line).collect_view()}
            </DataTable>
        </Panel>
        {move || {
            let bought = bought();
            (!bought.is_empty()).then(|| view! {
                <Panel title="Ordered from">
                    <ul class="plain-list">{bought.into_iter().map(purchase).collect_view()}</ul>
                </Panel>
            })
        }}
        {move || {
            let sent = sent();
            (!sent.is_empty()).then(|| view! {
                <Panel title="Parcels and invoices">
                    <ul class="plain-list">{sent.into_iter().map(parcel).collect_view()}</ul>
                </Panel>
            })
        }}
    }
}

fn line(line: PoLineView) -> impl IntoView {
    let asked = (line.ordered != line.quantity).then(|| format!("asked for {}", line.ordered));
    let price = format!("{} each", line.unit_price);
    let facts = [line.sku, Some(price), line.why, asked];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    let tone = match line.answer {
        None => Tone::Neutral,
        Some(Answer::Accept) => Tone::Success,
        Some(Answer::Backorder | Answer::Change) => Tone::Warning,
        Some(Answer::Reject) => Tone::Danger,
    };
    let word = match line.answer {
        None => "Not yet",
        Some(Answer::Accept) => "Accepted",
        Some(Answer::Backorder) => "Backorder",
        Some(Answer::Change) => "Changed",
        Some(Answer::Reject) => "Rejected",
    };
    let later = (line.backordered > 0).then(|| {
        let on = line.backorder_on.map(|on| format!(" to {}", day(on)));
        format!("{} later{}", line.backordered, on.unwrap_or_default())
    });
    let said: Vec<_> = [later, line.note].into_iter().flatten().collect();
    view! {
        <Row>
            <Cell>
                <span class="breakable">{line.description}</span>
                <span class="quiet breakable">{format!(" {}", facts.join(" · "))}</span>
            </Cell>
            <Cell label="Answer">
                <Badge tone=tone>{word}</Badge>
                <span class="quiet">{format!(" {}", said.join(" · "))}</span>
            </Cell>
            <Cell label="Pieces" numeric=true>{line.quantity}</Cell>
            <Cell label="Shipped" numeric=true>{line.shipped}</Cell>
            <Cell label="Here" numeric=true>{line.here}</Cell>
            <Cell label="Coming" numeric=true>{line.on_order}</Cell>
            <Cell label="Net" numeric=true>{line.net.to_string()}</Cell>
        </Row>
    }
}

fn purchase(ordered: PurchaseView) -> impl IntoView {
    let eta = ordered.eta.map(|eta| format!("expected {}", day(eta)));
    let (tone, state) = match (ordered.received, eta) {
        (true, _) => (Tone::Success, "Here".to_owned()),
        (false, Some(eta)) => (Tone::Info, eta),
        (false, None) => (Tone::Neutral, "no date yet".to_owned()),
    };
    view! {
        <li class="cluster">
            <a href=format!("/purchasing/{}", ordered.id)>{ordered.number}</a>
            <span class="breakable">{ordered.vendor_name}</span>
            <Badge tone=tone>{state}</Badge>
        </li>
    }
}

fn parcel(parcel: ShipmentView) -> impl IntoView {
    let invoice = parcel.invoice;
    let who = if parcel.by_vendor {
        "By a vendor".to_owned()
    } else {
        parcel.by
    };
    let said = format!(
        "Parcel {} · {} pieces · {} {}",
        parcel.number, parcel.pieces, parcel.carrier, parcel.tracking
    );
    let paid = !invoice.open.is_positive();
    let (tone, state) = match (paid, invoice.days_late) {
        (true, _) => (Tone::Success, "Paid".to_owned()),
        (false, Some(_)) => (Tone::Danger, format!("{} past due", invoice.open)),
        (false, None) => (
            Tone::Info,
            format!("{} due {}", invoice.open, day(invoice.due_on)),
        ),
    };
    let paper = format!("/wholesale/invoices/{}/invoice.pdf", invoice.id);
    view! {
        <li class="stack" data-gap="snug">
            <p>
                <span class="breakable">{said}</span>
                <span class="quiet">{format!(" {} · {who}", moment(parcel.at))}</span>
            </p>
            <div class="cluster">
                <span>{format!("{} · {}", invoice.number, invoice.total)}</span>
                <Badge tone=tone>{state}</Badge>
                <LinkButton href=paper icon=IconName::Download download=true>
                    {format!("Invoice {}", invoice.number)}
                </LinkButton>
            </div>
        </li>
    }
}

/// What the account said, and how it pays.
#[component]
pub(crate) fn PoFacts(order: RwSignal<Detail>) -> impl IntoView {
    move || {
        let account = order.with(|order| order.customer.id);
        order.with(|order| order.po.clone()).map(|po| {
            let PoView {
                po_number,
                blanket,
                ship_from,
                cancel_after,
                tax,
                terms,
                available,
                ..
            } = *po;
            let optional = [
                ("Release of", blanket.map(|(_, number)| number)),
                ("Ship from", ship_from.map(day)),
                ("Cancel after", cancel_after.map(day)),
            ];
            let optional = optional
                .into_iter()
                .filter_map(|(term, value)| Some((term, value?)));
            view! {
                <Panel title="Account">
                    <DefinitionList>
                        <Definition term="Their number">
                            <span class="breakable">{po_number}</span>
                        </Definition>
                        {optional.map(|(term, value)| view! {
                            <Definition term=term>{value}</Definition>
                        }).collect_view()}
                        <Definition term="Terms">{terms}</Definition>
                        <Definition term="Credit available">{available.to_string()}</Definition>
                    </DefinitionList>
                    <p class="quiet">{tax}</p>
                    <LinkButton href=format!("/wholesale/{account}") icon=IconName::Store>
                        "To the account"
                    </LinkButton>
                </Panel>
            }
        })
    }
}
