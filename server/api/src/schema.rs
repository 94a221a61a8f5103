//! Words for writing JSON schemas in few lines. Closed lists come from the domain's own, so that
//! the document can't forget a member.

use serde_json::{Map, Value, json};

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Must,
    May,
}

pub(crate) type Field = (&'static str, Need, Value);

/// A field that is always there.
pub(crate) fn must(name: &'static str, schema: Value) -> Field {
    (name, Need::Must, schema)
}

/// A field that may be left out.
pub(crate) fn may(name: &'static str, schema: Value) -> Field {
    (name, Need::May, schema)
}

/// What is given: fields may be added to it later.
pub(crate) fn given(about: &str, fields: impl IntoIterator<Item = Field>) -> Value {
    object(about, fields)
}

/// What is taken: a field that is not listed is refused.
pub(crate) fn taken(about: &str, fields: impl IntoIterator<Item = Field>) -> Value {
    let mut schema = object(about, fields);
    schema["additionalProperties"] = false.into();
    schema
}

fn object(about: &str, fields: impl IntoIterator<Item = Field>) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for (name, need, schema) in fields {
        if need == Need::Must {
            required.push(name);
        }
        properties.insert(name.to_owned(), schema);
    }
    json!({
        "type": "object", "description": about, "required": required, "properties": properties,
    })
}

pub(crate) fn text(about: &str) -> Value {
    json!({ "type": "string", "description": about })
}

pub(crate) fn id(about: &str) -> Value {
    json!({ "type": "string", "format": "uuid", "description": about })
}

pub(crate) fn date(about: &str) -> Value {
    json!({ "type": "string", "format": "date", "description": about })
}

pub(crate) fn instant(about: &str) -> Value {
    json!({ "type": "string", "format": "date-time", "description": about })
}

pub(crate) fn yes_or_no(about: &str) -> Value {
    json!({ "type": "boolean", "description": about })
}

pub(crate) fn whole(about: &str, least: u32, most: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most, "description": about })
}

pub(crate) fn version(about: &str) -> Value {
    json!({ "type": "integer", "format": "int32", "minimum": 1, "description": about })
}

/// One of a closed list.
pub(crate) fn one_of<T: Copy>(about: &str, all: &[T], code: fn(T) -> &'static str) -> Value {
    let codes: Vec<_> = all.iter().map(|each| code(*each)).collect();
    json!({ "type": "string", "enum": codes, "description": about })
}

pub(crate) fn list(about: &str, of: Value) -> Value {
    json!({ "type": "array", "items": of, "description": about })
}

/// A schema that stands by itself under this name.
pub(crate) fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// A named schema with what it is here.
pub(crate) fn a(name: &str, about: &str) -> Value {
    let mut schema = named(name);
    schema["description"] = about.into();
    schema
}

/// The same, or null.
pub(crate) fn or_null(schema: Value) -> Value {
    let about = schema.get("description").cloned().unwrap_or_default();
    let simple = schema
        .get("type")
        .and_then(Value::as_str)
        .map(str::to_owned);
    match simple {
        // An `enum` would have to list null as well.
        Some(kind) if schema.get("enum").is_none() => {
            let mut schema = schema;
            schema["type"] = json!([kind, "null"]);
            schema
        }
        _ => json!({ "anyOf": [schema, { "type": "null" }], "description": about }),
    }
}

/// A page of a list.
pub(crate) fn page_of(name: &str) -> Value {
    given(
        "A page of a list.",
        [
            must("items", list("The items of this page.", named(name))),
            must(
                "next",
                or_null(text(
                    "Ask for the next page with this `cursor`; null on the last.",
                )),
            ),
        ],
    )
}
