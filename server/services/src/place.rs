//! Where a page of a list by date ended, so that the next starts there whatever came in between.

use crate::Error;
use chrono::NaiveDate;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A row's place: its date, and its id among those of the same date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub date: NaiveDate,
    pub id: Uuid,
}

impl Place {
    /// Reads the place that a caller was given, which may have been tampered with since.
    pub(crate) fn read(text: Option<&str>) -> Result<Option<Self>, Error> {
        let wrong = |()| Error::field("/after", "This page can't be found. Start from the first.");
        text.map(|text| text.parse().map_err(wrong)).transpose()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.date, self.id)
    }
}

impl FromStr for Place {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (date, id) = text.split_once('.').ok_or(())?;
        Ok(Self {
            date: date.parse().map_err(drop)?,
            id: id.parse().map_err(drop)?,
        })
    }
}
