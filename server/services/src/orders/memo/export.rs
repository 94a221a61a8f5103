//! Memos as a table.

use super::list;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::orders::memo::view::{MemoFilter, MemoSummary};
use futures::stream;

fn columns() -> Vec<Column<MemoSummary>> {
    vec![
        column("Number", |memo: &MemoSummary| (&memo.number).into()),
        column("State", |memo| memo.state.label().into()),
        column("Customer", |memo| (&memo.customer.1).into()),
        column("Pieces", |memo| (&memo.title).into()),
        column("Of it out", |memo| memo.pieces_out.into()),
        column("Value out", |memo| memo.value_out.into()),
        column("Value in all", |memo| memo.value.into()),
        column("Currency", |memo| memo.value.currency().code().into()),
        column("Out since", |memo| memo.since.into()),
        column("Days out", |memo| memo.days_out.into()),
        column("Due back", |memo| memo.due.into()),
        column("Overdue", |memo| memo.overdue.then_some("Yes").into()),
    ]
}

/// What the list of memos shows, as a table.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: &MemoFilter,
    format: Format,
) -> Result<Table, Error> {
    let first = MemoFilter {
        after: None,
        ..filter.clone()
    };
    let pages = stream::try_unfold(Some(first), |filter| async move {
        let Some(filter) = filter else {
            return Ok(None);
        };
        let page = list::long_list(services, caller, &filter, tables::PAGE).await?;
        let next = page.next.map(|after| MemoFilter {
            after: Some(after),
            ..filter
        });
        Ok::<_, Error>(Some((page.items, next)))
    });
    let sheet = Sheet {
        name: "memos",
        columns: columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}
