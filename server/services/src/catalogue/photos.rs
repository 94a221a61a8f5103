//! Pictures of styles.

use crate::{Caller, Error, Services};
use domain::staff::Permission;

/// Keeps a picture and gives the path to name in a style. Nothing shows it until a style does.
pub async fn keep_photo(
    services: &Services,
    caller: Caller<'_>,
    file: Vec<u8>,
) -> Result<String, Error> {
    caller.require(Permission::EditCatalogue)?;
    services.photos.keep(file).await
}
