//! The camera of a tablet or telephone. For the browser only.

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{
    HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack, MediaTrackConstraints,
};
use wasm_bindgen_futures::JsFuture;

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// Somebody said no, now or earlier.
    NotAllowed,
    /// There is none.
    None,
    /// Browsers give the camera to secure pages alone.
    NotSecure,
    /// Something else holds it, or it is broken.
    Broken,
}

impl Refused {
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::NotAllowed => {
                "The camera may not be used here. Allow it in the browser’s settings for this \
                 page, or type the code instead."
            }
            Self::None => "This device has no camera. Type the code instead.",
            Self::NotSecure => {
                "The camera needs a secure connection (https). Type the code instead."
            }
            Self::Broken => {
                "The camera can’t be opened. Another program may be using it. Type the code \
                 instead."
            }
        }
    }

    fn of(error: &JsValue) -> Self {
        let name = Reflect::get(error, &"name".into()).ok();
        match name.and_then(|name| name.as_string()).as_deref() {
            Some("NotAllowedError" | "SecurityError") => Self::NotAllowed,
            Some("NotFoundError" | "OverconstrainedError") => Self::None,
            _ => Self::Broken,
        }
    }
}

/// A camera that is on until it is dropped.
pub(super) struct Camera {
    stream: MediaStream,
}

impl Camera {
    /// Opens the camera at the back, or the only one.
    pub(super) async fn open() -> Result<Self, Refused> {
        let devices = window().navigator().media_devices();
        let devices = devices
            .ok()
            .filter(|devices| !devices.is_undefined())
            .ok_or(Refused::NotSecure)?;
        let asked = MediaStreamConstraints::new();
        let picture = MediaTrackConstraints::new();
        picture.set_facing_mode(&"environment".into());
        picture.set_width(&ideal(1280));
        picture.set_height(&ideal(720));
        asked.set_video(&picture);
        let opening = devices
            .get_user_media_with_constraints(&asked)
            .map_err(|error| Refused::of(&error))?;
        let stream = JsFuture::from(opening)
            .await
            .map_err(|error| Refused::of(&error))?;
        let stream = stream.dyn_into().map_err(|_| Refused::Broken)?;
        Ok(Self { stream })
    }

    pub(super) fn show_in(&self, video: &HtmlVideoElement) {
        // Telephones play only what makes no sound.
        video.set_muted(true);
        video.set_src_object(Some(&self.stream));
        // Refused only while the page is hidden; it plays by itself as soon as it is seen.
        let _playing = video.play();
    }

    /// Whether it has a light of its own.
    pub(super) fn has_light(&self) -> bool {
        let Some(track) = self.track() else {
            return false;
        };
        let can = Reflect::get(&track, &"getCapabilities".into());
        let can = can
            .ok()
            .and_then(|can| can.dyn_into::<js_sys::Function>().ok());
        let can = can.and_then(|can| can.call0(&track).ok());
        let torch = can.and_then(|can| Reflect::get(&can, &"torch".into()).ok());
        torch.is_some_and(|torch| torch.is_truthy())
    }

    pub(super) fn light(&self, on: bool) {
        let Some(track) = self.track() else { return };
        let torch = Object::new();
        let wanted = MediaTrackConstraints::new();
        // Setting a property of a plain object can't fail, and a light that stays dark is seen.
        let _ = Reflect::set(&torch, &"torch".into(), &on.into());
        let advanced = js_sys::Array::of1(&torch);
        let _ = Reflect::set(&wanted, &"advanced".into(), &advanced);
        let _ = track.apply_constraints_with_constraints(&wanted);
    }

    fn track(&self) -> Option<MediaStreamTrack> {
        self.stream.get_video_tracks().get(0).dyn_into().ok()
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}

/// About so many pixels, if the camera can.
fn ideal(pixels: u32) -> JsValue {
    let wish = Object::new();
    // Setting a property of a plain object can't fail.
    let _ = Reflect::set(&wish, &"ideal".into(), &pixels.into());
    wish.into()
}
