//! What the code on a label names, for screens that ask for one kind of thing.

use super::api::scan_code;
use domain::custody::Named;
use domain::ids::{BenchJobId, LocationId};

/// The place that a code names, or a sentence that says why there is none.
pub(crate) async fn place_with(code: String) -> Result<LocationId, String> {
    let place = |named| match named {
        Named::Place(place) => Some(place.id),
        _ => None,
    };
    let none = format!("{code} is no place of yours.");
    named_by(code, place).await?.ok_or(none)
}

/// The job whose ticket carries a code, or a sentence that says why there is none.
pub(crate) async fn job_with(code: String) -> Result<BenchJobId, String> {
    let job = |named| match named {
        Named::Job { id, .. } => Some(id),
        _ => None,
    };
    let none = format!("No job has the number {code}.");
    named_by(code, job).await?.ok_or(none)
}

async fn named_by<T>(
    code: String,
    wanted: impl FnMut(Named) -> Option<T>,
) -> Result<Option<T>, String> {
    let found = scan_code(code).await.map_err(|error| error.to_string())?;
    Ok(found.into_iter().find_map(wanted))
}
