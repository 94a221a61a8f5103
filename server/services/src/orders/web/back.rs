//! Pieces that a customer sends back.

use super::park::{Park, park};
use crate::orders::effects::Work;
use crate::orders::store::web::{lines, parked, words};
use crate::{Error, stock};
use domain::channels::SalesChannel;
use domain::channels::parked::ParkedKind;
use domain::ids::{LineId, LocationId};

/// Puts pieces that came back into stock, each at what it cost.
pub(in crate::orders) async fn take_back(
    work: &mut Work<'_, '_>,
    back: &[LineId],
    to: LocationId,
) -> Result<(), Error> {
    let there = lines::of_order(work.tx, work.record.id).await?;
    let channel = words::channel_of(work.tx, work.record.id).await?;
    let channel = channel.ok_or_else(|| Error::internal("a web order without its channel"))?;
    let (mut came, mut due) = (Vec::with_capacity(back.len()), Vec::new());
    for (index, line) in back.iter().enumerate() {
        let out = |piece: &&lines::LinePart| {
            piece.id == *line && !piece.off && piece.returned < piece.quantity
        };
        let piece = there.iter().find(out).ok_or_else(|| {
            let pointer = format!("/details/back/{index}");
            Error::field(pointer, "This piece is not with the customer.")
        })?;
        came.push((piece.id, piece.quantity - piece.returned));
        if piece.refunded < piece.quantity {
            due.push(refund_due(channel, piece));
        }
    }
    let order = (work.record.id, work.record.number.as_str());
    stock::take_back(
        work.tx,
        work.caller,
        work.terms,
        order,
        (&came, stock::BackTo::Place(to)),
        work.now,
    )
    .await?;
    lines::returned(work.tx, &came).await?;
    let by = (work.caller.name(), "It came back.");
    parked::end_of_lines(work.tx, back, ParkedKind::ComesBack, by, work.now).await?;
    park(work, &due).await?;
    work.record.web = parked::facts(work.tx, work.record.id).await?;
    Ok(())
}

/// Word of the refund ends this by itself.
fn refund_due(channel: SalesChannel, piece: &lines::LinePart) -> Park {
    Park {
        kind: ParkedKind::RefundDue,
        subject: format!("{}-{}", piece.part.line, piece.part.number),
        line: Some(piece.id),
        message: format!(
            "“{}” came back. Give the money back in {channel}.",
            piece.description
        ),
    }
}
