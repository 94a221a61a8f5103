//! Reading a list row by row, whatever it was saved as.

use crate::Error;
use calamine::{Cell, Data, DataRef, Reader, Xlsx};
use std::io::Cursor;
use std::sync::Arc;
use tokio::sync::mpsc;

/// More rows than any stock list has.
const MOST_ROWS: u32 = 250_000;
const MOST_COLUMNS: usize = 100;

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The line of the file, from 1.
    pub line: u32,
    pub cells: Vec<String>,
}

/// What one sees of a file at first.
pub(super) struct Looked {
    pub headings: Vec<String>,
    pub samples: Vec<Vec<String>>,
    pub rows: u32,
}

/// Reads the headings, the first values, and how many rows there are.
pub(super) fn look(file: &[u8], samples: usize) -> Result<Looked, Error> {
    let mut headings = None;
    let mut first: Vec<Row> = Vec::new();
    let mut rows = 0;
    for_each(file, &mut |row| {
        if headings.is_none() {
            headings = Some(row.cells);
        } else {
            rows += 1;
            if first.len() < samples {
                first.push(row);
            }
        }
        true
    })?;
    let headings = headings.unwrap_or_default();
    if rows == 0 {
        return Err(Error::field("/file", "There is no row below the headings."));
    }
    refuse_too_wide(headings.len())?;
    let column = |at: usize| {
        let cells = first.iter().filter_map(|row| row.cells.get(at).cloned());
        cells.collect::<Vec<_>>()
    };
    let samples = (0..headings.len()).map(column).collect();
    Ok(Looked {
        headings,
        samples,
        rows,
    })
}

/// The rows below the headings, so many at a time. The reader waits while a batch is worked on, so
/// that few are held at once.
pub(super) fn batches(file: Arc<Vec<u8>>, size: usize) -> mpsc::Receiver<Result<Vec<Row>, Error>> {
    let (send, receive) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let mut batch = Vec::with_capacity(size);
        let mut heading = true;
        let read = for_each(&file, &mut |row| {
            if std::mem::take(&mut heading) {
                return true;
            }
            batch.push(row);
            if batch.len() < size {
                return true;
            }
            send.blocking_send(Ok(std::mem::take(&mut batch))).is_ok()
        });
        // Nobody may be listening any more.
        match read {
            Ok(()) if batch.is_empty() => {}
            Ok(()) => drop(send.blocking_send(Ok(batch))),
            Err(error) => drop(send.blocking_send(Err(error))),
        }
    });
    receive
}

/// Hands over each row until it is told to stop.
fn for_each(file: &[u8], take: &mut dyn FnMut(Row) -> bool) -> Result<(), Error> {
    if file.starts_with(b"PK\x03\x04") {
        sheet(file, take)
    } else {
        text(file, take)
    }
}

/// Comma, semicolon or tab: the one that the headings have most of.
fn separator(file: &[u8]) -> u8 {
    let heading = file.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| heading.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b',')
}

fn text(file: &[u8], take: &mut dyn FnMut(Row) -> bool) -> Result<(), Error> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(file))
        .from_reader(file);
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    loop {
        let more = reader.read_byte_record(&mut record).map_err(|_| {
            Error::field(
                "/file",
                "This file can't be read as a list. Save it as CSV or XLSX.",
            )
        })?;
        if !more {
            return Ok(());
        }
        let line = record.position().map_or(0, |start| line_of(file, start));
        let cells = record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned());
        let row = Row {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            cells: cells.collect(),
        };
        if row.is_blank() {
            continue;
        }
        rows += 1;
        refuse_too_many(rows)?;
        if !take(row) {
            return Ok(());
        }
    }
}

