//! What would come of a list, read anew whenever its mapping changes; and the button that does it.

use super::mapping::Plan;
use crate::components::{
    Banner, Button, ButtonVariant, Cell, Column, DataTable, MoneyText, Panel, Row, Tone,
    browser::{focus_first_invalid, sleep},
};
use crate::error::UiError;
use crate::stock::api::{confirm_import, preview_import};
use crate::stock::words::{count, several};
use domain::catalogue::LineError;
use domain::ids::{IdempotencyKey, StockImportId};
use domain::stock::{StockMapping, StockPreview};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// So long after the last change the list is read anew.
const PAUSE_MS: u32 = 350;

/// What is known of a mapping.
#[derive(Clone, PartialEq)]
enum Seen {
    /// Something is missing before anything can be read.
    Missing(Vec<String>),
    Reading,
    Read(StockPreview),
    Failed(UiError),
}

#[component]
pub(super) fn Look(plan: Plan, id: StockImportId, on_started: Callback<()>) -> impl IntoView {
    let seen = followed(plan, id);
    let busy = RwSignal::new(false);
    let key = StoredValue::new(IdempotencyKey::generate());
    let start = move |skip_errors: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let mapping = untrack(|| plan.mapping());
        spawn_local(async move {
            match confirm_import(id, mapping, skip_errors, key.get_value()).await {
                Ok(()) | Err(UiError::Conflict(_)) => on_started.run(()),
                Err(error) => {
                    key.set_value(IdempotencyKey::generate());
                    plan.refused.set(Some(error));
                    request_animation_frame(focus_first_invalid);
                }
            }
            busy.set(false);
        });
    };
    let refused = move || {
        let error = plan.refused.get()?;
        Some(view! { <Banner tone=Tone::Danger>{error.to_string()}</Banner> })
    };
    view! {
        <div class="stack import-look">
            <Panel title="What would come of it" raised=true>
                <div class="stack" data-gap="snug" aria-live="polite">
                    {refused}
                    {move || match seen.get() {
                        Seen::Missing(what) => view! { <Needed plan=plan what=what /> }.into_any(),
                        Seen::Reading => view! { <Reading /> }.into_any(),
                        Seen::Failed(error) => {
                            view! { <Banner tone=Tone::Danger>{error.to_string()}</Banner> }.into_any()
                        }
                        Seen::Read(preview) => {
                            view! { <Outcome preview=preview busy=busy on_start=start /> }.into_any()
                        }
                    }}
                </div>
            </Panel>
            {move || match seen.get() {
                Seen::Read(preview) if !preview.errors.is_empty() => {
                    Some(view! { <Errors errors=preview.errors skipped=preview.skipped /> })
                }
                _ => None,
            }}
        </div>
    }
}

/// Reads the list by the mapping once it rests. An answer that was overtaken is dropped.
fn followed(plan: Plan, id: StockImportId) -> RwSignal<Seen> {
    let seen = RwSignal::new(Seen::Reading);
    let mapping = Memo::new(move |_| plan.mapping());
    Effect::new(move |_| {
        let now = mapping.get();
        plan.refused.set(None);
        if let Err(errors) = now.check() {
            let said = errors.iter().map(|(_, message)| message.to_owned());
            seen.set(Seen::Missing(said.collect()));
            return;
        }
        seen.set(Seen::Reading);
        spawn_local(async move {
            sleep(PAUSE_MS).await;
            if !is_still(mapping, &now) {
                return;
            }
            let looked = preview_import(id, now.clone()).await;
            if is_still(mapping, &now) {
                seen.set(looked.map_or_else(Seen::Failed, Seen::Read));
            }
        });
    });
    seen
}

fn is_still(mapping: Memo<StockMapping>, then: &StockMapping) -> bool {
    mapping.try_with_untracked(|now| now == then) == Some(true)
}

/// What is missing; the button shows where.
#[component]
fn Needed(plan: Plan, what: Vec<String>) -> impl IntoView {
    let show = move |()| {
        plan.tried.set(true);
        request_animation_frame(focus_first_invalid);
    };
    let each = what
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> });
    view! {
        <ul class="needed">{each.collect_view()}</ul>
        <Button variant=ButtonVariant::Primary wide=true on_press=show>"Show me where"</Button>
    }
}

