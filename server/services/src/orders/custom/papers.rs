//! The papers of a custom piece.

use crate::orders::show;
use crate::papers::{self, File};
use crate::{Caller, Error, Services};
use domain::ids::OrderId;
use domain::orders::view::Detail;
use domain::papers::{CustomPiecePaper, Paper};

/// An order's estimate as a PDF, as it stands.
pub async fn estimate_paper(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
) -> Result<File, Error> {
    let detail = show(services, caller, order).await?;
    let paper = CustomPiecePaper::estimate(&detail);
    let missing = "has no estimate yet.";
    print(
        services,
        &detail,
        paper.map(Box::new).map(Paper::Estimate),
        missing,
    )
    .await
}

/// The sheet on which an order's customer approves what was shown, or did.
pub async fn approval_sheet(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
) -> Result<File, Error> {
    let detail = show(services, caller, order).await?;
    let paper = CustomPiecePaper::approval(&detail);
    let missing = "has no design that was shown yet.";
    print(
        services,
        &detail,
        paper.map(Box::new).map(Paper::Approval),
        missing,
    )
    .await
}

async fn print(
    services: &Services,
    order: &Detail,
    paper: Option<Paper>,
    missing: &str,
) -> Result<File, Error> {
    let paper = paper.ok_or_else(|| Error::Refused {
        message: format!("{} {missing}", order.number),
        blockers: vec![],
    })?;
    papers::print(services, paper).await
}
