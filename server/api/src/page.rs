//! The readable page: the document, laid out for people. No script, the house's own style.

use crate::problem::Kind;
use crate::{Api, shapes};
use axum::extract::State;
use axum::response::Html;
use minijinja::{AutoEscape, Environment, context};
use serde_json::{Value, json};

use crate::problem::Problem;

const TEMPLATE: &str = include_str!("page.html");

/// `GET /`
pub(crate) async fn show(State(api): State<Api>) -> Result<Html<String>, Problem> {
    render(&api.document).map(Html).map_err(|error| {
        tracing::error!(%error, "the interface's page can't be rendered");
        Problem::new(Kind::Internal)
    })
}

fn render(document: &Value) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("pretty", pretty);
    environment.add_filter("type_of", |schema: minijinja::Value| {
        type_of(&to_json(&schema))
    });
    environment.add_filter("last", |reference: String| {
        reference.rsplit('/').next().unwrap_or_default().to_owned()
    });
    environment.add_template("page", TEMPLATE)?;
    let problems = Kind::ALL.map(|kind| {
        json!({
            "code": kind.code(), "status": kind.status().as_u16(), "title": kind.title(),
            "advice": kind.advice(),
        })
    });
    environment.get_template("page")?.render(context! {
        document,
        operations => operations(document),
        problems,
        problem_example => shapes::problem_example(),
    })
}

/// The operations in a row, each with its method and path.
fn operations(document: &Value) -> Vec<Value> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let each = paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| {
            let mut operation = operation.clone();
            operation["method"] = method.to_uppercase().into();
            operation["path"] = path.as_str().into();
            operation
        })
    });
    each.collect()
}

fn to_json(value: &minijinja::Value) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn pretty(value: minijinja::Value) -> String {
    serde_json::to_string_pretty(&to_json(&value)).unwrap_or_default()
}

/// A schema's type in words: `text or null`, `list of Line`.
fn type_of(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let all: Vec<_> = choices.iter().map(type_of).collect();
        return all.join(" or ");
    }
    if let Some(codes) = schema["enum"].as_array() {
        let all: Vec<_> = codes
            .iter()
            .map(|code| code.as_str().unwrap_or_default())
            .collect();
        return all.join(" · ");
    }
    match &schema["type"] {
        Value::Array(kinds) => {
            let all: Vec<_> = kinds.iter().map(|kind| plain_type(kind, schema)).collect();
            all.join(" or ")
        }
        kind => plain_type(kind, schema),
    }
}

fn plain_type(kind: &Value, schema: &Value) -> String {
    match kind.as_str() {
        Some("array") => format!("list of {}", type_of(&schema["items"])),
        Some("string") => schema["format"].as_str().unwrap_or("text").to_owned(),
        Some(kind) => kind.to_owned(),
        None => "anything".to_owned(),
    }
}
