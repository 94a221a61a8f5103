//! Scanning: a box that a scanner types into, and a camera beside every such box.

mod camera;
mod decoder;
mod view;

use super::{
    Button, ButtonVariant, Dialog, DialogSize, Icon, IconName, browser::bind_text, field_id,
};
use leptos::{html::Input, prelude::*};
use view::CameraView;

/// A button that opens the camera. What the camera reads is as good as typed.
#[component]
pub fn ScanButton(
    #[prop(into)] on_read: Callback<String>,
    /// Goes on reading, for many things in a row.
    #[prop(optional)]
    keep_reading: bool,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let read = Callback::new(move |code: String| {
        if !keep_reading {
            open.set(false);
        }
        on_read.run(code);
    });
    view! {
        <Button
            icon=IconName::Camera icon_only=true variant=ButtonVariant::Secondary
            on_press=move |()| open.set(true)
        >
            "Scan with the camera"
        </Button>
        <Dialog open=open title="Scan with the camera" size=DialogSize::Medium>
            <CameraView on_read=read keep_reading=keep_reading />
        </Dialog>
    }
    .into_any()
}

/// A box for codes alone. Each one is taken with Enter, with which scanners end what they type,
/// and makes room for the next.
#[component]
pub fn ScanField(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(into)] value: RwSignal<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(into)] on_read: Callback<String>,
    /// The camera goes on reading, for many things in a row.
    #[prop(optional)]
    keep_reading: bool,
) -> impl IntoView {
    let id = field_id(&name);
    let control = NodeRef::<Input>::new();
    bind_text(control, value);
    let take = move || {
        let code = value.get_untracked();
        value.set(String::new());
        if !code.trim().is_empty() {
            on_read.run(code);
        }
    };
    view! {
        <div class="scan-field">
            <form
                class="search-box"
                on:submit=move |event| {
                    event.prevent_default();
                    take();
                }
            >
                <label class="visually-hidden" for=id.clone()>{label}</label>
                <div class="control">
                    <Icon name=IconName::Scan />
                    <input
                        node_ref=control
                        id=id
                        name=name
                        type="text"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        enterkeyhint="go"
                        maxlength=300
                        placeholder=placeholder
                        value=value.get_untracked()
                        on:input=move |event| value.set(event_target_value(&event))
                    />
                </div>
            </form>
            <ScanButton on_read=on_read keep_reading=keep_reading />
        </div>
    }
    .into_any()
}
