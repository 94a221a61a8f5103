//! The options by which a style's variants differ.

use super::state::{Editor, OptionRow};
use crate::components::{Button, ButtonVariant, IconName, Panel, TextField};
use leptos::prelude::*;

/// Offered first, in the trade's order.
const USUAL: [&str; 3] = ["Size", "Metal", "Stone"];

#[component]
pub(super) fn Options(editor: Editor) -> impl IntoView {
    let too_many = RwSignal::new(None::<&'static str>);
    let values = Memo::new(move |_| editor.options_typed());
    Effect::new(move |before: Option<Vec<Vec<String>>>| {
        let now: Vec<Vec<String>> =
            values.with(|options| options.iter().map(|option| option.values.clone()).collect());
        if before.is_some_and(|before| before != now) {
            too_many.set(
                values
                    .with_untracked(|options| editor.regenerate(options))
                    .err(),
            );
        }
        now
    });
    let add = move |()| {
        let taken: Vec<_> = editor.options.get_untracked();
        let free = USUAL.iter().find(|name| {
            taken
                .iter()
                .all(|row| row.name.with_untracked(|known| known != *name))
        });
        editor.add_option(free.copied().unwrap_or_default());
    };
    let full = Signal::derive(move || {
        (editor.options.with(Vec::len) >= 6).then(|| "A style has at most six.".to_owned())
    });
    view! {
        <Panel
            title="Options"
            actions=move || view! {
                <Button icon=IconName::Plus on_press=add disabled_reason=full>"Add an option"</Button>
            }
        >
            <div class="stack" data-gap="snug">
                <Show when=move || editor.options.with(Vec::is_empty)>
                    <p class="quiet">
                        "A piece that comes in sizes, metals or stones has an option for each. Without options it has one price."
                    </p>
                </Show>
                <For each=move || editor.options.get() key=|row| row.key let:row>
                    <OptionLine editor=editor row=row />
                </For>
                {move || too_many.get().map(|message| view! { <p class="field-error">{message}</p> })}
            </div>
        </Panel>
    }
}

#[component]
fn OptionLine(editor: Editor, row: OptionRow) -> impl IntoView {
    let place = move || {
        editor
            .options
            .with(|rows| rows.iter().position(|known| *known == row))
    };
    // Options without values are not sent, so that their neighbours' pointers move up.
    let error = Signal::derive(move || {
        let index = editor.options.with(|rows| {
            let sent = rows
                .iter()
                .filter(|row| row.values.with(|v| !v.trim().is_empty()));
            sent.clone().position(|known| *known == row)
        })?;
        editor.error.with(|error| {
            error
                .as_ref()
                .and_then(|e| e.field(&format!("/options/{index}")))
        })
    });
    let remove = move |()| {
        editor
            .options
            .update(|rows| rows.retain(|known| *known != row))
    };
    let label = Signal::derive(move || format!("Remove {}", row.name.get()));
    let number = place().unwrap_or_default();
    view! {
        <div class="option-line">
            <TextField
                label="Option" name=format!("/options/{number}") id=format!("option-{}", row.key)
                value=row.name error=error max_length=255u32
            />
            <TextField
                label="Values" name=format!("/options/{number}/values")
                id=format!("option-values-{}", row.key) value=row.values
                placeholder="6, 6½, 7" hint=Some("Separate them with commas.".to_owned())
            />
            <Button icon=IconName::Trash icon_only=true variant=ButtonVariant::Quiet on_press=remove>
                {move || label.get()}
            </Button>
        </div>
    }
}
