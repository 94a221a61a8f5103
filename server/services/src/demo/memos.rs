//! The demo's memos: pieces that customers took home to look at, one of them long ago, and one that
//! was kept.

use super::house::Hired;
use super::time::hours_ago;
use crate::orders::memo::take_out;
use crate::orders::{act, show};
use crate::stock::{add, locations};
use crate::{Caller, Error, Services};
use domain::ids::{CustomerId, IdempotencyKey, LocationId, OrderId, PieceId};
use domain::orders::Action;
use domain::orders::act::{Details, Request, Signature};
use domain::orders::memo::steps::SoldPiece;
use domain::orders::memo::take_out::{NewMemo, NewMemoPiece};
use domain::orders::memo::view::Bearer;
use domain::stock::PieceDraft;

/// Whose it is, since how many days, the pieces with their cost and price, and whether the first of
/// them was kept.
type Story = (
    usize,
    i64,
    &'static [(&'static str, &'static str, &'static str)],
    bool,
);

const STORIES: &[Story] = &[
    (
        2,
        78,
        &[
            ("Burma sapphire ring, platinum", "4100", "9800"),
            ("Old mine cut pendant", "1650", "3900"),
        ],
        false,
    ),
    (
        3,
        12,
        &[
            ("Emerald eternity band", "1900", "4600"),
            ("Akoya pearl strand", "880", "2100"),
        ],
        true,
    ),
];

pub(super) async fn fill(
    services: &Services,
    shop: &Hired,
    customers: &[CustomerId],
) -> Result<(), Error> {
    let owner = Caller::from(&shop.owner);
    let places = locations(services, owner).await?;
    let Some(safe) = places.first().map(|place| place.id) else {
        return Ok(());
    };
    for story in STORIES {
        if let Some(customer) = customers.get(story.0) {
            tell(services, owner, (*customer, safe), story).await?;
        }
    }
    Ok(())
}

async fn tell(
    services: &Services,
    owner: Caller<'_>,
    (customer, safe): (CustomerId, LocationId),
    (_, days, pieces, kept): &Story,
) -> Result<(), Error> {
    let then = hours_ago(services, days * 24 + 3);
    let mut taken = Vec::with_capacity(pieces.len());
    for piece in *pieces {
        taken.push(NewMemoPiece {
            piece: stock(&then, owner, safe, piece).await?,
            value: String::new(),
        });
    }
    let memo = NewMemo {
        customer,
        pieces: taken,
        due: None,
        bearer: Bearer::Customer,
        note: String::new(),
    };
    let placed = take_out(&then, owner, &memo, IdempotencyKey::generate()).await?;
    let shown = show(&then, owner, placed.id).await?;
    let issued = Details {
        received_by: shown.customer.name,
        signature: Some(Signature::Drawn(
            "M60 120 L 90 50 L 130 140 L 170 70 L 240 120 L 300 90".into(),
        )),
        ..Details::default()
    };
    step(&then, owner, (placed.id, Action::Issue), issued).await?;
    if let Some(first) = shown.lines.first().map(|line| line.id).filter(|_| *kept) {
        let sold = Details {
            sold: vec![SoldPiece {
                line: first,
                price: String::new(),
                reason: String::new(),
            }],
            ..Details::default()
        };
        let then = hours_ago(services, 26);
        step(&then, owner, (placed.id, Action::SellPieces), sold).await?;
    }
    Ok(())
}

async fn stock(
    then: &Services,
    owner: Caller<'_>,
    safe: LocationId,
    (name, cost, price): &(&str, &str, &str),
) -> Result<PieceId, Error> {
    let draft = PieceDraft {
        name: (*name).to_owned(),
        location: Some(safe),
        cost: (*cost).to_owned(),
        price: (*price).to_owned(),
        ..PieceDraft::empty()
    };
    let saved = add(then, owner, &draft, IdempotencyKey::generate()).await?;
    Ok(saved.id)
}

async fn step(
    then: &Services,
    owner: Caller<'_>,
    (order, action): (OrderId, Action),
    details: Details,
) -> Result<(), Error> {
    let request = Request {
        action,
        version: show(then, owner, order).await?.version,
        details,
        override_reason: String::new(),
    };
    let key = IdempotencyKey::generate();
    act(then, owner, order, &request, key).await?;
    Ok(())
}
