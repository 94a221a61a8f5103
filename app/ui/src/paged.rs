//! A list that is shown page by page: the first page, and those that were asked for since.

use crate::components::{Banner, LoadMore, Tone};
use crate::error::UiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;

/// What has been fetched of a list, and where it goes on.
pub(crate) struct Paged<T: 'static, C: 'static> {
    items: RwSignal<Vec<T>>,
    next: RwSignal<Option<C>>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<UiError>>,
}

impl<T, C> Clone for Paged<T, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, C> Copy for Paged<T, C> {}

impl<T, C> Paged<T, C>
where
    T: Clone + Send + Sync + 'static,
    C: Clone + Send + Sync + 'static,
{
    /// Begins with the first page.
    pub(crate) fn new(items: Vec<T>, next: Option<C>) -> Self {
        Self {
            items: RwSignal::new(items),
            next: RwSignal::new(next),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    pub(crate) fn items(self) -> Vec<T> {
        self.items.get()
    }

    pub(crate) fn len(self) -> usize {
        self.items.with(Vec::len)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.len() == 0
    }

    fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// How many are shown: `1 piece`, `12 pieces`, `The first 50 pieces`.
    pub(crate) fn counted(self, one: &'static str, many: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            Some(match (self.len(), self.has_more()) {
                (1, false) => format!("1 {one}"),
                (count, false) => format!("{count} {many}"),
                (count, true) => format!("The first {count} {many}"),
            })
        })
    }

    /// The end of the list: what went wrong, and the button for more, which asks `fetch` for the
    /// page at a cursor.
    pub(crate) fn foot<F>(
        self,
        shown: Option<Signal<Option<String>>>,
        fetch: impl Fn(Option<C>) -> F + Send + Sync + 'static,
    ) -> impl IntoView
    where
        F: Future<Output = Result<(Vec<T>, Option<C>), UiError>> + 'static,
    {
        let more = move || {
            self.busy.set(true);
            self.failed.set(None);
            let page = fetch(self.next.get_untracked());
            spawn_local(async move { self.came(page.await) });
        };
        view! {
            {move || {
                self.failed.get().map(|e| view! { <Banner tone=Tone::Danger>{e.to_string()}</Banner> })
            }}
            <LoadMore
                shown=shown.unwrap_or_default()
                has_more=Signal::derive(move || self.has_more())
                busy=self.busy
                on_more=more
            />
        }
    }

    /// Another filter may have replaced this list in the meantime, and its signals with it.
    fn came(self, page: Result<(Vec<T>, Option<C>), UiError>) {
        let _ = self.busy.try_set(false);
        match page {
            Ok((items, next)) => {
                self.items.try_update(|all| all.extend(items));
                let _ = self.next.try_set(next);
            }
            Err(error) => {
                let _ = self.failed.try_set(Some(error));
            }
        }
    }
}
