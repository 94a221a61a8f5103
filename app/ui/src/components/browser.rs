//! Everything in the design system that touches the browser. Called from effects and handlers only.

use gloo_timers::future::TimeoutFuture;
use leptos::{
    html::{Dialog, ElementType, Input},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{
        HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
        ScrollIntoViewOptions, ScrollLogicalPosition,
    },
};

/// Form controls whose content is text.
pub trait TextControl {
    fn text(&self) -> String;
    fn set_text(&self, text: &str);
    /// Whether what it shows may be somebody's choice.
    fn is_decided(&self) -> bool {
        true
    }
}

macro_rules! text_control {
    ($($element:ty),+) => {$(
        impl TextControl for $element {
            fn text(&self) -> String {
                self.value()
            }
            fn set_text(&self, text: &str) {
                self.set_value(text);
            }
        }
    )+};
}
text_control!(HtmlInputElement, HtmlTextAreaElement);

impl TextControl for HtmlSelectElement {
    fn text(&self) -> String {
        self.value()
    }
    fn set_text(&self, text: &str) {
        self.set_value(text);
    }
    /// It shows nothing as well while its options are still to come.
    fn is_decided(&self) -> bool {
        !self.value().is_empty()
    }
}

/// Keeps a control and its signal the same from now on.
///
/// On the first run the control wins: what someone typed, or the browser restored, before the page
/// was hydrated is kept rather than wiped.
pub(super) fn bind_text<E>(control: NodeRef<E>, value: RwSignal<String>)
where
    E: ElementType,
    E::Output: TextControl + JsCast + Clone + 'static,
{
    Effect::new(move |bound: Option<bool>| {
        let wanted = value.get();
        let Some(element) = control.get() else {
            return false;
        };
        let shown = element.text();
        if shown != wanted {
            if bound == Some(true) {
                element.set_text(&wanted);
            } else if element.is_decided() {
                value.set(shown);
            }
        }
        true
    });
}

/// The same for a checkbox.
pub(super) fn bind_checked(control: NodeRef<Input>, value: RwSignal<bool>) {
    Effect::new(move |bound: Option<bool>| {
        let wanted = value.get();
        let Some(element) = control.get() else {
            return false;
        };
        if element.checked() != wanted {
            if bound == Some(true) {
                element.set_checked(wanted);
            } else {
                value.set(element.checked());
            }
        }
        true
    });
}

/// Opens and closes a native dialog with its signal. The browser returns the focus by itself.
pub(crate) fn bind_dialog(dialog: NodeRef<Dialog>, open: Signal<bool>) {
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(element) = dialog.get() else { return };
        if wanted && !element.open() {
            // Fails only if the dialog has left the document, and then there is nothing to open.
            let _ = element.show_modal();
            // The content is drawn in the same turn; the first thing in it is nearer than the cross.
            request_animation_frame(move || focus_element(first_control(&element)));
        } else if !wanted && element.open() {
            element.close();
        }
    });
}

/// Whether an event happened on the very element that listens for it (a dialog's backdrop).
pub(super) fn is_on_itself(event: &leptos::ev::MouseEvent) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}

/// Waits.
pub(crate) async fn sleep(milliseconds: u32) {
    TimeoutFuture::new(milliseconds).await;
}

/// Brings an element into view without moving more than needed.
pub(super) fn reveal(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// Selects all that a field holds, so that what is typed next replaces it.
pub(super) fn select_text(control: NodeRef<Input>) {
    if let Some(control) = control.get_untracked() {
        control.select();
    }
}

/// Focuses the element of this id.
pub fn focus(id: &str) {
    focus_element(document().get_element_by_id(id));
}

/// Focuses the first field that carries an error; call it in an effect after a refused save.
pub fn focus_first_invalid() {
    focus_element(
        document()
            .query_selector("[aria-invalid='true']")
            .ok()
            .flatten(),
    );
}

fn first_control(dialog: &leptos::web_sys::HtmlDialogElement) -> Option<leptos::web_sys::Element> {
    dialog
        .query_selector(".dialog-body :is(input, select, textarea, button, a[href])")
        .ok()
        .flatten()
}

fn focus_element(element: Option<leptos::web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Refused only for elements that can't take the focus; nothing follows from that.
        let _ = element.focus();
    }
}

/// The key that was pressed, unless it belongs to an input method that is still composing.
pub(super) fn key(event: &KeyboardEvent) -> Option<String> {
    (!event.is_composing()).then(|| event.key())
}

/// Opens the browser's print dialog.
pub fn print_page() {
    // Refused only in sandboxed frames, where there is nothing to say.
    let _ = window().print();
}
