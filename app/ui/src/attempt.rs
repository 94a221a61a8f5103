//! Something that a dialog's form tries to do: it happens once however often the button is
//! pressed, and when it is refused everything that was typed stays.

use crate::components::{
    Actions, Banner, Button, ButtonVariant, Toasts, Tone, browser::focus_first_invalid, use_toasts,
};
use crate::error::UiError;
use domain::ids::IdempotencyKey;
use domain::input::FieldErrors;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// What was refused, and whether it is still under way. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Attempt {
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    wrong: RwSignal<Option<UiError>>,
    key: StoredValue<IdempotencyKey>,
    look_again: StoredValue<Arc<dyn Fn() + Send + Sync>>,
    toasts: Toasts,
}

impl Attempt {
    /// In a dialog. After each try the page looks again at how things stand: if somebody else was
    /// quicker, the next try is on what is to be seen.
    pub(crate) fn new(open: RwSignal<bool>, look_again: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            open,
            busy: RwSignal::new(false),
            wrong: RwSignal::new(None),
            key: StoredValue::new(IdempotencyKey::generate()),
            look_again: StoredValue::new(Arc::new(look_again)),
            toasts: use_toasts(),
        }
    }

    /// Tries, and closes the dialog when it came about.
    pub(crate) fn make<T, F>(
        self,
        deed: impl FnOnce(IdempotencyKey) -> F,
        done: impl FnOnce(T) + 'static,
    ) where
        T: 'static,
        F: Future<Output = Result<T, UiError>> + 'static,
    {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(None);
        // The dialog may be closed meanwhile.
        let look_again = self.look_again.get_value();
        let trying = deed(self.key.get_value());
        spawn_local(async move {
            match trying.await {
                Ok(came) => {
                    self.open.set(false);
                    done(came);
                }
                Err(error) => self.refuse(error),
            }
            self.busy.try_set(false);
            look_again();
        });
    }

    /// Refuses it before it is sent.
    pub(crate) fn complain(self, wrong: FieldErrors) {
        self.refuse(UiError::Invalid(wrong));
    }

    fn refuse(self, error: UiError) {
        if !matches!(error, UiError::Offline | UiError::Unavailable) {
            // What was refused is not what will be sent next.
            self.key.set_value(IdempotencyKey::generate());
        }
        match self.wrong.try_set(Some(error)).flatten() {
            None => request_animation_frame(focus_first_invalid),
            // Whoever closed the dialog is told all the same.
            Some(unseen) => self.toasts.danger(unseen.to_string()),
        }
    }

    /// The complaint about a field.
    pub(crate) fn at(self, pointer: impl Into<String>) -> Signal<Option<String>> {
        let pointer = pointer.into();
        Signal::derive(move || {
            self.wrong
                .with(|wrong| wrong.as_ref().and_then(|wrong| wrong.field(&pointer)))
        })
    }

    /// What is wrong with the whole.
    fn refusal(self) -> Option<impl IntoView> {
        let wrong = self.wrong.get()?;
        (!matches!(wrong, UiError::Invalid(_)))
            .then(|| view! { <Banner tone=Tone::Danger>{wrong.to_string()}</Banner> })
    }
}

/// The form of an attempt: what was refused, the fields, the way back and the way on.
#[component]
pub(crate) fn AttemptForm(
    attempt: Attempt,
    /// What the button does.
    #[prop(into)]
    verb: Signal<String>,
    #[prop(default = ButtonVariant::Primary)] variant: ButtonVariant,
    #[prop(into)] on_go: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="stack"
            data-gap="snug"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                on_go.run(());
            }
        >
            {move || attempt.refusal()}
            {children()}
            <Actions end=true>
                <Button variant=ButtonVariant::Quiet on_press=move |()| attempt.open.set(false)>
                    "Go back"
                </Button>
                <Button variant=variant submit=true busy=attempt.busy>{move || verb.get()}</Button>
            </Actions>
        </form>
    }
}
