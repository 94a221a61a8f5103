//! The catalogue as a table.

use super::list;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::catalogue::{StyleFilter, StyleSummary};
use futures::stream;

fn columns() -> Vec<Column<StyleSummary>> {
    vec![
        column("Style", |style: &StyleSummary| (&style.title).into()),
        column("Style number", |style| (&style.style_number).into()),
        column("Category", |style| (&style.category).into()),
        column("Vendor", |style| style.vendor.as_ref().into()),
        column("Variants", |style| style.variants.into()),
        column("Price from", |style| {
            style.prices.map(|(from, _)| from).into()
        }),
        column("Price to", |style| style.prices.map(|(_, to)| to).into()),
        column("Currency", |style| {
            style.prices.map(|(from, _)| from.currency().code()).into()
        }),
    ]
}

/// What the catalogue shows, as a table.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: &StyleFilter,
    format: Format,
) -> Result<Table, Error> {
    let first = StyleFilter {
        cursor: None,
        ..filter.clone()
    };
    let pages = stream::try_unfold(Some(first), |filter| async move {
        let Some(filter) = filter else {
            return Ok(None);
        };
        let page = list::long_list(services, caller, &filter, tables::PAGE).await?;
        let next = page.next.map(|cursor| StyleFilter {
            cursor: Some(cursor),
            ..filter
        });
        Ok::<_, Error>(Some((page.styles, next)))
    });
    let sheet = Sheet {
        name: "catalogue",
        columns: columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}
