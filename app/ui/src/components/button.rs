//! Buttons, and links that look like them.

use super::{Icon, IconName};
use leptos::{ev::MouseEvent, prelude::*};

/// How loudly a button speaks. One primary a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    Primary,
    #[default]
    Secondary,
    Quiet,
    Danger,
}

impl ButtonVariant {
    fn as_str(self) -> &'static str {
        match self {
            ButtonVariant::Primary => "primary",
            ButtonVariant::Secondary => "secondary",
            ButtonVariant::Quiet => "quiet",
            ButtonVariant::Danger => "danger",
        }
    }
}

/// A button. While busy, or while there is a reason why it can't be used, it stays focusable,
/// says so, and does nothing: a double tap acts once and nobody wonders why it is grey.
#[component]
pub fn Button(
    #[prop(optional)] variant: ButtonVariant,
    /// Submits its form instead of only calling `on_press`.
    #[prop(optional)]
    submit: bool,
    /// `name` and `value` that a submit button sends with its form.
    #[prop(optional, into)]
    name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] icon: Option<IconName>,
    /// Work under way: shows a spinner in place of the icon.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it can't be used now; shown inside the button.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// Can't be used and the reason is plain from the surroundings.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Shows only the icon; the children become its spoken name.
    #[prop(optional)]
    icon_only: bool,
    /// As wide as its container.
    #[prop(optional)]
    wide: bool,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let blocked = move || busy.get() || disabled.get() || disabled_reason.with(Option::is_some);
    let press = move |event: MouseEvent| {
        if blocked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let has_mark = move || icon.is_some() || busy.get();
    view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            name=name
            value=value
            data-variant=variant.as_str()
            data-icon-only=icon_only.then_some("")
            data-wide=wide.then_some("")
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || blocked().then_some("true")
            on:click=press
        >
            <Show when=has_mark>
                <span class="button-mark" aria-hidden="true">
                    <Show
                        when=move || busy.get()
                        fallback=move || icon.map(|name| view! { <Icon name=name /> })
                    >
                        <span class="spinner"></span>
                    </Show>
                </span>
            </Show>
            <span class=if icon_only { "visually-hidden" } else { "button-text" }>
                <span class="button-label">{children()}</span>
                {move || {
                    disabled_reason
                        .get()
                        .map(|reason| view! { <span class="button-reason">{reason}</span> })
                }}
            </span>
        </button>
    }
}

/// A link that looks like a button. It goes somewhere; it never changes anything.
#[component]
pub fn LinkButton(
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] variant: ButtonVariant,
    #[prop(optional, into)] icon: Option<IconName>,
    /// Shows only the icon; the children become its spoken name.
    #[prop(optional)]
    icon_only: bool,
    #[prop(optional)] wide: bool,
    /// Opens beside this page, as prints do.
    #[prop(optional)]
    new_tab: bool,
    /// Left to the browser instead of the router: files and exports.
    #[prop(optional)]
    download: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class="button"
            href=move || href.get()
            data-variant=variant.as_str()
            data-icon-only=icon_only.then_some("")
            data-wide=wide.then_some("")
            target=new_tab.then_some("_blank")
            rel=if new_tab { Some("noopener") } else { download.then_some("external") }
            download=download.then_some("")
        >
            {icon
                .map(|name| {
                    view! {
                        <span class="button-mark" aria-hidden="true">
                            <Icon name=name />
                        </span>
                    }
                })}
            <span class=if icon_only {
                "visually-hidden"
            } else {
                "button-text"
            }>{children()}</span>
        </a>
    }
}

/// Buttons side by side, wrapping where there is no room.
#[component]
pub fn Actions(
    /// Pushed to the far end, as under a form.
    #[prop(optional)]
    end: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="actions" data-end=end.then_some("")>
            {children()}
        </div>
    }
}
