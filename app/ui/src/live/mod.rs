//! Hearing that something changed on another tablet.

mod browser;

use domain::ids::OrderId;
use domain::live::News;
use leptos::prelude::*;

/// What a screen hears, for its parts.
#[derive(Clone, Copy)]
struct Heard(Signal<Option<News>>);

/// What was heard last, while the screen is open. Starts with nothing; at the server it stays so.
///
/// Where the stream is down, [`News::Anything`] comes every twenty seconds instead, so a screen
/// that refetches on news is right within that time.
/// One line serves a screen with all its parts: a browser opens few at a time.
#[must_use]
pub fn use_live_changes() -> Signal<Option<News>> {
    // Where one order's page takes the place of another's, what the other heard is still found here,
    // and gone.
    if let Some(Heard(heard)) = use_context()
        && heard.try_get_untracked().is_some()
    {
        return heard;
    }
    let heard = RwSignal::new(None);
    provide_context(Heard(heard.into()));
    // The effect keeps the line. It runs in the browser only: what a server's thread made for
    // itself would be dropped by another one, in the middle of the page.
    Effect::new(move |_: Option<browser::Line>| {
        browser::listen(move |news| {
            // The screen may be gone by the time the browser says something.
            let _gone = heard.try_set(Some(news));
        })
    });
    heard.into()
}

/// Calls back on every change of any order of the store.
pub fn on_any_change(refetch: impl Fn() + 'static) {
    let heard = use_live_changes();
    Effect::new(move |_| {
        if heard.get().is_some_and(News::changes) {
            refetch();
        }
    });
}

/// Calls back whenever things of the store went from hand to hand.
pub fn on_carried(look_again: impl Fn() + 'static) {
    let heard = use_live_changes();
    Effect::new(move |_| {
        if heard.get().is_some_and(News::carries) {
            look_again();
        }
    });
}

/// Calls back on every change of one order.
pub fn on_change_of(order: Signal<Option<OrderId>>, refetch: impl Fn() + 'static) {
    let heard = use_live_changes();
    Effect::new(move |_| {
        let order = order.get_untracked();
        let news = heard.get();
        if news
            .zip(order)
            .is_some_and(|(news, order)| news.concerns(order))
        {
            refetch();
        }
    });
}
