//! What is made: the piece's particulars, notes, and what came of it.

use crate::components::{Definition, DefinitionList, Panel};
use domain::bench::view::{JobDetail, PieceSpec};
use domain::orders::history::day;
use leptos::prelude::*;

/// What makes a piece this piece.
pub(in crate::bench) fn particulars(spec: &PieceSpec) -> Vec<(&'static str, String)> {
    let (stone, engraving) = (spec.stone.as_deref(), spec.engraving.as_deref());
    domain::orders::view::particulars(spec.ring_size, spec.metal, stone, engraving)
}

#[component]
pub(super) fn Facts(job: RwSignal<JobDetail>) -> impl IntoView {
    let facts = Memo::new(move |_| job.with(facts));
    let piece = Memo::new(move |_| job.with(|job| job.piece.clone()));
    view! {
        <Panel title="The piece">
            <DefinitionList>
                {move || facts
                    .get()
                    .into_iter()
                    .map(|(term, value)| view! {
                        <Definition term=term><span class="breakable">{value}</span></Definition>
                    })
                    .collect_view()}
                {move || piece.get().map(|(id, serial)| view! {
                    <Definition term="In stock as"><a href=format!("/stock/{id}")>{serial}</a></Definition>
                })}
            </DefinitionList>
        </Panel>
    }
}

fn facts(job: &JobDetail) -> Vec<(&'static str, String)> {
    let ended = job.ended_on.map(|on| {
        let how = if job.card.state == domain::bench::JobState::Stopped {
            "Stopped"
        } else {
            "Finished"
        };
        (how, day(on))
    });
    let more = [
        job.note.clone().map(|note| ("For the jeweler", note)),
        job.weight.map(|weight| ("Weighs", weight.to_string())),
        job.result_note.clone().map(|note| ("Result", note)),
        Some(("Planned", day(job.created_on))),
        ended,
    ];
    particulars(&job.spec)
        .into_iter()
        .chain(more.into_iter().flatten())
        .collect()
}
