//! Places by the codes on their labels, for screens that ask where something goes.

use super::api::scan_code;
use domain::custody::Named;
use domain::ids::LocationId;

/// The place that a code names, or a sentence that says why there is none.
pub(crate) async fn place_with(code: String) -> Result<LocationId, String> {
    let found = scan_code(code.clone())
        .await
        .map_err(|error| error.to_string())?;
    let place = found.into_iter().find_map(|named| match named {
        Named::Place(place) => Some(place.id),
        _ => None,
    });
    place.ok_or_else(|| format!("{code} is no place of yours."))
}
