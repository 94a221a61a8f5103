//! The lines of the file, each with its true number.

use super::columns::{Column, Headings, name};
use csv::ByteRecord;
use domain::catalogue::LineError;

/// A line of the file.
pub(super) struct Row<'a> {
    headings: &'a Headings,
    record: &'a ByteRecord,
    pub(super) line: u32,
}

impl Row<'_> {
    /// What a column holds, trimmed; nothing where the column is not in the file. A cell that is
    /// no UTF-8 has been complained about by [`Row::check_shape`] and reads as empty.
    pub(super) fn cell(&self, column: Column) -> &str {
        self.headings
            .index(column)
            .and_then(|index| self.record.get(index))
            .and_then(|cell| std::str::from_utf8(cell).ok())
            .map_or("", str::trim)
    }

    /// A complaint about a column of this line.
    pub(super) fn error(&self, column: Column, message: impl Into<String>) -> LineError {
        LineError {
            line: self.line,
            column: name(column).to_owned(),
            message: message.into(),
        }
    }

    /// A complaint about the whole line.
    pub(super) fn error_of_line(&self, message: impl Into<String>) -> LineError {
        LineError {
            line: self.line,
            column: String::new(),
            message: message.into(),
        }
    }

    fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| cell.trim_ascii().is_empty())
    }

    /// Whether the line can be read at all.
    pub(super) fn check_shape(&self) -> Result<(), LineError> {
        if self
            .record
            .iter()
            .any(|cell| std::str::from_utf8(cell).is_err())
        {
            return Err(
                self.error_of_line("This line is not in UTF-8. Save the file as “CSV UTF-8”.")
            );
        }
        let surplus = self.record.iter().skip(self.headings.width());
        if surplus
            .into_iter()
            .any(|cell| !cell.trim_ascii().is_empty())
        {
            return Err(self.error_of_line(
                "This line has more columns than the headings. Is a quotation mark missing?",
            ));
        }
        Ok(())
    }
}

/// Reads the file line by line and hands each to `take`, blank ones left out. The error is about
/// the file as a whole.
pub(super) fn each_row(file: &[u8], mut take: impl FnMut(&Row<'_>)) -> Result<(), LineError> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(file);
    let mut record = ByteRecord::new();
    let mut headings: Option<Headings> = None;
    let mut lines = Lines::new(file);
    while reader
        .read_byte_record(&mut record)
        .map_err(|_| whole("This file can't be read as CSV."))?
    {
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let Some(headings) = &headings else {
            headings = Some(checked_headings(&record)?);
            continue;
        };
        let row = Row {
            headings,
            record: &record,
            line,
        };
        if !row.is_blank() {
            take(&row);
        }
    }
    match headings {
        Some(_) => Ok(()),
        None => Err(whole("This file is empty.")),
    }
}

fn checked_headings(record: &ByteRecord) -> Result<Headings, LineError> {
    let headings = Headings::read(record.iter());
    let missing = headings.missing();
    if missing.is_empty() {
        Ok(headings)
    } else {
        Err(whole(format!(
            "This is not a Shopify product file: its first line has no “{}”.",
            missing.join("”, no “")
        )))
    }
}

fn whole(message: impl Into<String>) -> LineError {
    LineError {
        line: 1,
        column: String::new(),
        message: message.into(),
    }
}

/// Counts lines as a text editor does. The reader's own count is of where a record's search
/// began, which is before any blank lines.
struct Lines<'a> {
    file: &'a [u8],
    at: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    const fn new(file: &'a [u8]) -> Self {
        Self {
            file,
            at: 0,
            line: 1,
        }
    }

    /// The line on which the record that was looked for from this byte on begins.
    fn of(&mut self, from: u64) -> u32 {
        let from = usize::try_from(from)
            .unwrap_or(usize::MAX)
            .min(self.file.len());
        let blank = self.file[from..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let start = (from + blank).max(self.at);
        let passed = self.file[self.at..start]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        self.line = self.line.saturating_add(super::number(passed));
        self.at = start;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str) -> Vec<(u32, String)> {
        let mut seen = Vec::new();
        each_row(file.as_bytes(), |row| {
            seen.push((row.line, row.cell(Column::Handle).to_owned()));
        })
        .unwrap();
        seen
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        let file = "\u{feff}Handle,Title,Variant Price\r\n\r\na,\"two\r\nlines\",1\r\n\r\n\r\nb,B,2\r\n,,\r\nc,C,3\r\n\r\n";
        let expected = [
            (3, "a".to_owned()),
            (7, "b".to_owned()),
            (9, "c".to_owned()),
        ];
        assert_eq!(lines(file), expected);
    }

    #[test]
    fn a_file_of_another_kind_is_told_apart() {
        let error = each_row(b"name,price\nx,1\n", |_| ()).unwrap_err();
        assert!(error.message.contains("“Handle”"), "{}", error.message);
        assert!(each_row(b"", |_| ()).is_err());
    }

    #[test]
    fn lines_that_cannot_be_read_are_complained_about() {
        let mut errors = Vec::new();
        let file = b"Handle,Title,Variant Price\na,\xff,1\nb,B,2,3\nc,C\n";
        each_row(file, |row| {
            errors.extend(row.check_shape().err().map(|e| e.line))
        })
        .unwrap();
        assert_eq!(errors, [2, 3]);
    }
}
