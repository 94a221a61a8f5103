//! What the margin screens ask of the server.

use crate::error::UiError;
use domain::reports::Period;
use domain::reports::margin::{Grouping, MarginOrders, MarginReport};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The margin of a period, of the present month where none is given.
#[server(input = Json, output = Json)]
pub async fn load_margin(
    period: Option<Period>,
    grouping: Grouping,
) -> Result<MarginReport, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    Ok(services::reports::margin(&services, (&staff).into(), period, grouping).await?)
}

/// A page of the orders behind a row.
#[server(input = Json, output = Json)]
pub async fn load_margin_orders(
    period: Period,
    grouping: Grouping,
    key: String,
    after: Option<String>,
) -> Result<MarginOrders, UiError> {
    let staff = crate::server::staff()?;
    let services = crate::server::services()?;
    let caller = (&staff).into();
    let after = after.as_deref();
    Ok(services::reports::margin_orders(&services, caller, period, grouping, &key, after).await?)
}
