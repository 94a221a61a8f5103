//! One account: its credit, what it owes, its terms and prices, its blanket orders.

mod form;
mod money;
mod pay;

use super::api::show_account;
use crate::components::{
    Badge, ButtonVariant, Definition, DefinitionList, IconName, LinkButton, PageHeader, Panel,
    SkeletonShape, Tone,
};
use crate::error::UiError;
use crate::loaded::{addressed, loaded};
use crate::people::use_session;
use domain::orders::history::day;
use domain::staff::Permission;
use domain::wholesale::account::AccountView;
use domain::wholesale::blanket::BlanketView;
use domain::wholesale::price::StylePrice;
pub(super) use form::Door;
use form::EditButton;
use leptos::prelude::*;
use leptos_meta::Title;
use money::Money;

/// An account on the screen, and how to look again.
type Known = Resource<Result<AccountView, UiError>>;

#[component]
pub(super) fn AccountPage() -> impl IntoView {
    let account: Known = addressed(show_account);
    loaded(account, SkeletonShape::Lines, move |view| {
        view! { <Page account=view known=account /> }
    })
}

#[component]
fn Page(account: AccountView, known: Known) -> impl IntoView {
    let session = use_session();
    let id = account.customer;
    let kept = StoredValue::new(account.clone());
    let active = account.account.active;
    view! {
        <Title text=account.name.clone() />
        <PageHeader
            title=account.name.clone()
            kicker="Account"
            back=("/wholesale".to_owned(), "Wholesale".to_owned())
            meta=move || view! {
                <Badge>{kept.with_value(|account| account.tier.name.clone())}</Badge>
                <Badge>{kept.with_value(|account| account.terms.name.clone())}</Badge>
                {(!active).then(|| view! { <Badge tone=Tone::Warning>"Closed"</Badge> })}
            }
            actions=move || view! {
                <LinkButton href=format!("/customers/{id}") icon=IconName::Person>"Customer"</LinkButton>
                <Show when=move || session.may(Permission::EditCatalogue)>
                    <EditButton account=kept known=known />
                </Show>
                <Show when=move || active && session.may(Permission::TakeOrders)>
                    <LinkButton href=format!("/wholesale/blanket?account={id}") icon=IconName::Copy>
                        "Blanket order"
                    </LinkButton>
                    <LinkButton
                        href=format!("/wholesale/new?account={id}") variant=ButtonVariant::Primary
                        icon=IconName::Plus
                    >
                        "Enter an order"
                    </LinkButton>
                </Show>
            }
        />
        <div class="split">
            <div class="stack">
                <Money account=account.clone() known=known />
                <Blankets account=account.clone() />
            </div>
            <div class="stack">
                <Terms account=account.clone() />
                <People account=account />
            </div>
        </div>
    }
}

