//! What the bench takes from stock, gives back, and makes. The books follow: what is issued is work
//! in progress until it is returned, lost or finished.

use super::store::bulk::{self as bulk_rows, BulkMove, Item};
use super::store::pieces::{Piece, PieceRow};
use super::{Moved, note, post, store};
use crate::db::Tx;
use crate::stores::StoreTerms;
use crate::{Caller, Error};
use chrono::{DateTime, Utc};
use domain::bench::{MetalIssue, StoneIssue};
use domain::ids::{BulkItemId, CustomerId, LocationId, PieceId, VariantId};
use domain::input::FieldErrors;
use domain::ledger::{Entry, postings};
use domain::measures::{Quantity, Unit};
use domain::money::Money;
use domain::stock::{
    CheckedPiece, Holding, HoldingError, MoveKind, Ownership, PieceState, Source, scan_code,
};
use rust_decimal::Decimal;

/// A hand that carries between stock and a job.
pub(crate) struct Hand<'a, 'tx> {
    pub tx: &'a mut Tx<'tx>,
    pub caller: Caller<'a>,
    pub terms: &'a StoreTerms,
    /// The job's number, for the moves and the journal.
    pub job: &'a str,
    pub now: DateTime<Utc>,
}

/// Goods in bulk that went into a job.
pub(crate) struct BulkOut {
    pub item: BulkItemId,
    pub from: LocationId,
    pub quantity: Quantity,
    pub worth: Money,
}

/// A stone that went into a job.
pub(crate) struct StoneOut {
    pub piece: PieceId,
    pub from: Option<LocationId>,
    pub worth: Money,
}

/// A piece that came of a job.
pub(crate) struct Made<'a> {
    pub piece: PieceId,
    pub variant: Option<VariantId>,
    pub name: &'a str,
    pub cost: Money,
    pub weight: Option<Decimal>,
    pub location: LocationId,
}

/// In what a store's item in bulk is measured.
pub(crate) async fn unit_of(
    tx: &mut Tx<'_>,
    terms: &StoreTerms,
    item: BulkItemId,
) -> Result<Unit, Error> {
    Ok(bulk_rows::item(&mut **tx, terms.store, item).await?.unit)
}

/// A place of the store to put things that nobody named a place for: a safe before a bin before
/// any other.
pub(crate) async fn some_place(tx: &mut Tx<'_>, terms: &StoreTerms) -> Result<LocationId, Error> {
    let all = store::locations::all(&mut **tx, terms.store).await?;
    all.iter()
        .filter(|place| place.active)
        .filter_map(|place| Some((place.kind.turn()?, place.id)))
        .min()
        .map(|(_, place)| place)
        .ok_or_else(|| super::moves::refused("Write a place down first, under Stock.".into()))
}

impl Hand<'_, '_> {
    /// Takes goods in bulk for the job, if there is enough of them.
    pub(crate) async fn issue_bulk(&mut self, issue: &MetalIssue) -> Result<BulkOut, Error> {
        let item = issue
            .item
            .ok_or_else(|| field("/item", "Choose the metal."));
        let from = issue
            .from
            .ok_or_else(|| field("/from", "Choose the place."));
        let (item, from) = (item?, from?);
        let item = bulk_rows::item(&mut **self.tx, self.terms.store, item).await?;
        let quantity = issue.quantity(item.unit)?;
        let held = self.holding(&item, from, "/from").await?;
        let (rest, worth) = held.take(quantity).map_err(beside)?;
        bulk_rows::put(self.tx, item.id, from, &rest).await?;
        let places = (Some(from), None);
        self.note_bulk(&item, MoveKind::Issued, places, quantity, worth)
            .await?;
        self.post(&postings::bench_issued(worth)?, "issued").await?;
        Ok(BulkOut {
            item: item.id,
            from,
            quantity,
            worth,
        })
    }

    /// Puts back what is left over, at what it cost.
    pub(crate) async fn put_back_bulk(
        &mut self,
        into: BulkItemId,
        to: LocationId,
        quantity: Quantity,
        worth: Money,
    ) -> Result<(), Error> {
        let item = bulk_rows::item(&mut **self.tx, self.terms.store, into).await?;
        if item.unit != quantity.unit() {
            return Err(field("/into", "It is measured in something else."));
        }
        let held = self.holding(&item, to, "/to").await?;
        let more = held.put(quantity, worth).map_err(beside)?;
        bulk_rows::put(self.tx, item.id, to, &more).await?;
        let places = (None, Some(to));
        self.note_bulk(&item, MoveKind::PutBack, places, quantity, worth)
            .await?;
        self.post(&postings::bench_returned(worth)?, "returned")
            .await
    }

