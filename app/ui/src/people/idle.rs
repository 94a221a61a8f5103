//! Locks the tablet that was left alone. The server does so by its own count; this one makes the
//! screen say so at once.

use super::{Session, api, browser, use_session};
use domain::people::{Presence, SignedIn};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How often at most the server is told that somebody is there.
const TELL_EVERY: Duration = Duration::from_secs(30);
/// The server's count starts a moment later than the browser's.
const GRACE: Duration = Duration::from_secs(2);

/// Watches for as long as the component that calls it is on the page.
pub(super) fn lock_when_idle(person: Memo<Option<SignedIn>>) {
    let minutes = Memo::new(move |_| person.with(|person| person.as_ref().map(|p| p.idle_minutes)));
    // Each time that somebody opens the tablet the count starts anew.
    let session = use_session();
    let working = Memo::new(move |_| matches!(session.presence(), Presence::Working(_)));
    Effect::new(move |_| {
        let (Some(minutes), true) = (minutes.get(), working.get()) else {
            return;
        };
        let after = Duration::from_secs(u64::from(minutes).saturating_mul(60)) + GRACE;
        let asking = StoredValue::new(false);
        let idle = Callback::new(move |go_on: Callback<()>| {
            if !asking.get_value() {
                asking.set_value(true);
                spawn_local(async move {
                    if is_busy_elsewhere(session).await {
                        go_on.try_run(());
                    }
                    let _ = asking.try_set_value(false);
                });
            }
        });
        let alive = Callback::new(|()| {
            spawn_local(async {
                // A refusal locks by itself; a lost connection is found out by what people do.
                let _ = api::still_here().await;
            });
        });
        browser::watch_idle(after, TELL_EVERY, alive, idle);
    });
}

/// Whether in another tab of the same tablet somebody is at work, which the server knows; locks
/// this one otherwise.
async fn is_busy_elsewhere(session: Session) -> bool {
    match api::who_is_here().await {
        Ok(Presence::Working(_)) => return true,
        Ok(Presence::Nobody) => session.end(),
        Ok(Presence::Locked(_)) | Err(_) => session.lock(),
    }
    false
}
