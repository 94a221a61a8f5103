//! What a screen shows while its data comes, when it can't, and when it's there.

use crate::components::{Actions, ErrorState, LinkButton, PageHeader, Skeleton, SkeletonShape};
use crate::error::UiError;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::str::FromStr;

/// The thing that the address names by its `:id`. An id that can't be read names nothing, and the
/// answer's status says so.
pub fn addressed<I, T, F>(
    show: impl Fn(I) -> F + Copy + Send + Sync + 'static,
) -> Resource<Result<T, UiError>>
where
    I: FromStr + Clone + PartialEq + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, UiError>> + Send + 'static,
{
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<I>().ok()));
    Resource::new(
        move || id.get(),
        move |id| async move {
            match id {
                Some(id) => show(id).await,
                None => Err(names_nothing()),
            }
        },
    )
}

/// Nothing is there that an address names, and the answer's status says so.
pub(crate) fn names_nothing() -> UiError {
    #[cfg(feature = "ssr")]
    crate::server::say_nothing_there();
    UiError::NotFound
}

/// Shows what a resource brings by `view`. Made anew at each fetch; a screen that holds typed
/// text puts what it was given into a signal and renews that instead.
pub fn loaded<T, V>(
    resource: Resource<Result<T, UiError>>,
    shape: SkeletonShape,
    view: impl Fn(T) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=move || view! { <Skeleton shape=shape count=6 /> }>
            {move || Suspend::new(async move {
                match resource.await {
                    Ok(value) => view(value).into_any(),
                    Err(error) => failed(error, resource).into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn failed<T: Serialize + DeserializeOwned + Send + Sync + 'static>(
    error: UiError,
    resource: Resource<Result<T, UiError>>,
) -> impl IntoView {
    match error {
        // Only what an address names is not found, so this is the whole screen.
        UiError::NotFound => view! {
            <Title text="Nothing here" />
            <PageHeader title="There is nothing here" />
            <div class="stack">
                <p>"It may have been removed, or the address is not quite right."</p>
                <Actions>
                    <LinkButton href="/">"To the board"</LinkButton>
                </Actions>
            </div>
        }
        .into_any(),
        error => {
            view! { <ErrorState text=error.to_string() on_retry=move || resource.refetch() /> }
                .into_any()
        }
    }
}
