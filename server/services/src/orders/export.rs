//! Orders as a table.

use super::list;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::orders::requests::Filter;
use domain::orders::view::Summary;
use futures::stream;

fn columns() -> Vec<Column<Summary>> {
    vec![
        column("Number", |order: &Summary| (&order.number).into()),
        column("Kind", |order| order.kind.label().into()),
        column("State", |order| order.position.state.label().into()),
        column("On hold", |order| {
            order.position.held.then_some("Yes").into()
        }),
        column("Customer", |order| (&order.customer_name).into()),
        column("Pieces", |order| (&order.title).into()),
        column("Total", |order| order.total.into()),
        column("Owed", |order| order.balance.into()),
        column("Currency", |order| order.total.currency().code().into()),
        column("Promised for", |order| order.first_promise.into()),
        column("Expected", |order| order.estimate.into()),
        column("Late", |order| order.overdue.then_some("Yes").into()),
        column("Taken", |order| order.created_at.into()),
        column("Days in state", |order| order.days_in_state.into()),
    ]
}

/// What the list of orders shows, as a table.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: &Filter,
    format: Format,
) -> Result<Table, Error> {
    let first = Filter {
        after: None,
        ..filter.clone()
    };
    let pages = stream::try_unfold(Some(first), |filter| async move {
        let Some(filter) = filter else {
            return Ok(None);
        };
        let page = list::long_list(services, caller, &filter, tables::PAGE).await?;
        let next = page.next.map(|after| Filter {
            after: Some(after),
            ..filter
        });
        Ok::<_, Error>(Some((page.items, next)))
    });
    let sheet = Sheet {
        name: "orders",
        columns: columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}
