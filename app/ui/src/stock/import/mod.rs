//! Bringing in a list of stones: choose the file, say what its columns hold, look at what would
//! come of it, confirm, and watch. The import's id is the address, so that a reload loses nothing.

mod look;
mod mapping;
mod run;

use super::api::{import_status, open_import, terms_for_stock};
use crate::components::{Banner, File, FileDrop, PageHeader, Skeleton, SkeletonShape, Tone};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::upload::send;
use domain::ids::StockImportId;
use domain::stock::{ImportState, StockFile, StockImportView, StockTerms};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use mapping::Mapping;
use run::{Done, Running};

const MOST_MEGABYTES: u32 = 20;

#[component]
pub(super) fn ImportStock() -> impl IntoView {
    let query = use_query_map();
    let id = Memo::new(move |_| query.with(|query| query.get("id")?.parse::<StockImportId>().ok()));
    view! {
        <Title text="Import stones" />
        <PageHeader title="Import stones" back=("/stock".to_owned(), "Stock".to_owned()) />
        {move || match id.get() {
            Some(id) => view! { <Import id=id /> }.into_any(),
            None => view! { <Choose /> }.into_any(),
        }}
    }
}

/// Where an import of a screen stands.
#[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Standing {
    view: StockImportView,
    /// The list, where it is still to be brought in, and what it can be read by.
    file: Option<(StockFile, StockTerms)>,
}

async fn standing(id: StockImportId) -> Result<Standing, UiError> {
    let view = import_status(id).await?;
    let file = match view.state {
        ImportState::Chosen | ImportState::Failed => {
            Some((open_import(id).await?, terms_for_stock().await?))
        }
        ImportState::Running | ImportState::Done => None,
    };
    Ok(Standing { view, file })
}

#[component]
fn Import(id: StockImportId) -> impl IntoView {
    let now = Resource::new(move || id, standing);
    let again = Callback::new(move |()| now.refetch());
    loaded(now, SkeletonShape::Rows, move |standing| {
        let Standing { view, file } = standing;
        match (view.state, file) {
            (ImportState::Done, _) => view! { <Done import=view /> }.into_any(),
            (_, Some((file, terms))) => {
                let failed = view.error;
                view! { <Mapping file=file terms=terms failed=failed on_started=again /> }
                    .into_any()
            }
            (_, None) => view! { <Running import=view on_ended=again /> }.into_any(),
        }
    })
}

/// Sends a file, and goes on to what its columns hold.
#[component]
fn Choose() -> impl IntoView {
    let refused = RwSignal::new(None::<UiError>);
    let reading = RwSignal::new(false);
    let navigate = use_navigate();
    let take = Callback::new(move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        refused.set(None);
        reading.set(true);
        let to = crate::href::href("/uploads/stock", &[("name", &file.name())]);
        let navigate = navigate.clone();
        spawn_local(async move {
            match send::<StockFile>(&to, file, MOST_MEGABYTES).await {
                Ok(kept) => {
                    let address = format!("/stock/import?id={}", kept.id);
                    navigate(&address, NavigateOptions::default());
                }
                Err(error) => {
                    refused.set(Some(error));
                    reading.set(false);
                }
            }
        });
    });
    let refusal = move || {
        let error = refused.get()?;
        let sentence = error.field("/file").unwrap_or_else(|| error.to_string());
        Some(view! { <Banner tone=Tone::Danger>{sentence}</Banner> })
    };
    view! {
        <div class="stack import-choose" aria-live="polite">
            {refusal}
            <p>
                "Any list of stones will do: one stone a row, one line of headings above. You say what its columns hold, and nothing is written before you have seen what would come of it."
            </p>
            <FileDrop
                label="List of stones" name="file"
                accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                on_files=take
                hint=Some("CSV or XLSX, up to 20 MB. The same list again changes nothing.".to_owned())
            />
            <Show when=move || reading.get()>
                <Skeleton shape=SkeletonShape::Rows count=3 />
            </Show>
        </div>
    }
}
