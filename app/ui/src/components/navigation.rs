//! Moving within a screen: tabs and search. Both are addresses, so they reload and can be shared.

use super::{
    Icon, IconName, ScanButton,
    browser::{bind_text, select_text, sleep},
};
use leptos::{html::Input, prelude::*, task::spawn_local};

/// One of the [`Tabs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    pub href: String,
    pub label: String,
    pub count: Option<u32>,
    pub current: bool,
}

impl Tab {
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            count: None,
            current,
        }
    }

    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }
}

/// Links between views of one thing.
#[component]
pub fn Tabs(
    /// What they switch: "Orders by state".
    #[prop(into)]
    label: String,
    #[prop(into)] tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let tab = |tab: Tab| {
        view! {
            <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>
                {tab.label}
                {tab.count.map(|count| view! { <span class="tab-count">{count}</span> })}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=label>
            {move || tabs.get().into_iter().map(tab).collect_view()}
        </nav>
    }
}

/// A search that is a plain GET form before hydration, and searches while one types after it.
#[component]
pub fn SearchBox(
    #[prop(into)] label: String,
    /// The query parameter.
    #[prop(into, default = "q".into())]
    name: String,
    /// Where the form leads; this page where left out.
    #[prop(optional, into)]
    action: Option<String>,
    #[prop(into)] value: RwSignal<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// Called once typing pauses, and on Enter.
    #[prop(into)]
    on_search: Callback<String>,
    /// Called on Enter instead, with which a scanner ends what it types.
    #[prop(optional, into)]
    on_enter: Option<Callback<String>>,
) -> impl IntoView {
    let id = super::field_id(&name);
    let scanned = on_enter.is_some();
    let on_enter = on_enter.unwrap_or(on_search);
    let control = NodeRef::<Input>::new();
    // What a scanner types takes the place of what was there before.
    let give_way = move || {
        if scanned {
            select_text(control);
        }
    };
    bind_text(control, value);
    let asked = StoredValue::new(0_u32);
    let ask = move |typed: String| {
        value.set(typed.clone());
        asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let mine = asked.get_value();
        spawn_local(async move {
            sleep(250).await;
            if asked.try_get_value() == Some(mine) {
                on_search.run(typed);
            }
        });
    };
    view! {
        <form
            class="search-box"
            role="search"
            method="get"
            action=action
            on:submit=move |event| {
                event.prevent_default();
                asked.update_value(|asked| *asked = asked.wrapping_add(1));
                on_enter.run(value.get_untracked());
                give_way();
            }
        >
            <label class="visually-hidden" for=id.clone()>
                {label}
            </label>
            <div class="control">
                <Icon name=IconName::Search />
                <input
                    node_ref=control
                    id=id
                    name=name
                    type="search"
                    autocomplete="off"
                    placeholder=placeholder
                    value=value.get_untracked()
                    on:input=move |event| ask(event_target_value(&event))
                    on:focus=move |_| give_way()
                />
            </div>
            {scanned.then(|| view! { <ScanButton on_read=on_enter /> })}
        </form>
    }
}
