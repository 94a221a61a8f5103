//! Tablets, and the store that each belongs to.

use super::Seat;
use super::store::{sessions, staff};
use crate::{Caller, Error, Services, audit};
use domain::ids::StoreId;
use domain::people::StoreChoice;
use domain::staff::Permission;
use serde_json::json;

/// The stores that a device may belong to.
pub async fn store_choices(services: &Services, _seat: &Seat) -> Result<Vec<StoreChoice>, Error> {
    staff::stores(&services.db).await
}

/// Says to which store the device belongs: whoever signed in on it first, until they leave it;
/// after that, only those who administer.
pub async fn place_device(services: &Services, seat: &Seat, store: StoreId) -> Result<Seat, Error> {
    if !seat.new_device {
        Caller::from(&seat.staff).require(Permission::Administer)?;
    }
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    if !sessions::place_device(&mut tx, seat.device, store).await? {
        return Err(Error::field("/store", "Choose a store."));
    }
    let caller = Caller::from(&seat.staff);
    audit::note(
        &mut tx,
        caller,
        "people.device_placed",
        Some(seat.device.uuid()),
        json!({ "store": store }),
        now,
    )
    .await?;
    let seat = sessions::seat(&mut tx, seat.session, now).await?;
    tx.commit().await?;
    Ok(seat)
}
