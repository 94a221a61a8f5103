//! What an adapter implements so that papers can be printed.

use crate::Error;
use chrono::{DateTime, Utc};
use domain::papers::{LabelFormat, Labels, Paper};

/// Typesets papers.
pub trait Press: Send + Sync {
    /// A paper as a PDF that says when it was made. Blocks while it works.
    fn pdf(&self, paper: &Paper, made_at: DateTime<Utc>) -> Result<Vec<u8>, Error>;

    /// Labels in a format. Blocks while it works.
    fn labels(
        &self,
        labels: &Labels,
        format: LabelFormat,
        made_at: DateTime<Utc>,
    ) -> Result<Vec<u8>, Error>;
}

/// For programs that print nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPress;

impl Press for NoPress {
    fn pdf(&self, _: &Paper, _: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        Err(Error::internal("nothing is printed here"))
    }

    fn labels(&self, _: &Labels, _: LabelFormat, _: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        Err(Error::internal("nothing is printed here"))
    }
}
