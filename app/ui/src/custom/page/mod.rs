//! The atelier of one custom order: what is wished for, what it comes to, the design round after
//! round and what was said of it, the customer's own stones and metal, the finished piece.

mod answers;
mod brief;
mod builder;
mod estimate;
mod estimate_form;
mod finals;
mod goods;
mod rounds;
mod show;

use crate::components::{Badge, IconName, LinkButton, PageHeader, SkeletonShape, Tone};
use crate::custom::api::terms_for_custom;
use crate::error::UiError;
use crate::live::on_change_of;
use crate::loaded::{addressed, loaded, names_nothing};
use crate::orders::show_order;
use crate::people::use_session;
use answers::Answers;
use brief::BriefPanel;
use domain::ids::OrderId;
use domain::orders::Action;
use domain::orders::act::{Details, Request};
use domain::orders::custom::inquiry::InquiryTerms;
use domain::orders::custom::view::CustomView;
use domain::orders::lifecycle::Offer;
use domain::orders::view::Detail;
use domain::staff::Permission;
use estimate::EstimatePanel;
use finals::Finals;
use goods::GoodsPanel;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use rounds::Rounds;

/// An order on the screen: what it is now, and how to look again.
#[derive(Clone, Copy)]
struct Shown {
    order: RwSignal<Detail>,
}

impl Shown {
    fn id(self) -> OrderId {
        self.order.with_untracked(|order| order.id)
    }

    /// Something of it as a custom order; what it is of another kind is nothing.
    fn custom<T>(self, of: impl FnOnce(&CustomView) -> T) -> Option<T> {
        self.order.with(|order| order.custom.as_deref().map(of))
    }

    /// A step that can be taken now, if need be by passing what is in its way.
    fn offer(self, action: Action) -> Option<Offer> {
        self.order.with(|order| {
            let mut offers = order.offers.iter();
            let offer = offers.find(|offer| offer.action == action)?;
            (offer.blockers.is_empty() || offer.can_override).then(|| offer.clone())
        })
    }

    /// Reads the order anew. What is typed elsewhere on the page stays.
    fn refresh(self) {
        let id = self.id();
        spawn_local(async move {
            if let Ok(now) = show_order(id).await {
                drop(self.order.try_set(now));
            }
        });
    }

    /// A step on the order as it is seen.
    fn request(self, action: Action, details: Details, override_reason: String) -> Request {
        Request {
            action,
            version: self.order.with_untracked(|order| order.version),
            details,
            override_reason,
        }
    }
}

#[component]
pub(super) fn Atelier() -> impl IntoView {
    // Who may write no estimate is not told by what one is reckoned.
    let session = use_session();
    let writes = untrack(|| session.may(Permission::TakeOrders));
    let order = addressed(move |order| show_custom(order, writes));
    loaded(
        order,
        SkeletonShape::Lines,
        |(order, terms)| view! { <Page order=order terms=terms /> },
    )
}

/// A custom order, and by what its estimate is reckoned, for who may write one. An order of another
/// kind has no atelier.
async fn show_custom(
    order: OrderId,
    writes: bool,
) -> Result<(Detail, Option<InquiryTerms>), UiError> {
    let shown = show_order(order).await?;
    if shown.custom.is_none() {
        return Err(names_nothing());
    }
    let terms = match writes {
        true => Some(terms_for_custom().await?),
        false => None,
    };
    Ok((shown, terms))
}

#[component]
fn Page(order: Detail, terms: Option<InquiryTerms>) -> impl IntoView {
    let id = order.id;
    let shown = Shown {
        order: RwSignal::new(order),
    };
    on_change_of(Signal::derive(move || Some(id)), move || shown.refresh());
    let order = shown.order;
    let number = order.with_untracked(|order| order.number.clone());
    let state = move || order.with(|order| order.position.state.label());
    let papers = move || shown.custom(|custom| !custom.estimates.is_empty()) == Some(true);
    let sheet = move || shown.custom(|custom| !custom.rounds.is_empty()) == Some(true);
    view! {
        <Title text=move || order.with(|order| format!("{}, design", order.number)) />
        <PageHeader
            title=Signal::derive(move || {
                order.with(|order| order.lines.first().map_or_else(String::new, |line| line.description.clone()))
            })
            kicker=order.with_untracked(|order| format!("{} · {}", order.number, order.customer.name))
            back=(format!("/orders/{id}"), number)
            meta=move || view! { <Badge tone=Tone::Accent>{state}</Badge> }
            actions=move || view! {
                <Show when=papers>
                    <LinkButton
                        href=format!("/orders/{id}/estimate.pdf") icon=IconName::Download
                        download=true
                    >
                        "Estimate"
                    </LinkButton>
                </Show>
                <Show when=sheet>
                    <LinkButton
                        href=format!("/orders/{id}/approval.pdf") icon=IconName::Download
                        download=true
                    >
                        "Approval sheet"
                    </LinkButton>
                </Show>
            }
        />
        <div class="split order-page">
            <div class="stack">
                <EstimatePanel shown=shown terms=terms />
                <Rounds shown=shown />
                <Finals shown=shown />
            </div>
            <div class="stack order-facts">
                <BriefPanel shown=shown />
                <Answers shown=shown />
                <GoodsPanel shown=shown />
            </div>
        </div>
    }
}
