//! What the prints share.

use crate::components::Letterhead;
use crate::error::UiError;
use crate::loaded::addressed;
use crate::orders::api::show_order;
use domain::orders::view::{Detail, LineView, StoreView};
use leptos::prelude::*;
use std::fmt::Display;

/// The order whose print the address asks for.
pub(crate) fn order_of_address() -> Resource<Result<Detail, UiError>> {
    addressed(show_order)
}

/// The shop at the head.
pub(crate) fn letterhead(store: &StoreView) -> Letterhead {
    Letterhead {
        shop: store.name.clone(),
        lines: store.contact_lines(),
    }
}

/// What a line is, with what makes it this piece and no other.
pub(super) fn described(line: &LineView) -> impl IntoView + use<> {
    thing(line.description.clone(), line.particulars())
}

/// A thing by its name, with what makes it this one and no other below.
pub(super) fn thing<T: Display + 'static>(
    name: String,
    particulars: Vec<(T, String)>,
) -> impl IntoView + use<T> {
    view! {
        <span class="breakable">{name}</span>
        {particulars
            .into_iter()
            .map(|(term, value)| view! { <span class="sheet-fact breakable">{format!("{term}: {value}")}</span> })
            .collect_view()}
    }
}
