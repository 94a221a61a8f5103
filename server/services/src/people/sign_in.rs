//! Signing in with e-mail and password.

use super::limits::{self, Limit};
use super::store::{sessions, staff};
use super::{Opened, Token, secrets};
use crate::{Caller, Error, Services, audit};
use chrono::TimeDelta;
use domain::contact::Email;
use domain::ids::{DeviceId, SessionId};
use domain::input::optional_text;
use serde_json::json;
use std::net::IpAddr;

/// A working day with room: after this a password is asked for again.
const LASTS: TimeDelta = TimeDelta::hours(14);

/// Where a sign-in comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    pub address: IpAddr,
    /// The device's own cookie, where it has one.
    pub device: Option<Token>,
    /// What the device calls itself, for the list of sessions: "iPad".
    pub device_name: String,
}

/// Opens a session for whoever knows the password. Whether it is the e-mail address or the
/// password that is wrong is not told, by words or by time.
pub async fn sign_in(
    services: &Services,
    email: &str,
    password: &str,
    origin: Origin,
) -> Result<Opened, Error> {
    let email = Email::parse(email).map_err(|wrong| Error::field("/email", wrong))?;
    let person = identify(services, &email, password, origin.address).await?;
    open(services, &person, origin).await
}

async fn identify(
    services: &Services,
    email: &Email,
    password: &str,
    address: IpAddr,
) -> Result<staff::Known, Error> {
    let now = services.clock.now();
    let (by_address, by_email) = (Limit::of_address(address), Limit::of_email(email));
    by_address.count(&services.db, now).await?;
    by_email.count(&services.db, now).await?;
    let person = staff::by_email(&services.db, email).await?;
    let stored = person.as_ref().map(|person| person.password_hash.clone());
    let right = secrets::matches(password.to_owned(), stored).await?;
    let Some(person) = person.filter(|_| right) else {
        return Err(Error::field(
            "/password",
            "The e-mail address or the password is not right.",
        ));
    };
    by_address.forgive(&services.db, now).await?;
    by_email.clear(&services.db).await?;
    limits::sweep(&services.db, now).await?;
    Ok(person)
}

/// A tablet has one person at a time: who was signed in there before is signed out.
async fn open(services: &Services, person: &staff::Known, origin: Origin) -> Result<Opened, Error> {
    let now = services.clock.now();
    let token = Token::generate()?;
    let mut tx = services.db.begin().await?;
    let known = match &origin.device {
        Some(device) => sessions::device(&mut tx, &device.hash()).await?,
        None => None,
    };
    let (device, device_token) = match known {
        Some(device) => (device, None),
        None => {
            let (id, device_token) = (DeviceId::generate(), Token::generate()?);
            let name = device_name(&origin.device_name);
            sessions::add_device(&mut tx, id, &device_token.hash(), person.store, &name, now)
                .await?;
            (id, Some(device_token))
        }
    };
    sessions::end_on_device(&mut tx, device, now).await?;
    let session = sessions::NewSession {
        id: SessionId::generate(),
        staff: person.id,
        device,
        expires: now + LASTS,
    };
    sessions::add(&mut tx, &session, &token.hash(), now).await?;
    let seat = sessions::seat(&mut tx, session.id, now).await?;
    let caller = Caller::from(&seat.staff);
    let about = json!({ "device": device, "address": origin.address });
    audit::note(
        &mut tx,
        caller,
        "people.signed_in",
        Some(person.id.uuid()),
        about,
        now,
    )
    .await?;
    let choose_store = device_token.is_some() && staff::count_stores(&mut tx).await? > 1;
    tx.commit().await?;
    Ok(Opened {
        seat,
        token,
        device_token,
        choose_store,
    })
}

fn device_name(given: &str) -> String {
    optional_text(given, 60)
        .ok()
        .flatten()
        .unwrap_or_else(|| "Unnamed device".into())
}
