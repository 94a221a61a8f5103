//! Taking photos: chosen, dropped or from the camera, sent one by one, each with its own refusal.

use crate::components::{File, FileDrop};
use crate::upload::send;
use leptos::prelude::*;
use leptos::task::spawn_local;

const MOST_MEGABYTES: u32 = 15;

/// Sends photos, and gives the path of each that was kept. A telephone offers its camera for it.
#[component]
pub(crate) fn PhotoDrop(
    #[prop(into)] on_photo: Callback<String>,
    /// Tells it from others on the screen.
    #[prop(into, default = "photos".into())]
    name: String,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let sending = RwSignal::new(0_u32);
    let take = Callback::new(move |files: Vec<File>| {
        refused.set(None);
        for file in files {
            let name = file.name();
            sending.update(|count| *count = count.saturating_add(1));
            spawn_local(async move {
                match send::<String>("/uploads/photo", file, MOST_MEGABYTES).await {
                    Ok(path) => on_photo.run(path),
                    Err(error) => {
                        let why = error.field("/file").unwrap_or_else(|| error.to_string());
                        refused.try_set(Some(format!("{name}: {why}")));
                    }
                }
                sending.try_update(|count| *count = count.saturating_sub(1));
            });
        }
    });
    view! {
        <FileDrop
            label="Add photos" name=name accept="image/jpeg,image/png,image/webp"
            multiple=true on_files=take error=refused
            hint=Signal::derive(move || (sending.get() > 0).then(|| "Sending…".to_owned()))
        />
    }
}
