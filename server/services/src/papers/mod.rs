//! Papers as files. What stands on them is put together by the area that they are of; how they
//! look is the [`Press`]'s.

mod port;

pub use port::{NoPress, Press};

use crate::{Error, Services};
use domain::papers::Paper;

/// A file to take away, or to attach to a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Plain letters only, so that it is safe in a header.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    pub bytes: Vec<u8>,
}

/// A paper as a PDF of this instant. Typesetting takes a processor for a while, so it is not done
/// among the requests that wait for each other.
pub async fn print(services: &Services, paper: Paper) -> Result<File, Error> {
    let press = services.press.clone();
    let now = services.clock.now();
    let name = format!("{}.pdf", paper.file_name());
    let bytes = tokio::task::spawn_blocking(move || press.pdf(&paper, now))
        .await
        .map_err(Error::internal)??;
    Ok(File {
        name,
        kind: "application/pdf",
        bytes,
    })
}
