//! Bringing in a catalogue from a file: choose, look at what would happen, confirm.

mod preview;

use crate::components::{
    Actions, Banner, Button, ButtonVariant, File, FileDrop, LinkButton, PageHeader, Skeleton,
    SkeletonShape, Tone,
};
use crate::error::UiError;
use crate::upload::send;
use domain::catalogue::{ImportPreview, ImportResult};
use domain::ids::IdempotencyKey;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use preview::{Errors, Figures, Products};

const MOST_MEGABYTES: u32 = 20;

/// Where the person is.
#[derive(Clone)]
enum Step {
    Choose,
    Reading,
    Look(ImportPreview),
    Done(ImportResult),
}

/// The screen's state. Copies share it.
#[derive(Clone, Copy)]
struct Import {
    step: RwSignal<Step>,
    refused: RwSignal<Option<UiError>>,
    busy: RwSignal<bool>,
    file: StoredValue<Option<File>, LocalStorage>,
    /// One for each file that was chosen, so that a resend imports once.
    key: StoredValue<IdempotencyKey>,
}

impl Import {
    fn new() -> Self {
        Self {
            step: RwSignal::new(Step::Choose),
            refused: RwSignal::new(None),
            busy: RwSignal::new(false),
            file: StoredValue::new_local(None),
            key: StoredValue::new(IdempotencyKey::generate()),
        }
    }

    /// Asks what importing the file would do.
    fn look(self, files: Vec<File>) {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        self.file.set_value(Some(file.clone()));
        self.key.set_value(IdempotencyKey::generate());
        self.refused.set(None);
        self.step.set(Step::Reading);
        spawn_local(async move {
            match send("/uploads/catalogue/preview", file, MOST_MEGABYTES).await {
                Ok(preview) => self.step.set(Step::Look(preview)),
                Err(error) => {
                    self.refused.set(Some(error));
                    self.step.set(Step::Choose);
                }
            }
        });
    }

    /// Imports it.
    fn confirm(self, skip_errors: bool) {
        let Some(file) = self.file.get_value() else {
            return;
        };
        if self.busy.get_untracked() {
            return;
        }
        let key = self.key.get_value();
        let to = format!("/uploads/catalogue?key={key}&skip_errors={skip_errors}");
        self.busy.set(true);
        self.refused.set(None);
        spawn_local(async move {
            match send(&to, file, MOST_MEGABYTES).await {
                Ok(result) => self.step.set(Step::Done(result)),
                Err(error) => self.refused.set(Some(error)),
            }
            self.busy.set(false);
        });
    }
}

#[component]
pub(super) fn ImportCatalogue() -> impl IntoView {
    let import = Import::new();
    let refused = move || {
        import.refused.get().map(|error| {
            let sentence = error.field("/file").unwrap_or_else(|| error.to_string());
            view! { <Banner tone=Tone::Danger>{sentence}</Banner> }
        })
    };
    view! {
        <Title text="Import a catalogue" />
        <PageHeader
            title="Import a catalogue"
            back=("/catalogue".to_owned(), "Catalogue".to_owned())
        />
        <div class="stack" aria-live="polite">
            {refused}
            {move || match import.step.get() {
                Step::Choose => view! { <Choose import=import /> }.into_any(),
                Step::Reading => view! { <Skeleton shape=SkeletonShape::Rows count=5 /> }.into_any(),
                Step::Look(preview) => view! { <Look import=import preview=preview /> }.into_any(),
                Step::Done(result) => view! { <Done import=import result=result /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Choose(import: Import) -> impl IntoView {
    let take = Callback::new(move |files| import.look(files));
    view! {
        <div class="stack import-choose">
            <p>
                "Export your products from Shopify as “CSV for Excel, Numbers, or other spreadsheet programs” and give the file to Bezel. Nothing is written before you have seen what would change."
            </p>
            <FileDrop
                label="Product file" name="file" accept=".csv,text/csv" on_files=take
                hint=Some("CSV, up to 20 MB. Importing the same file again changes nothing.".to_owned())
            />
        </div>
    }
}

#[component]
fn Look(import: Import, preview: ImportPreview) -> impl IntoView {
    let skips = preview.skipped > 0 || preview.error_count > 0;
    let confirm = (preview.to_write() > 0).then(|| {
        let label = confirm_label(&preview);
        view! {
            <Button
                variant=ButtonVariant::Primary busy=import.busy
                on_press=move |()| import.confirm(skips)
            >
                {label}
            </Button>
        }
    });
    let errors = (!preview.errors.is_empty()).then(|| {
        view! { <Errors errors=preview.errors.clone() count=preview.error_count /> }
    });
    let products = (!preview.products.is_empty()).then(|| {
        view! { <Products products=preview.products.clone() preview=preview.clone() /> }
    });
    let again = move |()| import.step.set(Step::Choose);
    view! {
        <Figures preview=preview />
        <Actions>
            {confirm}
            <Button variant=ButtonVariant::Quiet on_press=again>"Choose another file"</Button>
        </Actions>
        {errors}
        {products}
    }
}

/// “Import 19 products, leave out 1 with errors”.
fn confirm_label(preview: &ImportPreview) -> String {
    let import = match preview.to_write() {
        1 => "Import 1 product".to_owned(),
        many => format!("Import {many} products"),
    };
    match preview.skipped {
        0 => import,
        skipped => format!("{import}, leave out {skipped} with errors"),
    }
}

#[component]
fn Done(import: Import, result: ImportResult) -> impl IntoView {
    let mut parts = vec![
        format!("{} new", result.new),
        format!("{} changed", result.changed),
        format!("{} unchanged", result.unchanged),
    ];
    if result.skipped > 0 {
        parts.push(format!("{} left out", result.skipped));
    }
    let vendors = match result.vendors_created {
        0 => None,
        1 => Some("One vendor was written down; give it its lead time.".to_owned()),
        many => Some(format!(
            "{many} vendors were written down; give them their lead times."
        )),
    };
    let again = move |()| import.step.set(Step::Choose);
    view! {
        <Banner tone=Tone::Success title="The catalogue is imported">
            <p>{parts.join(", ")} "."</p>
            {vendors.map(|sentence| view! { <p>{sentence} " " <a href="/vendors">"To the vendors"</a></p> })}
        </Banner>
        <Actions>
            <LinkButton href="/catalogue" variant=ButtonVariant::Primary>"To the catalogue"</LinkButton>
            <Button variant=ButtonVariant::Quiet on_press=again>"Import another file"</Button>
        </Actions>
    }
}
