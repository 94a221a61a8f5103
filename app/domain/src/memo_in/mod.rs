//! Memos in: what vendors lent to us, to sell or to give back.
//!
//! It is theirs and not in our books. When a piece is sold, by whatever order, its vendor is owed
//! what the memo says; what is not sold goes back, signed for.

mod draft;
mod view;

pub use draft::{
    CheckedMemoIn, GiveBack, GiveBackDraft, LentPiece, MOST_PIECES, MemoInDraft, PayDraft,
};
pub use view::{
    LentState, MemoInFilter, MemoInLine, MemoInLook, MemoInReturn, MemoInSettled, MemoInSummary,
    MemoInView,
};
