//! The published document, held against what the interface really answers.

use super::Answer;
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use serde_json::{Value, json};

pub(super) struct Contract {
    pub document: Value,
    strict: Value,
}

impl Contract {
    pub(super) fn of(document: Value) -> Self {
        assert_eq!(document["openapi"], "3.1.0");
        let mut strict = document["components"].clone();
        close(&mut strict);
        Self { document, strict }
    }

    /// Fails where the answer is not as the document says.
    pub(super) fn hold(&self, method: &Method, path: &str, answer: &Answer) {
        let Some(operation) = self.operation(method, path) else {
            return;
        };
        let said = &operation["responses"][answer.status.as_str()];
        assert!(
            !said.is_null(),
            "{method} {path}: {} is not documented",
            answer.status
        );
        let said = match said["$ref"].as_str() {
            Some(reference) => self
                .document
                .pointer(&reference[1..])
                .expect("a shared answer"),
            None => said,
        };
        let kind = answer.headers[CONTENT_TYPE].to_str().unwrap();
        let schema = &said["content"][kind]["schema"];
        assert!(
            !schema.is_null(),
            "{method} {path}: {kind} is not documented"
        );
        self.fits(
            schema,
            &answer.body,
            &format!("{method} {path} {}", answer.status),
        );
    }

    /// Fails where a value does not fit a schema of the document.
    pub(super) fn fits(&self, schema: &Value, value: &Value, what: &str) {
        let mut schema = schema.clone();
        schema["components"] = self.strict.clone();
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .expect("a schema");
        let wrong: Vec<_> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{what}\n{}\n{value:#}", wrong.join("\n"));
    }

    fn operation(&self, method: &Method, path: &str) -> Option<&Value> {
        let path = path.strip_prefix(crate::BASE)?;
        let paths = self.document["paths"].as_object()?;
        let (_, item) = paths
            .iter()
            .find(|(template, _)| fits_template(template, path))?;
        item.get(method.as_str().to_lowercase())
    }
}

fn fits_template(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template
            .zip(path)
            .all(|(there, here)| there.starts_with('{') || there == here)
}

/// Closes every object: what is not described may not be there. Published schemas of answers stay
/// open, so that fields can be added; a test must see each of them described.
fn close(schema: &mut Value) {
    if let Value::Array(all) = schema {
        all.iter_mut().for_each(close);
    }
    if let Value::Object(object) = schema {
        if object.get("properties").is_some_and(Value::is_object) {
            object.insert("additionalProperties".into(), json!(false));
        }
        object.values_mut().for_each(close);
    }
}

#[test]
fn an_object_is_closed() {
    let mut schema = json!({ "items": [{ "type": "object", "properties": { "a": {} } }] });
    close(&mut schema);
    assert_eq!(schema["items"][0]["additionalProperties"], false);
}
