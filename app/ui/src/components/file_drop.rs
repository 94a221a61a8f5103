//! Giving a file to the shop: a catalogue to import, a photo.

use super::{
    Icon, IconName,
    field::{FieldNotes, field_id, field_links},
};
pub use browser::File;
use leptos::{ev::DragEvent, prelude::*};

/// A native file input that also takes what is dropped on it. Within a plain form it needs no JavaScript.
#[component]
pub fn FileDrop(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    /// What may be chosen: `.csv,text/csv`.
    #[prop(optional, into)]
    accept: Option<String>,
    #[prop(optional)] multiple: bool,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Called with what was chosen or dropped.
    #[prop(optional, into)]
    on_files: Option<Callback<Vec<File>>>,
) -> impl IntoView {
    let id = field_id(&name);
    let links = field_links(&id, hint, error);
    let control = NodeRef::<leptos::html::Input>::new();
    let over = RwSignal::new(false);
    let chosen = RwSignal::new(Vec::<String>::new());
    let take = move |files: Vec<File>| {
        chosen.set(files.iter().map(File::name).collect());
        if let Some(on_files) = on_files {
            on_files.run(files);
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(control) = control.get() {
            take(browser::accept_drop(&event, &control));
        }
    };
    let hover = move |event: DragEvent, inside: bool| {
        event.prevent_default();
        over.set(inside);
    };
    view! {
        <div class="field" data-invalid=move || error.with(Option::is_some).then_some("")>
            <label
                class="file-drop"
                data-over=move || over.get().then_some("")
                on:dragover=move |event| hover(event, true)
                on:dragleave=move |event| hover(event, false)
                on:drop=drop
            >
                <input
                    node_ref=control
                    id=id.clone()
                    name=name
                    type="file"
                    accept=accept
                    multiple=multiple
                    aria-describedby=links.described_by
                    aria-invalid=links.invalid
                    on:change=move |_| take(control.get().map(|control| browser::files(&control)).unwrap_or_default())
                />
                <Icon name=IconName::Upload />
                <span class="file-label">{move || label.get()}</span>
                <span class="file-names">
                    {move || chosen.with(|names| {
                        if names.is_empty() { "Choose a file or drop it here".into() } else { names.join(", ") }
                    })}
                </span>
            </label>
            <FieldNotes
                hint_id=format!("{id}-hint")
                error_id=format!("{id}-error")
                hint=hint
                error=error
            />
        </div>
    }
}

mod browser {
    use leptos::{ev::DragEvent, web_sys::HtmlInputElement};

    /// A file that was given; its content is read by whoever wants it.
    pub use leptos::web_sys::File;

    /// The files that an input holds.
    pub(super) fn files(input: &HtmlInputElement) -> Vec<File> {
        let Some(list) = input.files() else {
            return Vec::new();
        };
        (0..list.length())
            .filter_map(|index| list.get(index))
            .collect()
    }

    /// Puts what was dropped into the input, so that a plain submit sends it as well.
    pub(super) fn accept_drop(event: &DragEvent, input: &HtmlInputElement) -> Vec<File> {
        if let Some(dropped) = event.data_transfer().and_then(|dropped| dropped.files()) {
            input.set_files(Some(&dropped));
        }
        files(input)
    }
}
