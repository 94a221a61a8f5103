//! The three other states of every list: nothing there, not there yet, not to be had.

use super::{Button, ButtonVariant, Icon, IconName, LinkButton};
use leptos::{children::ViewFnOnce, ev::MouseEvent, prelude::*};

/// Nothing here, why, and what to do about it.
#[component]
pub fn EmptyState(
    #[prop(default = IconName::Gem)] icon: IconName,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    #[prop(optional, into)] actions: Option<ViewFnOnce>,
) -> impl IntoView {
    view! {
        <div class="state">
            <Icon name=icon />
            <p class="state-title">{title}</p>
            {text.map(|text| view! { <p class="state-text">{text}</p> })}
            {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
        </div>
    }
}

/// It could not be loaded. Offers another try: by `on_retry`, or by loading `retry_href`.
#[component]
pub fn ErrorState(
    #[prop(into, default = "This could not be loaded".into())] title: String,
    #[prop(into, default = "Nothing has been lost. Try again in a moment.".into())] text: String,
    #[prop(optional, into)] on_retry: Option<Callback<()>>,
    #[prop(optional, into)] retry_href: Option<String>,
) -> impl IntoView {
    view! {
        <div class="state" role="alert" data-tone="danger">
            <Icon name=IconName::Warning />
            <p class="state-title">{title}</p>
            <p class="state-text">{text}</p>
            <div class="actions">
                {on_retry
                    .map(|on_retry| {
                        view! {
                            <Button icon=IconName::Refresh on_press=on_retry>
                                "Try again"
                            </Button>
                        }
                    })}
                {retry_href
                    .map(|href| {
                        view! {
                            <LinkButton
                                href=href
                                variant=ButtonVariant::Secondary
                                icon=IconName::Refresh
                            >
                                "Try again"
                            </LinkButton>
                        }
                    })}
            </div>
        </div>
    }
}

/// What a [`Skeleton`] stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkeletonShape {
    /// Lines of text.
    #[default]
    Lines,
    /// Rows of a table or a list.
    Rows,
    /// The columns of a board.
    Board,
}

/// The shape of what is on its way.
#[component]
pub fn Skeleton(
    #[prop(optional)] shape: SkeletonShape,
    #[prop(default = 3)] count: u8,
) -> impl IntoView {
    let shape = match shape {
        SkeletonShape::Lines => "lines",
        SkeletonShape::Rows => "rows",
        SkeletonShape::Board => "board",
    };
    view! {
        <div class="skeleton" data-shape=shape role="status">
            <span class="visually-hidden">"Loading"</span>
            {(0..count).map(|_| view! { <i aria-hidden="true"></i> }).collect_view()}
        </div>
    }
}

/// The end of a list that has more. With `href` it works as a link before hydration, too.
#[component]
pub fn LoadMore(
    /// "Showing 50 of 312"
    #[prop(optional, into)]
    shown: Signal<Option<String>>,
    #[prop(into)] has_more: Signal<bool>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// The address of the longer list, or of the next page.
    #[prop(optional, into)]
    href: Option<Signal<String>>,
    #[prop(into)] on_more: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="load-more">
            {move || shown.get().map(|shown| view! { <p role="status">{shown}</p> })}
            <Show when=move || has_more.get()>
                {match href {
                    Some(href) => {
                        let press = move |event: MouseEvent| {
                            event.prevent_default();
                            if !busy.get() {
                                on_more.run(());
                            }
                        };
                        view! {
                            <a
                                class="button"
                                href=move || href.get()
                                aria-busy=move || busy.get().then_some("true")
                                on:click=press
                            >
                                "Show more"
                            </a>
                        }
                            .into_any()
                    }
                    None => {
                        view! {
                            <Button busy=busy on_press=on_more>
                                "Show more"
                            </Button>
                        }
                            .into_any()
                    }
                }}
            </Show>
        </div>
    }
}
