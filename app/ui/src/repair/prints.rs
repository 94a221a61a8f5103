//! The shop's own copy of a take-in: all that was said and found, and the customer's signature.

use crate::components::{Definition, DefinitionList, PrintLine, PrintSheet, SkeletonShape};
use crate::loaded::loaded;
use crate::orders::{letterhead, order_of_address, phone};
use domain::orders::history::day;
use domain::orders::repair::findings::wording;
use domain::orders::repair::tasks::labels;
use domain::orders::repair::view::PieceView;
use domain::orders::view::Detail;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(super) fn CounterCopy() -> impl IntoView {
    loaded(order_of_address(), SkeletonShape::Lines, sheet)
}

fn sheet(order: Detail) -> impl IntoView {
    let pieces = order
        .repair
        .as_deref()
        .map_or(&[][..], |repair| &repair.pieces);
    let pieces = pieces.iter().map(piece).collect_view();
    let number = order.customer.phone.as_deref().map(phone);
    view! {
        <Title text=format!("Counter copy {}", order.number) />
        <PrintSheet
            letterhead=letterhead(&order.store)
            title="Counter copy"
            number=order.number.clone()
            date=day(order.created_at.date_naive())
            back=format!("/orders/{}", order.id)
        >
            <DefinitionList>
                <Definition term="Customer">{order.customer.name.clone()}</Definition>
                {number.map(|number| view! { <Definition term="Phone">{number}</Definition> })}
                <Definition term="Promised for">{day(order.first_promise)}</Definition>
                <Definition term="Comes to" strong=true>{order.totals.total.to_string()}</Definition>
                <Definition term="Taken in by">{order.taken_by.clone()}</Definition>
            </DefinitionList>
            {pieces}
            <PrintLine label="Put into its envelope by" />
        </PrintSheet>
    }
}

fn piece(piece: &PieceView) -> impl IntoView + use<> {
    let title = wording(piece.item, piece.word.as_deref(), &piece.findings);
    let conditions: Vec<_> = piece
        .condition
        .iter()
        .map(|phrase| phrase.label())
        .collect();
    let facts = [
        ("Customer says", piece.said.clone()),
        (
            "Condition",
            (!conditions.is_empty()).then(|| conditions.join(", ")),
        ),
        (
            "Weight before work",
            piece.findings.weight.map(|weight| weight.to_string()),
        ),
        (
            "Declared value",
            piece.declared_value.map(|value| value.to_string()),
        ),
        ("Note", piece.note.clone()),
        (
            "Work",
            (!piece.tasks.is_empty()).then(|| labels(&piece.tasks)),
        ),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(term, value)| Some((term, value?)));
    view! {
        <h2 class="breakable">{title}</h2>
        <DefinitionList>
            {facts.map(|(term, value)| view! {
                <Definition term=term><span class="breakable">{value}</span></Definition>
            }).collect_view()}
        </DefinitionList>
    }
}
