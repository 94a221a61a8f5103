//! The page around every screen, and the routes.

use crate::bench::BenchRoutes;
use crate::capture::CaptureRoutes;
use crate::catalogue::CatalogueRoutes;
use crate::components::{Toaster, provide_toasts};
use crate::custody::CustodyRoutes;
use crate::custom::CustomRoutes;
use crate::customers::CustomerRoutes;
use crate::memo::MemoRoutes;
use crate::not_found::NotFound;
use crate::office::OfficeRoutes;
use crate::orders::OrderRoutes;
use crate::people::{AccountRoutes, SignInRoutes, StaffArea, provide_session};
use crate::purchasing::PurchasingRoutes;
use crate::repair::RepairRoutes;
use crate::stock::StockRoutes;
use crate::styleguide::StyleguideRoutes;
use crate::wholesale::WholesaleRoutes;
use leptos::{config::LeptosOptions, hydration::HydrationScripts, nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    components::{ParentRoute, Router, Routes},
    path,
};

/// The HTML document that the server sends.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href="/pkg/app.css" />
                <FontPreload file="source-sans-3-latin.woff2" />
                <FontPreload file="petrona-latin.woff2" />
                <HydrationScripts options=options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
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
            nonce=use_nonce()
        />
    }
}

/// Every screen, in the browser and on the server.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_toasts();
    provide_session();
    view! {
        <Title
            text=""
            formatter=|title: String| {
                if title.is_empty() { "Bezel".to_string() } else { format!("{title} · Bezel") }
            }
        />
        <Router>
            <Routes fallback=NotFound>
                <SignInRoutes />
                <StyleguideRoutes />
                // Each audience's addresses are in its own folder's `routes.rs`.
                <ParentRoute path=path!("") view=StaffArea>
                    // Before the orders: `/orders/new` is not an order's id.
                    <CaptureRoutes />
                    <RepairRoutes />
                    <MemoRoutes />
                    <CustomRoutes />
                    <OrderRoutes />
                    <WholesaleRoutes />
                    <CustodyRoutes />
                    <CustomerRoutes />
                    <CatalogueRoutes />
                    <StockRoutes />
                    <PurchasingRoutes />
                    <BenchRoutes />
                    <OfficeRoutes />
                    <AccountRoutes />
                </ParentRoute>
            </Routes>
        </Router>
        <Toaster />
    }
}
