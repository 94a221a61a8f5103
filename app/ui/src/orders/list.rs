//! All orders, the newest first, found by one field. What is asked stands in the address.

use super::api::{count_parked, list_orders};
use super::board::{kind_asked, kinds};
use super::words::{self, short_day, tone};
use crate::components::{
    Badge, ButtonVariant, Cell, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader,
    Row, RowLink, SearchBox, SkeletonShape, Tab, Tabs, Tone,
};
use crate::error::UiError;
use crate::files::{ExportMenu, filter_text};
use crate::href::href;
use crate::loaded::loaded;
use crate::paged::Paged;
use domain::orders::requests::{Filter, Page};
use domain::orders::view::Summary;
use domain::orders::{Kind, Phase};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

#[component]
pub(super) fn OrderList() -> impl IntoView {
    let query = use_query_map();
    let text = Memo::new(move |_| query.with(|q| q.get("q")).unwrap_or_default());
    let look = Memo::new(move |_| query.with(|q| Look::asked(q.get("phase").as_deref())));
    let kind = Memo::new(move |_| query.with(|q| kind_asked(q.get("kind").as_deref())));
    let filter = move || Filter {
        kind: kind.get(),
        text: text.get(),
        ..look.get().filter()
    };
    let orders = Resource::new(filter, list_orders);
    let parked = Resource::new(|| (), |()| count_parked());
    let typed = RwSignal::new(text.get_untracked());
    let navigate = use_navigate();
    let search = move |found: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        let kind = kind.get_untracked();
        navigate(&address(look.get_untracked(), kind, &found), options);
    };
    view! {
        <Title text="Orders" />
        <PageHeader
            title="Orders"
            actions=move || {
                let shown = Signal::derive(move || filter_text(&filter()));
                view! {
                    {waits(parked)}
                    <ExportMenu path="/orders/export" filter=shown />
                    <LinkButton href="/orders/new" variant=ButtonVariant::Primary icon=IconName::Plus>
                        "Take an order"
                    </LinkButton>
                }
            }
        />
        <div class="stack" data-gap="snug">
            <SearchBox
                label="Find an order"
                placeholder="Number, name, phone, e-mail, or scan a label"
                value=typed
                on_search=search
            />
            <Tabs
                label="Kinds of order"
                tabs=Signal::derive(move || {
                    let text = text.get();
                    kinds("/orders", kind.get(), &[("phase", look.get().code()), ("q", text.trim())])
                })
            />
            <Tabs
                label="Orders by phase"
                tabs=Signal::derive(move || tabs(look.get(), kind.get(), &text.get()))
            />
            {loaded(orders, SkeletonShape::Rows, move |page| pages(page, filter()))}
        </div>
    }
}

/// The way to what came from channels and waits for a person, where anything does.
fn waits(parked: Resource<Result<u32, UiError>>) -> impl IntoView {
    let some = move || parked.get().and_then(Result::ok).filter(|count| *count > 0);
    view! {
        <Suspense>
            {move || {
                some()
                    .map(|count| {
                        view! {
                            <LinkButton href="/orders/parked" icon=IconName::Pause>
                                {format!("Parked ({count})")}
                            </LinkButton>
                        }
                    })
            }}
        </Suspense>
    }
}

/// Which orders are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    All,
    /// Expected later than was promised.
    Late,
    Of(Phase),
}

impl Look {
    fn all() -> impl Iterator<Item = Self> {
        let phases = Phase::ALL.iter().copied().map(Self::Of);
        [Self::All, Self::Late].into_iter().chain(phases)
    }

    const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Late => "late",
            Self::Of(phase) => phase.code(),
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Late => "Late against promise",
            Self::Of(phase) => phase.label(),
        }
    }

    fn asked(code: Option<&str>) -> Self {
        let named = Self::all().find(|look| Some(look.code()) == code);
        named.unwrap_or(Self::All)
    }

    fn filter(self) -> Filter {
        Filter {
            late: self == Self::Late,
            phase: match self {
                Self::Of(phase) => Some(phase),
                Self::All | Self::Late => None,
            },
            ..Filter::default()
        }
    }
}

/// The address of a view of the list.
fn address(look: Look, kind: Option<Kind>, text: &str) -> String {
    let kind = kind.map_or("", Kind::code);
    let query = [("kind", kind), ("phase", look.code()), ("q", text.trim())];
    href("/orders", &query)
}

fn tabs(current: Look, kind: Option<Kind>, text: &str) -> Vec<Tab> {
    let tab = |look: Look| Tab::new(address(look, kind, text), look.label(), look == current);
    Look::all().map(tab).collect()
}

fn pages(first: Page<Summary>, filter: Filter) -> impl IntoView {
    if first.items.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Search
                title="No order matches"
                text="Try another word, or look among all phases."
            />
        }
        .into_any();
    }
    let items = Paged::new(first.items, first.next);
    let filter = StoredValue::new(filter);
    let more = move |after| async move {
        let asked = Filter {
            after,
            ..filter.get_value()
        };
        let page = list_orders(asked).await?;
        Ok((page.items, page.next))
    };
    view! {
        <DataTable caption="Orders" columns=columns()>
            <For each=move || items.items() key=|order| order.id let:order>
                {row(order)}
            </For>
        </DataTable>
        {items.foot(None, more)}
    }
    .into_any()
}

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("Order"),
        Column::new("Customer"),
        Column::new("State"),
        Column::new("Expected"),
        Column::numeric("Total"),
        Column::numeric("Owed"),
    ]
}

pub(super) fn row(order: Summary) -> impl IntoView {
    let tone = tone(order.position);
    // A price that nobody agreed to binds nobody.
    let owes = order.balance.is_positive() && order.position.state.is_agreed();
    let owed = if owes {
        order.balance.to_string()
    } else {
        "–".into()
    };
    let total = match order.kind {
        Kind::Memo => "–".into(),
        _ => order.total.to_string(),
    };
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/orders/{}", order.id)>{order.number}</RowLink>
                <span class="quiet breakable">{order.title}</span>
            </Cell>
            <Cell label="Customer">{order.customer_name}</Cell>
            <Cell label="State">
                <Badge tone=tone>{words::position(order.position)}</Badge>
            </Cell>
            <Cell label="Expected">
                <span class="order-expected">
                    <span data-late=order.overdue.then_some("")>{short_day(order.estimate)}</span>
                    {order.late_against_promise.then(|| view! {
                        <Badge tone=Tone::Danger icon=IconName::Clock>
                            {format!("Promised {}", short_day(order.first_promise))}
                        </Badge>
                    })}
                </span>
            </Cell>
            <Cell label="Total" numeric=true>{total}</Cell>
            <Cell label="Owed" numeric=true>{owed}</Cell>
        </Row>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_has_its_address() {
        for look in Look::all() {
            assert_eq!(Look::asked(Some(look.code())), look);
        }
        assert_eq!(Look::asked(None), Look::All);
        assert_eq!(Look::asked(Some("else")), Look::All);
        assert_eq!(
            address(Look::Late, None, " ana "),
            "/orders?phase=late&q=ana"
        );
        let repairs = address(Look::All, Some(Kind::Repair), "");
        assert_eq!(repairs, "/orders?kind=repair");
        assert!(Look::Late.filter().late && Look::Late.filter().phase.is_none());
    }
}
