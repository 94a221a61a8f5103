//! From whom it is ordered, when, and what it costs.

use super::bill::difference;
use crate::components::{Badge, Definition, DefinitionList, Panel};
use crate::office::messages::tone as letter_tone;
use crate::orders::phone as spaced;
use domain::orders::history::day;
use domain::purchasing::{BillView, LetterView, PurchaseDetail};
use leptos::prelude::*;

#[component]
pub(super) fn Facts(purchase: RwSignal<PurchaseDetail>) -> impl IntoView {
    view! {
        {move || purchase.with(money)}
        {move || purchase.with(vendor)}
        {move || purchase.with(dates)}
        {move || purchase.with(parcel)}
        {move || purchase.with(letters)}
    }
}

fn money(purchase: &PurchaseDetail) -> impl IntoView + use<> {
    let bill = purchase.bill.as_ref();
    let (lines, differs) = (
        bill.map(billed),
        bill.map(|bill| difference(bill.difference)),
    );
    purchase.total.map(|total| {
        view! {
            <Panel title="Cost">
                <DefinitionList ledger=true>
                    <Definition term="Ordered" strong=true>{total.to_string()}</Definition>
                    {lines}
                </DefinitionList>
                {differs.map(|differs| view! { <p class="quiet">{differs}</p> })}
            </Panel>
        }
    })
}

fn billed(bill: &BillView) -> impl IntoView + use<> {
    let (number, total) = (bill.number.clone(), bill.total.to_string());
    view! {
        <Definition term=format!("Bill of {}", day(bill.date))>{total}</Definition>
        <Definition term="Bill number"><span class="breakable">{number}</span></Definition>
    }
}

fn vendor(purchase: &PurchaseDetail) -> impl IntoView + use<> {
    let name = purchase.vendor_name.clone();
    let given = |text: &String| (!text.is_empty()).then(|| text.clone());
    let email = given(&purchase.vendor_email);
    let phone = given(&purchase.vendor_phone);
    let account = given(&purchase.vendor_account);
    view! {
        <Panel title="Vendor">
            <DefinitionList ledger=true>
                <Definition term="Ordered from"><span class="breakable">{name}</span></Definition>
                {phone.map(|number| view! {
                    <Definition term="Phone">
                        <a href=format!("tel:{number}")>{spaced(&number)}</a>
                    </Definition>
                })}
                {email.map(|email| view! {
                    <Definition term="E-mail">
                        <a class="breakable" href=format!("mailto:{email}")>{email.clone()}</a>
                    </Definition>
                })}
                {account.map(|number| view! { <Definition term="Our account">{number}</Definition> })}
            </DefinitionList>
        </Panel>
    }
}

fn dates(purchase: &PurchaseDetail) -> impl IntoView + use<> {
    let written = day(purchase.created_on);
    let sent = purchase.sent_on.map_or_else(|| "Not yet".to_owned(), day);
    let expected = purchase.eta.map_or_else(|| "No date yet".to_owned(), day);
    let note = purchase.note.clone();
    let whose = purchase.order.clone().map(|(order, number)| {
        view! {
            <Definition term="For"><a href=format!("/orders/{order}")>{number}</a></Definition>
        }
    });
    let theirs = purchase.reference.clone().map(|number| {
        view! {
            <Definition term="Their number"><span class="breakable">{number}</span></Definition>
        }
    });
    view! {
        <Panel title="Order">
            <DefinitionList ledger=true>
                {whose}
                {theirs}
                <Definition term="Written">{written}</Definition>
                <Definition term="Sent">{sent}</Definition>
                <Definition term="Expected">{expected}</Definition>
            </DefinitionList>
            {note.map(|note| view! { <p class="breakable purchase-note">{note}</p> })}
        </Panel>
    }
}

/// Where the vendor sends it, and how far it is.
fn parcel(purchase: &PurchaseDetail) -> impl IntoView + use<> {
    purchase.drop_ship.clone().map(|parcel| {
        let to = parcel.ship_to.map(|address| address.one_line());
        let told = parcel.released_on.map_or_else(|| "Not yet".to_owned(), day);
        view! {
            <Panel title="Parcel">
                <DefinitionList ledger=true>
                    <Definition term="To">{parcel.customer}</Definition>
                    {to.map(|to| view! {
                        <Definition term="Address"><span class="breakable">{to}</span></Definition>
                    })}
                    <Definition term="Told to ship">{told}</Definition>
                    {parcel.carrier.map(|name| view! { <Definition term="Carrier">{name}</Definition> })}
                    {parcel.tracking.map(|number| view! {
                        <Definition term="Tracking"><span class="breakable">{number}</span></Definition>
                    })}
                </DefinitionList>
            </Panel>
        }
    })
}

/// What the vendor was written to, and what became of it.
fn letters(purchase: &PurchaseDetail) -> impl IntoView + use<> {
    let letters = purchase.letters.clone();
    (!letters.is_empty()).then(|| {
        view! {
            <Panel title="Letters">
                <ul class="message-list">{letters.into_iter().map(letter).collect_view()}</ul>
            </Panel>
        }
    })
}

fn letter(letter: LetterView) -> impl IntoView {
    view! {
        <li>
            <span class="breakable">{letter.letter.label()}</span>
            <span class="cluster">
                <Badge tone=letter_tone(letter.status)>{letter.status.label()}</Badge>
                <span class="quiet breakable">{letter.recipient}</span>
            </span>
        </li>
    }
}
