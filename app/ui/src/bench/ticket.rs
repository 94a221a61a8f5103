//! The bench ticket: what goes with the piece, with a code that opens the job when it is scanned.

use super::api::show_job;
use super::job::particulars;
use super::words::{short_day, whose};
use crate::components::{
    Barcode, Definition, DefinitionList, Letterhead, PaperSize, PrintLine, PrintSheet,
    SkeletonShape,
};
use crate::loaded::{addressed, loaded};
use domain::bench::view::{JobDetail, StepView};
use domain::orders::history::day;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(super) fn Ticket() -> impl IntoView {
    loaded(addressed(show_job), SkeletonShape::Lines, ticket)
}

fn ticket(job: JobDetail) -> impl IntoView {
    let card = job.card;
    let (piece, owner) = (card.title.clone(), whose(&card));
    let facts = particulars(&job.spec);
    let due = day(card.due_on);
    let due = if card.rush {
        format!("{due} · RUSH")
    } else {
        due
    };
    view! {
        <Title text=format!("Bench ticket {}", card.number) />
        <PrintSheet
            letterhead=Letterhead { shop: job.store_name, lines: Vec::new() }
            title="Bench ticket"
            number=card.number.clone()
            date=day(job.created_on)
            size=PaperSize::Half
            back=format!("/bench/jobs/{}", card.id)
        >
            <Barcode text=card.number.clone() />
            <DefinitionList>
                <Definition term="Piece"><span class="breakable">{piece}</span></Definition>
                <Definition term="For"><span class="breakable">{owner}</span></Definition>
                <Definition term="To be finished by">{due}</Definition>
                {facts
                    .into_iter()
                    .map(|(term, value)| view! {
                        <Definition term=term><span class="breakable">{value}</span></Definition>
                    })
                    .collect_view()}
                {job.note.map(|note| view! {
                    <Definition term="Note"><span class="breakable">{note}</span></Definition>
                })}
            </DefinitionList>
            <table class="sheet-table">
                <thead>
                    <tr>
                        <th scope="col">"Step"</th>
                        <th scope="col">"By"</th>
                        <th scope="col" class="figure">"Planned"</th>
                        <th scope="col">"Due"</th>
                        <th scope="col">"Hours, initials"</th>
                    </tr>
                </thead>
                <tbody>{job.steps.into_iter().map(row).collect_view()}</tbody>
            </table>
            <PrintLine label="Weight in" />
            <PrintLine label="Weight out" />
        </PrintSheet>
    }
}

fn row(step: StepView) -> impl IntoView {
    view! {
        <tr>
            <td>{step.kind.label()}</td>
            <td class="breakable">{step.doer.name().to_owned()}</td>
            <td class="figure">{step.planned.to_string()}</td>
            <td>{short_day(step.due_on)}</td>
            <td></td>
        </tr>
    }
}
