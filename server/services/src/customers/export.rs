//! Customers as a table.

use super::find;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::contact::{Email, Phone};
use domain::customers::CustomerCard;
use futures::stream;

fn columns() -> Vec<Column<CustomerCard>> {
    vec![
        column("Name", |card: &CustomerCard| (&card.name).into()),
        column("Phone", |card| {
            card.phone.as_ref().map(Phone::to_string).as_ref().into()
        }),
        column("E-mail", |card| {
            card.email.as_ref().map(Email::to_string).as_ref().into()
        }),
    ]
}

/// What the list of customers shows, as a table.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    typed: &str,
    format: Format,
) -> Result<Table, Error> {
    let pages = stream::try_unfold(Some(None), |next: Option<Option<String>>| async move {
        let Some(after) = next else { return Ok(None) };
        let page = find::long_list(services, caller, typed, after.as_deref(), tables::PAGE).await?;
        Ok::<_, Error>(Some((page.items, page.next.map(Some))))
    });
    let sheet = Sheet {
        name: "customers",
        columns: columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}
