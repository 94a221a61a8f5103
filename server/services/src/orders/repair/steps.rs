//! What the steps of a repair do beyond moving it.

use super::store::pieces;
use super::{quote, store};
use crate::orders::effects::{self, Work};
use crate::orders::history::History;
use crate::orders::store as orders_store;
use crate::stock::{self, Found};
use crate::{Error, bench, custody, purchasing};
use chrono::NaiveDate;
use domain::ids::{LineId, VendorId};
use domain::money::Money;
use domain::orders::repair::findings::{Findings, wording};
use domain::orders::repair::steps::Effect;

/// Carries out what a repair's step does.
pub(in crate::orders) async fn carry_out(
    work: &mut Work<'_, '_>,
    effect: Effect,
    history: &mut History<'_>,
) -> Result<(), Error> {
    let order = work.record.id;
    match effect {
        Effect::Assess(found) => assess(work, &found).await,
        Effect::Quote { pieces, .. } => quote::quote(work, &pieces, history).await,
        Effect::Approve(consent) => quote::approve(work, &consent).await,
        Effect::Decline { .. } => quote::decline(work, history).await,
        Effect::SendToVendor {
            vendor,
            eta,
            reference,
        } => send_away(work, vendor, eta, reference.as_deref()).await,
        Effect::BackFromVendor(costs) => come_back(work, &costs).await,
        Effect::WaitForParts { eta, .. } => match eta {
            Some(day) => bench::expect(work.tx, order, day).await,
            None => Ok(()),
        },
        Effect::FinishAtOnce => bench::drop_planned(work.tx, work.caller, order, work.now).await,
        Effect::Rework { .. } => effects::rework(work).await,
    }
}

/// What was found of each piece, and what it is called by that from now on.
async fn assess(work: &mut Work<'_, '_>, found: &[(LineId, Findings)]) -> Result<(), Error> {
    let own = pieces::of_order(work.tx, work.record.id).await?;
    let mut called = Vec::with_capacity(found.len());
    for (line, findings) in found {
        let piece = own.iter().find(|own| own.line == *line);
        let piece = piece.ok_or(Error::NotFound)?;
        let words = wording(piece.item, piece.word.as_deref(), findings);
        called.push((piece.piece, *line, findings, words));
    }
    let by_line: Vec<_> = called
        .iter()
        .map(|(_, line, findings, words)| (*line, *findings, words.as_str()))
        .collect();
    store::pieces::set_findings(work.tx, work.record.id, &by_line).await?;
    orders_store::entitle(work.tx, work.record.id).await?;
    let pieces: Vec<_> = called
        .into_iter()
        .map(|(piece, _, findings, name)| Found {
            piece,
            name,
            weight: findings.weight.map(|weight| weight.amount()),
        })
        .collect();
    stock::call_by_findings(work.tx, &pieces, work.now).await
}

/// The pieces go to a vendor, who has them from now on, with an order that says what to do.
async fn send_away(
    work: &mut Work<'_, '_>,
    vendor: VendorId,
    eta: Option<NaiveDate>,
    reference: Option<&str>,
) -> Result<(), Error> {
    let order = work.record.id;
    let tasks = quote::words_for_vendor(work).await?;
    let sent = purchasing::SentOut {
        order,
        store: work.record.store,
        currency: work.record.currency(),
        vendor,
        reference,
        eta,
        work: &tasks,
    };
    purchasing::send_out(work.tx, &sent, work.now).await?;
    let at = (vendor, eta);
    bench::give_to_vendor(work.tx, work.caller, order, at, work.now).await?;
    custody::carry_to_vendor(work.tx, work.caller, order, vendor, work.now).await
}

/// The pieces are back, and the vendor is owed for the work.
async fn come_back(work: &mut Work<'_, '_>, costs: &[(LineId, Money)]) -> Result<(), Error> {
    let order = work.record.id;
    let currency = work.record.currency();
    purchasing::come_back(work.tx, work.caller, order, costs, currency, work.now).await?;
    let finished = bench::back_from_vendor(work.tx, work.caller, order, costs, work.now).await?;
    effects::settle_costs(work, &finished).await?;
    custody::carry_to_hand(work.tx, work.caller, work.terms, order, work.now).await
}
