//! Sending files of a design: chosen or dropped, one by one, each with its own refusal.

use crate::components::{File, FileDrop};
use crate::upload::send;
use domain::orders::custom::files::DesignFile;
use domain::orders::custom::rounds::RoundFile;
use leptos::prelude::*;
use leptos::task::spawn_local;

const MOST_MEGABYTES: u32 = 20;

/// Sends files, and gives each that was kept, with what it is called.
#[component]
pub(super) fn DesignDrop(
    #[prop(into)] on_file: Callback<RoundFile>,
    /// What is wrong with the files as a whole.
    #[prop(into)]
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let sending = RwSignal::new(0_u32);
    let take = Callback::new(move |files: Vec<File>| {
        refused.set(None);
        for file in files {
            let name = file.name();
            sending.update(|count| *count = count.saturating_add(1));
            spawn_local(async move {
                match send::<DesignFile>("/uploads/design", file, MOST_MEGABYTES).await {
                    Ok(file) => on_file.run(RoundFile { name, file }),
                    Err(error) => {
                        let why = error.field("/file").unwrap_or_else(|| error.to_string());
                        refused.try_set(Some(format!("{name}: {why}")));
                    }
                }
                sending.try_update(|count| *count = count.saturating_sub(1));
            });
        }
    });
    let hint = move || {
        Some(if sending.get() > 0 {
            "Sending…".to_owned()
        } else {
            "STL, 3DM, PDF, JPEG, PNG or WebP, up to 20 MB each".to_owned()
        })
    };
    view! {
        <FileDrop
            label="Add files" name="/details/design/files"
            accept=".stl,.3dm,application/pdf,image/jpeg,image/png,image/webp"
            multiple=true on_files=take
            error=Signal::derive(move || refused.get().or_else(|| wrong.get()))
            hint=Signal::derive(hint)
        />
    }
}
