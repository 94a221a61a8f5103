//! The pieces of a repair on their order's page: what was said and found, what is done, photos.

use crate::components::{Badge, Definition, DefinitionList, Icon, IconName, Panel, Tone};
use domain::catalogue::thumbnail;
use domain::orders::history::day;
use domain::orders::repair::findings::wording;
use domain::orders::repair::tasks::Task;
use domain::orders::repair::view::{PieceView, RepairView};
use domain::orders::view::Detail;
use leptos::prelude::*;

#[component]
pub(crate) fn RepairPieces(order: RwSignal<Detail>) -> impl IntoView {
    let shown = move || {
        order.with(|order| {
            let repair = order.repair.as_deref()?;
            let jobs = order.lines.iter().filter_map(|line| line.job.clone());
            let jobs: Vec<_> = jobs.map(|job| (job.id, job.number)).collect();
            let each = repair.pieces.iter().map(piece).collect_view();
            Some(view! {
                {state(repair)}
                <ul class="pieces">{each}</ul>
                {(!jobs.is_empty()).then(|| view! {
                    <p class="line-cover">
                        <Icon name=IconName::Bench />
                        <span>
                            "At the bench: "
                            {jobs.into_iter().map(|(id, number)| view! {
                                <a href=format!("/bench/jobs/{id}")>{number}</a> " "
                            }).collect_view()}
                        </span>
                    </p>
                })}
            })
        })
    };
    view! { <Panel title="Pieces">{shown}</Panel> }
}

/// How the price stands, and whether somebody agreed to it.
fn state(repair: &RepairView) -> impl IntoView + use<> {
    let (tone, text) = match &repair.approval {
        Some(approval) if repair.is_approved() => (
            Tone::Success,
            format!(
                "{} approved {} on {}. {}, noted by {}.",
                approval.name,
                approval.total,
                day(approval.at.date_naive()),
                approval.way.label(),
                approval.noted_by
            ),
        ),
        Some(approval) => (
            Tone::Warning,
            format!(
                "{} was approved before; the price as it stands is not.",
                approval.total
            ),
        ),
        None => (Tone::Neutral, "An estimate: not approved yet.".to_owned()),
    };
    let redo = repair.redo_of.clone();
    let notify = repair.notify.label();
    let rush = repair.rush;
    view! {
        <p class="repair-state">
            {rush.then(|| view! { <Badge tone=Tone::Danger>"Rush"</Badge> " " })}
            <Badge tone=tone>{format!("Quote {}", repair.revision)}</Badge> " "
            <span>{text}</span>
        </p>
        <p class="quiet">
            {format!("To be told {}.", notify.to_lowercase())}
            {redo.map(|(id, number)| view! {
                " Puts right " <a href=format!("/orders/{id}")>{number}</a> "."
            })}
        </p>
    }
}

fn piece(piece: &PieceView) -> impl IntoView + use<> {
    let title = wording(piece.item, piece.word.as_deref(), &piece.findings);
    let (id, serial) = piece.piece.clone();
    let facts = facts(piece);
    let photos = photos(&title, &piece.photos);
    let tasks = piece.tasks.iter().map(task).collect_view();
    let none = piece.tasks.is_empty();
    view! {
        <li class="piece">
            <div class="piece-head">
                <span class="piece-name breakable">{title}</span>
                <a class="quiet" href=format!("/stock/{id}")>{serial}</a>
            </div>
            {photos}
            <DefinitionList>
                {facts.into_iter().map(|(term, value)| view! {
                    <Definition term=term><span class="breakable">{value}</span></Definition>
                }).collect_view()}
            </DefinitionList>
            {if none {
                view! { <p class="quiet">"What is to be done is not settled yet."</p> }.into_any()
            } else {
                view! { <ul class="repair-done">{tasks}</ul> }.into_any()
            }}
        </li>
    }
}

/// What its owner says stands apart from what was tested.
fn facts(piece: &PieceView) -> Vec<(&'static str, String)> {
    let said = piece.said.clone().map(|said| ("Customer says", said));
    let metal = piece.findings.metal.map(|metal| {
        let term = if piece.findings.metal_tested {
            "Metal, tested"
        } else {
            "Metal, not tested"
        };
        (term, metal.label())
    });
    let stones = piece.findings.stones.iter().map(|stone| {
        let term = if stone.tested {
            "Stones, tested"
        } else {
            "Stones, not tested"
        };
        let said = stone.name.as_deref().filter(|_| !stone.tested);
        let said = said
            .map(|name| format!(" (said to be {name})"))
            .unwrap_or_default();
        (term, format!("{}{said}", stone.wording()))
    });
    let weight = piece
        .findings
        .weight
        .map(|weight| ("Weight before work", weight.to_string()));
    let conditions: Vec<_> = piece
        .condition
        .iter()
        .map(|phrase| phrase.label())
        .collect();
    let condition = (!conditions.is_empty()).then(|| ("Condition", conditions.join(", ")));
    let note = piece.note.clone().map(|note| ("Note", note));
    let value = piece
        .declared_value
        .map(|value| ("Declared value", value.to_string()));
    said.into_iter()
        .chain(metal)
        .chain(stones)
        .chain(weight)
        .chain(condition)
        .chain(note)
        .chain(value)
        .collect()
}

fn task(task: &Task) -> impl IntoView + use<> {
    let price = task
        .price()
        .map(|price| price.to_string())
        .unwrap_or_default();
    let warranty = match task.warranty_days {
        0 => String::new(),
        days => format!("{days} days’ warranty"),
    };
    let why = task.price_reason.clone();
    view! {
        <li>
            <span class="breakable">
                {task.label()}
                <span class="quiet">" " {warranty} {why.map(|why| format!(" · {why}"))}</span>
            </span>
            <span class="figure">{price}</span>
        </li>
    }
}

fn photos(title: &str, urls: &[String]) -> Option<impl IntoView + use<>> {
    let each = urls.iter().enumerate().map(|(index, url)| {
        let alt = format!("{title}, photo {}", index + 1);
        view! {
            <li>
                <a href=url.clone() target="_blank" rel="external">
                    <img src=thumbnail(url) alt=alt />
                </a>
            </li>
        }
    });
    (!urls.is_empty()).then(|| view! { <ul class="job-photos">{each.collect_view()}</ul> })
}
