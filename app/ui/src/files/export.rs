//! A list as a file: all of what it shows, not only the pages that were looked at.

use crate::components::{Actions, Button, ButtonVariant, Dialog, DialogSize, IconName, LinkButton};
use crate::href::href;
use leptos::prelude::*;

/// The button, and the choice of files behind it.
#[component]
pub(crate) fn ExportMenu(
    /// Where the files are, without their ending: `/stock/export`.
    path: &'static str,
    /// What is asked of the list: see [`filter_text`](super::filter_text).
    #[prop(into)]
    filter: Signal<String>,
    /// Further files that the list offers: what each is called, and where it is.
    #[prop(optional)]
    others: Vec<(&'static str, Signal<String>)>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let file = move |ending: &'static str| {
        Signal::derive(move || {
            let path = format!("{path}.{ending}");
            filter.with(|filter| href(&path, &[("filter", filter)]))
        })
    };
    let files = StoredValue::new(
        [("Excel", file("xlsx")), ("CSV", file("csv"))]
            .into_iter()
            .chain(others)
            .collect::<Vec<_>>(),
    );
    view! {
        <Button icon=IconName::Download on_press=move || open.set(true)>"Export"</Button>
        <Dialog open=open title="Export" size=DialogSize::Narrow light_dismiss=true>
            <p class="dialog-message">
                "All that the list shows now, as a table. It takes a moment where there is much."
            </p>
            <Actions>
                {move || {
                    let each = files.get_value().into_iter();
                    each.map(|(word, at)| view! {
                        <LinkButton href=at icon=IconName::Download download=true>{word}</LinkButton>
                    })
                    .collect_view()
                }}
                <Button variant=ButtonVariant::Quiet on_press=move || open.set(false)>"Close"</Button>
            </Actions>
        </Dialog>
    }
}