    /// Takes a stone for the job. What is ours or on memo is worth what it cost; what is the
    /// customer's own goes into the customer's own piece and costs nothing.
    pub(crate) async fn issue_stone(
        &mut self,
        issue: &StoneIssue,
        customer: Option<CustomerId>,
    ) -> Result<StoneOut, Error> {
        let serial = scan_code(&issue.serial).map_err(|_| unknown_serial())?;
        let known = store::list::with_serial(&mut **self.tx, self.terms.store, &serial).await?;
        let piece = known.ok_or_else(unknown_serial)?;
        let piece = store::pieces::lock(self.tx, self.terms.store, piece).await?;
        refuse_stone(&piece, customer)?;
        store::pieces::put(self.tx, piece.id, PieceState::Set, None, self.now).await?;
        self.note_piece(piece.id, MoveKind::Issued, piece.location, None)
            .await?;
        let cost = piece.cost.unwrap_or(Money::zero(self.terms.currency));
        let worth = match piece.ownership {
            Ownership::Owned => {
                self.post(&postings::bench_issued(cost)?, "issued").await?;
                cost
            }
            Ownership::MemoIn => {
                self.post(&postings::bench_issued_from_memo(cost)?, "issued")
                    .await?;
                cost
            }
            Ownership::Customer => Money::zero(self.terms.currency),
        };
        Ok(StoneOut {
            piece: piece.id,
            from: piece.location,
            worth,
        })
    }

    /// Takes a stone out again, at what it was issued at.
    pub(crate) async fn put_back_stone(
        &mut self,
        piece: PieceId,
        to: LocationId,
        worth: Money,
    ) -> Result<(), Error> {
        self.place(to, "/to").await?;
        let piece = store::pieces::lock(self.tx, self.terms.store, piece).await?;
        store::pieces::put(self.tx, piece.id, PieceState::Here, Some(to), self.now).await?;
        self.note_piece(piece.id, MoveKind::PutBack, None, Some(to))
            .await?;
        match piece.ownership {
            Ownership::Owned => {
                self.post(&postings::bench_returned(worth)?, "returned")
                    .await
            }
            Ownership::MemoIn => {
                self.post(&postings::bench_returned_to_memo(worth)?, "returned")
                    .await
            }
            Ownership::Customer => Ok(()),
        }
    }

    /// Puts a piece that was made into stock. What it costs is the caller's to post: it may have
    /// been work in progress, or lain with what came in for an order.
    pub(crate) async fn put_made(&mut self, made: &Made<'_>) -> Result<(), Error> {
        self.place(made.location, "/location").await?;
        let row = PieceRow::of(made.piece, &made.as_piece(), None);
        store::pieces::insert(
            self.tx,
            self.terms.store,
            self.terms.currency,
            &[row],
            self.now,
        )
        .await?;
        self.note_piece(made.piece, MoveKind::Made, None, Some(made.location))
            .await
    }

    async fn holding(
        &mut self,
        item: &Item,
        at: LocationId,
        pointer: &str,
    ) -> Result<Holding, Error> {
        self.place(at, pointer).await?;
        bulk_rows::lock(self.tx, item, at, self.terms.currency).await
    }

    async fn place(&mut self, at: LocationId, pointer: &str) -> Result<(), Error> {
        let place = store::locations::kind(self.tx, self.terms.store, at).await?;
        place
            .map(drop)
            .ok_or_else(|| field(pointer, "Choose the place."))
    }

    async fn note_bulk(
        &mut self,
        item: &Item,
        kind: MoveKind,
        (from, to): (Option<LocationId>, Option<LocationId>),
        quantity: Quantity,
        value: Money,
    ) -> Result<(), Error> {
        let moved = BulkMove {
            item: item.id,
            kind,
            from,
            to,
            ownership: Ownership::Owned,
            quantity,
            value,
            reason: Some(self.job),
            vendor: None,
        };
        bulk_rows::note(self.tx, self.caller, &moved, self.now).await
    }

    async fn note_piece(
        &mut self,
        piece: PieceId,
        kind: MoveKind,
        from: Option<LocationId>,
        to: Option<LocationId>,
    ) -> Result<(), Error> {
        let moved = Moved {
            piece,
            kind,
            from,
            to,
            line: None,
            reason: Some(self.job),
        };
        note(self.tx, self.caller, &moved, self.now).await
    }

    /// What is in work belongs to the shop, not yet to an order: the memo names the job.
    async fn post(&mut self, entry: &Entry, what: &str) -> Result<(), Error> {
        let memo = format!("{} {what}", self.job);
        post(self.tx, self.terms, None, entry, &memo, self.now).await
    }
}

fn refuse_stone(piece: &Piece, customer: Option<CustomerId>) -> Result<(), Error> {
    let serial = &piece.serial;
    let wrong = if piece.state != PieceState::Here {
        format!("{serial} is {}.", piece.state.label().to_lowercase())
    } else if let Some(order) = &piece.promised_to {
        format!("{serial} is promised to {order}. Let it go there first.")
    } else if piece.ownership == Ownership::Customer && piece.customer != customer {
        format!("{serial} is another customer's own.")
    } else {
        return Ok(());
    };
    Err(field("/serial", &wrong))
}

fn beside(error: HoldingError) -> Error {
    Error::Invalid(FieldErrors::from(error))
}

fn unknown_serial() -> Error {
    field("/serial", "Nothing in stock has this serial.")
}

fn field(pointer: &str, message: &str) -> Error {
    Error::field(pointer, message)
}

impl Made<'_> {
    fn as_piece(&self) -> CheckedPiece {
        CheckedPiece {
            serial: None,
            ownership: Ownership::Owned,
            source: Source::Opening,
            location: self.location,
            variant: self.variant,
            name: Some(self.name.to_owned()),
            vendor: None,
            vendor_style: None,
            customer: None,
            cost: Some(self.cost),
            price: None,
            declared_value: None,
            weight: self.weight,
            certificate: None,
            stone: None,
            note: None,
        }
    }
}
