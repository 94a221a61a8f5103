//! What the screens of managing people ask of the server.

use crate::error::UiError;
use domain::ids::{IdempotencyKey, SessionId, StaffId};
use domain::people::{NewPerson, Person, PersonChange, SessionView};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Everybody who works here or did.
#[server(input = Json, output = Json)]
pub async fn list_people() -> Result<Vec<Person>, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::people::manage::list(&services, &staff).await?)
}

/// Takes somebody on.
#[server(input = Json, output = Json)]
pub async fn add_person(new: NewPerson, key: IdempotencyKey) -> Result<StaffId, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::people::manage::add(&services, &staff, &new, key).await?)
}

/// Changes what somebody is here.
#[server(input = Json, output = Json)]
pub async fn change_person(
    id: StaffId,
    change: PersonChange,
    key: IdempotencyKey,
) -> Result<i32, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::people::manage::change(&services, &staff, id, &change, key).await?)
}

/// Gives somebody a PIN.
#[server(input = Json, output = Json)]
pub async fn give_pin(id: StaffId, pin: String) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::people::manage::set_pin(&services, &staff, id, &pin).await?)
}

/// Gives somebody a password to replace.
#[server(input = Json, output = Json)]
pub async fn give_password(id: StaffId, password: String) -> Result<(), UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::people::manage::set_password(&services, &staff, id, &password).await?)
}

/// The sessions that live: one's own, or everybody's for those who administer.
#[server(input = Json, output = Json)]
pub async fn list_sessions() -> Result<Vec<SessionView>, UiError> {
    let seat = crate::server::seat()?;
    let services = crate::server::services()?;
    Ok(services::people::sessions::list(&services, &seat).await?)
}

/// Ends a session from elsewhere.
#[server(input = Json, output = Json)]
pub async fn end_session(id: SessionId) -> Result<(), UiError> {
    let seat = crate::server::seat()?;
    let services = crate::server::services()?;
    Ok(services::people::sessions::revoke(&services, &seat, id).await?)
}

/// Replaces one's own password.
#[server(input = Json, output = Json)]
pub async fn change_own_password(current: String, new: String) -> Result<(), UiError> {
    let seat = crate::server::seat()?;
    let services = crate::server::services()?;
    Ok(services::people::own::change_password(&services, &seat, &current, &new).await?)
}

/// Replaces one's own PIN.
#[server(input = Json, output = Json)]
pub async fn change_own_pin(current: String, pin: String) -> Result<(), UiError> {
    let seat = crate::server::seat()?;
    let services = crate::server::services()?;
    Ok(services::people::own::change_pin(&services, &seat, &current, &pin).await?)
}
