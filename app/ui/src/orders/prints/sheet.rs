//! What the prints share.

use crate::components::Letterhead;
use crate::error::UiError;
use crate::loaded::addressed;
use crate::orders::api::show_order;
use crate::orders::words::{particulars, phone};
use domain::orders::view::{Detail, LineView, StoreView};
use leptos::prelude::*;

/// The order whose print the address asks for.
pub(super) fn order_of_address() -> Resource<Result<Detail, UiError>> {
    addressed(show_order)
}

/// The shop at the head.
pub(super) fn letterhead(store: &StoreView) -> Letterhead {
    let lines = [
        store.address.one_line(),
        phone(&store.phone),
        store.email.clone(),
    ];
    Letterhead {
        shop: store.name.clone(),
        lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
    }
}

/// What a line is, with what makes it this piece and no other.
pub(super) fn described(line: &LineView) -> impl IntoView + use<> {
    let facts = particulars(line);
    let name = line.description.clone();
    view! {
        <span class="breakable">{name}</span>
        {facts
            .into_iter()
            .map(|(term, value)| view! { <span class="sheet-fact breakable">{format!("{term}: {value}")}</span> })
            .collect_view()}
    }
}
