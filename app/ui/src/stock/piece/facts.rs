//! What a piece comes to, whose it is and who was promised it.

use crate::components::{Definition, DefinitionList, MoneyText, Panel};
use domain::stock::{Ownership, PieceDetail, PromisedTo};
use leptos::prelude::*;

#[component]
pub(super) fn Facts(piece: RwSignal<PieceDetail>) -> impl IntoView {
    view! {
        {move || piece.with(worth)}
        {move || piece.with(|piece| piece.promised_to.clone()).map(promised)}
        {move || piece.with(whose)}
    }
}

/// What it sells for; of what is a customer's, what the insurance counts.
fn worth(piece: &PieceDetail) -> impl IntoView + use<> {
    let (title, figure, none) = match piece.ownership {
        Ownership::Customer => ("Declared value", piece.declared_value, "Not said"),
        Ownership::Owned | Ownership::MemoIn => ("Price", piece.price, "No price yet"),
    };
    let cost = piece.cost;
    let term = match piece.ownership {
        Ownership::MemoIn => "Owed when sold",
        Ownership::Owned | Ownership::Customer => "Cost",
    };
    view! {
        <Panel title=title raised=true>
            {match figure {
                Some(figure) => {
                    view! { <MoneyText amount=figure.to_string() display=true /> }.into_any()
                }
                None => view! { <p class="quiet">{none}</p> }.into_any(),
            }}
            {cost.map(|cost| view! {
                <DefinitionList ledger=true>
                    <Definition term=term><MoneyText amount=cost.to_string() /></Definition>
                </DefinitionList>
            })}
        </Panel>
    }
}

fn promised(to: PromisedTo) -> impl IntoView {
    view! {
        <Panel title="Promised to">
            <p>
                <a href=format!("/orders/{}", to.order)>{to.number}</a>
                <span class="quiet breakable">" · "{to.customer}</span>
            </p>
        </Panel>
    }
}

fn whose(piece: &PieceDetail) -> impl IntoView + use<> {
    let vendor = piece.vendor.clone();
    let vendor_term = match piece.ownership {
        Ownership::MemoIn => "Lent by",
        Ownership::Owned | Ownership::Customer => "Vendor",
    };
    let (customer, whose) = (piece.customer.clone(), piece.ownership.label());
    view! {
        <Panel title="Whose it is">
            <DefinitionList>
                <Definition term="Whose">{whose}</Definition>
                {vendor.map(|(_, name)| view! { <Definition term=vendor_term>{name}</Definition> })}
                {customer.map(|(id, name)| view! {
                    <Definition term="Customer">
                        <a class="breakable" href=format!("/customers/{id}")>{name}</a>
                    </Definition>
                })}
            </DefinitionList>
        </Panel>
    }
}
