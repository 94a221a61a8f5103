//! Somebody with the same phone number or e-mail address is known already.

use crate::components::{Actions, Banner, Button, ButtonVariant, Tone};
use domain::customers::CustomerCard;
use leptos::prelude::*;

/// Offers who is known, and to add the new customer all the same.
#[component]
pub(super) fn KnownAlready(
    known: Vec<CustomerCard>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_choose: Callback<CustomerCard>,
    #[prop(into)] on_add_anyway: Callback<()>,
) -> impl IntoView {
    let offer = move |card: CustomerCard| {
        let (name, reach) = (card.name.clone(), card.reach());
        view! {
            <li>
                <button type="button" class="colleague" on:click=move |_| on_choose.run(card.clone())>
                    <span>{name}</span>
                    <span class="quiet breakable">{reach}</span>
                </button>
            </li>
        }
    };
    view! {
        <Banner tone=Tone::Warning title="This phone number or e-mail address is known">
            "Choose the customer who is there already, or add another person who shares it."
        </Banner>
        <ul class="colleagues">{known.into_iter().map(offer).collect_view()}</ul>
        <Actions>
            <Button variant=ButtonVariant::Quiet busy=busy on_press=on_add_anyway>
                "Add as another person"
            </Button>
        </Actions>
    }
}