#[component]
fn Reading() -> impl IntoView {
    view! {
        <p class="cluster quiet">
            <span class="spinner" aria-hidden="true"></span>
            "Reading the list"
        </p>
    }
}

#[component]
fn Outcome(
    preview: StockPreview,
    busy: RwSignal<bool>,
    #[prop(into)] on_start: Callback<bool>,
) -> impl IntoView {
    let figure = |number: u32, words: &'static str| {
        view! {
            <div class="import-figure">
                <dd>{count(number)}</dd>
                <dt>{words}</dt>
            </div>
        }
    };
    let skips = preview.skipped > 0;
    let writes = preview.new + preview.changed;
    let verdict = match (writes, skips) {
        (0, true) if preview.unchanged == 0 => {
            Some((Tone::Danger, "No row of this list can come in."))
        }
        (0, _) => Some((
            Tone::Success,
            "Every stone of this list is in stock already.",
        )),
        _ => None,
    };
    let worth = preview.cost.filter(|_| preview.new > 0);
    let label = label(&preview);
    view! {
        {verdict.map(|(tone, sentence)| view! { <Banner tone=tone>{sentence}</Banner> })}
        <dl class="import-figures">
            {figure(preview.new, "new")}
            {figure(preview.changed, "changed")}
            {figure(preview.unchanged, "unchanged")}
            {figure(preview.skipped, "with errors")}
        </dl>
        {worth.map(|cost| view! {
            <p class="cluster" data-justify="between">
                <span class="quiet">"What the new ones cost"</span>
                <MoneyText amount=cost.to_string() />
            </p>
        })}
        {(writes > 0).then(|| view! {
            <Button
                variant=ButtonVariant::Primary wide=true busy=busy
                on_press=move |()| on_start.run(skips)
            >
                {label}
            </Button>
        })}
        {(!preview.names.is_empty()).then(|| view! { <Names names=preview.names.clone() /> })}
    }
}

/// “Import 19 stones, leave out 1 with errors”.
fn label(preview: &StockPreview) -> String {
    let stones = several(preview.new + preview.changed, "stone", "stones");
    match preview.skipped {
        0 => format!("Import {stones}"),
        skipped => format!("Import {stones}, leave out {} with errors", count(skipped)),
    }
}

/// How the first of them will be called.
#[component]
fn Names(names: Vec<(u32, String)>) -> impl IntoView {
    let each = names.into_iter().map(|(line, name)| {
        view! {
            <li>
                <span class="breakable">{name}</span>
                <span class="quiet nowrap">{format!("line {line}")}</span>
            </li>
        }
    });
    view! {
        <div class="import-names">
            <h3 class="kicker">"The first of them"</h3>
            <ul>{each.collect_view()}</ul>
        </div>
    }
}

#[component]
pub(super) fn Errors(errors: Vec<LineError>, skipped: u32) -> impl IntoView {
    let shown = errors.len();
    let heads = vec![Column::new("Line"), Column::new("What to mend")];
    let row = |error: LineError| {
        let said = match error.column.is_empty() {
            true => error.message,
            false => format!("{}: {}", error.column, error.message),
        };
        view! {
            <Row>
                <Cell>{format!("Line {}", error.line)}</Cell>
                <Cell>{said}</Cell>
            </Row>
        }
    };
    let cut = u32::try_from(shown).is_ok_and(|shown| shown < skipped);
    view! {
        <Panel title=format!("Rows with errors ({})", count(skipped)) flush=true>
            <div class="import-errors">
                <DataTable caption="Errors by line" columns=heads>
                    {errors.into_iter().map(row).collect_view()}
                </DataTable>
            </div>
            {cut.then(|| view! { <p class="quiet">"These are the first; there are more."</p> })}
        </Panel>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_says_what_stays_out() {
        let preview = |new, changed, skipped| StockPreview {
            new,
            changed,
            skipped,
            ..StockPreview::default()
        };
        assert_eq!(label(&preview(1, 0, 0)), "Import 1 stone");
        assert_eq!(
            label(&preview(1_200, 4, 1)),
            "Import 1,204 stones, leave out 1 with errors"
        );
    }
}
