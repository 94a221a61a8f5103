//! A channel's order that changed: applied where that is still possible, else left for a person.

use super::import::Said;
use super::lines as drafts;
use super::park::{Park, about, of_order, park};
use crate::Error;
use crate::orders::effects::Work;
use crate::orders::history::History;
use crate::orders::store;
use crate::orders::store::web::lines::{LinePart, Off};
use crate::orders::store::web::{charges, lines, parked};
use domain::channels::SalesChannel;
use domain::channels::parked::ParkedKind;
use domain::channels::reckon::ChargeKind;
use domain::channels::taken::{WebLine, WebOrder};
use domain::money::Money;
use domain::orders::history::Happening;
use domain::orders::{State, ecommerce};

/// Whether nobody has begun with the pieces yet.
pub(super) const fn is_open(state: State) -> bool {
    matches!(state, State::Ecommerce(state) if state.can_change())
}

/// Does what changed; tells whether anything did.
pub(super) async fn follow(
    work: &mut Work<'_, '_>,
    said: &Said<'_>,
    history: &mut History<'_>,
) -> Result<bool, Error> {
    let (Some(now), Some(before), Some(web)) = (said.order, said.before, &said.word.order) else {
        return Ok(false);
    };
    let changes = now.changes(before);
    let channel = said.word.channel;
    let mut told = Vec::new();
    let mut changed = false;
    if changes.goods {
        match goods(work, web).await? {
            None => told.push("pieces and prices"),
            Some(why) => {
                let message = format!("{channel} changed what was ordered. {why}");
                let parks = [about(ParkedKind::ChangedTooLate, "goods", message)];
                changed |= park(work, &parks).await?;
            }
        }
    }
    if changes.address {
        changed |= address(work, channel, web, &mut told).await?;
    }
    if changes.words {
        store::set_note(work.tx, work.record.id, web.note.as_deref()).await?;
        told.push("notes");
    }
    if !told.is_empty() {
        let text = format!("{channel} changed the order: {}.", told.join(", "));
        history.add(Happening::Noted { text });
        changed = true;
    }
    // What a person is asked follows from how the order is now.
    if changes.goods || changes.address || changes.words {
        changed |= ask_anew(work, channel, web).await?;
    }
    Ok(changed)
}

/// What a person is asked, of an order with which nobody has begun.
async fn ask_anew(
    work: &mut Work<'_, '_>,
    channel: SalesChannel,
    web: &WebOrder,
) -> Result<bool, Error> {
    use ParkedKind as K;
    if !is_open(work.record.position.state) {
        return Ok(false);
    }
    let parks = of_order(channel, web, work.terms.channel_rounding);
    let answered = [K::TotalDiffers, K::Address].into_iter();
    let answered: Vec<_> = answered
        .filter(|kind| !parks.iter().any(|park| park.kind == *kind))
        .collect();
    let by = (work.caller.name(), "The channel mended it.");
    parked::end_kinds(work.tx, work.record.id, &answered, by, work.now).await?;
    park(work, &parks).await
}

async fn address(
    work: &mut Work<'_, '_>,
    channel: SalesChannel,
    web: &WebOrder,
    told: &mut Vec<&str>,
) -> Result<bool, Error> {
    use ecommerce::State as S;
    let state = work.record.position.state;
    let gone = state.handed_over() || state == State::Ecommerce(S::Released);
    let complete = web.address_lacks.is_none();
    if gone || !(complete || is_open(state)) {
        let to = web.ship_to.as_ref().map(|address| address.one_line());
        let message = format!(
            "{channel} changed the address to “{}” too late. Call the carrier, or the customer.",
            to.unwrap_or_default()
        );
        return park(
            work,
            &[about(ParkedKind::ChangedTooLate, "address", message)],
        )
        .await;
    }
    work.record.delivery = web.delivery;
    if let Some(address) = &web.ship_to {
        store::put_address(work.tx, work.record.id, address).await?;
        work.record.has_address = true;
    }
    told.push("address");
    Ok(true)
}

