//! Labels: how they shall be printed, and the file.

use crate::components::{
    Actions, Button, ButtonVariant, Checkbox, Choice, ChoiceOption, Dialog, DialogSize, IconName,
    LinkButton, SelectField, SelectOption,
};
use crate::href::href;
use domain::papers::{LabelFormat, LabelKind};
use leptos::prelude::*;

/// What hangs on pieces, or stands on their boxes.
const OF_PIECES: &[LabelKind] = &[LabelKind::Tag, LabelKind::Box];

/// How the labels shall be, as chosen. Copies share it.
#[derive(Clone, Copy)]
struct Chosen {
    kind: RwSignal<String>,
    format: RwSignal<String>,
    prices: RwSignal<bool>,
}

impl Chosen {
    fn address(self, path: &str, filter: &str) -> String {
        let prices = if self.prices.get() { "true" } else { "" };
        let (kind, format) = (self.kind.get(), self.format.get());
        let query = [
            ("kind", &*kind),
            ("format", &*format),
            ("prices", prices),
            ("filter", filter),
        ];
        href(path, &query)
    }
}

/// The button, and the questions behind it.
#[component]
pub(crate) fn PrintLabels(
    /// What the button says: “Print tag”.
    label: &'static str,
    /// What the labels are of, in a sentence.
    #[prop(into)]
    about: String,
    /// Where the file is.
    #[prop(into)]
    path: String,
    /// Of a list: which one.
    #[prop(optional, into)]
    filter: Signal<String>,
    /// Of pieces there is a choice, and their prices may stand on them.
    #[prop(optional)]
    of_pieces: bool,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let chosen = Chosen {
        kind: RwSignal::new(if of_pieces { "tag" } else { "" }.to_owned()),
        format: RwSignal::new(LabelFormat::Pages.code().to_owned()),
        prices: RwSignal::new(false),
    };
    let at = Signal::derive(move || filter.with(|filter| chosen.address(&path, filter)));
    view! {
        <Button icon=IconName::Tag on_press=move || open.set(true)>{label}</Button>
        <Dialog open=open title=label size=DialogSize::Narrow>
            <div class="stack" data-gap="snug">
                <p class="dialog-message breakable">{about.clone()}</p>
                <Questions chosen=chosen of_pieces=of_pieces />
                <Actions end=true>
                    <Button variant=ButtonVariant::Quiet on_press=move || open.set(false)>
                        "Close"
                    </Button>
                    <LinkButton
                        href=at variant=ButtonVariant::Primary icon=IconName::Download download=true
                    >
                        "Get the labels"
                    </LinkButton>
                </Actions>
            </div>
        </Dialog>
    }
}

#[component]
fn Questions(chosen: Chosen, of_pieces: bool) -> impl IntoView {
    let kinds: Vec<_> = OF_PIECES
        .iter()
        .map(|kind| ChoiceOption::new(kind.code(), kind.label()))
        .collect();
    let formats: Vec<_> = LabelFormat::ALL
        .iter()
        .map(|format| SelectOption::new(format.code(), format.label()))
        .collect();
    view! {
        {of_pieces.then(|| view! {
            <Choice label="Label" name="kind" value=chosen.kind options=kinds />
        })}
        <SelectField label="Printed as" name="format" value=chosen.format options=formats />
        {of_pieces.then(|| view! {
            <Checkbox label="With prices" name="prices" checked=chosen.prices />
        })}
    }
}
