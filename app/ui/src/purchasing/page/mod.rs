//! One order to a vendor: what can be done, what was ordered, what has come, what it cost.

mod bill;
mod came;
mod deliveries;
mod facts;
mod forms;
mod lines;
mod receive;
mod scan;
mod steps;

use super::api::show_purchase;
use super::words::{expected, pieces, tone};
use crate::components::{Badge, Banner, IconName, LinkButton, PageHeader, SkeletonShape, Tone};
use crate::loaded::{addressed, loaded};
use deliveries::{Deliveries, serials};
use domain::ids::{PieceId, PurchaseOrderId};
use domain::purchasing::{PurchaseDetail, PurchaseKind};
use facts::Facts;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use lines::Lines;
use steps::Steps;

/// An order on the screen: what it is now, and how to look again.
#[derive(Clone, Copy)]
struct Shown {
    purchase: RwSignal<PurchaseDetail>,
    /// What came in while one looked.
    arrived: RwSignal<Vec<PieceId>>,
}

impl Shown {
    /// Which order it is, and as of when it was seen.
    fn seen(self) -> (PurchaseOrderId, i32) {
        self.purchase
            .with_untracked(|purchase| (purchase.id, purchase.version))
    }

    /// Reads the order anew. What is typed elsewhere on the page stays.
    fn refresh(self) {
        let id = self.purchase.with_untracked(|purchase| purchase.id);
        spawn_local(async move {
            if let Ok(now) = show_purchase(id).await {
                // The screen may be gone by then.
                drop(self.purchase.try_set(now));
            }
        });
    }
}

#[component]
pub(super) fn PurchasePage() -> impl IntoView {
    let purchase = addressed(show_purchase);
    loaded(
        purchase,
        SkeletonShape::Lines,
        |purchase| view! { <Page purchase=purchase /> },
    )
}

#[component]
fn Page(purchase: PurchaseDetail) -> impl IntoView {
    // What is for a customer is printed with all that makes their piece theirs.
    let print = match purchase.order {
        Some(_) => format!("/purchase-orders/{}", purchase.id),
        None => format!("/purchasing/{}/print", purchase.id),
    };
    let file = match purchase.order {
        Some(_) => format!("/purchase-orders/{}/order.pdf", purchase.id),
        None => format!("/purchasing/{}/order.pdf", purchase.id),
    };
    let kicker = match purchase.kind {
        PurchaseKind::Stock => "Order for stock",
        PurchaseKind::SpecialOrder => "Order for a customer",
        PurchaseKind::DropShip => "Shipped to a customer",
        PurchaseKind::Casting => "Order for castings",
        PurchaseKind::Repair => "Repair sent out",
    };
    let title = format!("{} · {}", purchase.number, purchase.vendor_name);
    let number = purchase.number.clone();
    let shown = Shown {
        purchase: RwSignal::new(purchase),
        arrived: RwSignal::new(Vec::new()),
    };
    view! {
        <Title text=number />
        <PageHeader
            title=title
            kicker=kicker
            back=("/purchasing".to_owned(), "Purchasing".to_owned())
            meta=move || view! { <Meta purchase=shown.purchase /> }
            actions=move || view! {
                <LinkButton href=print.clone() icon=IconName::Print>"Print"</LinkButton>
                <LinkButton href=file.clone() icon=IconName::Download download=true>"PDF"</LinkButton>
            }
        />
        <div class="split purchase-page">
            <div class="stack">
                <Steps shown=shown />
                <Arrived shown=shown />
                <Lines purchase=shown.purchase />
                <Deliveries purchase=shown.purchase />
            </div>
            <div class="stack">
                <Facts purchase=shown.purchase />
            </div>
        </div>
    }
}

#[component]
fn Meta(purchase: RwSignal<PurchaseDetail>) -> impl IntoView {
    let state = Memo::new(move |_| purchase.with(|purchase| purchase.state));
    let late = Memo::new(move |_| purchase.with(|purchase| purchase.late));
    let eta = Memo::new(move |_| purchase.with(|purchase| purchase.eta));
    let when = move || match eta.get() {
        Some(eta) => format!("Expected {}", expected(Some(eta))),
        None => expected(None),
    };
    view! {
        <Badge tone=Signal::derive(move || tone(state.get()))>{move || state.get().label()}</Badge>
        <Show when=move || state.get().is_open()>
            <span data-late=move || late.get().then_some("")>{when}</span>
        </Show>
        <Show when=move || late.get()>
            <Badge tone=Tone::Danger icon=IconName::Clock>"Late"</Badge>
        </Show>
    }
}

/// The serials of what has just been taken in, to write on its tickets.
#[component]
fn Arrived(shown: Shown) -> impl IntoView {
    move || {
        let arrived = shown.arrived.get();
        let count = u32::try_from(arrived.len()).unwrap_or(u32::MAX);
        let new: Vec<_> = shown.purchase.with(|purchase| {
            let all = purchase.receipts.iter().flat_map(|receipt| &receipt.pieces);
            all.filter(|(id, _)| arrived.contains(id))
                .cloned()
                .collect()
        });
        (!new.is_empty()).then(|| {
            view! {
                <Banner
                    tone=Tone::Success
                    title=format!("{} taken into stock", pieces(count))
                    on_dismiss=move || shown.arrived.set(Vec::new())
                >
                    {serials(new)}
                </Banner>
            }
        })
    }
}
