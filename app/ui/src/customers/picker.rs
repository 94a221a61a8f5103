//! Choosing the customer of an order: one field finds by phone, name or e-mail, and offers to add
//! whoever isn't there.

use super::api::search_customers;
use super::new_dialog::NewCustomerDialog;
use crate::components::{Button, ButtonVariant, ComboOption, Combobox, IconName, browser::focus};
use domain::customers::CustomerCard;
use leptos::prelude::*;

const FIELD: &str = "field-customer";

/// The customer of what is being taken.
#[component]
pub fn CustomerPicker(
    selected: RwSignal<Option<CustomerCard>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let adding = RwSignal::new(None::<String>);
    let choose = Callback::new(move |card: CustomerCard| {
        text.set(String::new());
        selected.set(Some(card));
    });
    let again = Callback::new(move |()| {
        selected.set(None);
        // The field is there again only after this change was drawn.
        request_animation_frame(|| focus(FIELD));
    });
    let fetch = |typed: String| async move {
        search_customers(typed)
            .await
            .map_err(|error| error.to_string())
    };
    let field = move || {
        view! {
            <Combobox
                label="Customer"
                name="customer"
                id=FIELD.to_owned()
                text=text
                fetch=fetch
                show=option
                on_select=choose
                on_create=Callback::new(move |typed| adding.set(Some(typed)))
                create_label="New customer"
                clear_on_select=true
                hint=Some("Phone, name or e-mail.".to_owned())
                error=error
                autofocus=autofocus
            />
        }
    };
    view! {
        {move || match selected.get() {
            Some(card) => view! { <Chosen card=card on_change=again /> }.into_any(),
            None => field().into_any(),
        }}
        <NewCustomerDialog prefill=adding on_customer=choose />
    }
}

fn option(card: CustomerCard) -> ComboOption {
    ComboOption::new(card.name.clone()).detail(card.reach())
}

#[component]
fn Chosen(card: CustomerCard, on_change: Callback<()>) -> impl IntoView {
    let reach = card.reach();
    view! {
        <div class="chosen-customer" role="group" aria-label="Customer">
            <div>
                <p class="kicker">"Customer"</p>
                <p class="chosen-name breakable">{card.name}</p>
                <p class="quiet breakable">{reach}</p>
            </div>
            <Button variant=ButtonVariant::Quiet icon=IconName::Search on_press=on_change>
                "Change customer"
            </Button>
        </div>
    }
}
