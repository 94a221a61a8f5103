//! The people of the house: the list, taking somebody on, changing them; and one's own account.

mod account;
mod api;
mod form;
mod list;
mod secret;
mod sessions;

pub(super) use account::AccountScreen;
pub(super) use list::PeopleScreen;
