//! Stock: what is in the house, where it lies, whose it is and to whom it is promised.
//!
//! - [`Ownership`] and [`LocationKind`] keep apart whose a thing is and where it is.
//! - [`PieceDraft`] is a thing of which there is one, with a serial: a jewel or a loose stone.
//! - [`Holding`] is so much of something in one place: chain by the centimetre, metal by the gram;
//!   [`BulkStep`] is what somebody does with it.
//! - [`Step`] is what somebody does with a piece.
//! - [`StockMapping`] reads a list of stones, whatever its columns are called.
//! - [`CountDetail`] is a count of what lies somewhere; [`Sighting`] is what a scan comes to.
//! - [`StockFilter`] asks for pieces; [`PieceDetail`] shows one with all that happened to it.

mod bulk;
mod counting;
mod holding;
mod import;
mod piece;
mod place;
mod step;
mod stone;
mod view;

pub use bulk::HoldingView;
pub use bulk::{BulkDraft, BulkMoveView, BulkStep, BulkView, CheckedBulk, CheckedBulkStep};
pub use counting::Tally;
pub use counting::{BulkCounted, BulkToCount, CountDetail, CountDraft, CountResult, CountState};
pub use counting::{CountSummary, FinishDraft, Known, MOST_SCANS, NotFound, Scanned, Sighting};
pub use holding::{Holding, HoldingError};
pub use import::{ImportDefaults, ImportField, ImportState, StockFile, StockImportView};
pub use import::{StockMapping, StockPreview};
pub use piece::{Certificate, CheckedPiece, MoveKind, PieceDraft, PieceState, Source};
pub use place::{CheckedLocation, LocationDraft, LocationKind, LocationView, Ownership, scan_code};
pub use step::{Deed, Step, promise_refusal};
pub use stone::{Clarity, Cut, Origin, Shape, Stone, StoneDraft, shown as carats_shown};
pub use view::{
    Form, MoveView, PieceDetail, PiecePhoto, PieceSummary, PromisedTo, StockFilter, StockOrder,
};
pub use view::{StockPage, StockTerms, StoneFacets};
