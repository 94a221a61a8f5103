//! The pictures of a style.

use super::state::{Editor, PhotoRow};
use crate::components::{Button, ButtonVariant, IconName, Panel, TextField};
use crate::photos::PhotoDrop;
use domain::catalogue::{is_ours, thumbnail};
use leptos::prelude::*;

#[component]
pub(super) fn Photos(editor: Editor) -> impl IntoView {
    view! {
        <Panel title="Photos">
            <div class="stack" data-gap="snug">
                <ul class="photo-list">
                    <For each=move || editor.photos.get() key=|row| row.key let:row>
                        <PhotoLine editor=editor row=row />
                    </For>
                </ul>
                <PhotoDrop on_photo=move |path| editor.add_photo(path, String::new()) />
            </div>
        </Panel>
    }
}

#[component]
fn PhotoLine(editor: Editor, row: PhotoRow) -> impl IntoView {
    let url = row.url.get_value();
    let picture = if is_ours(&url) {
        view! { <img src=thumbnail(&url) alt="" /> }.into_any()
    } else {
        view! {
            <a class="breakable" href=url target="_blank" rel="noopener noreferrer external">
                "At the source"
                <span class="visually-hidden">" (opens another site)"</span>
            </a>
        }
        .into_any()
    };
    let remove = move |()| {
        editor
            .photos
            .update(|rows| rows.retain(|known| *known != row))
    };
    view! {
        <li class="photo-line">
            <span class="piece-mark">{picture}</span>
            <TextField
                label="What it shows" name=format!("photo-{}-alt", row.key) value=row.alt
                optional=true max_length=512u32
            />
            <Button icon=IconName::Trash icon_only=true variant=ButtonVariant::Quiet on_press=remove>
                "Remove this photo"
            </Button>
        </li>
    }
}
