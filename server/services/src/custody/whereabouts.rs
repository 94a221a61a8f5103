//! Where things are, who has them, and how they came there.

use super::store;
use crate::{Caller, Error, Services, stores};
use domain::custody::{Thing, ThingView};
use domain::ids::OrderId;
use domain::staff::Permission;

/// Where a thing of the store is.
pub async fn where_is(
    services: &Services,
    caller: Caller<'_>,
    thing: Thing,
) -> Result<ThingView, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    match thing {
        Thing::Piece(piece) => store::whereabouts::piece(&services.db, &terms, piece).await,
        Thing::Envelope(envelope) => {
            store::whereabouts::envelope(&services.db, &terms, envelope).await
        }
    }
}

/// Where each envelope of an order is, by its number.
pub async fn of_order(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
) -> Result<Vec<ThingView>, Error> {
    caller.require(Permission::ViewOrders)?;
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    store::whereabouts::of_order(&services.db, &terms, order).await
}
