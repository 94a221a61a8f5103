//! What a count came to, ready to print.

use crate::components::{Definition, DefinitionList, Letterhead, PrintLine, PrintSheet};
use crate::stock::words::{count as number, moment};
use domain::orders::history::day;
use domain::stock::{CountDetail, CountResult, Scanned};
use leptos::prelude::*;

#[component]
pub(super) fn ResultSheet(count: CountDetail) -> impl IntoView {
    let summary = count.summary;
    let what = summary.form.map_or("Everything", |form| form.label());
    let counted: Vec<_> = count
        .counters
        .into_iter()
        .map(|(who, scans)| format!("{who}: {}", number(scans)))
        .collect();
    let ended = count
        .ended
        .map(|(at, who)| format!("{}, {who}", moment(at)));
    let letterhead = Letterhead {
        shop: count.store.name.clone(),
        lines: count.store.contact_lines(),
    };
    let tally = count.tally;
    view! {
        <PrintSheet
            letterhead=letterhead
            title=format!("Count · {}", summary.state.label())
            number=summary.number
            date=day(summary.started_at.date_naive())
            back="/stock/counts".to_owned()
        >
            <DefinitionList>
                <Definition term="What">{format!("{what} in {}", summary.places)}</Definition>
                <Definition term="Started">
                    {format!("{}, {}", moment(summary.started_at), summary.started_by)}
                </Definition>
                {ended.map(|ended| view! { <Definition term="Ended">{ended}</Definition> })}
                <Definition term="Scanned by">{counted.join(", ")}</Definition>
                <Definition term="Expected">{number(tally.expected)}</Definition>
                <Definition term="Found">{number(tally.found)}</Definition>
                <Definition term="Missing" strong=true>{number(tally.missing())}</Definition>
            </DefinitionList>
            {changes(count.results)}
            {strangers(count.unexpected)}
            <PrintLine label="For the shop" />
        </PrintSheet>
    }
}

/// What was written off or adjusted.
fn changes(results: Vec<CountResult>) -> impl IntoView {
    let row = |result: CountResult| {
        view! {
            <tr>
                <td>
                    <span class="breakable">{format!("{} · {}", result.code, result.name)}</span>
                </td>
                <td class="breakable">{result.location}</td>
                <td>{result.what}</td>
                <td class="breakable">{result.reason}</td>
            </tr>
        }
    };
    (!results.is_empty()).then(|| {
        view! {
            <table class="sheet-table">
                <caption class="sheet-caption">"What the count changed"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Piece"</th>
                        <th scope="col">"Where"</th>
                        <th scope="col">"What"</th>
                        <th scope="col">"Why"</th>
                    </tr>
                </thead>
                <tbody>{results.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
    })
}

/// What was scanned and does not lie there by the books.
fn strangers(scans: Vec<Scanned>) -> impl IntoView {
    let row = |scan: Scanned| {
        view! {
            <tr>
                <td class="breakable">{scan.code}</td>
                <td class="breakable">{scan.name.unwrap_or_default()}</td>
                <td>{scan.sighting.label()}</td>
            </tr>
        }
    };
    (!scans.is_empty()).then(|| {
        view! {
            <table class="sheet-table">
                <caption class="sheet-caption">"Scanned, and not expected there"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Serial"</th>
                        <th scope="col">"Piece"</th>
                        <th scope="col">"What"</th>
                    </tr>
                </thead>
                <tbody>{scans.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
    })
}
