//! Invoices, those that are due first at the top.

use super::api::list_invoices;
use crate::components::{
    Badge, Cell, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader, Row, RowLink,
    SkeletonShape, Tab, Tabs, Tone,
};
use crate::files::{ExportMenu, filter_text};
use crate::href::href;
use crate::loaded::loaded;
use crate::paged::Paged;
use domain::orders::history::day;
use domain::wholesale::invoice::{InvoiceFilter, InvoiceLook, InvoiceView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn Invoices() -> impl IntoView {
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        query.with(|q| InvoiceFilter {
            look: q
                .get("look")
                .and_then(|code| code.parse().ok())
                .unwrap_or(InvoiceLook::Open),
            account: q.get("account").and_then(|id| id.parse().ok()),
            after: None,
        })
    });
    let invoices = Resource::new(move || filter.get(), list_invoices);
    let shown = Signal::derive(move || filter.with(filter_text));
    view! {
        <Title text="Invoices" />
        <PageHeader
            title="Invoices" kicker="Wholesale"
            back=("/wholesale".to_owned(), "Wholesale".to_owned())
            actions=move || view! { <ExportMenu path="/wholesale/invoices/export" filter=shown /> }
        />
        <div class="stack" data-gap="snug">
            <Tabs label="Which invoices" tabs=Signal::derive(move || filter.with(tabs)) />
            {loaded(invoices, SkeletonShape::Rows, |(items, next)| pages(items, next))}
        </div>
    }
}

fn tabs(filter: &InvoiceFilter) -> Vec<Tab> {
    let account = filter.account.map(|id| id.to_string()).unwrap_or_default();
    let tab = |look: &InvoiceLook| {
        let query = [("look", look.code()), ("account", account.as_str())];
        Tab::new(
            href("/wholesale/invoices", &query),
            look.label(),
            *look == filter.look,
        )
    };
    InvoiceLook::ALL.iter().map(tab).collect()
}

fn pages(items: Vec<InvoiceView>, next: Option<InvoiceFilter>) -> impl IntoView {
    if items.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Receipt title="No invoices here"
                text="Each parcel that leaves makes one." />
        }
        .into_any();
    }
    let items = Paged::new(items, next);
    let more = |after: Option<InvoiceFilter>| list_invoices(after.unwrap_or_default());
    view! {
        <DataTable caption="Invoices" columns=columns(true)>
            <For each=move || items.items() key=|invoice| invoice.id let:invoice>
                {row(invoice, true)}
            </For>
        </DataTable>
        {items.foot(None, more)}
    }
    .into_any()
}

/// Invoices on a page of their own, or on their account's.
pub(super) fn invoice_table(invoices: Vec<InvoiceView>, with_account: bool) -> impl IntoView {
    let rows = invoices
        .into_iter()
        .map(move |invoice| row(invoice, with_account));
    view! {
        <DataTable caption="Invoices" columns=columns(with_account)>
            {rows.collect_view()}
        </DataTable>
    }
}

fn columns(with_account: bool) -> Vec<Column> {
    let account = with_account.then(|| Column::new("Account"));
    [Column::new("Invoice")]
        .into_iter()
        .chain(account)
        .chain([
            Column::new("Order"),
            Column::new("Due"),
            Column::numeric("Total"),
            Column::numeric("Open"),
            Column::unseen("Paper"),
        ])
        .collect()
}

fn row(invoice: InvoiceView, with_account: bool) -> impl IntoView {
    let late = invoice.days_late.map(|days| match days {
        1 => "1 day late".to_owned(),
        many => format!("{many} days late"),
    });
    let paid = !invoice.open.is_positive();
    let paper = format!("/wholesale/invoices/{}/invoice.pdf", invoice.id);
    let spoken = format!("PDF of {}", invoice.number);
    view! {
        <Row>
            <Cell>
                <RowLink href=format!("/orders/{}", invoice.order)>{invoice.number}</RowLink>
            </Cell>
            {with_account.then(|| view! {
                <Cell label="Account">
                    <a href=format!("/wholesale/{}", invoice.account)>{invoice.account_name}</a>
                </Cell>
            })}
            <Cell label="Order">{format!("{} · {}", invoice.order_number, invoice.po_number)}</Cell>
            <Cell label="Due">
                {day(invoice.due_on)}
                {late.map(|late| view! { <Badge tone=Tone::Danger>{late}</Badge> })}
            </Cell>
            <Cell label="Total" numeric=true>{invoice.total.to_string()}</Cell>
            <Cell label="Open" numeric=true>
                {if paid {
                    view! { <Badge tone=Tone::Success>"Paid"</Badge> }.into_any()
                } else {
                    invoice.open.to_string().into_any()
                }}
            </Cell>
            <Cell>
                <LinkButton href=paper icon=IconName::Download icon_only=true download=true>
                    {spoken}
                </LinkButton>
            </Cell>
        </Row>
    }
}
