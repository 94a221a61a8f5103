//! Pictures of a piece: looked at, taken, and taken off.

use super::Shown;
use crate::components::{Button, ButtonVariant, IconName, Panel, use_toasts};
use crate::error::UiError;
use crate::people::use_session;
use crate::photos::PhotoDrop;
use crate::stock::api::{add_piece_photo, remove_piece_photo};
use domain::catalogue::thumbnail;
use domain::ids::{IdempotencyKey, PhotoId};
use domain::staff::Permission;
use domain::stock::{PiecePhoto, PieceState};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Photos(shown: Shown) -> impl IntoView {
    let session = use_session();
    let piece = shown.piece;
    let photos = Memo::new(move |_| piece.with(|piece| piece.photos.clone()));
    let taking = move || {
        let here = piece.with(|piece| piece.state == PieceState::Here);
        here && session.may(Permission::WorkOrders)
    };
    let seen = move || taking() || !photos.with(Vec::is_empty);
    view! {
        <Show when=seen>
            <Panel title="Photos">
                <div class="stack" data-gap="snug">
                    <ul class="piece-photos">
                        <For each=move || photos.get() key=|photo| photo.id let:photo>
                            <Photo shown=shown photo=photo />
                        </For>
                    </ul>
                    <Show when=taking>
                        <Add shown=shown />
                    </Show>
                </div>
            </Panel>
        </Show>
    }
}

#[component]
fn Add(shown: Shown) -> impl IntoView {
    let toasts = use_toasts();
    let add = move |path: String| {
        let id = shown.piece.with_untracked(|piece| piece.id);
        spawn_local(async move {
            // Nothing was added unless it says so; the same picture twice is there once.
            let key = IdempotencyKey::generate();
            match add_piece_photo(id, path, key).await {
                Ok(()) => shown.refresh(),
                Err(error) => toasts.danger(said(&error)),
            }
        });
    };
    view! { <PhotoDrop on_photo=add /> }
}

#[component]
fn Photo(shown: Shown, photo: PiecePhoto) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let number = move |photo: PhotoId| {
        shown.piece.with(|piece| {
            let at = piece.photos.iter().position(|known| known.id == photo);
            at.map_or(1, |at| at.saturating_add(1))
        })
    };
    let id = photo.id;
    let spoken = move || format!("Photo {}", number(id));
    let remove = move |()| {
        let piece = shown.piece.with_untracked(|piece| piece.id);
        busy.set(true);
        spawn_local(async move {
            match remove_piece_photo(piece, id, IdempotencyKey::generate()).await {
                Ok(()) => shown.refresh(),
                Err(error) => toasts.danger(said(&error)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <li class="piece-photo">
            <a href=photo.url.clone() target="_blank" rel="noopener external">
                <img src=thumbnail(&photo.url) alt=spoken loading="lazy" decoding="async" />
                <span class="visually-hidden">" (opens large)"</span>
            </a>
            <Show when=move || session.may(Permission::KeepStock)>
                <Button
                    icon=IconName::Trash icon_only=true variant=ButtonVariant::Quiet busy=busy
                    on_press=remove
                >
                    {move || format!("Remove photo {}", number(id))}
                </Button>
            </Show>
        </li>
    }
}

fn said(error: &UiError) -> String {
    error.field("/file").unwrap_or_else(|| error.to_string())
}
