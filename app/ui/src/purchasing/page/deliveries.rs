//! What came, delivery by delivery, each with the pieces that it became.

use crate::components::Panel;
use crate::purchasing::words::{moment, pieces};
use domain::ids::PieceId;
use domain::purchasing::{PurchaseDetail, ReceiptView};
use leptos::prelude::*;

#[component]
pub(super) fn Deliveries(purchase: RwSignal<PurchaseDetail>) -> impl IntoView {
    let receipts = Memo::new(move |_| purchase.with(|purchase| purchase.receipts.clone()));
    view! {
        <Show when=move || receipts.with(|receipts| !receipts.is_empty())>
            <Panel title="Deliveries">
                <ul class="deliveries">
                    {move || receipts.get().into_iter().map(delivery).collect_view()}
                </ul>
            </Panel>
        </Show>
    }
}

fn delivery(receipt: ReceiptView) -> impl IntoView {
    let count = u32::try_from(receipt.pieces.len()).unwrap_or(u32::MAX);
    let came = match count {
        0 => "Nothing more will come".to_owned(),
        count => pieces(count),
    };
    view! {
        <li>
            <p class="delivery-head">
                <span>
                    <strong>{came}</strong>
                    <span class="quiet">
                        " · "
                        <time datetime=receipt.at.to_rfc3339()>{moment(receipt.at)}</time>
                        " · " {receipt.who}
                    </span>
                </span>
                {receipt.cost.map(|cost| view! { <span class="money">{cost.to_string()}</span> })}
            </p>
            {(count > 0).then(|| serials(receipt.pieces))}
        </li>
    }
}

/// Pieces by their serials, each leading to its page.
pub(super) fn serials(pieces: Vec<(PieceId, String)>) -> impl IntoView {
    let each = pieces.into_iter().map(|(id, serial)| {
        view! { <li><a class="serial" href=format!("/stock/{id}")>{serial}</a></li> }
    });
    view! { <ul class="serials">{each.collect_view()}</ul> }
}
