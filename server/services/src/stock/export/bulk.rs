//! Goods in bulk: a row for each place where some of it lies.

use crate::stock::bulk;
use crate::tables::{self, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::measures::Metal;
use domain::staff::Permission;
use domain::stock::{BulkView, HoldingView};
use futures::stream;

/// Something that is kept in bulk, and what of it lies in one place.
struct Row {
    item: BulkView,
    holding: Option<HoldingView>,
}

impl Row {
    fn held<T>(&self, read: impl Fn(&HoldingView) -> T) -> Option<T> {
        self.holding.as_ref().map(read)
    }
}

fn columns(with_cost: bool) -> Vec<Column<Row>> {
    let mut columns = vec![
        column("Code", |row: &Row| (&row.item.code).into()),
        column("Name", |row| (&row.item.name).into()),
        column("Metal", |row| {
            row.item.metal.map(|m: Metal| m.label()).as_ref().into()
        }),
        column("Place", |row| {
            row.held(|held| held.name.clone()).as_ref().into()
        }),
        column("Whose", |row| {
            row.held(|held| held.ownership.label()).into()
        }),
        column("Quantity", |row| {
            row.held(|held| held.quantity.amount()).into()
        }),
        column("Unit", |row| row.item.total.unit().label().into()),
    ];
    if with_cost {
        columns.push(column("Value", |row| {
            row.held(|held| held.value).flatten().into()
        }));
        columns.push(column("Currency", |row| {
            row.item.value.map(|value| value.currency().code()).into()
        }));
    }
    columns
}

/// All that is kept in bulk, as a table. Value is in it for those who may see cost.
pub async fn export_bulk(
    services: &Services,
    caller: Caller<'_>,
    format: Format,
) -> Result<Table, Error> {
    let items = bulk(services, caller).await?;
    let sheet = Sheet {
        name: "bulk",
        columns: columns(caller.may(Permission::ViewCost)),
        format,
        now: services.clock.now(),
    };
    let rows = items.into_iter().flat_map(rows).collect();
    tables::write(sheet, stream::iter([Ok(rows)])).await
}

fn rows(item: BulkView) -> Vec<Row> {
    if item.holdings.is_empty() {
        return vec![Row {
            item,
            holding: None,
        }];
    }
    let row = |holding: &HoldingView| Row {
        item: item.clone(),
        holding: Some(holding.clone()),
    };
    item.holdings.iter().map(row).collect()
}
