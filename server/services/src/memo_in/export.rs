//! Memos in as a table.

use super::list;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::memo_in::{MemoInFilter, MemoInSummary};
use futures::stream;

fn columns() -> Vec<Column<MemoInSummary>> {
    vec![
        column("Number", |memo: &MemoInSummary| (&memo.number).into()),
        column("Vendor", |memo| (&memo.vendor.1).into()),
        column("Vendor's number", |memo| (&memo.reference).into()),
        column("Came", |memo| memo.received_on.into()),
        column("Due back", |memo| memo.due.into()),
        column("Overdue", |memo| memo.overdue.then_some("Yes").into()),
        column("Pieces", |memo| memo.pieces.into()),
        column("With us", |memo| memo.here.into()),
        column("With us, at cost", |memo| memo.lent.into()),
        column("To be paid", |memo| memo.sold.into()),
        column("Owed", |memo| memo.owed.into()),
    ]
}

/// What the list of memos in shows, as a table.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: &MemoInFilter,
    format: Format,
) -> Result<Table, Error> {
    let first = MemoInFilter {
        after: None,
        ..filter.clone()
    };
    let pages = stream::try_unfold(Some(first), |filter| async move {
        let Some(filter) = filter else {
            return Ok(None);
        };
        let page = list::long_list(services, caller, &filter, tables::PAGE).await?;
        let next = page.next.map(|after| MemoInFilter {
            after: Some(after),
            ..filter
        });
        Ok::<_, Error>(Some((page.items, next)))
    });
    let sheet = Sheet {
        name: "memos-in",
        columns: columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}
