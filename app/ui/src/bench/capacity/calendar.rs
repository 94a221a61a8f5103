//! Day by day: how much each has, and how much of it is free.

use crate::bench::words::short_day;
use crate::components::{Cell, Column, DataTable, Row};
use chrono::NaiveDate;
use domain::bench::Hours;
use domain::bench::capacity::Bench;
use leptos::prelude::*;

const DAYS: u64 = 28;

#[component]
pub(super) fn Calendar(bench: Bench) -> impl IntoView {
    let columns: Vec<_> = [Column::new("Day")]
        .into_iter()
        .chain(bench.queues.iter().map(|queue| Column::new(&queue.name)))
        .collect();
    let days = bench.free_days(DAYS);
    let rows = days.into_iter();
    let rows: Vec<_> = rows
        .filter_map(|(day, free)| row(&bench, day, &free))
        .collect();
    let left = bench.unassigned;
    view! {
        <DataTable caption="Free hours by day" columns=columns>
            {rows}
        </DataTable>
        {(!left.is_none()).then(|| view! {
            <p class="quiet">
                {format!("{left} of planned work is nobody's yet; a share of it is counted on everybody.")}
            </p>
        })}
    }
}

/// A day on which somebody works or is away; others say nothing.
fn row(bench: &Bench, day: NaiveDate, free: &[Hours]) -> Option<impl IntoView + use<>> {
    let cells: Vec<_> = bench
        .queues
        .iter()
        .zip(free)
        .map(|(queue, free)| {
            let all = queue.hours_on(day);
            let away = queue.days_off.contains(&day);
            (queue.name.clone(), all, *free, away)
        })
        .collect();
    let said = cells
        .iter()
        .any(|(_, all, _, away)| *away || !all.is_none());
    said.then(|| {
        view! {
            <Row>
                <Cell><strong>{short_day(day)}</strong></Cell>
                {cells
                    .into_iter()
                    .map(|(name, all, free, away)| view! {
                        <Cell label=name>{load(all, free, away)}</Cell>
                    })
                    .collect_view()}
            </Row>
        }
    })
}

/// How full somebody's day is: a bar, and in words.
fn load(all: Hours, free: Hours, away: bool) -> impl IntoView {
    if away {
        return view! { <span class="quiet">"Away"</span> }.into_any();
    }
    if all.is_none() {
        return view! { <span class="quiet">"–"</span> }.into_any();
    }
    let words = if free.is_none() {
        "Full".to_owned()
    } else {
        format!("{free} free of {all}")
    };
    let taken = all.less(free).quarters();
    view! {
        <span class="day-load">
            <meter min="0" max=all.quarters() value=taken aria-hidden="true"></meter>
            <span>{words}</span>
        </span>
    }
    .into_any()
}
