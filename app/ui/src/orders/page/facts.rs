//! Whose it is, how it gets to them, and what they were told.

use crate::components::{Badge, Definition, DefinitionList, Panel, Tone};
use crate::office::messages::TrackingLink;
use crate::orders::words::{moment, phone};
use domain::messages::MessageStatus;
use domain::orders::act::Signature;
use domain::orders::view::{Detail, HandOverView, MessageView};
use leptos::prelude::*;

#[component]
pub(super) fn Facts(order: RwSignal<Detail>) -> impl IntoView {
    let id = order.with_untracked(|order| order.id);
    view! {
        {move || order.with(customer)}
        {move || order.with(delivery)}
        {move || order.with(|order| messages(&order.messages))}
        <Panel title="The customer’s page">
            <TrackingLink order=id />
        </Panel>
    }
}

fn customer(order: &Detail) -> impl IntoView + use<> {
    let number = order.customer.phone.clone();
    let email = order.customer.email.clone();
    let note = order.note.clone();
    let (name, page) = (
        order.customer.name.clone(),
        format!("/customers/{}", order.customer.id),
    );
    let taken = format!("{} by {}", moment(order.created_at), order.taken_by);
    view! {
        <Panel title="Customer">
            <p>
                <a href=page>{name}</a>
            </p>
            <DefinitionList>
                {number.map(|number| view! {
                    <Definition term="Phone"><a href=format!("tel:{number}")>{phone(&number)}</a></Definition>
                })}
                {email.map(|email| view! {
                    <Definition term="E-mail"><a class="breakable" href=format!("mailto:{email}")>{email.clone()}</a></Definition>
                })}
                <Definition term="Taken">{taken}</Definition>
                {note.map(|note| view! { <Definition term="Note"><span class="breakable">{note}</span></Definition> })}
            </DefinitionList>
        </Panel>
    }
}

fn delivery(order: &Detail) -> impl IntoView + use<> {
    let (way, proof) = (order.delivery.label(), order.hand_over.clone());
    let address = order
        .ship_to
        .as_ref()
        .map(domain::contact::PostalAddress::one_line);
    view! {
        <Panel title="Delivery">
            <p>{way}</p>
            {address.map(|address| view! { <p class="breakable">{address}</p> })}
            {proof.map(handed_over)}
        </Panel>
    }
}

fn handed_over(proof: HandOverView) -> impl IntoView {
    view! {
        <DefinitionList>
            <Definition term="Handed over">{moment(proof.at)}</Definition>
            {proof.received_by.map(|name| view! { <Definition term="Taken by">{name}</Definition> })}
            {proof.carrier.map(|carrier| view! { <Definition term="Carrier">{carrier}</Definition> })}
            {proof.tracking.map(|number| view! { <Definition term="Tracking"><span class="breakable">{number}</span></Definition> })}
            {proof.signature.map(|signature| view! { <Definition term="Signature">{signed(signature)}</Definition> })}
        </DefinitionList>
    }
}

/// A signature as a picture, or the name that was typed.
fn signed(signature: Signature) -> AnyView {
    match signature {
        Signature::Typed(name) => view! { <em>{name}</em> }.into_any(),
        Signature::Drawn(path) => view! {
            <svg class="signature-shown" viewBox="0 0 600 200" role="img" aria-label="Signature">
                <path d=path></path>
            </svg>
        }
        .into_any(),
    }
}

fn messages(messages: &[MessageView]) -> impl IntoView + use<> {
    let messages = messages.to_vec();
    view! {
        <Panel title="Messages">
            {if messages.is_empty() {
                view! { <p class="quiet">"The customer has not been written to yet."</p> }.into_any()
            } else {
                view! {
                    <ul class="message-list">{messages.into_iter().map(message).collect_view()}</ul>
                }
                .into_any()
            }}
        </Panel>
    }
}

fn message(message: MessageView) -> impl IntoView {
    let tone = match message.status {
        MessageStatus::Sent => Tone::Success,
        MessageStatus::Queued => Tone::Info,
        MessageStatus::NotSent | MessageStatus::Unreachable => Tone::Neutral,
        MessageStatus::Failed => Tone::Danger,
    };
    view! {
        <li>
            <span class="breakable">{message.subject}</span>
            <span class="cluster">
                <Badge tone=tone>{message.status.label()}</Badge>
                <span class="quiet">{moment(message.created_at)}</span>
            </span>
        </li>
    }
}
