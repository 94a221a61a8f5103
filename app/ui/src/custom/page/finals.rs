//! Photos of the finished piece, and what the shop answers for.

use super::Shown;
use crate::components::{Panel, use_toasts};
use crate::custom::api::{add_final_photo, remove_final_photo};
use crate::custom::pictures::Pictures;
use crate::error::UiError;
use crate::people::use_session;
use crate::photos::PhotoDrop;
use domain::ids::IdempotencyKey;
use domain::orders::Phase;
use domain::orders::history::day;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Finals(shown: Shown) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let photos = Signal::derive(move || {
        shown
            .custom(|custom| custom.final_photos.clone())
            .unwrap_or_default()
    });
    let phase = move || shown.order.with(|order| order.position.state.phase());
    let made = Memo::new(move |_| {
        matches!(phase(), Phase::InWork | Phase::Ready) && session.may(Permission::WorkOrders)
    });
    let wanted = move || shown.custom(|custom| custom.wants_final_photos) == Some(true);
    let tell = move |done: Result<(), UiError>| match done {
        Ok(()) => shown.refresh(),
        Err(error) => toasts.danger(error.field("/file").unwrap_or_else(|| error.to_string())),
    };
    // The same picture twice is there once.
    let add = Callback::new(move |url: String| {
        let id = shown.id();
        spawn_local(async move {
            tell(add_final_photo(id, url, IdempotencyKey::generate()).await);
        });
    });
    let remove = Callback::new(move |url: String| {
        let id = shown.id();
        spawn_local(async move {
            tell(remove_final_photo(id, url, IdempotencyKey::generate()).await);
        });
    });
    let none = move || photos.with(Vec::is_empty);
    let warranty = move || {
        let warranty = shown.custom(|custom| custom.warranty.clone()).flatten()?;
        let until = warranty
            .until
            .map(|last| format!(", until {}", day(last)))
            .unwrap_or_default();
        Some(view! {
            <Panel title="Warranty">
                <p>{format!("{} months from the hand-over{until}.", warranty.months)}</p>
                <p class="quiet breakable">{warranty.words}</p>
            </Panel>
        })
    };
    view! {
        <Panel title="The finished piece">
            {move || if made.get() {
                view! { <Pictures urls=photos about="Finished piece" on_remove=remove /> }.into_any()
            } else {
                view! { <Pictures urls=photos about="Finished piece" /> }.into_any()
            }}
            <Show when=none>
                <p class="quiet">
                    {move || if wanted() {
                        "It is photographed before it is ready."
                    } else {
                        "No photos of it yet."
                    }}
                </p>
            </Show>
            <Show when=move || made.get()>
                <PhotoDrop name="final-photos" on_photo=add />
            </Show>
        </Panel>
        {warranty}
    }
}
