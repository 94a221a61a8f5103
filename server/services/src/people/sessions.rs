//! A session's life after it was opened.

use super::limits::Limit;
use super::store::{sessions as store, staff};
use super::{Opened, Seat, Token, secrets};
use crate::{Caller, Error, Services, audit, stores};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{SessionId, StaffId};
use domain::people::{Colleague, Proof, SessionView};
use domain::staff::Permission;
use serde_json::json;

/// How often at most it is written down that somebody is there.
const NOTE_EVERY: TimeDelta = TimeDelta::seconds(30);

/// A session as a request finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It waits for the person's PIN.
    Locked(Seat),
    Working(Seat),
}

/// The session of a cookie, if it still lives. One that was left alone for too long is locked
/// here: the browser locks itself as well, but this is what counts.
pub async fn find(services: &Services, token: &Token) -> Result<Option<Found>, Error> {
    let now = services.clock.now();
    let Some((seat, locked)) = store::find(&services.db, &token.hash(), now).await? else {
        return Ok(None);
    };
    if locked {
        return Ok(Some(Found::Locked(seat)));
    }
    if is_idle(&seat, now) {
        store::lock(&services.db, seat.session, now).await?;
        return Ok(Some(Found::Locked(seat)));
    }
    Ok(Some(Found::Working(seat)))
}

fn is_idle(seat: &Seat, now: DateTime<Utc>) -> bool {
    now - seat.last_seen >= TimeDelta::minutes(i64::from(seat.idle_minutes))
}

/// Notes that a person is at the tablet. Called for what a person does, never for what a screen
/// asks by itself: a board that refreshes must not keep a tablet open.
pub async fn still_here(services: &Services, seat: &Seat) -> Result<(), Error> {
    let now = services.clock.now();
    if now - seat.last_seen < NOTE_EVERY {
        return Ok(());
    }
    store::touch(&services.db, seat.session, now).await
}

/// Locks the tablet now.
pub async fn lock(services: &Services, seat: &Seat) -> Result<(), Error> {
    store::lock(&services.db, seat.session, services.clock.now()).await
}

/// The person comes back to their locked tablet.
pub async fn unlock(services: &Services, seat: &Seat, proof: &Proof) -> Result<Seat, Error> {
    prove(services, seat, seat.staff.id, proof).await?;
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    store::unlock(&mut tx, seat.session, now).await?;
    let seat = store::seat(&mut tx, seat.session, now).await?;
    tx.commit().await?;
    Ok(seat)
}

/// Another person takes over the tablet with their PIN. What was opened with a password in the
/// morning is not made longer by it.
pub async fn switch(
    services: &Services,
    seat: &Seat,
    to: StaffId,
    pin: &str,
) -> Result<Opened, Error> {
    prove(services, seat, to, &Proof::Pin(pin.to_owned())).await?;
    let now = services.clock.now();
    let token = Token::generate()?;
    let mut tx = services.db.begin().await?;
    store::end_on_device(&mut tx, seat.device, now).await?;
    let session = store::NewSession {
        id: SessionId::generate(),
        staff: to,
        device: seat.device,
        expires: seat.expires,
    };
    store::add(&mut tx, &session, &token.hash(), now).await?;
    let next = store::seat(&mut tx, session.id, now).await?;
    let about = json!({ "device": seat.device, "from": seat.staff.name });
    audit::note(
        &mut tx,
        (&next.staff).into(),
        "people.switched",
        Some(to.uuid()),
        about,
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(Opened {
        seat: next,
        token,
        device_token: None,
        choose_store: false,
    })
}

async fn prove(services: &Services, seat: &Seat, who: StaffId, proof: &Proof) -> Result<(), Error> {
    let now = services.clock.now();
    let limit = Limit::of_pin(seat.device, who);
    limit.count(&services.db, now).await?;
    let person = staff::by_id(&services.db, who).await?;
    let (secret, stored) = match proof {
        Proof::Pin(pin) => (pin, person.and_then(|person| person.pin_hash)),
        Proof::Password(password) => (password, person.map(|person| person.password_hash)),
    };
    if !secrets::matches(secret.clone(), stored).await? {
        let wrong = match proof {
            Proof::Pin(_) => "That PIN is not right.",
            Proof::Password(_) => "That password is not right.",
        };
        return Err(Error::field(proof.pointer(), wrong));
    }
    limit.clear(&services.db).await
}

/// Who else can take over this tablet, those of its store first.
pub async fn colleagues(services: &Services, seat: &Seat) -> Result<Vec<Colleague>, Error> {
    staff::colleagues(&services.db, seat.staff.store, seat.staff.id).await
}

/// Ends the session.
pub async fn sign_out(services: &Services, seat: &Seat) -> Result<(), Error> {
    store::end(&services.db, seat.session, services.clock.now()).await
}

/// The sessions that live: one's own, or everybody's for those who administer.
pub async fn list(services: &Services, seat: &Seat) -> Result<Vec<SessionView>, Error> {
    let all = seat.staff.role.may(Permission::Administer);
    let whose = (!all).then_some(seat.staff.id);
    let now = services.clock.now();
    let zone = stores::terms(&services.db, seat.staff.store, now)
        .await?
        .zone;
    store::list(&services.db, whose, seat.session, zone, now).await
}

/// Ends a session from elsewhere: one's own, or anybody's for those who administer.
pub async fn revoke(services: &Services, seat: &Seat, session: SessionId) -> Result<(), Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let owner = store::owner(&mut tx, session)
        .await?
        .ok_or(Error::NotFound)?;
    if owner != seat.staff.id && !seat.staff.role.may(Permission::Administer) {
        // Somebody else's session looks like none at all.
        return Err(Error::NotFound);
    }
    store::end(&mut *tx, session, now).await?;
    let caller = Caller::from(&seat.staff);
    audit::note(
        &mut tx,
        caller,
        "people.session_ended",
        Some(session.uuid()),
        json!({ "of": owner }),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
