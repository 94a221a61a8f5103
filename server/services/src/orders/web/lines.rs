//! The lines of a channel's order as lines of ours: what the catalogue knows by their SKUs.

use super::park::Park;
use crate::db::Tx;
use crate::{Error, catalogue};
use domain::catalogue::Sellable;
use domain::channels::parked::ParkedKind;
use domain::channels::taken::WebLine;
use domain::ids::LineId;
use domain::orders::draft::Line;
use domain::tax::LineClass;
use std::collections::HashMap;

/// Lines of ours, and what a person has to say of them.
pub(super) struct Drafted {
    pub lines: Vec<Line>,
    pub parks: Vec<Park>,
}

/// Makes lines of ours of a channel's. What the catalogue does not have is kept in the channel's
/// words and parked, once for each of the channel's lines.
pub(super) async fn draft(tx: &mut Tx<'_>, web: &[&WebLine]) -> Result<Drafted, Error> {
    let skus: Vec<_> = web.iter().filter_map(|line| line.sku.clone()).collect();
    let catalogue = catalogue::by_skus(tx, &skus).await?;
    let mut drafted = Drafted {
        lines: Vec::with_capacity(web.len()),
        parks: Vec::new(),
    };
    for line in web {
        let found = line.sku.as_ref().map(|sku| known(&catalogue, sku));
        let piece = match found {
            Some([piece]) => Some(piece),
            _ => None,
        };
        let drawn = as_ours(line, piece);
        let asked = |park: &Park| park.subject == line.part.line;
        if piece.is_none() && !drafted.parks.iter().any(asked) {
            drafted.parks.push(unknown(line, found, drawn.id));
        }
        drafted.lines.push(drawn);
    }
    Ok(drafted)
}

fn known<'a>(catalogue: &'a HashMap<String, Vec<Sellable>>, sku: &str) -> &'a [Sellable] {
    catalogue
        .get(&sku.to_lowercase())
        .map_or(&[], Vec::as_slice)
}

fn as_ours(line: &WebLine, piece: Option<&Sellable>) -> Line {
    Line {
        id: LineId::generate(),
        style: piece.map(|piece| piece.style),
        variant: piece.map(|piece| piece.variant),
        vendor: piece.and_then(|piece| piece.vendor),
        sku: line.sku.clone(),
        material: None,
        description: piece.map_or_else(|| line.title.clone(), Sellable::description),
        quantity: line.quantity,
        ring_size: line.ring_size,
        metal: None,
        stone: None,
        engraving: line.engraving.clone(),
        unit_price: line.unit_price,
        list_price: None,
        price_reason: None,
        unit_cost: piece.and_then(|piece| piece.cost),
        class: piece.map_or(LineClass::Goods, |piece| piece.class),
        net: line.sum.net,
        tax: line.sum.tax,
        lead_days: piece.map_or(0, |piece| piece.lead_days),
        route: piece
            .and_then(|piece| piece.route)
            .filter(|_| line.quantity == 1),
    }
}

fn unknown(line: &WebLine, found: Option<&[Sellable]>, id: LineId) -> Park {
    let title = &line.title;
    let message = match (&line.sku, found) {
        (Some(sku), Some([])) => format!("The catalogue has no {sku}: “{title}”."),
        (Some(sku), _) => format!("Several pieces of the catalogue are called {sku}: “{title}”."),
        (None, _) => format!("“{title}” came without an article number."),
    };
    Park {
        kind: ParkedKind::UnknownSku,
        subject: line.part.line.clone(),
        line: Some(id),
        message,
    }
}
