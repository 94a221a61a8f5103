//! What has to be said of the insurance: on the list, and where a customer's piece is taken in.

use crate::components::{Banner, LinkButton, Tone};
use crate::stock::api::how_insured;
use domain::custody::GoodsStanding;
use domain::money::Money;
use leptos::prelude::*;

#[component]
pub(super) fn Warnings(standing: GoodsStanding) -> impl IntoView {
    let warnings = standing.warnings(None);
    let each = |text: String| view! { <Banner tone=Tone::Warning>{text}</Banner> };
    warnings.into_iter().map(each).collect_view()
}

/// Said while a customer's piece is taken in, before it is too late. `value` is its declared value
/// as typed.
#[component]
pub(in crate::stock) fn TakeInWarning(#[prop(into)] value: Signal<String>) -> impl IntoView {
    let standing = Resource::new(|| (), |()| how_insured());
    let said = move || {
        let standing = standing.get()?.ok()?;
        let coming = Money::parse(&value.get(), standing.total.currency()).ok();
        // What other pieces lack is not said here.
        let known = GoodsStanding {
            without_value: 0,
            ..standing
        };
        let warning = known.warnings(coming).into_iter().next()?;
        Some(view! {
            <Banner
                tone=Tone::Warning
                title="More than is insured"
                actions=|| view! {
                    <LinkButton href="/stock/customers">"To the customers’ goods"</LinkButton>
                }
            >
                {warning}
            </Banner>
        })
    };
    view! { <Transition>{said}</Transition> }
}
