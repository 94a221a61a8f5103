//! Pictures of what came of the job.

use super::Shown;
use crate::bench::api::add_job_photo;
use crate::components::{File, FileDrop, Panel};
use crate::error::UiError;
use crate::people::use_session;
use crate::upload::send;
use domain::catalogue::thumbnail;
use domain::ids::{BenchJobId, IdempotencyKey};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

const MOST_MEGABYTES: u32 = 15;

#[component]
pub(super) fn Photos(shown: Shown) -> impl IntoView {
    let session = use_session();
    let photos = Memo::new(move |_| shown.job.with(|job| job.photos.clone()));
    let title = shown.job.with_untracked(|job| job.card.title.clone());
    let refused = RwSignal::new(None::<String>);
    let sending = RwSignal::new(0_u32);
    let take = Callback::new(move |files: Vec<File>| {
        let (job, _) = shown.seen();
        refused.set(None);
        for file in files {
            let name = file.name();
            sending.update(|count| *count += 1);
            spawn_local(async move {
                if let Err(error) = add(job, file).await {
                    let why = error.field("/file").unwrap_or_else(|| error.to_string());
                    drop(refused.try_set(Some(format!("{name}: {why}"))));
                }
                let _gone = sending.try_update(|count| *count = count.saturating_sub(1));
                shown.refresh();
            });
        }
    });
    let hint = Signal::derive(move || (sending.get() > 0).then(|| "Sending…".to_owned()));
    view! {
        <Panel title="Photos">
            <ul class="job-photos">
                {move || {
                    let title = title.clone();
                    let each = photos.get().into_iter().enumerate();
                    each.map(|(index, url)| {
                        let alt = format!("{title}, photo {}", index + 1);
                        view! {
                            <li>
                                <a href=url.clone() target="_blank" rel="external">
                                    <img src=thumbnail(&url) alt=alt />
                                </a>
                            </li>
                        }
                    })
                    .collect_view()
                }}
            </ul>
            <Show when=move || session.may(Permission::WorkOrders)>
                <FileDrop
                    label="Add photos" name="photos" accept="image/jpeg,image/png,image/webp"
                    multiple=true on_files=take error=refused hint=hint
                />
            </Show>
        </Panel>
    }
}

async fn add(job: BenchJobId, file: File) -> Result<(), UiError> {
    let url: String = send("/uploads/bench-photo", file, MOST_MEGABYTES).await?;
    add_job_photo(job, url, IdempotencyKey::generate()).await
}
