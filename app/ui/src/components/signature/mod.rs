//! A signature: drawn with a finger or pen, or typed by those who use a keyboard.

mod browser;

use super::{Button, ButtonVariant, Field, IconName, field_id, field_links};
use browser::Stroke;
pub use domain::orders::act::Signature;
use leptos::{ev::PointerEvent, prelude::*, svg::Svg};

/// The grid that signatures are drawn on, whatever the size of the screen.
pub const SIGNATURE_WIDTH: i32 = 600;
pub const SIGNATURE_HEIGHT: i32 = 200;

/// A pad to sign on. `value` is `None` until there is something that counts as a signature.
#[component]
pub fn SignaturePad(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    #[prop(into)] value: RwSignal<Option<Signature>>,
    /// What is agreed to by signing.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let typing = RwSignal::new(false);
    let toggle = move || {
        value.set(None);
        typing.update(|typing| *typing = !*typing);
    };
    view! {
        <div class="signature">
            <Show
                when=move || typing.get()
                fallback={
                    let name = name.clone();
                    move || {
                        view! { <DrawnPad label=label name=name.clone() value=value hint=hint error=error /> }
                    }
                }
            >
                <TypedPad label=label name=name.clone() value=value hint=hint error=error />
            </Show>
            <div class="actions">
                <Show when=move || !typing.get()>
                    <Button
                        variant=ButtonVariant::Quiet
                        icon=IconName::Undo
                        disabled=Signal::derive(move || value.with(Option::is_none))
                        on_press=move || value.set(None)
                    >
                        "Clear"
                    </Button>
                </Show>
                <Button variant=ButtonVariant::Quiet on_press=toggle>
                    {move || if typing.get() { "Draw it instead" } else { "Type the name instead" }}
                </Button>
            </div>
        </div>
    }
}

#[component]
fn DrawnPad(
    label: Signal<String>,
    name: String,
    value: RwSignal<Option<Signature>>,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let links = field_links(&id, hint, error);
    let pad = NodeRef::<Svg>::new();
    let stroke = StoredValue::new(None::<Stroke>);
    let drawn = move || match value.get() {
        Some(Signature::Drawn(path)) => path,
        _ => String::new(),
    };
    let begin = move |event: PointerEvent| {
        let Some(begun) = pad.get().and_then(|pad| Stroke::begin(&pad, &event)) else {
            return;
        };
        let mut path = drawn();
        begun.write_start(&mut path);
        stroke.set_value(Some(begun));
        value.set(Some(Signature::Drawn(path)));
    };
    let extend = move |event: PointerEvent| {
        let Some(pad) = pad.get() else { return };
        let mut path = drawn();
        let moved = stroke.try_update_value(|stroke| {
            stroke
                .as_mut()
                .is_some_and(|stroke| stroke.extend(&pad, &event, &mut path))
        });
        if moved == Some(true) {
            value.set(Some(Signature::Drawn(path)));
        }
    };
    let end = move |_: PointerEvent| stroke.set_value(None);
    view! {
        <Field id=id.clone() label=label hint=hint error=error>
            <svg
                node_ref=pad
                id=id
                class="signature-pad"
                viewBox=format!("0 0 {SIGNATURE_WIDTH} {SIGNATURE_HEIGHT}")
                preserveAspectRatio="none"
                role="img"
                aria-label=move || {
                    let state = if value.with(Option::is_some) { "signed" } else { "empty" };
                    format!("{}: {state}", label.get())
                }
                aria-describedby=links.described_by
                on:pointerdown=begin
                on:pointermove=extend
                on:pointerup=end
                on:pointercancel=end
            >
                <path class="signature-line" d="M40 156H560"></path>
                <path class="signature-ink" d=drawn></path>
            </svg>
        </Field>
    }
}

#[component]
fn TypedPad(
    label: Signal<String>,
    name: String,
    value: RwSignal<Option<Signature>>,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let links = field_links(&id, hint, error);
    let typed = move |event| {
        let name = event_target_value(&event);
        value.set((!name.trim().is_empty()).then_some(Signature::Typed(name)));
    };
    view! {
        <Field id=id.clone() label=label hint=hint error=error>
            <div class="control signature-typed">
                <input
                    id=id
                    name=name
                    type="text"
                    autocomplete="name"
                    placeholder="Full name"
                    aria-describedby=links.described_by
                    aria-invalid=links.invalid
                    on:input=typed
                />
            </div>
        </Field>
    }
}

/// A signature that was given, as on a claim check.
#[component]
pub fn SignatureView(
    #[prop(into)] signature: Signature,
    /// Who signed.
    #[prop(into)]
    by: String,
) -> impl IntoView {
    match signature {
        Signature::Drawn(path) => view! {
            <svg
                class="signature-view"
                viewBox=format!("0 0 {SIGNATURE_WIDTH} {SIGNATURE_HEIGHT}")
                role="img"
                aria-label=format!("Signature of {by}")
            >
                <path class="signature-ink" d=path></path>
            </svg>
        }
        .into_any(),
        Signature::Typed(name) => view! { <p class="signature-name">{name}</p> }.into_any(),
    }
}
