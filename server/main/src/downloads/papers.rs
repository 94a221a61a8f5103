//! Papers as PDF.

use super::{Refused, file, named, staff};
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use services::{Services, orders, purchasing, wholesale};

/// An order to a vendor for stock.
pub(super) async fn purchase(
    State(services): State<Services>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    Ok(file(
        purchasing::print(&services, caller, named(&id)?).await?,
    ))
}

/// An order to a vendor for a customer's pieces.
pub(super) async fn purchase_order(
    State(services): State<Services>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    Ok(file(
        orders::print_purchase_order(&services, caller, named(&id)?).await?,
    ))
}

/// What lies in the parcel to a customer.
pub(super) async fn packing_slip(
    State(services): State<Services>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    Ok(file(
        orders::packing_slip(&services, caller, named(&id)?).await?,
    ))
}

/// What is signed when pieces go out on memo.
pub(super) async fn memo(
    State(services): State<Services>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    Ok(file(
        orders::memo::paper(&services, caller, named(&id)?).await?,
    ))
}

/// What a custom piece comes to.
pub(super) async fn estimate(
    State(services): State<Services>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    Ok(file(
        orders::custom::estimate_paper(&services, caller, named(&id)?).await?,
    ))
}

/// The sheet on which a custom piece is approved.
pub(super) async fn approval(
    State(services): State<Services>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    Ok(file(
        orders::custom::approval_sheet(&services, caller, named(&id)?).await?,
    ))
}

/// What an account is told of its order.
pub(super) async fn acknowledgement(
    State(services): State<Services>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    Ok(file(
        orders::wholesale::print_acknowledgement(&services, caller, named(&id)?).await?,
    ))
}

/// What is asked for a parcel.
pub(super) async fn invoice(
    State(services): State<Services>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    Ok(file(
        wholesale::print_invoice(&services, caller, named(&id)?).await?,
    ))
}
