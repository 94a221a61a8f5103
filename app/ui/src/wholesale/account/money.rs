//! What an account owes and has ordered, and its open invoices.

use super::Known;
use super::pay::PayButton;
use crate::components::{Definition, DefinitionList, LinkButton, Panel, SkeletonShape};
use crate::error::UiError;
use crate::href::href;
use crate::loaded::loaded;
use crate::people::use_session;
use crate::wholesale::api::list_invoices;
use crate::wholesale::invoices::invoice_table;
use domain::staff::Permission;
use domain::wholesale::account::AccountView;
use domain::wholesale::invoice::{InvoiceFilter, InvoiceView};
use leptos::prelude::*;

pub(super) type Open = Resource<Result<(Vec<InvoiceView>, Option<InvoiceFilter>), UiError>>;

#[component]
pub(super) fn Money(account: AccountView, known: Known) -> impl IntoView {
    let session = use_session();
    let id = account.customer;
    let credit = account.credit;
    let owed = credit.taken.receivable;
    let filter = InvoiceFilter {
        account: Some(id),
        ..InvoiceFilter::default()
    };
    let open: Open = Resource::new(move || filter.clone(), list_invoices);
    let orders = href("/orders", &[("kind", "wholesale"), ("q", &account.name)]);
    let available = credit.available().map(|amount| amount.to_string());
    let late = account.late.is_positive().then(|| account.late.to_string());
    view! {
        <Panel title="Credit" raised=true>
            <DefinitionList ledger=true>
                <Definition term="Owed on invoices">{owed.to_string()}</Definition>
                {late.map(|late| view! { <Definition term="Of that past due">{late}</Definition> })}
                <Definition term="On order">{credit.taken.on_order.to_string()}</Definition>
                <Definition term="Credit limit">{credit.limit.to_string()}</Definition>
                <Definition term="Available" strong=true>{available.unwrap_or_default()}</Definition>
            </DefinitionList>
            <LinkButton href=orders>"Its orders"</LinkButton>
        </Panel>
        <Panel title="Open invoices">
            {loaded(open, SkeletonShape::Rows, move |(invoices, more)| {
                let none = invoices.is_empty();
                let payable = !none && untrack(|| session.may(Permission::TakeOrders));
                let kept = invoices.clone();
                let every = href("/wholesale/invoices", &[("account", &id.to_string())]);
                view! {
                    {none.then(|| view! { <p class="quiet">"Nothing is owed."</p> })}
                    {(!none).then(|| invoice_table(invoices, false))}
                    {more.is_some().then(|| view! {
                        <p class="quiet">"These are the fifty that are due first."</p>
                    })}
                    {payable.then(|| view! {
                        <PayButton account=id owed=owed invoices=kept known=known open_invoices=open />
                    })}
                    <LinkButton href=every>"All its invoices"</LinkButton>
                }
            })}
        </Panel>
    }
}
