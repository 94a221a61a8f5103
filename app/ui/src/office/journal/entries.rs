//! The entries themselves: each a group of rows, its debits and credits in columns.

use crate::components::DateText;
use crate::office::words::day;
use domain::ledger::Posting;
use domain::ledger::view::{EntryView, JournalTotals};
use domain::money::Money;
use leptos::prelude::*;

/// The table of some entries, with the totals of all that the filter lets through.
#[component]
pub(super) fn Entries(
    #[prop(into)] entries: Signal<Vec<EntryView>>,
    totals: Option<JournalTotals>,
) -> impl IntoView {
    view! {
        <table class="table journal" role="table">
            <caption class="visually-hidden">"Ledger entries, the newest first"</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">"Entry"</th>
                    <th scope="col" role="columnheader">"Account"</th>
                    <th scope="col" role="columnheader" data-numeric="">"Debit"</th>
                    <th scope="col" role="columnheader" data-numeric="">"Credit"</th>
                </tr>
            </thead>
            <For each=move || entries.get() key=|entry| entry.id children=|entry| entry_group(entry) />
            {totals.map(|totals| view! { <Totals totals=totals /> })}
        </table>
    }
    .into_any()
}

fn entry_group(entry: EntryView) -> impl IntoView {
    let span = u32::try_from(entry.postings.len()).unwrap_or(1);
    let mut postings = entry.postings.clone().into_iter();
    let first = postings.next().map(|posting| {
        view! {
            <tr role="row">
                <th scope="rowgroup" role="rowheader" rowspan=span>
                    <EntryHead entry=entry />
                </th>
                {posting_cells(posting)}
            </tr>
        }
    });
    let rest = postings
        .map(|posting| view! { <tr role="row">{posting_cells(posting)}</tr> })
        .collect_view();
    view! { <tbody role="rowgroup">{first} {rest}</tbody> }.into_any()
}

/// What an entry records, of which order, when.
#[component]
fn EntryHead(entry: EntryView) -> impl IntoView {
    let order = entry.order.zip(entry.order_number).map(|(id, number)| {
        view! { <a href=format!("/orders/{id}")>{number}</a> }
    });
    view! {
        <span class="journal-kind">{entry.kind.label()}</span>
        <span class="journal-facts">
            <DateText at=entry.date.to_string() text=day(entry.date) />
            {order}
            {entry.party.map(|party| view! { <span class="breakable">{party}</span> })}
        </span>
    }
    .into_any()
}

fn posting_cells(posting: Posting) -> impl IntoView {
    let side = |amount: Option<Money>| amount.map(Money::plain);
    view! {
        <td role="cell" class="journal-account" data-credit=posting.credit().map(|_| "")>
            <span class="account-number">{posting.account.code()}</span>
            {posting.account.label()}
        </td>
        <td role="cell" data-numeric="">{side(posting.debit())}</td>
        <td role="cell" data-numeric="">{side(posting.credit())}</td>
    }
    .into_any()
}

#[component]
fn Totals(totals: JournalTotals) -> impl IntoView {
    let entries = crate::office::words::count(totals.entries, "entry", "entries");
    view! {
        <tfoot role="rowgroup">
            <tr role="row">
                <th scope="row" role="rowheader">{format!("Total of {entries}")}</th>
                <td role="cell"></td>
                <td role="cell" data-numeric="">{totals.debit.to_string()}</td>
                <td role="cell" data-numeric="">{totals.credit.to_string()}</td>
            </tr>
        </tfoot>
    }
    .into_any()
}
