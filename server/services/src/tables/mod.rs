//! Lists as tables to take away: a list says which columns it has and brings its rows page by
//! page; what becomes of them is the same for all. No more than some pages are held at once.

mod cell;
mod csv;
#[cfg(test)]
mod tests;
mod xlsx;

pub(crate) use cell::Cell;

use crate::Error;
use chrono::{DateTime, Utc};
use futures::{Stream, TryStreamExt};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::pin::pin;
use tokio::sync::mpsc;

/// More than a person looks through, and less than a spreadsheet holds.
pub const MOST_ROWS: usize = 100_000;
/// How many rows a list brings at once.
pub(crate) const PAGE: usize = 1_000;

/// The kinds of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
}

impl Format {
    /// What a name of such a file ends with.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A table that was written: a file without a name, gone when it is let go of.
#[derive(Debug)]
pub struct Table {
    /// Plain letters only, so that it is safe in a header.
    pub name: String,
    pub kind: &'static str,
    pub file: File,
}

/// A column: its words at the head, and what stands in it.
pub(crate) struct Column<R> {
    head: &'static str,
    cell: fn(&R) -> Cell,
}

pub(crate) const fn column<R>(head: &'static str, cell: fn(&R) -> Cell) -> Column<R> {
    Column { head, cell }
}

/// What is written, and when it was asked for.
pub(crate) struct Sheet<R> {
    /// What the list is called: `stock`.
    pub name: &'static str,
    pub columns: Vec<Column<R>>,
    pub format: Format,
    pub now: DateTime<Utc>,
}

type Rows = Vec<Vec<Cell>>;

/// Writes a table of a list's pages. Rows are read while others are written, two pages ahead at
/// the most.
pub(crate) async fn write<R>(
    sheet: Sheet<R>,
    pages: impl Stream<Item = Result<Vec<R>, Error>>,
) -> Result<Table, Error> {
    let (hand, taken) = mpsc::channel(2);
    let heads: Vec<_> = sheet.columns.iter().map(|column| column.head).collect();
    let (name, format, now) = (sheet.name, sheet.format, sheet.now);
    let writer = tokio::task::spawn_blocking(move || write_all(format, name, &heads, taken, now));
    let mut pages = pin!(pages);
    let mut count = 0;
    while let Some(page) = pages.try_next().await? {
        count += page.len();
        if count > MOST_ROWS {
            return Err(too_many());
        }
        let cells = |row: &R| {
            sheet
                .columns
                .iter()
                .map(|column| (column.cell)(row))
                .collect()
        };
        if hand.send(page.iter().map(cells).collect()).await.is_err() {
            // The writer has given up, and says why.
            break;
        }
    }
    drop(hand);
    let file = writer.await.map_err(Error::internal)??;
    Ok(Table {
        name: format!("{name}.{}", format.extension()),
        kind: format.kind(),
        file,
    })
}

fn too_many() -> Error {
    Error::Refused {
        message: "That is more than 100,000 rows. Narrow the list and export it in parts.".into(),
        blockers: Vec::new(),
    }
}

fn write_all(
    format: Format,
    name: &str,
    heads: &[&str],
    rows: mpsc::Receiver<Rows>,
    now: DateTime<Utc>,
) -> Result<File, Error> {
    let file = tempfile::tempfile().map_err(Error::internal)?;
    let mut file = match format {
        Format::Csv => csv::write(file, heads, rows)?,
        Format::Xlsx => xlsx::write(file, name, heads, rows, now)?,
    };
    file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
    Ok(file)
}
