//! The typesetter, as the services see it.

use chrono::{DateTime, Utc};
use domain::papers::{LabelFormat, Labels, Paper};
use services::Error;

/// Typesets in this process.
pub struct Press;

impl services::papers::Press for Press {
    fn pdf(&self, paper: &Paper, made_at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        documents::pdf(paper, made_at).map_err(Error::internal)
    }

    fn labels(
        &self,
        labels: &Labels,
        format: LabelFormat,
        made_at: DateTime<Utc>,
    ) -> Result<Vec<u8>, Error> {
        documents::labels(labels, format, made_at).map_err(Error::internal)
    }
}
