//! What a scanner read while a delivery was unpacked.

use super::store::{self, Line};
use crate::{Caller, Error, Services, catalogue, stock};
use domain::ids::{PurchaseOrderId, VariantId};
use domain::purchasing::scan::{Scannable, Scanned, by_code, by_variant};
use domain::staff::Permission;

/// The line that a code names: the vendor's number, a serial of ours of the same style, our SKU,
/// or the line's own number. What is not on the order is named.
pub async fn scan(
    services: &Services,
    caller: Caller<'_>,
    id: PurchaseOrderId,
    code: &str,
) -> Result<Scanned, Error> {
    caller.require(Permission::WorkOrders)?;
    let code = code.trim();
    let number = store::number(&services.db, caller.store(), id).await?;
    let lines = store::lines(&services.db, id).await?;
    let lines: Vec<_> = lines.iter().map(Line::scannable).collect();
    if let Some(line) = by_code(&lines, code) {
        return Ok(Scanned::Line(line));
    }
    if let Some(piece) = stock::with_serial(services, caller, code).await? {
        let piece = stock::show(services, caller, piece).await?;
        let what = format!("{} is {}", piece.serial, piece.name);
        return Ok(of_style(&lines, piece.variant, &what, &number));
    }
    if let Some(known) = catalogue::by_code(services, caller, code).await?.first() {
        let what = format!("{code} is {}", known.description());
        return Ok(of_style(&lines, Some(known.variant), &what, &number));
    }
    Ok(Scanned::Wrong(format!(
        "Nothing on {number} has the number {code}."
    )))
}

fn of_style(lines: &[Scannable], variant: Option<VariantId>, what: &str, number: &str) -> Scanned {
    let line = variant.and_then(|variant| by_variant(lines, variant));
    line.map_or_else(
        || Scanned::Wrong(format!("{what}. It is not on {number}.")),
        Scanned::Line,
    )
}
