//! An import that is under way, and one that is done.

use super::look::Errors;
use crate::components::{
    Actions, Banner, ButtonVariant, LinkButton, Progress, Tone, browser::sleep,
};
use crate::stock::api::import_status;
use crate::stock::words::{count, several};
use domain::stock::{ImportState, StockImportView, StockPreview};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often it is asked how far it has come.
const EVERY_MS: u32 = 500;

#[component]
pub(super) fn Running(import: StockImportView, on_ended: Callback<()>) -> impl IntoView {
    let id = import.id;
    let label = format!("Bringing in {}", import.name);
    let done = RwSignal::new(import.done);
    let total = import.total;
    Effect::new(move |_| {
        spawn_local(async move {
            loop {
                sleep(EVERY_MS).await;
                // Nobody looks any more.
                if done.try_get_untracked().is_none() {
                    return;
                }
                // One that was not heard is asked again.
                let Ok(now) = import_status(id).await else {
                    continue;
                };
                if now.state != ImportState::Running {
                    on_ended.try_run(());
                    return;
                }
                done.try_set(now.done);
            }
        });
    });
    let text = move || format!("{} of {} rows", count(done.get()), count(total));
    view! {
        <div class="stack import-choose">
            <Progress
                label=label done=done total=Some(total) text=Signal::derive(text)
            />
            <p class="quiet">
                "It comes in whole or not at all. You can leave this page; the list goes on without it."
            </p>
        </div>
    }
}

#[component]
pub(super) fn Done(import: StockImportView) -> impl IntoView {
    let result = import.result.unwrap_or_default();
    let errors = (!result.errors.is_empty())
        .then(|| view! { <Errors errors=result.errors.clone() skipped=result.skipped /> });
    view! {
        <div class="stack import-choose">
            <Banner tone=Tone::Success title=format!("{} is in stock", import.name)>
                {outcome(&result)}
            </Banner>
            <Actions>
                <LinkButton href="/stock?form=stone" variant=ButtonVariant::Primary>
                    "To the loose stones"
                </LinkButton>
                <LinkButton href="/stock/import" variant=ButtonVariant::Quiet>
                    "Import another list"
                </LinkButton>
            </Actions>
            {errors}
        </div>
    }
}

/// “3 new stones, 1 changed, 2 left out.”
fn outcome(result: &StockPreview) -> String {
    let mut parts = vec![several(result.new, "new stone", "new stones")];
    for (number, word) in [
        (result.changed, "changed"),
        (result.unchanged, "unchanged"),
        (result.skipped, "left out"),
    ] {
        if number > 0 {
            parts.push(format!("{} {word}", count(number)));
        }
    }
    format!("{}.", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_happened_is_told() {
        let result = StockPreview {
            new: 3,
            skipped: 1,
            ..StockPreview::default()
        };
        assert_eq!(outcome(&result), "3 new stones, 1 left out.");
    }
}
