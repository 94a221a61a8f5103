use leptos::prelude::*;

/// What an app shows of the page where the link is passed on: nothing of the order.
const ABOUT: &str = "Where your order stands, and how to reach the store.";

/// A whole document without a single script.
pub(super) fn document<V: IntoView>(title: &str, body: impl FnOnce() -> V) -> String {
    let title = title.to_owned();
    let page = move || {
        view! {
            <!DOCTYPE html>
            <html lang="en">
                <head>
                    <meta charset="utf-8" />
                    <meta
                        name="viewport"
                        content="width=device-width, initial-scale=1, viewport-fit=cover"
                    />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="description" content=ABOUT />
                    <meta name="robots" content="noindex, nofollow" />
                    <meta name="referrer" content="no-referrer" />
                    <meta name="format-detection" content="telephone=no" />
                    <title>{title}</title>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                    <FontPreload file="petrona-latin.woff2" />
                    <FontPreload file="source-sans-3-latin.woff2" />
                    <link rel="stylesheet" href="/pkg/app.css" />
                </head>
                <body class="portal">{body()}</body>
            </html>
        }
    };
    Owner::new().with(|| page().to_html())
}

#[component]
fn FontPreload(file: &'static str) -> impl IntoView {
    view! {
        <link
            rel="preload"
            href=format!("/fonts/{file}")
            r#as="font"
            r#type="font/woff2"
            crossorigin="anonymous"
        />
    }
}