/// Writes lines and money anew; or says why that can't be done.
async fn goods(work: &mut Work<'_, '_>, web: &WebOrder) -> Result<Option<String>, Error> {
    if !is_open(work.record.position.state) {
        let state = work.record.position.state.label().to_lowercase();
        return Ok(Some(format!(
            "It is {state} and stays as it was. Tell the customer, or stop it."
        )));
    }
    let order = work.record.id;
    let there = lines::of_order(work.tx, order).await?;
    let plan = Plan::of(&there, web);
    if plan.touches_settled {
        return Ok(Some(
            "A piece of it is in work already. Stop that first, or tell the customer.".to_owned(),
        ));
    }
    let currency = work.record.currency();
    let booked = charges::of_order(work.tx, order, currency.code()).await?;
    let refunds = booked.iter().filter(|c| c.kind == ChargeKind::Refund);
    let refunds: Vec<_> = refunds.collect();
    let net = web
        .net
        .plus(Money::sum(currency, refunds.iter().map(|c| c.net))?)?;
    let tax = web
        .tax
        .plus(Money::sum(currency, refunds.iter().map(|c| c.tax))?)?;
    let total = net.plus(tax)?;
    if total.amount() < work.record.paid.amount() {
        return Ok(Some(format!(
            "It would come to {total}, but {} was paid. Refund the difference there first.",
            work.record.paid
        )));
    }
    carry_out(work, web, &plan).await?;
    charges::set_totals(work.tx, order, (net, tax, work.record.paid)).await?;
    *work.record = store::lock(work.tx, work.record.store, order).await?;
    Ok(None)
}

/// What becomes of each line.
struct Plan<'a> {
    kept: Vec<(domain::ids::LineId, &'a WebLine)>,
    gone: Vec<domain::ids::LineId>,
    new: Vec<&'a WebLine>,
    /// Whether that would change a piece that is in work.
    touches_settled: bool,
}

impl<'a> Plan<'a> {
    fn of(there: &[LinePart], web: &'a WebOrder) -> Self {
        let same =
            |piece: &LinePart, line: &WebLine| piece.part == line.part && piece.sku == line.sku;
        let mut plan = Self {
            kept: Vec::new(),
            gone: Vec::new(),
            new: Vec::new(),
            touches_settled: false,
        };
        for piece in there {
            match web.lines.iter().find(|line| same(piece, line)) {
                Some(line) => {
                    plan.touches_settled |= piece.settled && piece.quantity != line.quantity;
                    plan.kept.push((piece.id, line));
                }
                None => {
                    plan.touches_settled |= piece.settled || piece.off;
                    plan.gone.push(piece.id);
                }
            }
        }
        let unknown = |line: &&WebLine| !there.iter().any(|piece| same(piece, line));
        plan.new = web.lines.iter().filter(unknown).collect();
        plan
    }
}

async fn carry_out(work: &mut Work<'_, '_>, web: &WebOrder, plan: &Plan<'_>) -> Result<(), Error> {
    let order = work.record.id;
    if !plan.gone.is_empty() {
        lines::take_off(work.tx, &plan.gone, Off::Removed, work.now).await?;
        let by = (work.caller.name(), "The channel took it off.");
        parked::end_of_lines(work.tx, &plan.gone, ParkedKind::UnknownSku, by, work.now).await?;
    }
    let drafted = drafts::draft(work.tx, &plan.new).await?;
    lines::add(work.tx, order, &drafted.lines).await?;
    let added = drafted.lines.iter().map(|line| line.id);
    let mut all = plan.kept.clone();
    all.extend(added.zip(plan.new.iter().copied()));
    lines::update(work.tx, order, &all).await?;
    store::entitle(work.tx, order).await?;
    charges::replace(work.tx, order, &web.charges, work.now).await?;
    let parks: Vec<Park> = drafted.parks;
    park(work, &parks).await?;
    Ok(())
}
