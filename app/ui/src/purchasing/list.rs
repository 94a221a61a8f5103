//! All orders to vendors, the newest first. What is asked stands in the address.

use super::api::list_purchases;
use super::words::{expected, received, tone};
use crate::components::{
    Badge, ButtonVariant, Cell, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader,
    Row, RowLink, SkeletonShape, Tab, Tabs, Tone,
};
use crate::files::{ExportMenu, filter_text};
use crate::href::href;
use crate::loaded::loaded;
use crate::paged::Paged;
use crate::people::use_session;
use domain::purchasing::{PurchaseFilter, PurchaseKind, PurchasePage, PurchaseSummary};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Which of them are looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Look {
    #[default]
    All,
    Open,
    Late,
}

impl Look {
    const EACH: [Self; 3] = [Self::All, Self::Open, Self::Late];

    const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Open => "open",
            Self::Late => "late",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Open => "Open",
            Self::Late => "Late",
        }
    }

    fn asked(code: &str) -> Self {
        let named = Self::EACH.into_iter().find(|look| look.code() == code);
        named.unwrap_or_default()
    }

    fn address(self) -> String {
        href("/purchasing", &[("show", self.code())])
    }

    fn filter(self) -> PurchaseFilter {
        PurchaseFilter {
            open: self == Self::Open,
            late: self == Self::Late,
            ..PurchaseFilter::default()
        }
    }
}

#[component]
pub(super) fn Purchases() -> impl IntoView {
    let query = use_query_map();
    let look = Memo::new(move |_| {
        let asked = query.with(|query| query.get("show")).unwrap_or_default();
        Look::asked(&asked)
    });
    let purchases = Resource::new(move || look.get(), |look| list_purchases(look.filter()));
    let tabs = Signal::derive(move || {
        let tab = |each: Look| Tab::new(each.address(), each.label(), each == look.get());
        Look::EACH.map(tab).to_vec()
    });
    view! {
        <Title text="Purchasing" />
        <PageHeader
            title="Purchasing"
            actions=move || {
                let shown = Signal::derive(move || filter_text(&look.get().filter()));
                view! {
                    <ExportMenu path="/purchasing/export" filter=shown />
                    <Doors />
                }
            }
        />
        <div class="stack" data-gap="snug">
            <Tabs label="Orders to vendors" tabs=tabs />
            {loaded(purchases, SkeletonShape::Rows, move |page| {
                view! { <Pages look=look.get_untracked() first=page /> }
            })}
        </div>
    }
}

/// Where one goes from here, for those who order.
#[component]
fn Doors() -> impl IntoView {
    let session = use_session();
    view! {
        <LinkButton href="/vendors" variant=ButtonVariant::Quiet>"Vendors"</LinkButton>
        <Show when=move || session.may(Permission::KeepStock)>
            <LinkButton href="/purchasing/new" variant=ButtonVariant::Primary icon=IconName::Plus>
                "Order for stock"
            </LinkButton>
        </Show>
    }
}

/// The first page and those that were asked for since.
#[component]
fn Pages(look: Look, first: PurchasePage) -> impl IntoView {
    let items = Paged::new(first.items, first.next);
    let more = move |cursor| async move {
        let filter = PurchaseFilter {
            cursor,
            ..look.filter()
        };
        let page = list_purchases(filter).await?;
        Ok((page.items, page.next))
    };
    let columns = || {
        vec![
            Column::new("Order"),
            Column::new("For"),
            Column::new("State"),
            Column::new("Expected"),
            Column::numeric("Received"),
        ]
    };
    view! {
        <Show
            when=move || !items.is_empty()
            fallback=move || view! { <Nothing look=look /> }
        >
            <DataTable caption="Orders to vendors" columns=columns()>
                <For each=move || items.items() key=|purchase| purchase.id let:purchase>
                    {row(purchase)}
                </For>
            </DataTable>
            {items.foot(None, more)}
        </Show>
    }
}

fn row(purchase: PurchaseSummary) -> impl IntoView {
    let page = format!("/purchasing/{}", purchase.id);
    let whose = match purchase.order {
        Some((_, number)) => number,
        None => "Stock".to_owned(),
    };
    let kind = match purchase.kind {
        PurchaseKind::Stock | PurchaseKind::SpecialOrder => None,
        kind => Some(kind.label()),
    };
    view! {
        <Row>
            <Cell>
                <RowLink href=page>{purchase.number}</RowLink>
                <span class="quiet breakable">{purchase.vendor_name}</span>
            </Cell>
            <Cell label="For">
                {whose} {kind.map(|kind| view! { <span class="quiet">" · " {kind}</span> })}
            </Cell>
            <Cell label="State">
                <Badge tone=tone(purchase.state)>{purchase.state.label()}</Badge>
            </Cell>
            <Cell label="Expected">
                <span class="purchase-expected">
                    <span data-late=purchase.late.then_some("")>{expected(purchase.eta)}</span>
                    {purchase.late.then(|| view! {
                        <Badge tone=Tone::Danger icon=IconName::Clock>"Late"</Badge>
                    })}
                </span>
            </Cell>
            <Cell label="Received" numeric=true>
                {received(purchase.received, purchase.ordered)}
            </Cell>
        </Row>
    }
}

#[component]
fn Nothing(look: Look) -> impl IntoView {
    match look {
        Look::All => view! {
            <EmptyState
                icon=IconName::Truck
                title="Nothing was ordered from a vendor yet"
                text="What you buy for stock is here, and what you order for a customer."
                actions=|| view! { <Doors /> }
            />
        }
        .into_any(),
        Look::Open => view! {
            <EmptyState
                icon=IconName::Truck
                title="Nothing is on its way"
                text="Every order that was sent to a vendor has come."
            />
        }
        .into_any(),
        Look::Late => view! {
            <EmptyState
                icon=IconName::Success
                title="Nothing is late"
                text="No vendor has let an expected day pass."
            />
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[test]
    fn each_look_has_its_address() {
        for look in Look::EACH {
            assert_eq!(Look::asked(look.code()), look);
        }
        assert_eq!(Look::asked("else"), Look::All);
        assert_eq!(Look::All.address(), "/purchasing");
        assert_eq!(Look::Late.address(), "/purchasing?show=late");
    }
}
