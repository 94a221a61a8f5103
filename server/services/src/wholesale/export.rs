//! Accounts and invoices as tables.

use super::{accounts, invoices};
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::staff::Permission;
use domain::wholesale::account::{AccountFilter, AccountSummary};
use domain::wholesale::invoice::{InvoiceFilter, InvoiceView};
use futures::stream;

fn account_columns() -> Vec<Column<AccountSummary>> {
    vec![
        column("Account", |account: &AccountSummary| (&account.name).into()),
        column("Tier", |account| (&account.tier).into()),
        column("Terms", |account| (&account.terms).into()),
        column("Looked after by", |account| account.rep.as_deref().into()),
        column("Owed", |account| account.credit.taken.receivable.into()),
        column("Past due", |account| account.late.into()),
        column("On order", |account| account.credit.taken.on_order.into()),
        column("Credit limit", |account| account.credit.limit.into()),
        column("Credit available", |account| {
            account.credit.available().ok().into()
        }),
        column("Currency", |account| {
            account.credit.limit.currency().code().into()
        }),
        column("Closed", |account| {
            (!account.active).then_some("Yes").into()
        }),
    ]
}

/// What the list of accounts shows, as a table.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: &AccountFilter,
    format: Format,
) -> Result<Table, Error> {
    caller.require(Permission::ViewOrders)?;
    let first = AccountFilter {
        after: None,
        ..filter.clone()
    };
    let pages = stream::try_unfold(Some(first), |filter| async move {
        let Some(filter) = filter else {
            return Ok(None);
        };
        let page = accounts::long_list(services, caller, &filter, tables::PAGE).await?;
        Ok::<_, Error>(Some(page))
    });
    let sheet = Sheet {
        name: "accounts",
        columns: account_columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}

fn invoice_columns() -> Vec<Column<InvoiceView>> {
    vec![
        column("Invoice", |invoice: &InvoiceView| (&invoice.number).into()),
        column("Account", |invoice| (&invoice.account_name).into()),
        column("Order", |invoice| (&invoice.order_number).into()),
        column("Their number", |invoice| (&invoice.po_number).into()),
        column("Issued", |invoice| invoice.issued_on.into()),
        column("Due", |invoice| invoice.due_on.into()),
        column("Days late", |invoice| invoice.days_late.into()),
        column("Net", |invoice| invoice.net.into()),
        column("Tax", |invoice| invoice.tax.into()),
        column("Total", |invoice| invoice.total.into()),
        column("Paid", |invoice| invoice.paid.into()),
        column("Open", |invoice| invoice.open.into()),
        column("Currency", |invoice| invoice.total.currency().code().into()),
    ]
}

/// What the list of invoices shows, as a table.
pub async fn export_invoices(
    services: &Services,
    caller: Caller<'_>,
    filter: &InvoiceFilter,
    format: Format,
) -> Result<Table, Error> {
    caller.require(Permission::ViewOrders)?;
    let first = InvoiceFilter {
        after: None,
        ..filter.clone()
    };
    let pages = stream::try_unfold(Some(first), |filter| async move {
        let Some(filter) = filter else {
            return Ok(None);
        };
        let page = invoices::long_list(services, caller, &filter, tables::PAGE).await?;
        Ok::<_, Error>(Some(page))
    });
    let sheet = Sheet {
        name: "invoices",
        columns: invoice_columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}
