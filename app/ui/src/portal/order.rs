//! The page from top to bottom.

use super::money::Money;
use super::pieces::Pieces;
use super::words::{day, lead, long_day, phone};
use crate::components::{Icon, IconName, Step, StepState, Stepper, Timeline, TimelineItem};
use domain::catalogue::thumbnail;
use domain::orders::tracking::{
    Progress, TrackEvent, TrackShipment, TrackStage, TrackStep, TrackStore, TrackView,
};
use leptos::prelude::*;

#[component]
pub(super) fn Order(order: TrackView) -> impl IntoView {
    let (sentence, date) = lead(&order);
    let moved = order.stage == TrackStage::Open && order.estimate > order.first_promise;
    let promise = order.first_promise;
    // Nothing is paid for a wish, and for what is on approval.
    let priced = order.stage != TrackStage::Wish && !order.money.total.is_zero();
    view! {
        <header class="track-house">
            <Icon name=IconName::Gem />
            <p>{order.store.name.clone()}</p>
        </header>
        <main class="track">
            <header class="track-head">
                <p class="kicker">
                    {match order.stage {
                        TrackStage::Wish => "Inquiry ",
                        TrackStage::Quote => "Quote ",
                        _ => "Order ",
                    }}
                    {order.number.clone()}
                </p>
                <h1>{order.headline.clone()}</h1>
                <p class="track-lead">
                    {sentence}
                    {date
                        .map(|date| {
                            view! {
                                " "
                                <time datetime=date.to_string()>{long_day(date)}</time>
                            }
                        })}
                </p>
                {moved
                    .then(|| {
                        view! {
                            <p class="track-moved">
                                "It was first promised for "
                                <time datetime=promise.to_string()>{day(promise)}</time>
                                ". What moved the date is told below."
                            </p>
                        }
                    })}
            </header>
            {order.steps.clone().map(|steps| view! { <Steps steps=steps /> })}
            {order.shipment.clone().map(|shipment| view! { <Shipment shipment=shipment /> })}
            {priced.then(|| view! { <Money order=order.clone() /> })}
            <Pieces pieces=order.pieces />
            <Pictures pictures=order.pictures />
            <History events=order.history />
        </main>
        <Contact store=order.store />
    }
}

#[component]
fn Steps(steps: Vec<TrackStep>) -> impl IntoView {
    let steps: Vec<_> = steps
        .into_iter()
        .map(|step| {
            let state = match step.progress {
                Progress::Done => StepState::Done,
                Progress::Now => StepState::Current,
                Progress::Later => StepState::Upcoming,
            };
            Step::new(step.label, state)
        })
        .collect();
    view! { <Stepper label="Where your order stands" steps=Signal::stored(steps) /> }
}

#[component]
fn Shipment(shipment: TrackShipment) -> impl IntoView {
    view! {
        <section class="track-section" aria-labelledby="shipment">
            <h2 id="shipment">"On its way"</h2>
            <dl class="track-facts">
                <div>
                    <dt>"Carrier"</dt>
                    <dd>{shipment.carrier}</dd>
                </div>
                <div>
                    <dt>"Tracking number"</dt>
                    <dd class="breakable">{shipment.tracking}</dd>
                </div>
            </dl>
        </section>
    }
}

/// What the shop shows of the piece.
#[component]
fn Pictures(pictures: Vec<String>) -> impl IntoView {
    (!pictures.is_empty()).then(|| {
        let each = pictures.into_iter().enumerate().map(|(index, url)| {
            let alt = format!("Your piece, picture {}", index + 1);
            view! {
                <li>
                    <a href=url.clone()>
                        <img src=thumbnail(&url) alt=alt />
                    </a>
                </li>
            }
        });
        view! {
            <section class="track-section" aria-labelledby="pictures">
                <h2 id="pictures">"To look at"</h2>
                <ul class="track-pictures">{each.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn History(events: Vec<TrackEvent>) -> impl IntoView {
    let items = events
        .into_iter()
        .map(|event| {
            view! {
                <TimelineItem title=event.text when=day(event.day) at=event.day.to_string() />
            }
        })
        .collect_view();
    view! {
        <section class="track-section" aria-labelledby="history">
            <h2 id="history">"What happened so far"</h2>
            <Timeline>{items}</Timeline>
        </section>
    }
}

#[component]
fn Contact(store: TrackStore) -> impl IntoView {
    let place = store.address;
    let city = [&place.city, &place.region, &place.postcode]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let email = (!store.email.is_empty()).then(|| (format!("mailto:{}", store.email), store.email));
    view! {
        <footer class="track-contact">
            <h2>"Questions? We are glad to help."</h2>
            <p class="track-reach">
                {phone(&store.phone)
                    .map(|(shown, dial)| {
                        view! {
                            <a href=dial>
                                <Icon name=IconName::Phone />
                                {shown}
                            </a>
                        }
                    })}
                {email
                    .map(|(href, email)| {
                        view! {
                            <a href=href>
                                <Icon name=IconName::Mail />
                                {email}
                            </a>
                        }
                    })}
            </p>
            <address>
                <strong>{store.name}</strong>
                <span>{place.line1}</span>
                {(!place.line2.is_empty()).then(|| view! { <span>{place.line2}</span> })}
                <span>{city}</span>
            </address>
        </footer>
    }
}