#[component]
fn Terms(account: AccountView) -> impl IntoView {
    let kept = account.account.clone();
    let discount = match kept.discount {
        Some(own) => format!("{} % off the list, its own", own.normalize()),
        None => format!(
            "{}: {} % off the list",
            account.tier.name,
            account.tier.discount.normalize()
        ),
    };
    let styles = kept.styles.iter().zip(account.style_titles.clone());
    let styles: Vec<_> = styles
        .map(|((_, price), title)| {
            let price = match price {
                StylePrice::Fixed(price) => price.to_string(),
                StylePrice::Discount(percent) => format!("{} % off", percent.normalize()),
            };
            (title, price)
        })
        .collect();
    let today = account.today;
    let certificates = kept.certificates.clone();
    let taxed = certificates.is_empty();
    view! {
        <Panel title="Terms">
            <DefinitionList>
                <Definition term="Pays">{account.terms.name.clone()}</Definition>
                <Definition term="Prices">{discount}</Definition>
                <Definition term="Orders for at least">{kept.minimum.to_string()}</Definition>
                {kept.rep.clone().map(|rep| view! {
                    <Definition term="Looked after by">{rep}</Definition>
                })}
                {styles.into_iter().map(|(title, price)| view! {
                    <Definition term=title>{price}</Definition>
                }).collect_view()}
            </DefinitionList>
            {kept.note.clone().map(|note| view! { <p class="breakable">{note}</p> })}
        </Panel>
        <Panel title="Tax">
            {taxed.then(|| view! {
                <p>"There is no resale certificate: its orders are taxed."</p>
            })}
            <ul class="plain-list">
                {certificates.into_iter().map(|kept| {
                    let over = kept.expires_on.is_some_and(|last| last < today);
                    let until = match kept.expires_on {
                        Some(last) if over => format!("expired on {}", day(last)),
                        Some(last) => format!("valid to {}", day(last)),
                        None => "without end".to_owned(),
                    };
                    let tone = if over { Tone::Danger } else { Tone::Success };
                    view! {
                        <li>
                            {format!("{} · {} ", kept.state, kept.number)}
                            <Badge tone=tone>{until}</Badge>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </Panel>
    }
}

#[component]
fn People(account: AccountView) -> impl IntoView {
    let contacts = account.account.contacts;
    let nobody = contacts.is_empty();
    let id = account.customer;
    let doors = account.doors;
    let nowhere = doors.is_empty();
    view! {
        <Panel title="Contacts">
            {nobody.then(|| view! { <p class="quiet">"Nobody yet."</p> })}
            <ul class="plain-list">
                {contacts.into_iter().map(|contact| {
                    let more: Vec<_> = [contact.role, contact.phone, contact.email]
                        .into_iter()
                        .filter(|text| !text.is_empty())
                        .collect();
                    view! {
                        <li class="breakable">
                            {contact.name} <span class="quiet">{format!(" {}", more.join(" · "))}</span>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </Panel>
        <Panel title="Ship-to doors">
            {nowhere.then(|| view! {
                <p class="quiet">
                    "None yet. They are the customer’s addresses: "
                    <a href=format!("/customers/{id}")>"add one"</a> "."
                </p>
            })}
            <ul class="plain-list">
                {doors.into_iter().map(|door| view! {
                    <li class="breakable">
                        {(!door.label.is_empty()).then(|| format!("{}: ", door.label))}
                        {door.address.one_line()}
                    </li>
                }).collect_view()}
            </ul>
        </Panel>
    }
}

#[component]
fn Blankets(account: AccountView) -> impl IntoView {
    let (id, today) = (account.customer, account.today);
    let none = account.blankets.is_empty();
    let one = move |blanket: BlanketView| {
        let over = blanket.refusal(today);
        let until = blanket.ends_on.map(|last| format!(", to {}", day(last)));
        let title = format!(
            "{} · {}{}",
            blanket.number,
            blanket.reference,
            until.unwrap_or_default()
        );
        let release = format!("/wholesale/new?account={id}&blanket={}", blanket.id);
        view! {
            <li class="stack" data-gap="snug">
                <h3 class="kicker breakable">{title}</h3>
                <ul class="plain-list">
                    {blanket.lines.into_iter().map(|line| {
                        let left = line.left();
                        view! {
                            <li>
                                <span class="breakable">{line.description}</span>
                                <span class="quiet">
                                    {format!(
                                        " · {left} of {} left at {}", line.quantity, line.unit_price,
                                    )}
                                </span>
                            </li>
                        }
                    }).collect_view()}
                </ul>
                {match over {
                    Some(why) => view! { <p class="quiet">{why}</p> }.into_any(),
                    None => view! {
                        <div>
                            <LinkButton href=release icon=IconName::Plus>"Enter a release"</LinkButton>
                        </div>
                    }
                    .into_any(),
                }}
            </li>
        }
    };
    view! {
        <Panel title="Blanket orders">
            {none.then(|| view! { <p class="quiet">"None."</p> })}
            <ul class="plain-list">{account.blankets.into_iter().map(one).collect_view()}</ul>
        </Panel>
    }
}
