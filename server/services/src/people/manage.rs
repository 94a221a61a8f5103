//! Managing the people of the house. For those who administer.

use super::secrets;
use super::store::{sessions, staff};
use crate::idempotency::{Claimed, claim};
use crate::{Error, Services, Staff, audit};
use domain::ids::{IdempotencyKey, StaffId};
use domain::people::{NewPerson, Person, PersonChange, checked_pin};
use domain::staff::{Permission, check_password};
use serde_json::json;

use crate::Caller;

/// Everybody who works here or did.
pub async fn list(services: &Services, actor: &Staff) -> Result<Vec<Person>, Error> {
    administers(actor)?;
    staff::list(&services.db).await
}

/// Takes somebody on.
pub async fn add(
    services: &Services,
    actor: &Staff,
    new: &NewPerson,
    key: IdempotencyKey,
) -> Result<StaffId, Error> {
    administers(actor)?;
    let person = new.checked()?;
    let hash = secrets::hash(new.password.clone()).await?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    // The password is left out: its fast hash has no place in the database.
    let named = (&person.name, &person.email, person.role, person.store);
    let claim = match claim(&mut tx, "people.add", actor.into(), key, &named, now).await? {
        Claimed::Done(id) => return Ok(id),
        Claimed::New(claim) => claim,
    };
    let id = StaffId::generate();
    if !staff::has_store(&mut tx, person.store).await? {
        return Err(Error::field("/store", "Choose a store."));
    }
    if !staff::add(&mut tx, id, &person, &hash, now).await? {
        return Err(Error::field(
            "/email",
            "Somebody here already uses this e-mail address.",
        ));
    }
    let about = json!({ "name": person.name, "email": person.email, "role": person.role, "store": person.store });
    audit::note(
        &mut tx,
        actor.into(),
        "people.added",
        Some(id.uuid()),
        about,
        now,
    )
    .await?;
    claim.complete(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes what somebody is here. Whoever is no longer active is signed out everywhere.
pub async fn change(
    services: &Services,
    actor: &Staff,
    id: StaffId,
    change: &PersonChange,
    key: IdempotencyKey,
) -> Result<i32, Error> {
    administers(actor)?;
    let change = change.clone().checked()?;
    if id == actor.id && !(change.active && change.role.may(Permission::Administer)) {
        // Otherwise the last one who can manage people could lock everybody out.
        return Err(Error::field(
            "/role",
            "You can't take this away from yourself. Ask another owner.",
        ));
    }
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let claim = match claim(
        &mut tx,
        "people.change",
        actor.into(),
        key,
        &(id, &change),
        now,
    )
    .await?
    {
        Claimed::Done(version) => return Ok(version),
        Claimed::New(claim) => claim,
    };
    let before = staff::one_for_update(&mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    if !staff::has_store(&mut tx, change.store).await? {
        return Err(Error::field("/store", "Choose a store."));
    }
    let Some(version) = staff::change(&mut tx, id, &change).await? else {
        return Err(Error::Conflict(format!(
            "{} was changed in the meantime: now {}, {}. Look at it and try again.",
            before.name,
            before.role.label(),
            if before.active {
                "active"
            } else {
                "not active"
            },
        )));
    };
    if !change.active {
        sessions::end_of_staff(&mut tx, id, None, now).await?;
    }
    let about = json!({ "from": before, "to": change });
    audit::note(
        &mut tx,
        actor.into(),
        "people.changed",
        Some(id.uuid()),
        about,
        now,
    )
    .await?;
    claim.complete(&mut tx, &version).await?;
    tx.commit().await?;
    Ok(version)
}

/// Gives somebody a PIN, in place of the one that they had.
pub async fn set_pin(
    services: &Services,
    actor: &Staff,
    id: StaffId,
    pin: &str,
) -> Result<(), Error> {
    administers(actor)?;
    let hash = secrets::hash(checked_pin(pin)?.to_owned()).await?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    staff::set_pin(&mut tx, id, &hash).await?;
    audit::note(
        &mut tx,
        actor.into(),
        "people.pin_set",
        Some(id.uuid()),
        json!({}),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Gives somebody who forgot theirs a password to replace, and signs them out everywhere.
pub async fn set_password(
    services: &Services,
    actor: &Staff,
    id: StaffId,
    password: &str,
) -> Result<(), Error> {
    administers(actor)?;
    check_password(password).map_err(|wrong| Error::field("/password", wrong))?;
    let hash = secrets::hash(password.to_owned()).await?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    staff::set_password(&mut tx, id, &hash, true).await?;
    if id != actor.id {
        sessions::end_of_staff(&mut tx, id, None, now).await?;
    }
    audit::note(
        &mut tx,
        actor.into(),
        "people.password_set",
        Some(id.uuid()),
        json!({}),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn administers(actor: &Staff) -> Result<(), Error> {
    Caller::from(actor).require(Permission::Administer)
}
