//! What stands for a piece: its picture, or its initials.

use domain::catalogue::{monogram, thumbnail};
use leptos::prelude::*;

/// The picture of a piece, or its initials where there is none. Beside its title, so that it
/// says nothing of its own.
#[component]
pub(super) fn PieceMark(title: String, photo: Option<String>) -> impl IntoView {
    match photo {
        Some(photo) => view! {
            <span class="piece-mark">
                <img src=thumbnail(&photo) alt="" loading="lazy" decoding="async" />
            </span>
        }
        .into_any(),
        None => view! {
            <span class="piece-mark" aria-hidden="true">
                {monogram(&title)}
            </span>
        }
        .into_any(),
    }
}
