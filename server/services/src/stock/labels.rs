//! Labels for pieces and for the places where they lie.

use super::{find, show, store};
use crate::papers::{self, File};
use crate::{Caller, Error, Services, stores};
use domain::ids::{LocationId, PieceId};
use domain::papers::{Label, LabelFormat, LabelKind, Labels, MOST_LABELS};
use domain::staff::Permission;
use domain::stock::StockFilter;

/// The label of one piece.
pub async fn piece_label(
    services: &Services,
    caller: Caller<'_>,
    id: PieceId,
    (kind, format): (LabelKind, LabelFormat),
    with_price: bool,
) -> Result<File, Error> {
    let piece = show(services, caller, id).await?;
    let label = Label {
        code: piece.serial,
        title: piece.name,
        lines: piece
            .certificate
            .map(|report| format!("{} {}", report.lab, report.number))
            .into_iter()
            .collect(),
        mark: piece
            .price
            .filter(|_| with_price)
            .map(|price| price.to_string()),
    };
    print(services, caller, (kind, format), vec![label]).await
}

/// The labels of the first pieces that a list shows.
pub async fn piece_labels(
    services: &Services,
    caller: Caller<'_>,
    filter: &StockFilter,
    (kind, format): (LabelKind, LabelFormat),
    with_price: bool,
) -> Result<File, Error> {
    let found = find::long_list(services, caller, filter, MOST_LABELS).await?;
    let label = |piece| Label::of_piece(piece, with_price);
    let labels = found.pieces.iter().map(label).collect();
    print(services, caller, (kind, format), labels).await
}

/// The labels of all places that are in use, or of one.
pub async fn place_labels(
    services: &Services,
    caller: Caller<'_>,
    only: Option<LocationId>,
    format: LabelFormat,
) -> Result<File, Error> {
    caller.require(Permission::ViewOrders)?;
    let places = store::locations::all(&services.db, caller.store()).await?;
    let wanted = places
        .iter()
        .filter(|place| only.map_or(place.active, |only| place.id == only))
        .take(MOST_LABELS);
    let labels: Vec<_> = wanted.map(Label::of_place).collect();
    if only.is_some() && labels.is_empty() {
        return Err(Error::NotFound);
    }
    print(services, caller, (LabelKind::Place, format), labels).await
}

async fn print(
    services: &Services,
    caller: Caller<'_>,
    (kind, format): (LabelKind, LabelFormat),
    labels: Vec<Label>,
) -> Result<File, Error> {
    let terms = stores::terms(&services.db, caller.store(), services.clock.now()).await?;
    let labels = Labels {
        kind,
        labels,
        letter: terms.address.prints_on_letter(),
    };
    papers::print_labels(services, labels, format).await
}
