//! What came, delivery by delivery, each with the pieces that it became.

use crate::components::Panel;
use crate::purchasing::words::{moment, pieces};
use domain::ids::PieceId;
use domain::purchasing::{PurchaseDetail, ReceiptLineView, ReceiptView};
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
    let kept: u32 = receipt.lines.iter().map(|line| line.quantity).sum();
    let came = match (kept, receipt.lines.is_empty()) {
        (0, true) => "Nothing more will come".to_owned(),
        (0, false) => "Nothing was kept".to_owned(),
        (count, _) => pieces(count),
    };
    let back = receipt.lines.into_iter().filter_map(went_back);
    let why = receipt
        .surplus_reason
        .map(|why| view! { <p class="quiet breakable">"More than was ordered: " {why}</p> });
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
            {back.collect_view()}
            {why}
            {(!receipt.pieces.is_empty()).then(|| serials(receipt.pieces))}
        </li>
    }
}

/// What failed its check at the door.
fn went_back(line: ReceiptLineView) -> Option<impl IntoView> {
    let why = line.failure?;
    let said = format!("{} × {} went back: {why}", line.failed, line.description);
    Some(view! { <p class="breakable delivery-back">{said}</p> })
}

/// Pieces by their serials, each leading to its page.
pub(super) fn serials(pieces: Vec<(PieceId, String)>) -> impl IntoView {
    let each = pieces.into_iter().map(|(id, serial)| {
        view! { <li><a class="serial" href=format!("/stock/{id}")>{serial}</a></li> }
    });
    view! { <ul class="serials">{each.collect_view()}</ul> }
}
