//! The page of an address that leads nowhere. It says the same to everyone, whatever might be
//! there for somebody else.

use crate::components::BrandMark;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        <Title text="Nothing here" />
        <main class="gate" id="main">
            <div class="gate-card">
                <header class="gate-head">
                    <BrandMark />
                    <h1>"There is nothing at this address"</h1>
                    <p class="quiet">"It may have moved, or the link may be incomplete."</p>
                </header>
                <p>
                    <a href="/">"Go to the start"</a>
                </p>
            </div>
        </main>
    }
}
