//! What an order that came from a channel has beyond every order's.

use super::Shown;
use crate::components::{Definition, DefinitionList, Panel};
use crate::orders::parked::ParkedItem;
use crate::orders::words::moment;
use domain::channels::view::{WebLineView, WebView};
use domain::contact::PostalAddress;
use leptos::prelude::*;

/// What waits for a person, above all else.
#[component]
pub(super) fn Waits(shown: Shown) -> impl IntoView {
    let parked = Memo::new(move |_| {
        let web = |web: &WebView| web.parked.clone();
        shown.order.with(|order| order.web.as_ref().map(web))
    });
    let parked = move || parked.get().unwrap_or_default();
    let refresh = Callback::new(move |()| shown.refresh());
    view! {
        <Show when=move || !parked().is_empty()>
            <Panel title="Waits for a person">
                <ul class="parked">
                    <For each=parked key=|item| item.id let:item>
                        <ParkedItem item=item on_done=refresh />
                    </For>
                </ul>
            </Panel>
        </Show>
    }
}

/// Where it came from.
pub(super) fn origin(web: &WebView) -> impl IntoView + use<> {
    let WebView {
        channel,
        external_id,
        external_number,
        placed_at,
        gift_message,
        bill_to,
        ..
    } = web.clone();
    let bill_to = bill_to.as_ref().map(PostalAddress::one_line);
    let optional = [
        ("Number", external_number),
        ("Placed", placed_at.map(moment)),
        ("Gift message", gift_message),
        ("Bill to", bill_to),
    ];
    let known = optional
        .into_iter()
        .filter_map(|(term, value)| Some((term, value?)));
    view! {
        <Panel title=channel.label()>
            <DefinitionList>
                <Definition term="Order there"><span class="breakable">{external_id}</span></Definition>
                {known
                    .map(|(term, value)| {
                        view! { <Definition term=term><span class="breakable">{value}</span></Definition> }
                    })
                    .collect_view()}
            </DefinitionList>
        </Panel>
    }
}

/// What has become of a line's pieces, in a few words.
pub(super) fn fate(line: &WebLineView) -> Option<String> {
    let words = match (line.off, line.returned, line.refunded) {
        (true, _, _) => "Refunded before it was sent",
        (false, 0, 0) => return None,
        (false, 0, _) => "Refunded",
        (false, _, 0) => "Came back",
        (false, _, _) => "Came back, refunded",
    };
    Some(words.to_owned())
}
