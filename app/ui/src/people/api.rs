//! What the screens of signing in and locking ask of the server.

use crate::error::UiError;
use domain::ids::{StaffId, StoreId};
use domain::people::{Colleague, Entered, Presence, Proof, SignedIn, StoreChoice};
use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

/// Signs in with e-mail and password, and says where to go on.
#[server(input = PostUrl, output = Json)]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<Entered, UiError> {
    use crate::server::entry;
    let services = crate::server::services()?;
    let next = crate::server::entry::local_path(Some(&next));
    let origin = crate::server::origin()?;
    match services::people::sign_in(&services, &email, &password, origin).await {
        Ok(opened) => Ok(entry::let_in(&services, opened, next)),
        Err(error) => Err(entry::turn_away(error.into(), &email, &next)),
    }
}

/// Who is at the tablet. Asking does not keep it open.
#[server(input = Json, output = Json)]
pub async fn who_is_here() -> Result<Presence, UiError> {
    Ok(crate::server::presence())
}

/// Somebody touched the tablet.
#[server(input = Json, output = Json)]
pub async fn still_here() -> Result<(), UiError> {
    let seat = crate::server::seat()?;
    let services = crate::server::services()?;
    Ok(services::people::sessions::still_here(&services, &seat).await?)
}

/// Locks the tablet.
#[server(input = Json, output = Json)]
pub async fn lock() -> Result<(), UiError> {
    let seat = crate::server::seat_even_locked()?;
    let services = crate::server::services()?;
    Ok(services::people::sessions::lock(&services, &seat).await?)
}

/// Opens the locked tablet for the same person again.
#[server(input = Json, output = Json)]
pub async fn unlock(proof: Proof) -> Result<SignedIn, UiError> {
    let seat = crate::server::seat_even_locked()?;
    let services = crate::server::services()?;
    let seat = services::people::sessions::unlock(&services, &seat, &proof).await?;
    Ok(seat.shown())
}

/// Who else can take over this tablet.
#[server(input = Json, output = Json)]
pub async fn colleagues() -> Result<Vec<Colleague>, UiError> {
    let seat = crate::server::seat_even_locked()?;
    let services = crate::server::services()?;
    Ok(services::people::sessions::colleagues(&services, &seat).await?)
}

/// Hands the tablet to somebody else, against their PIN.
#[server(input = Json, output = Json)]
pub async fn switch_person(to: StaffId, pin: String) -> Result<SignedIn, UiError> {
    let seat = crate::server::seat_even_locked()?;
    let services = crate::server::services()?;
    let opened = services::people::sessions::switch(&services, &seat, to, &pin).await?;
    Ok(crate::server::entry::let_in(&services, opened, "/".into()).person)
}

/// Ends the session.
#[server(input = Json, output = Json)]
pub async fn sign_out() -> Result<(), UiError> {
    use crate::server::cookies::Cookie;
    let seat = crate::server::seat_even_locked()?;
    let services = crate::server::services()?;
    services::people::sessions::sign_out(&services, &seat).await?;
    Cookie::Session.forget(services.public_url.starts_with("https://"));
    Ok(())
}

/// The stores that this tablet may belong to.
#[server(input = Json, output = Json)]
pub async fn store_choices() -> Result<Vec<StoreChoice>, UiError> {
    let seat = crate::server::seat()?;
    let services = crate::server::services()?;
    Ok(services::people::store_choices(&services, &seat).await?)
}

/// Says to which store this tablet belongs.
#[server(input = PostUrl, output = Json)]
pub async fn place_device(
    store: StoreId,
    #[server(default)] next: String,
) -> Result<Entered, UiError> {
    let seat = crate::server::seat()?;
    let services = crate::server::services()?;
    let seat = services::people::place_device(&services, &seat, store).await?;
    let next = crate::server::entry::local_path(Some(&next));
    if crate::server::is_plain_form() {
        leptos_axum::redirect(&next);
    }
    Ok(Entered {
        person: seat.shown(),
        next,
    })
}