/// The line on which a record stands. The reader counts from the end of the record before, which
/// leaves the second half of a line's end, and lines without anything, in front of it.
fn line_of(file: &[u8], start: &csv::Position) -> u64 {
    let start_byte = usize::try_from(start.byte()).unwrap_or(usize::MAX);
    let rest = file.get(start_byte..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let passed = ends.filter(|byte| **byte == b'\n').count();
    start.line() + u64::try_from(passed).unwrap_or_default()
}

fn sheet(file: &[u8], take: &mut dyn FnMut(Row) -> bool) -> Result<(), Error> {
    let unreadable = || {
        Error::field(
            "/file",
            "This file can't be read as a workbook. Save it as XLSX or CSV.",
        )
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(|_| unreadable())?;
    let first = book.sheet_names().into_iter().next();
    // Cell by cell: a sheet says how large it is, and one cell in its last corner would be taken
    // for thousands of millions.
    let mut cells = book
        .worksheet_cells_reader(&first.ok_or_else(unreadable)?)
        .map_err(|_| unreadable())?;
    let mut rows = 0;
    let mut row = Row::empty(1);
    loop {
        let cell = cells.next_cell().map_err(|_| unreadable())?;
        let at = cell.as_ref().map(Cell::get_position);
        if at.is_none_or(|(line, _)| line + 1 != row.line) {
            let next = Row::empty(at.map_or(0, |(line, _)| line + 1));
            let done = std::mem::replace(&mut row, next);
            if !done.is_blank() {
                rows += 1;
                refuse_too_many(rows)?;
                if !take(done) {
                    return Ok(());
                }
            }
        }
        let Some((cell, (_, column))) = cell.zip(at) else {
            return Ok(());
        };
        row.put(column as usize, shown(cell.get_value().clone()))?;
    }
}

impl Row {
    const fn empty(line: u32) -> Self {
        let cells = Vec::new();
        Self { line, cells }
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn put(&mut self, column: usize, text: String) -> Result<(), Error> {
        refuse_too_wide(column + 1)?;
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }
}

/// A cell as its reader would type it. Workbooks keep numbers in binary, so that 0.3 may come as
/// 0.30000000000000004: they are written with the digits that tell them apart, and no more.
fn shown(cell: DataRef<'_>) -> String {
    Data::from(cell).to_string()
}

fn refuse_too_wide(columns: usize) -> Result<(), Error> {
    if columns > MOST_COLUMNS {
        return Err(Error::field("/file", "A list has at most 100 columns."));
    }
    Ok(())
}

fn refuse_too_many(rows: u32) -> Result<(), Error> {
    if rows > MOST_ROWS {
        return Err(Error::field(
            "/file",
            "This list has more than 250,000 rows. Split it in two.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(file: &str) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for_each(file.as_bytes(), &mut |row| {
            rows.push(row.cells);
            true
        })
        .unwrap();
        rows
    }

    #[test]
    fn lists_are_read_however_they_were_saved() {
        let table = [["carat", "color"], ["0.3", "G"]];
        for file in [
            "carat,color\n0.3,G\n",
            "\u{feff}carat;color\r\n0.3;G\r\n\r\n",
            "carat\tcolor\n\n\"0.3\"\tG",
        ] {
            assert_eq!(rows(file), table, "{file:?}");
        }
    }

    /// A workbook with texts where they are said to be.
    fn workbook(cells: &[(u32, u16, &str)]) -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, column, text) in cells {
            sheet.write_string(*row, *column, *text).unwrap();
        }
        book.save_to_buffer().unwrap()
    }

    fn read(file: &[u8]) -> Result<Vec<(u32, Vec<String>)>, Error> {
        let mut rows = Vec::new();
        for_each(file, &mut |row| {
            rows.push((row.line, row.cells));
            true
        })?;
        Ok(rows)
    }

    #[test]
    fn workbooks_are_read_as_lists_are() {
        let file = workbook(&[
            (0, 0, "carat"),
            (0, 1, "color"),
            (1, 0, "0.3"),
            (1, 1, "G"),
            (3, 1, "H"),
        ]);
        let row = |line, cells: [&str; 2]| (line, cells.map(str::to_owned).to_vec());
        let expected = [
            row(1, ["carat", "color"]),
            row(2, ["0.3", "G"]),
            row(4, ["", "H"]),
        ];
        assert_eq!(read(&file).unwrap(), expected);
        assert_eq!(look(&file, 3).unwrap().rows, 2);
    }

    #[test]
    fn a_sheet_is_as_large_as_what_is_in_it() {
        let deep = workbook(&[(0, 0, "carat"), (1_048_575, 0, "0.3")]);
        assert_eq!(read(&deep).unwrap()[1].0, 1_048_576);
        let wide = workbook(&[(0, 0, "carat"), (1_048_575, 16_383, "0.3")]);
        assert!(read(&wide).is_err(), "more columns than a list has");
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        for (file, expected) in [
            ("a,b\n\"1\n2\",x\n3,y\n", [1, 2, 4]),
            ("a,b\r\n\"1\r\n2\",x\r\n3,y\r\n", [1, 2, 4]),
            ("\u{feff}a,b\r\n\r\n1,x\r\n,\r\n3,y", [1, 3, 5]),
        ] {
            let mut lines = Vec::new();
            for_each(file.as_bytes(), &mut |row| {
                lines.push(row.line);
                true
            })
            .unwrap();
            assert_eq!(lines, expected, "{file:?}");
        }
    }

    #[test]
    fn a_file_without_rows_is_refused() {
        assert!(look(b"carat,color\n", 3).is_err());
        assert!(look(b"", 3).is_err());
        assert!(look(b"PK\x03\x04 no workbook", 3).is_err());
    }
}
