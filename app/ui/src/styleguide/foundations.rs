//! Colour, type and icons.

use super::{Chapter, Example};
use crate::components::{BrandMark, Icon, IconName, MoneyText};
use leptos::prelude::*;

const INKS: [&str; 16] = [
    "paper",
    "surface",
    "sunk",
    "line",
    "edge",
    "ink",
    "ink-soft",
    "ink-faint",
    "accent",
    "accent-soft",
    "info",
    "success",
    "warning",
    "danger",
    "warning-soft",
    "danger-soft",
];

#[component]
pub(super) fn Foundations() -> impl IntoView {
    let swatch = |name: &'static str| {
        view! {
            <li class="swatch">
                <span class="swatch-colour" data-swatch=name></span>
                <span>{name}</span>
            </li>
        }
    };
    let icon = |name: IconName| {
        view! {
            <li>
                <Icon name=name />
                <span>{format!("{name:?}")}</span>
            </li>
        }
    };
    view! {
        <Chapter id="foundations" title="Foundations">
            <Example label="Mark">
                <div class="cluster guide-mark">
                    <BrandMark />
                    <span class="wordmark">"Bezel"</span>
                </div>
            </Example>
            <Example label="Colour">
                <ul class="swatches">{INKS.map(swatch).collect_view()}</ul>
            </Example>
            <Example label="Type">
                <div class="stack" data-gap="tight">
                    <p class="guide-display">"Ready for hand-over"</p>
                    <h2>"Emerald halo ring, 18K yellow"</h2>
                    <h3>"Promise date Friday 4 December"</h3>
                    <p>
                        "The deposit is held until hand-over. What was paid comes back the way it came."
                    </p>
                    <p class="quiet">"Quiet text, for what supports the rest."</p>
                    <p class="kicker">"Small capitals label"</p>
                    <p>
                        <MoneyText amount="$4,280.50" display=true />
                    </p>
                    <p>"1,111.11 · 8,480.90 · 14.5 dwt · 4.30 ct · Ø 16.5 mm · Łódź, Škoda, Günther"</p>
                </div>
            </Example>
            <Example label="Icons">
                <ul class="guide-icons">{IconName::ALL.iter().copied().map(icon).collect_view()}</ul>
            </Example>
        </Chapter>
    }
}
