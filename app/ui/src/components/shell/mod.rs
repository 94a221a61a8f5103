//! What is around every staff screen: a rail at the left on a tablet, a bar at the bottom on a phone.

mod person;
mod rail;

use super::IconName;
use leptos::prelude::*;
use rail::Rail;

/// One place to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub icon: IconName,
    /// How much waits there.
    pub count: Option<u32>,
}

impl NavItem {
    pub fn new(href: impl Into<String>, label: impl Into<String>, icon: IconName) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            icon,
            count: None,
        }
    }

    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }

    /// Whether this path is the item's page or one below it.
    fn leads_to(&self, path: &str) -> bool {
        let below = |rest: &str| rest.is_empty() || (rest.starts_with('/') && self.href != "/");
        path.strip_prefix(self.href.as_str()).is_some_and(below)
    }
}

/// The place that a path belongs to: of those that lead to it, the nearest.
fn current(places: &[NavItem], path: &str) -> Option<String> {
    let leading = places.iter().filter(|place| place.leads_to(path));
    leading
        .max_by_key(|place| place.href.len())
        .map(|place| place.href.clone())
}

/// Who is at the tablet, and in which store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShellPerson {
    pub name: String,
    pub role: String,
    pub store: String,
}

/// The frame of the staff screens.
#[component]
pub fn AppShell(
    #[prop(into)] person: Signal<ShellPerson>,
    /// The places, most used first: the first four are a phone's bottom bar.
    #[prop(into)]
    nav: Signal<Vec<NavItem>>,
    /// "Switch person": opens the PIN pad.
    #[prop(into)]
    on_switch: Callback<()>,
    #[prop(into)] on_sign_out: Callback<()>,
    /// Said across the top while it lasts: "No connection. What you type is kept."
    #[prop(optional, into)]
    notice: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    // Erased: the frame is around everything, and its type would be part of every screen's.
    view! {
        <div class="shell">
            <a class="skip-link" href="#main">
                "Skip to content"
            </a>
            <Rail person=person nav=nav on_switch=on_switch on_sign_out=on_sign_out />
            <div class="shell-page">
                {move || {
                    notice
                        .get()
                        .map(|notice| {
                            view! {
                                <p class="shell-notice" role="status">
                                    {notice}
                                </p>
                            }
                        })
                }}
                <main id="main" class="shell-main" tabindex="-1">
                    {children()}
                </main>
            </div>
        </div>
    }
    .into_any()
}

/// The mark of the house: a stone held by its bezel.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <circle class="brand-bezel" cx="16" cy="16" r="14"></circle>
            <path class="brand-stone" d="M11 8.5h10l4.5 5.5L16 25 6.5 14z"></path>
            <path class="brand-facets" d="M6.5 14h19M11 8.5l1.8 5.5L16 25l3.2-11L21 8.5M12.8 14 16 8.5l3.2 5.5"></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::{IconName, NavItem, current};

    fn at(path: &str) -> Option<String> {
        let place = |href: &str| NavItem::new(href, "", IconName::Orders);
        current(&[place("/"), place("/orders"), place("/orders/new")], path)
    }

    #[test]
    fn a_place_is_current_on_its_own_page_and_below() {
        assert_eq!(at("/orders").as_deref(), Some("/orders"));
        assert_eq!(at("/orders/SO-1").as_deref(), Some("/orders"));
        assert_eq!(at("/").as_deref(), Some("/"));
    }

    #[test]
    fn only_the_nearest_place_is_current() {
        assert_eq!(at("/orders/new").as_deref(), Some("/orders/new"));
    }

    #[test]
    fn a_longer_word_is_another_place() {
        assert_eq!(at("/orders-archive"), None);
    }
}
