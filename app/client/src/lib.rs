//! The browser bundle: hydrates the page that the server rendered.

// A screen's type nests as deep as its elements do, and the router wraps it once more.
#![recursion_limit = "256"]

use leptos::mount::hydrate_from_async;
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    spawn_local(take_over());
}

/// Takes the page over, once the code of its room is there.
async fn take_over() {
    let Some(body) = document().body() else {
        return;
    };
    hydrate_from_async(body.clone(), ui::App).await.forget();
    // Browser tests wait for this: what is typed before may not be heard.
    let _ = body.set_attribute("data-hydrated", "");
}
