//! Making the piece: a job at the bench, in the shop's way of custom work.

use super::store;
use crate::orders::effects::{self, Work};
use crate::{Error, bench};
use domain::ids::RouteId;

/// Plans the work. Where the piece is in work already, it gets the steps that it lacks.
pub(super) async fn start(work: &mut Work<'_, '_>, route: Option<RouteId>) -> Result<(), Error> {
    let order = work.record.id;
    let routes = bench::terms(work.tx, work.terms).await?.routes;
    let usual = store::policy::route(work.tx, work.terms.store).await?;
    let chosen = route.or(usual);
    let route = routes.iter().find(|route| Some(route.id) == chosen);
    let route = route.ok_or_else(|| Error::field("/details/route", "Choose how it is made."))?;
    let line = work.record.lines.first().map(|line| line.id);
    let line = line.ok_or_else(|| Error::internal("a custom order without its piece"))?;
    let made = store::estimates::specification(work.tx, order).await?;
    let made = made.ok_or_else(|| Error::internal("approved without an estimate"))?;
    let facts: Vec<_> = made
        .facts()
        .into_iter()
        .map(|(term, value)| format!("{term}: {value}"))
        .collect();
    let note = facts.join("\n");
    let planned = bench::Planned {
        line,
        variant: None,
        words: &made.description,
        steps: &route.steps,
        rush: false,
        note: (!note.is_empty()).then_some(note.as_str()),
    };
    store::revisions::begin_work(work.tx, order, work.record.deposit).await?;
    let promise = (order, work.record.first_promise);
    let reopened = bench::plan_agreed(
        work.tx,
        work.caller,
        work.terms,
        promise,
        &[planned],
        work.now,
    )
    .await?;
    effects::forget_costs(work, &reopened).await
}
