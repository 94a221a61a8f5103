//! The box that a scanner types into, and what came of each scan.

use super::Shown;
use super::queue::Queue;
use crate::components::{Badge, Banner, Button, Panel, Tone};
use crate::stock::words::several;
use domain::stock::{Scanned, Sighting};
use leptos::html::Input;
use leptos::prelude::*;

/// The colour of what a scan came to.
pub(super) const fn tone(sighting: Sighting) -> Tone {
    match sighting {
        Sighting::Found => Tone::Success,
        Sighting::OtherForm => Tone::Neutral,
        Sighting::Elsewhere | Sighting::Missed => Tone::Warning,
        Sighting::Gone | Sighting::AnotherStores | Sighting::Unknown => Tone::Danger,
    }
}

#[component]
pub(super) fn ScanPanel(shown: Shown) -> impl IntoView {
    let queue = Queue::of(shown);
    Effect::new(move |_| queue.take_up());
    let waiting = move || {
        let count = queue.waiting.with(Vec::len);
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let trouble = move || {
        let error = queue.trouble.get()?;
        let held = several(waiting(), "scan waits", "scans wait");
        let text = format!("{error} {held}; none is lost.");
        Some(view! { <Banner tone=Tone::Warning>{text}</Banner> })
    };
    view! {
        <Panel title="Scan">
            <div class="stack" data-gap="snug">
                <ScanBox queue=queue />
                {trouble}
                <ul class="scans" aria-label="Scanned last" aria-live="polite">
                    <For
                        each=move || queue.answers.get()
                        key=|scan| (scan.code.clone(), scan.sighting, scan.again)
                        let:scan
                    >
                        {answer(scan, None)}
                    </For>
                </ul>
            </div>
        </Panel>
    }
}

/// It keeps the cursor and is empty again after each scan, so that the next can follow at once.
#[component]
fn ScanBox(queue: Queue) -> impl IntoView {
    let control = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(control) = control.get() {
            // Refused only while another window is in front.
            let _ = control.focus();
        }
    });
    let take = move || {
        let Some(control) = control.get_untracked() else {
            return;
        };
        let code = control.value();
        control.set_value("");
        if !code.trim().is_empty() {
            queue.push(code.trim().to_owned());
        }
    };
    view! {
        <form
            class="scan-box"
            on:submit=move |event| {
                event.prevent_default();
                take();
            }
        >
            <label class="field-label" for="scan">"Serial"</label>
            <div class="scan-row">
                <div class="control">
                    <input
                        node_ref=control id="scan" name="scan" type="text" autocomplete="off"
                        autocapitalize="characters" spellcheck="false" maxlength="60"
                        placeholder="Scan or type, then Enter"
                    />
                </div>
                <Button submit=true>"Count it"</Button>
            </div>
        </form>
    }
}

/// A scan in a line: its serial, what it is, what that comes to, and what can be done.
pub(super) fn answer(scan: Scanned, deed: Option<AnyView>) -> impl IntoView {
    let place = scan
        .location
        .filter(|_| scan.sighting == Sighting::Elsewhere);
    let again = scan.again.then(|| format!("Scanned before by {}", scan.by));
    let facts: Vec<_> = [scan.name, place, again].into_iter().flatten().collect();
    view! {
        <li class="scan">
            <span class="scan-what">
                <span class="serial breakable">{scan.code}</span>
                <span class="quiet breakable">{facts.join(" · ")}</span>
            </span>
            <Badge tone=tone(scan.sighting)>{scan.sighting.label()}</Badge>
            {deed}
        </li>
    }
}
