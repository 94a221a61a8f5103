//! Who is at the tablet: signing in, locking, switching person, and the people of the house.

mod api;
mod area;
mod bell;
mod browser;
mod cover;
#[cfg(feature = "ssr")]
pub(crate) mod doors;
mod gate;
mod house;
mod idle;
mod lock;
mod places;
mod routes;
mod session;
mod sign_in;
mod tablet;
mod take_over;

pub(crate) use api::colleagues;
pub use area::StaffArea;
pub(crate) use bell::ring;
pub use routes::{AccountRoutes, SignInRoutes};
pub use session::{Session, provide_session, use_session};
