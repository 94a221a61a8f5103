//! Sending files as they are: no form around them, nothing held twice in memory.

use crate::error::UiError;
use domain::input::FieldErrors;
use gloo_net::http::Request;
use leptos::server_fn::error::FromServerFnError;
use leptos::web_sys::File;
use serde::de::DeserializeOwned;

/// Sends a file and reads the answer. The server checks its size again.
pub(crate) async fn send<T: DeserializeOwned>(
    to: &str,
    file: File,
    most_megabytes: u32,
) -> Result<T, UiError> {
    if file.size() > f64::from(most_megabytes * 1024 * 1024) {
        let sentence = format!("This file is larger than {most_megabytes} MB.");
        return Err(UiError::Invalid(FieldErrors::one("/file", sentence)));
    }
    let offline = |_| UiError::Offline;
    let request = Request::post(to).body(file).map_err(offline)?;
    let response = request.send().await.map_err(offline)?;
    let answer = response.binary().await.map_err(offline)?;
    if response.ok() {
        serde_json::from_slice(&answer).map_err(|_| UiError::Internal)
    } else {
        Err(UiError::de(answer.into()))
    }
}
