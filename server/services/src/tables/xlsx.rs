//! Excel's own format, in which numbers are numbers and dates are dates.

use super::{Cell, Rows};
use crate::Error;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::collections::HashMap;
use std::fs::File;
use tokio::sync::mpsc;

/// No cell holds more.
const LONGEST_TEXT: usize = 32_000;
const COLUMN_WIDTH: f64 = 16.0;

pub(super) fn write(
    mut file: File,
    name: &str,
    heads: &[&str],
    rows: mpsc::Receiver<Rows>,
    now: DateTime<Utc>,
) -> Result<File, Error> {
    let mut book = Workbook::new();
    let properties = DocProperties::new();
    let made_at = ExcelDateTime::from_timestamp(now.timestamp()).map_err(Error::internal)?;
    book.set_properties(&properties.set_creation_datetime(&made_at));
    // Rows go to the disk as they come.
    let sheet = book.add_worksheet_with_constant_memory();
    let sheet = sheet.map_err(Error::internal)?;
    fill(sheet, name, heads, rows).map_err(Error::internal)?;
    book.save_to_writer(&mut file).map_err(Error::internal)?;
    Ok(file)
}

fn fill(
    sheet: &mut Worksheet,
    name: &str,
    heads: &[&str],
    mut rows: mpsc::Receiver<Rows>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, head) in (0..).zip(heads) {
        sheet.set_column_width(column, COLUMN_WIDTH)?;
        sheet.write_string_with_format(0, column, *head, &bold)?;
    }
    let mut formats = Formats::default();
    let mut line = 1;
    while let Some(page) = rows.blocking_recv() {
        for row in page {
            for (column, cell) in (0..).zip(row) {
                put(sheet, (line, column), cell, &mut formats)?;
            }
            line += 1;
        }
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: Cell,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => {}
        Cell::Text(text) => {
            let text: String = text.chars().take(LONGEST_TEXT).collect();
            sheet.write_string(row, column, text)?;
        }
        Cell::Number(number) => {
            let format = formats.with_places("0", number.scale());
            number_at(sheet, (row, column), number, format)?;
        }
        Cell::Money(money) => {
            let format = formats.with_places("#,##0", money.amount().scale());
            number_at(sheet, (row, column), money.amount(), format)?;
        }
        Cell::Date(date) => {
            let format = formats.named("yyyy-mm-dd");
            sheet.write_datetime_with_format(row, column, date, format)?;
        }
        Cell::Moment(at) => {
            let format = formats.named("yyyy-mm-dd hh:mm");
            sheet.write_datetime_with_format(row, column, at.naive_local(), format)?;
        }
    }
    Ok(())
}

/// Excel knows no other numbers than these; what is longer than fifteen digits stays text.
fn number_at(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    number: Decimal,
    format: &Format,
) -> Result<(), XlsxError> {
    match number
        .to_f64()
        .filter(|_| number.mantissa().abs() < 10_i128.pow(15))
    {
        Some(value) => sheet.write_number_with_format(row, column, value, format)?,
        None => sheet.write_string(row, column, number.to_string())?,
    };
    Ok(())
}

/// The formats of numbers, each made once.
#[derive(Default)]
struct Formats(HashMap<String, Format>);

impl Formats {
    fn with_places(&mut self, whole: &str, places: u32) -> &Format {
        let parted = if places == 0 { "" } else { "." };
        let zeros = "0".repeat(places as usize);
        self.named(&format!("{whole}{parted}{zeros}"))
    }

    fn named(&mut self, code: &str) -> &Format {
        self.0
            .entry(code.to_owned())
            .or_insert_with(|| Format::new().set_num_format(code))
    }
}
