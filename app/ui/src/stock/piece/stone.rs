//! What a piece is: the stone with its grades and measures, the report, the weight.

use crate::components::{Definition, DefinitionList, Panel};
use crate::stock::outline::StoneOutline;
use domain::stock::{Certificate, Origin, PieceDetail, Stone, carats_shown};
use leptos::prelude::*;
use rust_decimal::Decimal;

#[component]
pub(super) fn WhatItIs(piece: RwSignal<PieceDetail>) -> impl IntoView {
    view! {
        {move || piece.with(|piece| piece.stone.clone()).map(stone)}
        {move || piece.with(|piece| piece.certificate.clone()).map(report)}
        {move || piece.with(rest)}
    }
}

fn stone(stone: Stone) -> impl IntoView {
    let outline = stone.shape;
    // As conspicuous as the stone's own name.
    let called = match stone.origin {
        Origin::Natural => format!("Natural {}", stone.variety.to_lowercase()),
        Origin::LabGrown => format!("Lab-grown {}", stone.variety.to_lowercase()),
        Origin::Simulant => format!("Simulated {}", stone.variety.to_lowercase()),
    };
    let sizes = [
        ("Measures", measures(&stone)),
        ("Total depth", stone.depth_percent.map(percent)),
        ("Table", stone.table_percent.map(percent)),
    ];
    let measured = sizes.iter().any(|(_, size)| size.is_some());
    let facts = [
        ("Weight", Some(format!("{} ct", carats_shown(stone.carat)))),
        ("Colour", stone.colour),
        (
            "Clarity",
            stone.clarity.map(|grade| grade.label().to_owned()),
        ),
        ("Cut", stone.cut.map(|grade| grade.label().to_owned())),
        ("Treatment", stone.treatment),
    ];
    view! {
        <Panel title="The stone">
            <div class="stone-sheet">
                <div class="stone-figure">
                    <StoneOutline shape=outline />
                    <p>{outline.label()}</p>
                </div>
                <div class="stack" data-gap="snug">
                    <p class="stone-called">{called}</p>
                    <DefinitionList>{facts.into_iter().map(fact).collect_view()}</DefinitionList>
                    {measured.then(|| view! {
                        <div class="stone-sizes">
                            <DefinitionList>
                                {sizes.into_iter().map(fact).collect_view()}
                            </DefinitionList>
                        </div>
                    })}
                </div>
            </div>
        </Panel>
    }
}

fn fact((term, value): (&'static str, Option<String>)) -> Option<impl IntoView> {
    value.map(|value| view! { <Definition term=term>{value}</Definition> })
}

/// `6.45 × 6.41 × 3.98 mm`, of what was measured.
fn measures(stone: &Stone) -> Option<String> {
    let each: Vec<String> = [stone.length, stone.width, stone.depth]
        .into_iter()
        .flatten()
        .map(|measure| measure.normalize().to_string())
        .collect();
    (!each.is_empty()).then(|| format!("{}\u{a0}mm", each.join("\u{a0}×\u{a0}")))
}

fn percent(share: Decimal) -> String {
    format!("{} %", share.normalize())
}

fn report(report: Certificate) -> impl IntoView {
    view! {
        <Panel title="Report">
            <DefinitionList>
                <Definition term="Laboratory">{report.lab}</Definition>
                <Definition term="Number">{report.number}</Definition>
                {report.inscription.map(|words| view! {
                    <Definition term="Inscription">{words}</Definition>
                })}
            </DefinitionList>
        </Panel>
    }
}

/// What is known of every piece.
fn rest(piece: &PieceDetail) -> impl IntoView + use<> {
    let (weight, note) = (piece.weight.clone(), piece.note.clone());
    let style = piece.vendor_style.clone();
    let any = weight.is_some() || note.is_some() || style.is_some();
    any.then(|| {
        view! {
            <Panel title="Also known">
                <DefinitionList>
                    {fact(("Weighs", weight))}
                    {fact(("Vendor’s number", style))}
                    {note.map(|note| view! {
                        <Definition term="Note"><span class="note">{note}</span></Definition>
                    })}
                </DefinitionList>
            </Panel>
        }
    })
}
