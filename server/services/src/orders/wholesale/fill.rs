//! Filling the lines: pieces of stock are promised to them, all at once.

use crate::Error;
use crate::orders::effects::Work;
use crate::stock::{self, Wanted};

/// Promises the free pieces of each line's variant to it, the longest in stock first, as far as there
/// are any.
pub(super) async fn allocate(work: &mut Work<'_, '_>) -> Result<(), Error> {
    let wanted: Vec<_> = work
        .po()
        .iter()
        .filter_map(|line| {
            Some(Wanted {
                line: line.po.line,
                variant: line.variant?.into(),
                pieces: line.uncovered,
            })
        })
        .filter(|wanted| wanted.pieces > 0)
        .collect();
    let promised = stock::promise_many(work.tx, work.caller, &wanted, work.now).await?;
    if promised == 0 {
        return Err(Error::Refused {
            message: "None of these is in stock. Order them from a vendor, or wait for them."
                .into(),
            blockers: Vec::new(),
        });
    }
    work.refill().await
}
