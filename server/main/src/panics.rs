//! A bug in one request must not hurt another, nor show its insides.

use std::any::Any;

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use tower_http::catch_panic::{CatchPanicLayer, ResponseForPanic};

use crate::outage::plain_page;

/// Turns a panic into a plain page; the panic hook has logged it.
pub fn layer() -> CatchPanicLayer<Apology> {
    CatchPanicLayer::custom(Apology)
}

#[derive(Debug, Clone, Copy)]
pub struct Apology;

impl ResponseForPanic for Apology {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        tracing::error!(what, "a request panicked");
        let page = plain_page(
            "Something went wrong on our side",
            "It has been noted. Please go back and try again.",
            "",
        );
        let mut response = Response::new(Body::from(page));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        let html = header::HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, html);
        response
    }
}
