//! Pieces with serials.

use crate::stock::find;
use crate::stock::store::list::LongRow;
use crate::tables::{self, Cell, Column, Format, Sheet, Table, column};
use crate::{Caller, Error, Services};
use domain::codes::UnknownCode;
use domain::staff::Permission;
use domain::stock::{Clarity, Cut, Form, Origin, Shape, StockFilter};
use futures::stream;
use std::str::FromStr;

fn columns(filter: &StockFilter, with_cost: bool) -> Vec<Column<LongRow>> {
    let mut columns = vec![
        column("Serial", |row: &LongRow| (&row.piece.serial).into()),
        column("Piece", |row| (&row.piece.name).into()),
        column("Form", |row| row.piece.form.label().into()),
        column("State", |row| row.piece.state.label().into()),
        column("Whose", |row| row.piece.ownership.label().into()),
        column("Place", |row| row.piece.location.as_ref().into()),
        column("Promised to", |row| row.piece.promised_to.as_ref().into()),
        column("Report", |row| row.piece.certificate.as_ref().into()),
    ];
    if filter.form == Some(Form::Stone) {
        columns.extend(of_stones());
    }
    columns.extend([
        column("Weight, g", |row: &LongRow| row.weight_grams.into()),
        column("Vendor", |row| row.vendor.as_ref().into()),
        column("Vendor's style", |row| row.vendor_style.as_ref().into()),
        column("Price", |row| row.piece.price.into()),
    ]);
    if with_cost {
        columns.push(column("Cost", |row| row.cost.into()));
    }
    columns.push(column("Currency", |row| row.currency.code().into()));
    columns.push(column("Since", |row| row.since.into()));
    columns
}

/// What makes a stone this stone.
fn of_stones() -> Vec<Column<LongRow>> {
    vec![
        column("Variety", |row: &LongRow| row.variety.as_ref().into()),
        column("Origin", |row| {
            word::<Origin>(row.origin.as_deref(), Origin::label)
        }),
        column("Shape", |row| {
            word::<Shape>(row.shape.as_deref(), Shape::label)
        }),
        column("Carat", |row| row.carat.into()),
        column("Colour", |row| row.colour.as_ref().into()),
        column("Clarity", |row| {
            word::<Clarity>(row.clarity.as_deref(), Clarity::label)
        }),
        column("Cut", |row| word::<Cut>(row.cut.as_deref(), Cut::label)),
        column("Treatment", |row| row.treatment.as_ref().into()),
    ]
}

/// The word for people of a code; a code that is not on the list stands for itself.
fn word<T: FromStr<Err = UnknownCode>>(code: Option<&str>, label: fn(T) -> &'static str) -> Cell {
    code.map(|code| code.parse().map_or(code, label)).into()
}

/// What the list of stock shows, as a table. Cost is in it for those who may see it.
pub async fn export(
    services: &Services,
    caller: Caller<'_>,
    filter: &StockFilter,
    format: Format,
) -> Result<Table, Error> {
    let first = StockFilter {
        cursor: None,
        ..filter.clone()
    };
    let pages = stream::try_unfold(Some(first), |filter| async move {
        let Some(filter) = filter else {
            return Ok(None);
        };
        let (rows, next) = find::rows(services, caller, &filter, tables::PAGE).await?;
        let next = next.map(|cursor| StockFilter {
            cursor: Some(cursor),
            ..filter
        });
        Ok::<_, Error>(Some((rows, next)))
    });
    let sheet = Sheet {
        name: if filter.form == Some(Form::Stone) {
            "stones"
        } else {
            "stock"
        },
        columns: columns(filter, caller.may(Permission::ViewCost)),
        format,
        now: services.clock.now(),
    };
    tables::write(sheet, pages).await
}
