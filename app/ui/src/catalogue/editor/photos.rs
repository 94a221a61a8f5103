//! The pictures of a style.

use super::state::{Editor, PhotoRow};
use crate::components::{Button, ButtonVariant, File, FileDrop, IconName, Panel, TextField};
use crate::upload::send;
use domain::catalogue::{is_ours, thumbnail};
use leptos::prelude::*;
use leptos::task::spawn_local;

const MOST_MEGABYTES: u32 = 15;

#[component]
pub(super) fn Photos(editor: Editor) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let sending = RwSignal::new(0_u32);
    let take = Callback::new(move |files: Vec<File>| {
        refused.set(None);
        for file in files {
            let name = file.name();
            sending.update(|count| *count += 1);
            spawn_local(async move {
                match send::<String>("/uploads/photo", file, MOST_MEGABYTES).await {
                    Ok(path) => editor.add_photo(path, String::new()),
                    Err(error) => {
                        let why = error.field("/file").unwrap_or_else(|| error.to_string());
                        refused.set(Some(format!("{name}: {why}")));
                    }
                }
                sending.update(|count| *count = count.saturating_sub(1));
            });
        }
    });
    view! {
        <Panel title="Photos">
            <div class="stack" data-gap="snug">
                <ul class="photo-list">
                    <For each=move || editor.photos.get() key=|row| row.key let:row>
                        <PhotoLine editor=editor row=row />
                    </For>
                </ul>
                <FileDrop
                    label="Add photos" name="photos" accept="image/jpeg,image/png,image/webp"
                    multiple=true on_files=take error=refused
                    hint=Signal::derive(move || {
                        (sending.get() > 0).then(|| "Sending…".to_owned())
                    })
                />
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
