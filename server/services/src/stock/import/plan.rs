//! What an import does to each row, by comparing the list with what is stored.

use super::rows::Row;
use crate::Error;
use crate::stock::store::imports::{self, Known};
use crate::stock::store::pieces::PieceRow;
use domain::catalogue::LineError;
use domain::ids::{PieceId, StoreId};
use domain::money::{Currency, Money};
use domain::stock::{CheckedPiece, Ownership, StockMapping, StockPreview, Stone};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// So many errors and names are shown one by one; the counts are always whole.
const SHOWN: usize = 300;
const NAMES: usize = 5;

/// A digest by which something is known.
pub(in crate::stock) type Digest32 = [u8; 32];

/// Rows of a batch that have to be written.
#[derive(Default)]
pub(super) struct ToWrite {
    pub new: Vec<PieceRow>,
    pub changed: Vec<PieceRow>,
}

/// Reads batch after batch, and remembers what it must to judge the next.
pub(super) struct Planner {
    store: StoreId,
    currency: Currency,
    mapping: StockMapping,
    preview: StockPreview,
    cost: Money,
    /// On which line a serial or a report stood first.
    seen: HashMap<Digest32, u32>,
    /// How often a row without either stood in the list.
    repeats: HashMap<Digest32, u32>,
}

/// A row that could be read.
struct Read {
    line: u32,
    key: Digest32,
    piece: CheckedPiece,
}

impl Planner {
    pub(super) fn new(store: StoreId, currency: Currency, mapping: StockMapping) -> Self {
        Self {
            store,
            currency,
            mapping,
            preview: StockPreview::default(),
            cost: Money::zero(currency),
            seen: HashMap::new(),
            repeats: HashMap::new(),
        }
    }

    /// What has been planned so far.
    pub(super) fn preview(&self) -> StockPreview {
        StockPreview {
            cost: Some(self.cost),
            ..self.preview.clone()
        }
    }

    /// What the new pieces of ours cost together.
    pub(super) fn value(&self) -> Money {
        match self.mapping.defaults.ownership {
            Ownership::Owned => self.cost,
            Ownership::MemoIn | Ownership::Customer => Money::zero(self.currency),
        }
    }

    /// Plans a batch. Looks up what the pieces already are; writes nothing.
    pub(super) async fn plan(
        &mut self,
        db: &mut PgConnection,
        rows: Vec<Row>,
    ) -> Result<ToWrite, Error> {
        let read: Vec<Read> = rows.into_iter().filter_map(|row| self.read(row)).collect();
        let keys: Vec<&[u8]> = read.iter().map(|row| row.key.as_slice()).collect();
        let known = imports::known(db, self.store, &keys).await?;
        let taken = imports::taken(db, &read_serials(&read), &read_reports(&read)).await?;
        let mut write = ToWrite::default();
        for row in read {
            match known.get(&row.key) {
                Some(known) => self.compare(row, known, &mut write)?,
                None if taken.serial(&row.piece) => {
                    self.complain(row.line, "Serial", "Another piece has this serial.");
                }
                None if taken.report(&row.piece) => {
                    self.complain(
                        row.line,
                        "Report number",
                        "A stone with this report is in stock already.",
                    );
                }
                None => self.add(row, &mut write)?,
            }
        }
        Ok(write)
    }

    fn read(&mut self, row: Row) -> Option<Read> {
        match self.mapping.read(&row.cells, self.currency) {
            Err(complaints) => {
                self.preview.skipped += 1;
                for (field, message) in complaints {
                    let column = field.map_or("", domain::stock::ImportField::label);
                    self.note_error(row.line, column, message);
                }
                None
            }
            Ok(piece) => {
                let key = self.key(&row, &piece)?;
                Some(Read {
                    line: row.line,
                    key,
                    piece,
                })
            }
        }
    }

    /// By what the row is known: its serial, else its report, else all that it says and how often
    /// it was said before.
    fn key(&mut self, row: &Row, piece: &CheckedPiece) -> Option<Digest32> {
        let serial = piece
            .serial
            .as_ref()
            .map(|serial| digest(&["serial", serial]));
        let report = piece
            .certificate
            .as_ref()
            .map(|report| digest(&["report", &report.lab, &report.number]));
        for key in [serial, report].into_iter().flatten() {
            if let Some(first) = self.seen.insert(key, row.line) {
                let message = format!("This stone stands on line {first} already.");
                self.complain(row.line, "", &message);
                return None;
            }
        }
        serial.or(report).or_else(|| {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).collect();
            let said = digest(&cells);
            let before = self.repeats.entry(said).or_default();
            *before += 1;
            Some(digest(&["row", &hex::encode(said), &before.to_string()]))
        })
    }

    fn compare(&mut self, row: Read, known: &Known, write: &mut ToWrite) -> Result<(), Error> {
        let (piece, hash) = piece_row(&row, known.id.into())?;
        if known.hash == hash || !known.here {
            self.preview.unchanged += 1;
        } else {
            self.preview.changed += 1;
            write.changed.push(piece);
        }
        Ok(())
    }

    fn add(&mut self, row: Read, write: &mut ToWrite) -> Result<(), Error> {
        if self.preview.names.len() < NAMES {
            let name = row.piece.name.clone();
            let name = name.or_else(|| row.piece.stone.as_ref().map(Stone::name));
            self.preview
                .names
                .push((row.line, name.unwrap_or_default()));
        }
        if let Some(cost) = row.piece.cost {
            self.cost = self.cost.plus(cost)?;
        }
        self.preview.new += 1;
        write.new.push(piece_row(&row, PieceId::generate())?.0);
        Ok(())
    }

    fn complain(&mut self, line: u32, column: &str, message: &str) {
        self.preview.skipped += 1;
        self.note_error(line, column, message.to_owned());
    }

    fn note_error(&mut self, line: u32, column: &str, message: String) {
        if self.preview.errors.len() < SHOWN {
            self.preview.errors.push(LineError {
                line,
                column: column.to_owned(),
                message,
            });
        }
    }
}

/// The row to write, and the digest of all that it says.
fn piece_row(row: &Read, id: PieceId) -> Result<(PieceRow, Vec<u8>), Error> {
    let anonymous = PieceRow::of(Uuid::nil().into(), &row.piece, None);
    let hash = Sha256::digest(serde_json::to_vec(&anonymous)?).to_vec();
    let source = Some((hex::encode(row.key), hex::encode(&hash)));
    Ok((PieceRow::of(id, &row.piece, source), hash))
}

fn read_serials(rows: &[Read]) -> Vec<&str> {
    rows.iter()
        .filter_map(|row| row.piece.serial.as_deref())
        .collect()
}

fn read_reports(rows: &[Read]) -> Vec<(&str, &str)> {
    rows.iter()
        .filter_map(|row| row.piece.certificate.as_ref())
        .map(|report| (report.lab.as_str(), report.number.as_str()))
        .collect()
}

fn digest(parts: &[&str]) -> Digest32 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        // Parts must not run into each other.
        hash.update([0]);
    }
    hash.finalize().into()
}
