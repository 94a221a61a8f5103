//! The browser bundle: hydrates the page that the server rendered.

// A screen's type nests as deep as its elements do, and the router wraps it once more.
#![recursion_limit = "256"]

#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(ui::App);
}
