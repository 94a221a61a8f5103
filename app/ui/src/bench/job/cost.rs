//! What it costs so far, and each thing that went in or came out.

use crate::components::{Definition, DefinitionList, Panel};
use domain::bench::Cost;
use domain::bench::view::{ChargeView, JobDetail};
use leptos::prelude::*;

#[component]
pub(super) fn CostPanel(job: RwSignal<JobDetail>) -> impl IntoView {
    let cost = Memo::new(move |_| job.with(|job| job.cost));
    let charges = Memo::new(move |_| job.with(|job| job.charges.clone()));
    view! {
        {move || cost.get().map(|cost| view! { <Sum cost=cost /> })}
        <Panel title="What went in">
            {move || {
                let charges = charges.get();
                if charges.is_empty() {
                    return view! { <p class="quiet">"Nothing yet."</p> }.into_any();
                }
                view! { <ul class="charges">{charges.into_iter().map(charge).collect_view()}</ul> }
                    .into_any()
            }}
        </Panel>
    }
}

/// The parts of the cost, those of nothing left out.
#[component]
fn Sum(cost: Cost) -> impl IntoView {
    let parts = [
        ("Metal and findings", cost.metal),
        ("Stones", cost.stones),
        ("Labour", cost.labour),
        ("Outside work", cost.outside),
        ("Returned", cost.returned),
        ("Lost in work, booked apart", cost.lost),
    ];
    let parts = parts.into_iter().filter(|(_, amount)| !amount.is_zero());
    view! {
        <Panel title="Cost" raised=true>
            <DefinitionList ledger=true>
                {parts
                    .map(|(term, amount)| view! { <Definition term=term>{amount.to_string()}</Definition> })
                    .collect_view()}
                <Definition term="The piece costs" strong=true>{cost.total.to_string()}</Definition>
            </DefinitionList>
            <p class="quiet">{format!("{} at the bench", cost.hours)}</p>
        </Panel>
    }
}

fn charge(charge: ChargeView) -> impl IntoView {
    let what = if charge.what.is_empty() {
        charge.kind.label().to_owned()
    } else {
        charge.what
    };
    let when = charge.at.format("%-d %b, %H:%M").to_string();
    view! {
        <li>
            <div>
                <p class="breakable">{what}</p>
                <p class="quiet">{format!("{} · {} · {when}", charge.kind.label(), charge.who)}</p>
            </div>
            {charge.amount.map(|amount| view! { <span class="figure">{amount.to_string()}</span> })}
        </li>
    }
}
