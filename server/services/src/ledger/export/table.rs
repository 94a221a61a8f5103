//! The journal as a table: a row for each posting, debit and credit in columns of their own.

use super::page;
use crate::place::Place;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::ledger::view::{EntryView, JournalFilter};
use domain::ledger::{Account, EntryKind, Posting};
use domain::staff::Permission;
use futures::stream;

/// A posting with what its entry says.
struct Row {
    entry: EntryView,
    posting: Posting,
}

fn columns() -> Vec<Column<Row>> {
    vec![
        column("Date", |row: &Row| row.entry.date.into()),
        column("Entry", |row| (&row.entry.id.to_string()).into()),
        column("Kind", |row| EntryKind::label(row.entry.kind).into()),
        column("Order", |row| row.entry.order_number.as_ref().into()),
        column("Name", |row| row.entry.party.as_ref().into()),
        column("Memo", |row| (&row.entry.memo).into()),
        column("Account number", |row| {
            Account::code(row.posting.account).into()
        }),
        column("Account", |row| Account::label(row.posting.account).into()),
        column("Debit", |row| row.posting.debit().into()),
        column("Credit", |row| row.posting.credit().into()),
        column("Currency", |row| {
            row.posting.amount.currency().code().into()
        }),
    ]
}

/// What the journal shows, as a table, the oldest first.
pub async fn table(
    services: &Services,
    caller: Caller<'_>,
    filter: &JournalFilter,
    format: Format,
) -> Result<Table, Error> {
    caller.require(Permission::ViewLedger)?;
    filter.check()?;
    let pages = stream::try_unfold(Some(None), |next: Option<Option<Place>>| async move {
        let Some(after) = next else { return Ok(None) };
        let (entries, next) = page(&services.reports, caller.store(), filter, after).await?;
        let rows = entries.into_iter().flat_map(rows).collect();
        Ok::<_, Error>(Some((rows, next.map(Some))))
    });
    let sheet = Sheet {
        name: "journal",
        columns: columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}

fn rows(entry: EntryView) -> impl Iterator<Item = Row> {
    let postings = entry.postings.clone();
    postings.into_iter().map(move |posting| Row {
        entry: entry.clone(),
        posting,
    })
}
