//! Papers as files. What stands on them is put together by the area that they are of; how they
//! look is the [`Press`]'s.

mod port;

pub use port::{NoPress, Press};

use crate::{Error, Services};
use domain::papers::{LabelFormat, Labels, Paper};

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

/// Labels in a format. Of nothing there is no file.
pub async fn print_labels(
    services: &Services,
    labels: Labels,
    format: LabelFormat,
) -> Result<File, Error> {
    if labels.labels.is_empty() {
        return Err(Error::Refused {
            message: "There is nothing to print a label for.".into(),
            blockers: Vec::new(),
        });
    }
    let press = services.press.clone();
    let now = services.clock.now();
    let (ending, kind) = if format.is_for_label_printers() {
        ("zpl", "text/plain; charset=utf-8")
    } else {
        ("pdf", "application/pdf")
    };
    let name = format!("{}.{ending}", labels.file_name());
    let bytes = tokio::task::spawn_blocking(move || press.labels(&labels, format, now))
        .await
        .map_err(Error::internal)??;
    Ok(File { name, kind, bytes })
}
