//! Reading a code from a picture: by the browser itself where it can, or else by a decoder of ours
//! that a worker loads when it is first needed. For the browser only.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, window};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageData, MessageEvent, Worker,
    WorkerOptions, WorkerType,
};
use wasm_bindgen_futures::JsFuture;

/// What our labels and the reports of laboratories carry.
const FORMATS: [&str; 6] = [
    "code_128",
    "data_matrix",
    "qr_code",
    "ean_13",
    "ean_8",
    "code_39",
];

/// A picture is made this wide at most: a code that fills a third of it is still read.
const WIDEST: u32 = 960;

/// The script of the worker with our own decoder.
const WORKER: &str = "/decoder-worker.js";

pub(super) enum Decoder {
    Browser(BarcodeDetector),
    Ours(Box<OurDecoder>),
}

impl Decoder {
    /// The browser's own, if it reads what our labels carry, or ours.
    pub(super) async fn get() -> Option<Self> {
        match BarcodeDetector::of_this_browser().await {
            Some(detector) => Some(Self::Browser(detector)),
            None => OurDecoder::start().map(|ours| Self::Ours(Box::new(ours))),
        }
    }

    /// What the picture that is shown now says.
    pub(super) async fn read(&self, video: &HtmlVideoElement) -> Option<String> {
        // No picture has come yet.
        if video.video_width() == 0 {
            return None;
        }
        let code = match self {
            Self::Browser(detector) => detector.read(video).await,
            Self::Ours(decoder) => decoder.read(video).await,
        };
        code.filter(|code| !code.trim().is_empty())
    }
}

/// The browser's `BarcodeDetector`, which not every browser has.
pub(super) struct BarcodeDetector {
    detector: JsValue,
    detect: Function,
}

impl BarcodeDetector {
    async fn of_this_browser() -> Option<Self> {
        let class = method(&window(), "BarcodeDetector")?;
        let known = method(&class, "getSupportedFormats")?.call0(&class).ok()?;
        let known = JsFuture::from(Promise::resolve(&known)).await.ok()?;
        let known: Array = known.dyn_into().ok()?;
        let ours = FORMATS.iter().map(|format| JsValue::from_str(format));
        let formats: Array = ours.filter(|format| known.includes(format, 0)).collect();
        // Some know the names of codes that they can't read.
        let labels = ["code_128", "data_matrix"];
        if !labels
            .iter()
            .all(|label| formats.includes(&(*label).into(), 0))
        {
            return None;
        }
        let options = Object::new();
        Reflect::set(&options, &"formats".into(), &formats).ok()?;
        let detector = Reflect::construct(&class, &Array::of1(&options)).ok()?;
        let detect = method(&detector, "detect")?;
        Some(Self { detector, detect })
    }

    async fn read(&self, video: &HtmlVideoElement) -> Option<String> {
        let found = self.detect.call1(&self.detector, video).ok()?;
        let found = JsFuture::from(Promise::resolve(&found)).await.ok()?;
        let first = found.dyn_into::<Array>().ok()?.get(0);
        Reflect::get(&first, &"rawValue".into()).ok()?.as_string()
    }
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// Our decoder, away from the page in a worker of its own.
pub(super) struct OurDecoder {
    worker: Worker,
    canvas: HtmlCanvasElement,
    pen: CanvasRenderingContext2d,
}

impl OurDecoder {
    fn start() -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(WORKER, &options).ok()?;
        let canvas: HtmlCanvasElement =
            document().create_element("canvas").ok()?.dyn_into().ok()?;
        let wish = Object::new();
        // Its pixels are asked for at every look.
        Reflect::set(&wish, &"willReadFrequently".into(), &true.into()).ok()?;
        let pen = canvas
            .get_context_with_context_options("2d", &wish)
            .ok()??;
        Some(Self {
            worker,
            canvas,
            pen: pen.dyn_into().ok()?,
        })
    }

    async fn read(&self, video: &HtmlVideoElement) -> Option<String> {
        let picture = self.picture(video)?;
        let answer = Promise::new(&mut |answer, failed| {
            self.worker.set_onmessage(Some(&answer));
            self.worker.set_onerror(Some(&failed));
        });
        self.worker.post_message(&picture).ok()?;
        let said: MessageEvent = JsFuture::from(answer).await.ok()?.dyn_into().ok()?;
        said.data().as_string()
    }

    /// What is seen now, made smaller.
    fn picture(&self, video: &HtmlVideoElement) -> Option<ImageData> {
        let (width, height) = fit(video.video_width(), video.video_height())?;
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let (right, bottom) = (f64::from(width), f64::from(height));
        self.pen
            .draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, right, bottom)
            .ok()?;
        self.pen.get_image_data(0.0, 0.0, right, bottom).ok()
    }
}

impl Drop for OurDecoder {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The size of a picture that is not wider than is of use.
fn fit(width: u32, height: u32) -> Option<(u32, u32)> {
    let fitted = width.min(WIDEST);
    let scaled = u64::from(height)
        .checked_mul(u64::from(fitted))?
        .checked_div(u64::from(width))?;
    let scaled = u32::try_from(scaled).ok()?;
    (fitted > 0 && scaled > 0).then_some((fitted, scaled))
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn pictures_keep_their_shape() {
        assert_eq!(fit(1920, 1080), Some((960, 540)));
        assert_eq!(fit(640, 480), Some((640, 480)));
        assert_eq!(fit(1080, 1920), Some((960, 1706)));
        assert_eq!(fit(0, 0), None);
    }
}
