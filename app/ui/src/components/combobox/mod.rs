//! Type, and pick from what is found: customers, styles, vendors.

mod list;
mod search;

use super::field::{Field, field_id, field_links};
use super::{Icon, IconName, browser};
use leptos::{ev::KeyboardEvent, prelude::*};
use list::ComboList;
use search::Search;
use std::future::Future;

/// How one thing found is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComboOption {
    pub label: String,
    /// A line below: a phone number, a SKU.
    pub detail: Option<String>,
    /// At the far end: a price, "last seen 4 May".
    pub aside: Option<String>,
    /// In front: a picture, or the letters that stand for it.
    pub picture: Option<ComboPicture>,
}

/// What stands in front of a thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComboPicture {
    /// The path of a picture of ours.
    Photo(String),
    Letters(String),
}

impl ComboOption {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            detail: None,
            aside: None,
            picture: None,
        }
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    #[must_use]
    pub fn picture(mut self, picture: ComboPicture) -> Self {
        self.picture = Some(picture);
        self
    }

    #[must_use]
    pub fn aside(mut self, aside: impl Into<String>) -> Self {
        self.aside = Some(aside.into());
        self
    }
}

/// A field that searches while one types.
///
/// `fetch` is asked once typing pauses; an answer that was overtaken by more typing is dropped.
/// After a choice the field holds the label of what was chosen, unless `clear_on_select`.
#[component]
pub fn Combobox<T, F, R>(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    /// What is typed.
    #[prop(into)]
    text: RwSignal<String>,
    /// Finds what matches; an error is a sentence for the person.
    fetch: F,
    /// How a thing found is shown.
    #[prop(into)]
    show: Callback<T, ComboOption>,
    #[prop(into)] on_select: Callback<T>,
    /// Offers to make something new of what was typed.
    #[prop(optional, into)]
    on_create: Option<Callback<String>>,
    /// The words of that offer: "New customer".
    #[prop(into, default = "Add".into())]
    create_label: String,
    /// Empties the field after a choice, for adding several in a row.
    #[prop(optional)]
    clear_on_select: bool,
    #[prop(default = 2)] min_chars: u8,
    #[prop(default = 200)] debounce_ms: u32,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(String) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Vec<T>, String>> + 'static,
{
    let id = StoredValue::new(id.unwrap_or_else(|| field_id(&name)));
    let links = id.with_value(|id| field_links(id, hint, error));
    let search = Search::new(fetch, usize::from(min_chars), debounce_ms);
    let control = NodeRef::new();
    browser::bind_text(control, text);

    let choose = Callback::new(move |index: usize| {
        if let Some(item) = search.found_at(index) {
            text.set(if clear_on_select {
                String::new()
            } else {
                show.run(item.clone()).label
            });
            search.close();
            on_select.run(item);
        } else if let Some(on_create) = on_create {
            let typed = text.get_untracked().trim().to_string();
            search.close();
            on_create.run(typed);
        }
    });
    // On a tablet the list would otherwise open below the edge of the screen.
    Effect::new(move |_| {
        if search.is_open() && search.count() > 0 {
            let list = format!("{}-list", id.get_value());
            request_animation_frame(move || browser::reveal(&list));
        }
    });
    let rows = move || search.count() + usize::from(on_create.is_some() && search.can_create());
    let option_id = move |index: usize| format!("{}-option-{index}", id.get_value());
    let on_key = move |event: KeyboardEvent| {
        let Some(key) = browser::key(&event) else {
            return;
        };
        match key.as_str() {
            "ArrowDown" | "ArrowUp" => {
                event.prevent_default();
                if let Some(index) = search.step(rows(), key == "ArrowDown") {
                    browser::reveal(&option_id(index));
                }
            }
            "Enter" => {
                if let Some(index) = search.active() {
                    event.prevent_default();
                    choose.run(index);
                }
            }
            "Escape" if search.is_open() => {
                event.prevent_default();
                search.close();
            }
            _ => {}
        }
    };
    view! {
        <Field
            id=id.get_value()
            label=label
            hint=hint
            error=error
            optional=optional
            hide_label=hide_label
        >
            <div class="combobox">
                <div class="control">
                    <Icon name=IconName::Search />
                    <input
                        node_ref=control
                        id=id.get_value()
                        name=name
                        type="text"
                        role="combobox"
                        autocomplete="off"
                        spellcheck="false"
                        autofocus=autofocus
                        placeholder=placeholder
                        value=text.get_untracked()
                        aria-autocomplete="list"
                        aria-expanded=move || if search.is_open() { "true" } else { "false" }
                        aria-controls=move || format!("{}-list", id.get_value())
                        aria-activedescendant=move || search.active().map(option_id)
                        aria-describedby=links.described_by
                        aria-invalid=links.invalid
                        on:input=move |event| {
                            let typed = event_target_value(&event);
                            text.set(typed.clone());
                            search.ask(typed);
                        }
                        on:focus=move |_| search.reopen()
                        on:blur=move |_| search.close()
                        on:keydown=on_key
                    />
                    <Show when=move || search.is_busy()>
                        <span class="spinner" aria-hidden="true"></span>
                    </Show>
                </div>
                <ComboList
                    id=id
                    search=search
                    show=show
                    choose=choose
                    text=text
                    create_label=on_create.map(|_| create_label)
                />
            </div>
        </Field>
    }
}
