//! Leaving things for a person.

use crate::Error;
use crate::orders::effects::Work;
use crate::orders::store::web::parked;
pub(super) use crate::orders::store::web::parked::Park;
use domain::channels::SalesChannel;
use domain::channels::parked::ParkedKind;
use domain::channels::taken::WebOrder;
use domain::money::Money;

/// Parks things of the order at work; tells whether any is new.
pub(super) async fn park(work: &mut Work<'_, '_>, all: &[Park]) -> Result<bool, Error> {
    let (store, order) = (work.record.store, work.record.id);
    parked::insert(work.tx, store, order, all, work.now).await
}

/// Something about the whole order.
pub(super) fn about(kind: ParkedKind, subject: &str, message: String) -> Park {
    Park {
        kind,
        subject: subject.to_owned(),
        line: None,
        message,
    }
}

/// What a person has to look at before the order goes on, beside its lines. `bound` is the
/// difference from the channel's total up to which nobody is asked.
pub(super) fn of_order(channel: SalesChannel, web: &WebOrder, bound: Money) -> Vec<Park> {
    let difference = web.difference.amount().abs() > bound.amount();
    let total = difference.then(|| {
        let message = format!(
            "{channel} asks for {}, its parts come to {} more or less. The difference stands as “{}”.",
            web.total,
            shown(web.difference),
            domain::channels::reckon::ChargeKind::Rounding,
        );
        about(ParkedKind::TotalDiffers, "total", message)
    });
    let address = web
        .address_lacks
        .clone()
        .map(|lacks| about(ParkedKind::Address, "address", lacks));
    let review = web.review.clone().map(|why| {
        let message = format!("{channel} asks to look at it first: {why}");
        about(ParkedKind::Suspicious, "review", message)
    });
    total.into_iter().chain(address).chain(review).collect()
}

/// An amount without its sign.
fn shown(amount: Money) -> Money {
    if amount.is_negative() {
        amount.negated()
    } else {
        amount
    }
}
