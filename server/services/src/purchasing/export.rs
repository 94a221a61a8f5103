//! Orders to vendors as a table.

use super::show;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::purchasing::{PurchaseFilter, PurchaseSummary};
use futures::stream;

fn columns() -> Vec<Column<PurchaseSummary>> {
    vec![
        column("Number", |order: &PurchaseSummary| (&order.number).into()),
        column("Vendor", |order| (&order.vendor_name).into()),
        column("State", |order| order.state.label().into()),
        column("For order", |order| {
            order.order.as_ref().map(|(_, number)| number).into()
        }),
        column("Ordered", |order| order.ordered.into()),
        column("Received", |order| order.received.into()),
        column("Expected", |order| order.eta.into()),
        column("Late", |order| order.late.then_some("Yes").into()),
        column("Written", |order| order.created_on.into()),
    ]
}

/// What the list of orders to vendors shows, as a table.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: &PurchaseFilter,
    format: Format,
) -> Result<Table, Error> {
    let first = PurchaseFilter {
        cursor: None,
        ..filter.clone()
    };
    let pages = stream::try_unfold(Some(first), |filter| async move {
        let Some(filter) = filter else {
            return Ok(None);
        };
        let page = show::long_list(services, caller, &filter, tables::PAGE).await?;
        let next = page.next.map(|last| PurchaseFilter {
            cursor: Some(last),
            ..filter
        });
        Ok::<_, Error>(Some((page.items, next)))
    });
    let sheet = Sheet {
        name: "purchase-orders",
        columns: columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}
