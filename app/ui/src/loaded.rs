//! What a screen shows while its data comes, when it can't, and when it's there.

use crate::components::{Actions, ErrorState, LinkButton, PageHeader, Skeleton, SkeletonShape};
use crate::error::UiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
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

/// The same for what a dialog asks for when it opens. What stands in a transition outlives the
/// dialog by a moment, and would read what is gone with it.
pub(crate) fn asked<T, F, V>(
    ask: impl Fn() -> F + Copy + Send + Sync + 'static,
    shape: SkeletonShape,
    view: impl Fn(T) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, UiError>> + 'static,
    V: IntoView + 'static,
{
    let answer = RwSignal::new(None::<Result<T, UiError>>);
    let again = move || {
        answer.set(None);
        spawn_local(async move {
            let came = ask().await;
            // Nobody may look any more.
            drop(answer.try_set(Some(came)));
        });
    };
    again();
    move || match answer.get() {
        None => view! { <Skeleton shape=shape count=4 /> }.into_any(),
        Some(Ok(value)) => view(value).into_any(),
        Some(Err(error)) => {
            view! { <ErrorState text=error.to_string() on_retry=again /> }.into_any()
        }
    }
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
