//! Files of a custom order's design, as they came.

use super::{Refused, attachment, named, staff};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;
use services::{Services, orders};

/// A file of a round. It is taken away and never opened here, whatever it holds: the browser gets
/// it as an attachment, under a name of plain letters.
pub(super) async fn design(
    State(services): State<Services>,
    Path((id, hash)): Path<(String, String)>,
    parts: Parts,
) -> Result<Response, Refused> {
    let caller = staff(&parts)?.into();
    let order = named(&id)?;
    let (name, kind, bytes) = orders::custom::read_file(&services, caller, order, &hash).await?;
    Ok(attachment(&tame(&name), kind, Body::from(bytes)))
}

/// Only what every file system and every header takes as it is.
fn tame(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let tamed = name.chars().map(|c| if plain(c) { c } else { '-' });
    let tamed: String = tamed.take(80).collect();
    tamed.trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn a_file_is_named_in_plain_letters() {
        assert_eq!(tame("ring v2.stl"), "ring-v2.stl");
        assert_eq!(tame("../x\r\n\"y\".pdf"), "-x---y-.pdf");
    }
}
