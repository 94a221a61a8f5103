//! Who is at this tablet, known to every screen.

use super::bell;
use domain::people::{Presence, SignedIn};
use domain::staff::Permission;
use leptos::prelude::*;

/// Who is at this tablet. Copies share it.
#[derive(Clone, Copy)]
pub struct Session {
    presence: RwSignal<Presence>,
}

impl Session {
    #[must_use]
    pub fn presence(self) -> Presence {
        self.presence.get()
    }

    /// The person at the tablet, locked or not.
    #[must_use]
    pub fn person(self) -> Option<SignedIn> {
        self.presence.with(|presence| presence.person().cloned())
    }

    /// Whether the person at the tablet may do something. The server asks again.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        self.presence.with(|presence| {
            presence
                .person()
                .is_some_and(|person| person.may(permission))
        })
    }

    #[must_use]
    pub fn is_locked(self) -> bool {
        self.presence
            .with(|presence| matches!(presence, Presence::Locked(_)))
    }

    /// Someone signed in, unlocked the tablet or took it over.
    pub fn opened_by(self, person: SignedIn) {
        self.presence.set(Presence::Working(person));
    }

    /// The tablet locked itself or was locked.
    pub fn lock(self) {
        self.presence.update(|presence| {
            if let Presence::Working(person) = presence {
                *presence = Presence::Locked(person.clone());
            }
        });
    }

    /// The session has ended.
    pub fn end(self) {
        self.presence.set(Presence::Nobody);
    }
}

/// Makes [`use_session`] work below this component; once, in the app. The server says who is
/// there along with the page.
pub fn provide_session() -> Session {
    let known = SharedValue::new(|| use_context::<Presence>().unwrap_or_default());
    let session = Session {
        presence: RwSignal::new(known.into_inner()),
    };
    provide_context(session);
    bell::answer_with(session);
    session
}

/// Who is at this tablet.
#[must_use]
pub fn use_session() -> Session {
    use_context().unwrap_or_else(provide_session)
}
