//! Hours as a jeweler enters them: typed, or added up by quarters with a thumb.

use crate::components::{Button, ButtonVariant, NumberField};
use domain::bench::Hours;
use leptos::prelude::*;

/// What one tap adds, and what the button says.
const TAPS: [(u32, &str); 3] = [(1, "+ ¼ h"), (2, "+ ½ h"), (4, "+ 1 h")];

#[component]
pub(super) fn HoursField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let add = move |quarters: u32| {
        value.update(|typed| *typed = more(typed, quarters));
    };
    view! {
        <div class="hours-field">
            <NumberField label=label name="/hours" value=value unit=Some("h".to_owned()) error=error />
            <div class="hours-taps">
                {TAPS
                    .into_iter()
                    .map(|(quarters, words)| {
                        view! {
                            <Button variant=ButtonVariant::Secondary on_press=move |()| add(quarters)>
                                {words}
                            </Button>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// What is typed and some more; what can't be read counts as nothing yet.
fn more(typed: &str, quarters: u32) -> String {
    let before = Hours::parse(typed).unwrap_or_default();
    let after = before.plus(Hours::of_quarters(quarters));
    after.amount().to_string()
}

#[cfg(test)]
mod tests {
    use super::more;

    #[test]
    fn taps_add_up() {
        assert_eq!(more("", 1), "0.25");
        assert_eq!(more("0.25", 2), "0.75");
        assert_eq!(more("1.75", 1), "2");
        assert_eq!(more("an hour", 4), "1");
    }
}
