//! The margin report as a table.

use super::margin;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::reports::margin::{MarginFilter, MarginRow};
use futures::stream;

fn columns() -> Vec<Column<MarginRow>> {
    vec![
        column("Put together by", |row: &MarginRow| (&row.label).into()),
        column("Orders", |row| row.orders.into()),
        column("Sales", |row| row.figures.revenue.into()),
        column("Cost", |row| row.figures.cost.into()),
        column("Margin", |row| row.figures.margin().ok().into()),
        column("Margin %", |row| row.figures.percent().into()),
        column("Quoted %", |row| row.figures.quoted_percent().into()),
        column("Currency", |row| {
            row.figures.revenue.currency().code().into()
        }),
    ]
}

/// What the report shows, as a table.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: MarginFilter,
    format: Format,
) -> Result<Table, Error> {
    let report = margin(services, caller, filter.period, filter.grouping).await?;
    let sheet = Sheet {
        name: "margin",
        columns: columns(),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, stream::iter([Ok(report.rows)])).await
}
