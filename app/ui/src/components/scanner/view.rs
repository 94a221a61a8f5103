//! The camera's picture, and what is read from it.

use super::camera::{Camera, Refused};
use super::decoder::Decoder;
use crate::components::browser::sleep;
use crate::components::{Banner, Button, IconName, Tone};
use leptos::html::Video;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlVideoElement;

/// So long between two looks: often enough for a steady hand, and the tablet stays cool.
const BETWEEN_LOOKS: u32 = 120;

/// The same code once more is a new one only after so many looks without it.
const FORGOTTEN_AFTER: u32 = 12;

/// How far the camera has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Looking,
    Refused(Refused),
    /// The picture is there; nothing can be read from it.
    NoDecoder,
}

/// What a picture needs while it is shown. It stops when the dialog closes.
#[derive(Clone, Copy)]
struct Showing {
    stage: RwSignal<Stage>,
    /// The light of the camera: none where it has no light.
    light: RwSignal<Option<bool>>,
    camera: StoredValue<Option<Camera>, LocalStorage>,
    last: RwSignal<Option<String>>,
}

#[component]
pub(super) fn CameraView(on_read: Callback<String>, keep_reading: bool) -> impl IntoView {
    let video = NodeRef::<Video>::new();
    let showing = Showing {
        stage: RwSignal::new(Stage::Opening),
        light: RwSignal::new(None),
        camera: StoredValue::new_local(None),
        last: RwSignal::new(None),
    };
    Effect::new(move |begun: Option<bool>| {
        let Some(video) = video.get().filter(|_| begun != Some(true)) else {
            return begun == Some(true);
        };
        spawn_local(show(showing, video, on_read, keep_reading));
        true
    });
    // Whatever closes the dialog: the camera's own lamp goes out at once.
    on_cleanup(move || drop(showing.camera.try_update_value(Option::take)));
    view! {
        <div class="scanner stack" data-gap="snug">
            <div class="scanner-picture" data-looking=move || {
                (showing.stage.get() == Stage::Looking).then_some("")
            }>
                <video node_ref=video muted autoplay playsinline aria-label="What the camera sees"></video>
            </div>
            <div aria-live="polite">{move || told(showing)}</div>
            <Light showing=showing />
        </div>
    }
}

/// What there is to say of it.
fn told(showing: Showing) -> AnyView {
    match showing.stage.get() {
        Stage::Opening => view! { <p class="quiet">"Opening the camera…"</p> }.into_any(),
        Stage::Looking => match showing.last.get() {
            Some(code) => view! { <p>"Read "<span class="serial">{code}</span></p> }.into_any(),
            None => view! {
                <p class="quiet">"Hold the code in front of the camera, until all of it is seen."</p>
            }
            .into_any(),
        },
        Stage::Refused(why) => {
            view! { <Banner tone=Tone::Warning>{why.sentence()}</Banner> }.into_any()
        }
        Stage::NoDecoder => view! {
            <Banner tone=Tone::Warning>
                "This browser can’t read codes from the camera. Type the code instead."
            </Banner>
        }
        .into_any(),
    }
}

#[component]
fn Light(showing: Showing) -> impl IntoView {
    let toggle = move |()| {
        let on = showing.light.get_untracked() != Some(true);
        showing.camera.with_value(|camera| {
            if let Some(camera) = camera {
                camera.light(on);
            }
        });
        showing.light.set(Some(on));
    };
    view! {
        <Show when=move || showing.light.get().is_some()>
            <div>
                <Button icon=IconName::Sun on_press=toggle>
                    {move || if showing.light.get() == Some(true) { "Light off" } else { "Light on" }}
                </Button>
            </div>
        </Show>
    }
}

async fn show(
    showing: Showing,
    video: HtmlVideoElement,
    on_read: Callback<String>,
    keep_reading: bool,
) {
    let camera = match Camera::open().await {
        Ok(camera) => camera,
        Err(why) => {
            showing.stage.try_set(Stage::Refused(why));
            return;
        }
    };
    camera.show_in(&video);
    let lit = camera.has_light().then_some(false);
    // The dialog may be closed by now: then the camera is dropped here, and stops.
    if showing.camera.try_set_value(Some(camera)).is_some() {
        return;
    }
    showing.light.try_set(lit);
    let Some(decoder) = Decoder::get().await else {
        showing.stage.try_set(Stage::NoDecoder);
        return;
    };
    if showing.stage.try_set(Stage::Looking).is_none() {
        look(showing, &video, &decoder, on_read, keep_reading).await;
    }
}

/// Looks until the dialog closes.
async fn look(
    showing: Showing,
    video: &HtmlVideoElement,
    decoder: &Decoder,
    on_read: Callback<String>,
    keep_reading: bool,
) {
    let mut unseen = 0_u32;
    // What is still before the camera when the dialog opens was not read yet.
    let mut last: Option<String> = None;
    while showing.stage.try_get_untracked() == Some(Stage::Looking) {
        let read = decoder.read(video).await;
        if showing.stage.try_get_untracked().is_none() {
            return;
        }
        match read {
            Some(code) if last.as_ref() != Some(&code) => {
                last = Some(code.clone());
                unseen = 0;
                showing.last.try_set(Some(code.clone()));
                on_read.run(code);
                if !keep_reading {
                    return;
                }
            }
            Some(_) => unseen = 0,
            None => unseen = unseen.saturating_add(1),
        }
        if unseen > FORGOTTEN_AFTER {
            last = None;
        }
        sleep(BETWEEN_LOOKS).await;
    }
}
