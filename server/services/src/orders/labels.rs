//! Labels for the envelopes in which an order's pieces go through the workshop.

use crate::papers::{self, File};
use crate::{Caller, Error, Services};
use domain::ids::OrderId;
use domain::papers::{Label, LabelFormat, LabelKind, Labels};

/// An envelope's label for each piece of an order.
pub async fn envelopes(
    services: &Services,
    caller: Caller<'_>,
    order: OrderId,
    format: LabelFormat,
) -> Result<File, Error> {
    let order = super::show(services, caller, order).await?;
    let labels = Labels {
        kind: LabelKind::Envelope,
        labels: Label::of_order(&order),
        letter: order.store.address.prints_on_letter(),
    };
    papers::print_labels(services, labels, format).await
}
