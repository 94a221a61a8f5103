//! Short answers to what someone just did. They leave by themselves; what must be read is a banner.

use super::{Icon, IconName, Tone, browser::sleep};
use leptos::{prelude::*, task::spawn_local};

const SHOWN_FOR_MS: u32 = 6_000;
/// More at once would be noise; the oldest make room.
const AT_MOST: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
}

/// Says things at the edge of the screen. Get it with [`use_toasts`]; call it from handlers and effects.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

impl Toasts {
    fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            last: StoredValue::new(0),
        }
    }

    /// It worked.
    pub fn success(self, text: impl Into<String>) {
        self.show(Tone::Success, text);
    }

    /// Something else happened: "Changed on another tablet".
    pub fn info(self, text: impl Into<String>) {
        self.show(Tone::Info, text);
    }

    /// It didn't work; stays until dismissed.
    pub fn danger(self, text: impl Into<String>) {
        self.show(Tone::Danger, text);
    }

    fn show(self, tone: Tone, text: impl Into<String>) {
        self.last.update_value(|id| *id = id.wrapping_add(1));
        let id = self.last.get_value();
        let toast = Toast {
            id,
            tone,
            text: text.into(),
        };
        self.list.update(|list| {
            list.push(toast);
            let surplus = list.len().saturating_sub(AT_MOST);
            list.drain(..surplus);
        });
        if tone != Tone::Danger {
            spawn_local(async move {
                sleep(SHOWN_FOR_MS).await;
                self.dismiss(id);
            });
        }
    }

    fn dismiss(self, id: u32) {
        // The page may be gone by the time that the clock has run.
        self.list
            .try_update(|list| list.retain(|toast| toast.id != id));
    }
}

/// Makes [`use_toasts`] work below this component; once, in the app.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts::new();
    provide_context(toasts);
    toasts
}

/// The toasts of the app.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(provide_toasts)
}

/// Where toasts appear; once, in the app.
#[component]
pub fn Toaster() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toaster" role="status" aria-live="polite" aria-atomic="false">
            <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                <div class="toast" data-tone=toast.tone.as_str()>
                    <Icon name=toast.tone.icon() />
                    <p>{toast.text}</p>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label="Dismiss"
                        on:click=move |_| toasts.dismiss(toast.id)
                    >
                        <Icon name=IconName::Cross />
                    </button>
                </div>
            </For>
        </div>
    }
}
