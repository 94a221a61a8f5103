//! The server functions that answer without a session, or with one that is locked.

use super::api::{Colleagues, Lock, SignIn, SignOut, SwitchPerson, Unlock, WhoIsHere};
use leptos::server_fn::ServerFn;

/// Without anybody signed in.
pub(crate) const OPEN: [&str; 2] = [SignIn::PATH, WhoIsHere::PATH];

/// To open a locked tablet, hand it over, or leave it.
pub(crate) const WHILE_LOCKED: [&str; 5] = [
    Unlock::PATH,
    Colleagues::PATH,
    SwitchPerson::PATH,
    SignOut::PATH,
    Lock::PATH,
];
