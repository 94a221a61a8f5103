//! Pictures of what came of the job.

use super::Shown;
use crate::bench::api::add_job_photo;
use crate::components::{Panel, use_toasts};
use crate::people::use_session;
use crate::photos::PhotoDrop;
use domain::catalogue::thumbnail;
use domain::ids::IdempotencyKey;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Photos(shown: Shown) -> impl IntoView {
    let session = use_session();
    let photos = Memo::new(move |_| shown.job.with(|job| job.photos.clone()));
    let title = shown.job.with_untracked(|job| job.card.title.clone());
    let toasts = use_toasts();
    let add = move |path: String| {
        let (job, _) = shown.seen();
        spawn_local(async move {
            // The same picture twice is there once.
            let key = IdempotencyKey::generate();
            match add_job_photo(job, path, key).await {
                Ok(()) => shown.refresh(),
                Err(error) => {
                    toasts.danger(error.field("/file").unwrap_or_else(|| error.to_string()))
                }
            }
        });
    };
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
                <PhotoDrop on_photo=add />
            </Show>
        </Panel>
    }
}
