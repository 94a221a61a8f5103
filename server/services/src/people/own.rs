//! What everybody may change about themselves, against their password.

use super::limits::Limit;
use super::store::{sessions, staff};
use super::{Seat, secrets};
use crate::{Error, Services, audit};
use domain::people::checked_pin;
use domain::staff::check_password;
use serde_json::json;

/// Replaces one's password, and signs one out everywhere else.
pub async fn change_password(
    services: &Services,
    seat: &Seat,
    current: &str,
    new: &str,
) -> Result<(), Error> {
    check_password(new).map_err(|wrong| Error::field("/new", wrong))?;
    if current == new {
        return Err(Error::field(
            "/new",
            "Choose another password than the present one.",
        ));
    }
    prove(services, seat, current).await?;
    let hash = secrets::hash(new.to_owned()).await?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let me = seat.staff.id;
    staff::set_password(&mut tx, me, &hash, false).await?;
    sessions::end_of_staff(&mut tx, me, Some(seat.session), now).await?;
    audit::note(
        &mut tx,
        (&seat.staff).into(),
        "people.password_changed",
        Some(me.uuid()),
        json!({}),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Sets one's own PIN.
pub async fn change_pin(
    services: &Services,
    seat: &Seat,
    password: &str,
    pin: &str,
) -> Result<(), Error> {
    let pin = checked_pin(pin)?;
    prove(services, seat, password).await?;
    let hash = secrets::hash(pin.to_owned()).await?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let me = seat.staff.id;
    staff::set_pin(&mut tx, me, &hash).await?;
    audit::note(
        &mut tx,
        (&seat.staff).into(),
        "people.pin_changed",
        Some(me.uuid()),
        json!({}),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn prove(services: &Services, seat: &Seat, password: &str) -> Result<(), Error> {
    let limit = Limit::of_pin(seat.device, seat.staff.id);
    limit.count(&services.db, services.clock.now()).await?;
    let person = staff::by_id(&services.db, seat.staff.id).await?;
    let stored = person.map(|person| person.password_hash);
    if !secrets::matches(password.to_owned(), stored).await? {
        return Err(Error::field("/current", "That is not your password."));
    }
    limit.clear(&services.db).await
}
