//! Native dialogs: the browser traps the focus, closes on Escape and gives the focus back.

use super::{
    Actions, Button, ButtonVariant, Icon, IconName, TextArea,
    browser::{bind_dialog, is_on_itself},
};
use leptos::{html, prelude::*};

/// How wide a dialog is on a tablet. On a phone each fills the width from the bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogSize {
    Narrow,
    #[default]
    Medium,
    Wide,
}

/// A modal dialog. Its content is made anew each time it opens.
#[component]
pub fn Dialog(
    #[prop(into)] open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] size: DialogSize,
    /// A tap beside it closes it; only where nothing can be lost.
    #[prop(optional)]
    light_dismiss: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    bind_dialog(dialog, open.into());
    let size = match size {
        DialogSize::Narrow => "narrow",
        DialogSize::Medium => "medium",
        DialogSize::Wide => "wide",
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            data-size=size
            aria-label=move || title.get()
            on:close=move |_| open.set(false)
            on:click=move |event| {
                if light_dismiss && is_on_itself(&event) {
                    open.set(false);
                }
            }
        >
            <div class="dialog-frame">
                <header class="dialog-header">
                    <h2>{move || title.get()}</h2>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label="Close"
                        on:click=move |_| open.set(false)
                    >
                        <Icon name=IconName::Cross />
                    </button>
                </header>
                <div class="dialog-body">
                    <Show when=move || open.get()>{children()}</Show>
                </div>
            </div>
        </dialog>
    }
}

/// Asks before something is done, with a reason where the history needs one.
#[component]
pub fn ConfirmDialog(
    #[prop(into)] open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// What will happen, in full: "The deposit of $420.00 is forfeited."
    #[prop(into)]
    message: Signal<String>,
    /// The verb on the button: "Cancel the order".
    #[prop(into)]
    confirm: Signal<String>,
    /// The button that backs out.
    #[prop(into, default = "Go back".into())]
    dismiss: Signal<String>,
    #[prop(optional)] danger: bool,
    /// The label of a reason that must be given.
    #[prop(optional, into)]
    reason_label: Option<String>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Called with the reason (empty where none is asked). Close the dialog when it is done.
    #[prop(into)]
    on_confirm: Callback<String>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let needs_reason = reason_label.is_some();
    let missing = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            reason.set(String::new());
            missing.set(false);
        }
    });
    let problem = Signal::derive(move || {
        let unreasoned = missing.get() && reason.with(|reason| reason.trim().is_empty());
        if unreasoned {
            Some("Write down why, for the history.".to_string())
        } else {
            error.get()
        }
    });
    let press = move || {
        let given = reason.with_untracked(|reason| reason.trim().to_string());
        if needs_reason && given.is_empty() {
            missing.set(true);
        } else {
            on_confirm.run(given);
        }
    };
    let variant = if danger {
        ButtonVariant::Danger
    } else {
        ButtonVariant::Primary
    };
    view! {
        <Dialog open=open title=title size=DialogSize::Narrow>
            <p class="dialog-message">{move || message.get()}</p>
            {match reason_label.clone() {
                Some(label) => {
                    view! { <TextArea label=label name="reason" value=reason error=problem rows=2 /> }
                        .into_any()
                }
                None => {
                    view! {
                        {move || {
                            problem.get().map(|problem| view! { <p class="field-error">{problem}</p> })
                        }}
                    }
                        .into_any()
                }
            }}
            <Actions end=true>
                <Button variant=ButtonVariant::Quiet on_press=move || open.set(false)>
                    {move || dismiss.get()}
                </Button>
                <Button variant=variant busy=busy on_press=press>
                    {move || confirm.get()}
                </Button>
            </Actions>
        </Dialog>
    }
}
