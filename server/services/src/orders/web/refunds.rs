//! Money that a channel has given back: booked once, before hand-over or after, and what it means
//! for the pieces.

use super::cancel;
use super::park::{Park, about, park};
use crate::Error;
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::store;
use crate::orders::store::web::lines::Off;
use crate::orders::store::web::{charges, lines, parked};
use domain::channels::SalesChannel;
use domain::channels::parked::ParkedKind;
use domain::channels::refund::{Refund, RefundPiece, Spread, covered, spread};
use domain::channels::taken::Word;
use domain::ids::LineId;
use domain::ledger::postings;
use domain::money::Money;
use domain::orders::history::Happening;
use domain::orders::lifecycle;
use lines::LinePart;

/// Books the refunds that were not booked yet; tells whether anything came of it.
pub(super) async fn book(
    work: &mut Work<'_, '_>,
    word: &Word,
    history: &mut History<'_>,
) -> Result<bool, Error> {
    let state = work.record.position.state;
    // A cancelled order gave everything back.
    if word.refunds.is_empty() || state == lifecycle::cancelled(state.kind()) {
        return Ok(false);
    }
    let known = charges::refunds(work.tx, work.record.id).await?;
    let fresh = word.refunds.iter();
    let fresh = fresh.filter(|refund| !known.contains(&refund.external_id));
    let (given, others) = covered(fresh.collect(), work.record.paid)?;
    let parks: Vec<_> = others
        .iter()
        .map(|refund| too_much(word.channel, refund, work.record.paid))
        .collect();
    let parked = park(work, &parks).await?;
    if given.is_empty() {
        return Ok(parked);
    }
    give_back(work, &given, history).await?;
    let handed_over = state.handed_over();
    let pieces = lines::of_order(work.tx, work.record.id).await?;
    let there: Vec<_> = pieces.iter().filter(|piece| !piece.off).collect();
    let each: Vec<_> = there.iter().map(|piece| refundable(piece)).collect();
    let spread = spread(&each, &given, handed_over);
    mark(work, &spread).await?;
    let parks = follow_up(word.channel, &spread, &there, handed_over);
    park(work, &parks).await?;
    let nothing_left = there.iter().all(|piece| spread.off.contains(&piece.id));
    if nothing_left && !handed_over {
        cancel::by_itself(work, "All of it was refunded.", history).await?;
    }
    Ok(true)
}

fn too_much(channel: SalesChannel, refund: &Refund, paid: Money) -> Park {
    let message = format!(
        "{channel} gave back {}, but only {paid} is left of what was paid. It is not in the books.",
        refund.amount
    );
    about(ParkedKind::MoneyDiffers, &refund.external_id, message)
}

/// The money: along the payments that brought it, out of what is kept for the customer or, after
/// the hand-over, out of the sale.
async fn give_back(
    work: &mut Work<'_, '_>,
    given: &[&Refund],
    history: &mut History<'_>,
) -> Result<(), Error> {
    let currency = work.record.currency();
    let net = Money::sum(currency, given.iter().map(|refund| refund.net))?;
    let tax = Money::sum(currency, given.iter().map(|refund| refund.tax))?;
    let amount = net.plus(tax)?;
    let handed_over = work.record.position.state.handed_over();
    charges::insert_refunds(work.tx, work.record.id, given, handed_over).await?;
    let refunds = effects::refund(work, amount).await?;
    let entry = if handed_over {
        postings::refund_of_sale(&refunds, net, tax)?
    } else {
        postings::given_back(currency, &refunds)?
    };
    work.post(&entry, "refunded").await?;
    let record = &mut *work.record;
    record.net = record.net.minus(net)?;
    record.tax = record.tax.minus(tax)?;
    record.total = record.total.minus(amount)?;
    record.paid = record.paid.minus(amount)?;
    let sums = (record.net, record.tax, record.paid);
    for milestone in &mut record.milestones {
        milestone.amount = record.total;
    }
    charges::set_totals(work.tx, work.record.id, sums).await?;
    for (method, amount) in refunds {
        history.add(Happening::Refunded { amount, method });
    }
    Ok(())
}

fn refundable(piece: &LinePart) -> RefundPiece {
    RefundPiece {
        id: piece.id,
        part: piece.part.clone(),
        quantity: piece.quantity,
        returned: piece.returned,
        refunded: piece.refunded,
        settled: piece.settled,
    }
}

async fn mark(work: &mut Work<'_, '_>, spread: &Spread) -> Result<(), Error> {
    if !spread.off.is_empty() {
        lines::take_off(work.tx, &spread.off, Off::Refunded, work.now).await?;
        store::entitle(work.tx, work.record.id).await?;
        end_questions(work, &spread.off).await?;
        let off = |line: &LineId| spread.off.contains(line);
        work.record.lines.retain(|line| !off(&line.id));
    }
    if !spread.refunded.is_empty() {
        lines::refunded(work.tx, &spread.refunded).await?;
        let lines: Vec<_> = spread.refunded.iter().map(|(line, _)| *line).collect();
        let by = (work.caller.name(), "It was refunded.");
        parked::end_of_lines(work.tx, &lines, ParkedKind::RefundDue, by, work.now).await?;
    }
    Ok(())
}

/// Nobody has to say what a piece is that is not delivered.
async fn end_questions(work: &mut Work<'_, '_>, off: &[LineId]) -> Result<(), Error> {
    let by = (work.caller.name(), "It was refunded.");
    parked::end_of_lines(work.tx, off, ParkedKind::UnknownSku, by, work.now).await
}

/// What a person has to do about pieces that were refunded: wait for them, or stop them.
fn follow_up(
    channel: SalesChannel,
    spread: &Spread,
    there: &[&LinePart],
    handed_over: bool,
) -> Vec<Park> {
    let about = |piece: &&&LinePart| {
        let what = &piece.description;
        let message = if handed_over {
            format!("{channel} gave back what “{what}” cost. Take it back when it comes.")
        } else {
            format!(
                "{channel} gave back what “{what}” cost, but it is in work already. Stop it, or let \
                 it go all the same."
            )
        };
        Park {
            kind: if handed_over {
                ParkedKind::ComesBack
            } else {
                ParkedKind::ChangedTooLate
            },
            subject: format!("{}-{}", piece.part.line, piece.part.number),
            line: Some(piece.id),
            message,
        }
    };
    let concerned = |piece: &&&LinePart| spread.expected.contains(&piece.id);
    there
        .iter()
        .filter(concerned)
        .map(|piece| about(&piece))
        .collect()
}
