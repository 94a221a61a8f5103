//! What the piece comes to, as it stands and as it was; and the way to write another.

use super::Shown;
use super::builder::Builder;
use crate::components::{
    Button, ButtonVariant, Definition, DefinitionList, Dialog, DialogSize, Panel,
};
use domain::orders::Action;
use domain::orders::custom::inquiry::InquiryTerms;
use domain::orders::custom::view::EstimateView;
use domain::orders::history::day;
use leptos::prelude::*;

#[component]
pub(super) fn EstimatePanel(
    shown: Shown,
    /// By what an estimate is reckoned; none where its reader may write none.
    terms: Option<InquiryTerms>,
) -> impl IntoView {
    let may = terms.is_some();
    let terms = StoredValue::new(terms);
    let open = RwSignal::new(false);
    let writes = move || {
        if !may {
            return None;
        }
        [Action::SendEstimate, Action::ChangeOrder]
            .into_iter()
            .find(|action| shown.offer(*action).is_some())
    };
    let estimates = Memo::new(move |_| {
        shown
            .custom(|custom| custom.estimates.clone())
            .unwrap_or_default()
    });
    let first = move || estimates.with(Vec::is_empty);
    // The step that the dialog was opened for: a first estimate, or a change of an agreed one.
    let action = RwSignal::new(Action::SendEstimate);
    let start = move |wanted: Action| {
        action.set(wanted);
        open.set(true);
    };
    view! {
        <Panel
            title="Estimate"
            actions=move || view! {
                {move || writes().map(|wanted| {
                    let variant = if first() {
                        ButtonVariant::Primary
                    } else {
                        ButtonVariant::Secondary
                    };
                    let label = match wanted {
                        Action::ChangeOrder => "Change order",
                        _ if first() => "Write an estimate",
                        _ => "Write another",
                    };
                    view! {
                        <Button variant=variant on_press=move |()| start(wanted)>{label}</Button>
                    }
                })}
            }
        >
            {move || estimates.with(|estimates| match estimates.first() {
                Some(estimate) => current(estimate, shown).into_any(),
                None => view! {
                    <p class="quiet">"There is no estimate yet: it says what the piece comes to, part by part."</p>
                }
                .into_any(),
            })}
            {move || estimates.with(|estimates| earlier(estimates))}
        </Panel>
        <Dialog
            open=open title=Signal::derive(move || action.get().label().to_owned())
            size=DialogSize::Wide
        >
            {move || terms.get_value().map(|terms| view! {
                <Builder shown=shown open=open action=action.get_untracked() terms=terms />
            })}
        </Dialog>
    }
}

fn current(estimate: &EstimateView, shown: Shown) -> impl IntoView + use<> {
    let facts = estimate.specification.facts();
    let parts = estimate.parts.clone();
    let price = estimate
        .estimate
        .as_ref()
        .and_then(|full| full.metal.as_ref());
    let metal = price.map(|metal| {
        format!(
            "{} an ounce, {}, {}",
            metal.price.spot,
            metal.price.source,
            day(metal.price.on)
        )
    });
    let cost = estimate.cost;
    let (price, expires) = (estimate.price, estimate.expires);
    let charged = shown.order.with(|order| {
        let custom = order.custom.as_deref();
        custom
            .map(|custom| custom.charged)
            .filter(|charged| charged.is_positive())
    });
    let totals = shown.order.with(|order| order.totals);
    view! {
        <DefinitionList>
            {facts.into_iter().map(|(term, value)| view! {
                <Definition term=term><span class="breakable">{value}</span></Definition>
            }).collect_view()}
            {metal.map(|metal| view! { <Definition term="Metal reckoned at">{metal}</Definition> })}
            <Definition term="Holds until">{day(expires)}</Definition>
        </DefinitionList>
        <DefinitionList ledger=true>
            {parts.into_iter().map(|part| view! {
                <Definition term=part.label>{part.amount.to_string()}</Definition>
            }).collect_view()}
            <Definition term="Price">{price.to_string()}</Definition>
            {charged.map(|charged| view! {
                <Definition term="Further rounds">{charged.to_string()}</Definition>
            })}
            <Definition term="Sales tax">{totals.tax.to_string()}</Definition>
            <Definition term="Total" strong=true>{totals.total.to_string()}</Definition>
            {cost.map(|cost| view! {
                <Definition term="It costs us">{cost.to_string()}</Definition>
            })}
        </DefinitionList>
    }
}

/// Those that were written before: each is kept for good.
fn earlier(estimates: &[EstimateView]) -> impl IntoView + use<> {
    let rows: Vec<_> = estimates
        .iter()
        .map(|estimate| {
            let why = estimate.reason.clone();
            let why = why.map(|why| format!(" · {why}")).unwrap_or_default();
            format!(
                "{}: {} on {} by {}{why}",
                estimate.number,
                estimate.total,
                day(estimate.at.date_naive()),
                estimate.by
            )
        })
        .collect();
    (rows.len() > 1).then(|| {
        view! {
            <details class="custom-earlier">
                <summary>{format!("All {} estimates", rows.len())}</summary>
                <ol reversed>
                    {rows.into_iter().map(|row| view! { <li class="breakable">{row}</li> }).collect_view()}
                </ol>
            </details>
        }
    })
}
