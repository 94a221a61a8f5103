//! The list below a combobox: what was found, or why nothing is.

use super::{ComboOption, ComboPicture, Search, search::Outcome};
use crate::components::{Icon, IconName};
use leptos::prelude::*;

#[component]
pub(super) fn ComboList<T: Clone + Send + Sync + 'static>(
    id: StoredValue<String>,
    search: Search<T>,
    show: Callback<T, ComboOption>,
    choose: Callback<usize>,
    text: RwSignal<String>,
    create_label: Option<String>,
) -> impl IntoView {
    let create_label = StoredValue::new(create_label);
    let creates = move || create_label.with_value(Option::is_some) && search.can_create();
    let has_rows = move || search.is_open() && (search.count() > 0 || creates());
    let rows = move || {
        let Outcome::Found(found) = search.outcome() else {
            return Vec::new();
        };
        found
            .into_iter()
            .enumerate()
            .map(|(index, item)| {
                let option = show.run(item);
                view! {
                    <Row id=id index=index search=search choose=choose>
                        <OptionText option=option />
                    </Row>
                }
            })
            .collect()
    };
    let create_row = move || {
        let label = create_label.get_value().filter(|_| creates())?;
        let typed = text.get();
        Some(view! {
            <Row id=id index=search.count() search=search choose=choose>
                <Icon name=IconName::Plus />
                <span class="combo-text">
                    <span class="combo-label">{label}" “"{typed}"”"</span>
                </span>
            </Row>
        })
    };
    view! {
        <div class="combo-pop" data-open=move || search.is_open().then_some("")>
            // The list is always there, so that `aria-controls` always points at something.
            <ul
                class="combo-list"
                role="listbox"
                id=move || format!("{}-list", id.get_value())
                aria-label="Found"
                data-empty=move || (!has_rows()).then_some("")
            >
                {rows}
                {create_row}
            </ul>
            <Show when=move || search.is_open()>
                <ComboNote search=search />
            </Show>
        </div>
        <p class="visually-hidden" role="status">
            {move || search.is_open().then(|| spoken(&search.outcome()))}
        </p>
    }
}

#[component]
fn Row<T: Clone + Send + Sync + 'static>(
    id: StoredValue<String>,
    index: usize,
    search: Search<T>,
    choose: Callback<usize>,
    children: Children,
) -> impl IntoView {
    view! {
        <li
            class="combo-option"
            role="option"
            id=format!("{}-option-{index}", id.get_value())
            aria-selected=move || if search.active() == Some(index) { "true" } else { "false" }
            // Keeps the focus in the field, whose blur would close the list before the click.
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| choose.run(index)
        >
            {children()}
        </li>
    }
}

#[component]
fn OptionText(option: ComboOption) -> impl IntoView {
    let ComboOption {
        label,
        detail,
        aside,
        picture,
    } = option;
    view! {
        {picture.map(|picture| view! { <OptionPicture picture=picture /> })}
        <span class="combo-text">
            <span class="combo-label">{label}</span>
            {detail.map(|detail| view! { <span class="combo-detail">{detail}</span> })}
        </span>
        {aside.map(|aside| view! { <span class="combo-aside">{aside}</span> })}
    }
}

#[component]
fn OptionPicture(picture: ComboPicture) -> impl IntoView {
    let inside = match picture {
        ComboPicture::Photo(path) => view! { <img src=path alt="" loading="lazy" /> }.into_any(),
        ComboPicture::Letters(letters) => letters.into_any(),
    };
    view! {
        <span class="combo-picture" aria-hidden="true">
            {inside}
        </span>
    }
}

#[component]
fn ComboNote<T: Clone + Send + Sync + 'static>(search: Search<T>) -> impl IntoView {
    move || match search.outcome() {
        Outcome::Found(found) if found.is_empty() => {
            view! { <p class="combo-note">"Nothing matches."</p> }.into_any()
        }
        Outcome::Searching if search.count() == 0 => {
            view! { <p class="combo-note">"Searching…"</p> }.into_any()
        }
        Outcome::Failed(sentence) => view! {
            <p class="combo-note" data-tone="danger">
                <Icon name=IconName::Stop />
                <span>{sentence}</span>
                <button
                    type="button"
                    class="link-button"
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| search.retry()
                >
                    "Try again"
                </button>
            </p>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

fn spoken<T>(outcome: &Outcome<T>) -> String {
    match outcome {
        Outcome::Idle | Outcome::Searching => String::new(),
        Outcome::Found(found) => match found.len() {
            0 => "Nothing matches.".into(),
            1 => "One found. Use the arrow keys.".into(),
            many => format!("{many} found. Use the arrow keys."),
        },
        Outcome::Failed(sentence) => sentence.clone(),
    }
}
