//! Counting what came by scanning it.

use super::Shown;
use super::came::Came;
use crate::components::{Banner, SearchBox, Tone};
use crate::purchasing::api::scan_purchase;
use domain::purchasing::scan::Scanned;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the last scan came to.
#[derive(Clone, PartialEq, Eq)]
enum Said {
    Counted(String),
    Wrong(String),
}

/// A box for a scanner. The first scan sets all counts to none; from then on each adds one.
#[component]
pub(super) fn ScanBox(shown: Shown, lines: StoredValue<Vec<Came>>) -> impl IntoView {
    let said = RwSignal::new(None::<Said>);
    let counting = StoredValue::new(false);
    let count = move |came: Came| {
        if !counting.get_value() {
            counting.set_value(true);
            lines.with_value(|lines| lines.iter().for_each(|line| line.start_counting()));
        }
        let pieces = came.count_one();
        let what = shown.purchase.with_untracked(|purchase| {
            let line = purchase.lines.iter().find(|line| line.id == came.line);
            line.map(|line| line.description.clone())
        });
        Said::Counted(format!("{pieces} × {}", what.unwrap_or_default()))
    };
    let scan = move |code: String| {
        if code.trim().is_empty() {
            return;
        }
        let id = shown.purchase.with_untracked(|purchase| purchase.id);
        spawn_local(async move {
            let found = match scan_purchase(id, code).await {
                Ok(Scanned::Line(line)) => {
                    let all = lines.try_get_value().unwrap_or_default();
                    let came = all.into_iter().find(|came| came.line == line);
                    came.map(count)
                }
                Ok(Scanned::Wrong(sentence)) => Some(Said::Wrong(sentence)),
                Err(error) => Some(Said::Wrong(error.to_string())),
            };
            said.try_set(found);
        });
    };
    view! {
        <SearchBox
            label="Scan what came"
            name="scan"
            placeholder="Scan a vendor number, a serial, a line number"
            value=RwSignal::new(String::new())
            on_search=|_| ()
            on_enter=scan
        />
        {move || said.get().map(|said| match said {
            Said::Counted(text) => view! { <p role="status">{text}</p> }.into_any(),
            Said::Wrong(text) => view! { <Banner tone=Tone::Danger>{text}</Banner> }.into_any(),
        })}
    }
}
