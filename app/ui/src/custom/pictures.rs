//! Pictures in a row, each to be opened in full, and taken off where it may be.

use crate::components::{Button, ButtonVariant, IconName};
use domain::catalogue::thumbnail;
use leptos::prelude::*;

/// Pictures that are kept, by their paths.
#[component]
pub(super) fn Pictures(
    #[prop(into)] urls: Signal<Vec<String>>,
    /// What they show: `Inspiration`.
    #[prop(into)]
    about: String,
    /// Takes one off; none may be where nothing is given.
    #[prop(optional, into)]
    on_remove: Option<Callback<String>>,
) -> impl IntoView {
    let about = StoredValue::new(about);
    let one = move |(index, url): (usize, String)| {
        let alt = format!("{} {}", about.get_value(), index + 1);
        let remove = on_remove.map(|on_remove| {
            let (url, alt) = (url.clone(), alt.clone());
            view! {
                <Button
                    variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true
                    on_press=move |()| on_remove.run(url.clone())
                >
                    {format!("Remove {alt}")}
                </Button>
            }
        });
        view! {
            <li>
                <a href=url.clone() target="_blank" rel="external">
                    <img src=thumbnail(&url) alt=alt />
                </a>
                {remove}
            </li>
        }
    };
    view! {
        <Show when=move || urls.with(|urls| !urls.is_empty())>
            <ul class="custom-pictures">
                {move || urls.get().into_iter().enumerate().map(one).collect_view()}
            </ul>
        </Show>
    }
}
