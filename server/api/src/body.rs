//! Reading a JSON body strictly: what is wrong is said by pointer, and a field that we don't know
//! is refused. A misspelt field that is silently dropped would be an order taken wrongly.

use crate::problem::{Kind, Problem};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use domain::input::FieldErrors;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment, Track};

/// A JSON body.
#[derive(Debug)]
pub(crate) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(Kind::UnsupportedType));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| {
                let large = axum::response::IntoResponse::into_response(rejection).status()
                    == StatusCode::PAYLOAD_TOO_LARGE;
                Problem::new(if large {
                    Kind::TooLarge
                } else {
                    Kind::Malformed
                })
            })?;
        read(&bytes).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default()
        .trim();
    kind.eq_ignore_ascii_case("application/json")
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut unknown = FieldErrors::new();
    let mut note = |path: serde_ignored::Path<'_>| {
        unknown.add(pointer_to_ignored(&path), "There is no such field.");
    };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let mut track = Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let value = serde_ignored::deserialize(tracked, &mut note)
        .map_err(|error| explain(&error, &track.path()))?;
    json.end()
        .map_err(|error| Problem::saying(Kind::Malformed, error.to_string()))?;
    unknown.into_result()?;
    Ok(value)
}

/// What broke: the JSON itself, or what it says.
fn explain(error: &serde_json::Error, path: &Path) -> Problem {
    let text = error.to_string();
    if error.classify() != Category::Data {
        return Problem::saying(Kind::Malformed, text);
    }
    // The position is the parser's; a field is found by its pointer.
    let said = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(said, _)| said);
    let (pointer, said) = complaint(pointer(path), said);
    FieldErrors::one(pointer, said).into()
}

/// Where a reader's complaint belongs, and in our words. One about a missing field is made of
/// what should hold it.
pub(crate) fn complaint(pointer: String, said: &str) -> (String, String) {
    let missing = said
        .strip_prefix("missing field `")
        .and_then(|rest| rest.strip_suffix('`'));
    match missing {
        Some(field) => (format!("{pointer}/{field}"), "This is missing.".to_owned()),
        None => (pointer, sentence(said)),
    }
}

/// The first letter large and a full stop, as all our sentences have.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let stop = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", letters.as_str())
}

pub(crate) fn pointer(path: &Path) -> String {
    let step = |segment: &Segment| match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", escape(key)),
        Segment::Enum { variant } => format!("/{}", escape(variant)),
        Segment::Unknown => String::new(),
    };
    path.iter().map(step).collect()
}

fn pointer_to_ignored(path: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path as P;
    match path {
        P::Root => String::new(),
        P::Seq { parent, index } => format!("{}/{index}", pointer_to_ignored(parent)),
        P::Map { parent, key } => format!("{}/{}", pointer_to_ignored(parent), escape(key)),
        P::Some { parent } | P::NewtypeStruct { parent } | P::NewtypeVariant { parent } => {
            pointer_to_ignored(parent)
        }
    }
}

/// RFC 6901's two escapes.
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::orders::draft::NewOrder;

    fn complaints(json: &str) -> String {
        let problem = read::<NewOrder>(json.as_bytes()).expect_err("a wrong body");
        format!("{problem:?}")
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let customer = "01936f2e-0000-7000-8000-000000000000";
        let start =
            format!(r#"{{"kind":"special_order","delivery":"pick_up","customer":"{customer}""#);
        for (body, pointer) in [
            (format!("{start}}}"), "/lines"),
            (
                format!(r#"{start},"lines":[{{}},{{"quantity":"two"}}]}}"#),
                "/lines/1/quantity",
            ),
            (
                format!(r#"{start},"lines":[{{"ring_siz":"6"}}]}}"#),
                "/lines/0/ring_siz",
            ),
            (
                format!(
                    r#"{start},"lines":[],"ship_to":{{"a/b":1,"line1":"","city":"","postcode":"","country":""}}}}"#
                ),
                "/ship_to/a~1b",
            ),
            (r#"{"kind":"repaired"}"#.into(), "/kind"),
        ] {
            let said = complaints(&body);
            assert!(said.contains(&format!("Pointer({pointer:?})")), "{said}");
        }
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        for body in ["", "{", "{]", "nonsense", "{} {}"] {
            let problem = read::<serde_json::Value>(body.as_bytes()).expect_err("no JSON");
            assert_eq!(problem.kind, Kind::Malformed, "{body}");
        }
        let deep = "[".repeat(100_000);
        assert!(read::<serde_json::Value>(deep.as_bytes()).is_err());
    }
}
