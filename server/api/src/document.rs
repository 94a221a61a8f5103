//! The OpenAPI 3.1 document, put together from the operations. Tests hold every answer that they
//! get against it, so that it can't drift from what the interface does.

use crate::operation::Operation;
use crate::problem::Kind;
use crate::{Api, BASE, attempt, catalogue, channels, customers, orders, payments, shapes};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};

const ABOUT: &str = "Take, move, pay and read orders; bring in those of web shops; find, create and \
    change customers; read the catalogue. A key belongs to one store: what is another store's is \
    not there.";

/// `GET /openapi.json`
pub(crate) async fn show(State(api): State<Api>) -> impl IntoResponse {
    (
        [(CACHE_CONTROL, "max-age=300")],
        Json(api.document.as_ref().clone()),
    )
}

/// Describes all operations.
pub(crate) fn describe(operations: &[Operation], public_url: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Bezel", "version": "1", "description": ABOUT },
        "servers": [{ "url": format!("{public_url}{BASE}") }],
        "security": [{ "key": [] }],
        "paths": paths(operations),
        "components": {
            "securitySchemes": { "key": {
                "type": "http", "scheme": "bearer",
                "description": "A key made with `server api-key create NAME --scope …`.",
            } },
            "schemas": schemas(),
            "responses": problems(),
        },
    })
}

fn schemas() -> Map<String, Value> {
    [
        shapes::schemas(),
        orders::schemas(),
        channels::schemas(),
        payments::schemas(),
        customers::schemas(),
        catalogue::schemas(),
    ]
    .into_iter()
    .flatten()
    .map(|(name, schema)| (name.to_owned(), schema))
    .collect()
}

fn paths(operations: &[Operation]) -> Value {
    let mut paths = Map::new();
    for operation in operations {
        let item = paths.entry(operation.path).or_insert_with(|| json!({}));
        item[operation.method.as_str().to_lowercase()] = describe_one(operation);
    }
    paths.into()
}

fn describe_one(operation: &Operation) -> Value {
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.path.split('/').nth(1).unwrap_or_default()],
        "summary": operation.summary,
        "description": operation.about,
        "x-scope": operation.scope.code(),
        "parameters": parameters(operation),
        "responses": responses(operation),
    });
    if let Some(body) = &operation.body {
        described["requestBody"] = json!({
            "required": true,
            "content": { "application/json": {
                "schema": crate::schema::named(body.schema), "example": body.example,
            } },
        });
    }
    described
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let in_path = operation
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let path = in_path.map(|name| {
        json!({
            "name": name, "in": "path", "required": true,
            "schema": { "type": "string", "format": "uuid" },
        })
    });
    let query = operation.parameters.iter().map(|parameter| {
        let mut schema = parameter.schema.clone();
        let about = schema
            .as_object_mut()
            .and_then(|schema| schema.remove("description"));
        json!({
            "name": parameter.name, "in": "query", "required": false, "description": about,
            "schema": schema,
        })
    });
    let attempt = operation.is_attempt().then(|| {
        json!({
            "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "Your name for this attempt, best a random UUID. Sent again with the \
                same body, the first answer comes back and nothing is done twice.",
            "schema": { "type": "string", "minLength": 1, "maxLength": attempt::LONGEST },
        })
    });
    path.chain(query).chain(attempt).collect()
}

fn responses(operation: &Operation) -> Value {
    let answer = &operation.answer;
    let mut good = json!({
        "description": "Done.",
        "content": { "application/json": { "schema": crate::schema::named(answer.schema) } },
    });
    if operation.is_attempt() {
        good["headers"] = json!({ "Idempotent-Replayed": {
            "description": "`true` where this is the answer of an earlier attempt.",
            "schema": { "const": "true" },
        } });
    }
    let mut responses = Map::from_iter([(answer.status.as_str().to_owned(), good)]);
    for status in bad_statuses(operation) {
        let name = format!("#/components/responses/{}", status.as_u16());
        responses.insert(status.as_str().to_owned(), json!({ "$ref": name }));
    }
    responses.into()
}

/// What can go wrong with an operation, by what it is made of.
fn bad_statuses(operation: &Operation) -> Vec<StatusCode> {
    use StatusCode as S;
    let mut statuses = vec![
        S::UNAUTHORIZED,
        S::FORBIDDEN,
        S::TOO_MANY_REQUESTS,
        S::INTERNAL_SERVER_ERROR,
        S::SERVICE_UNAVAILABLE,
    ];
    if operation.path.contains('{') {
        statuses.push(S::NOT_FOUND);
    }
    if operation.body.is_some() {
        statuses.extend([
            S::BAD_REQUEST,
            S::CONFLICT,
            S::PAYLOAD_TOO_LARGE,
            S::UNSUPPORTED_MEDIA_TYPE,
        ]);
    }
    if operation.body.is_some() || !operation.parameters.is_empty() {
        statuses.push(S::UNPROCESSABLE_ENTITY);
    }
    statuses.sort_unstable();
    statuses
}

/// One shared answer for each status that a problem can have.
fn problems() -> Map<String, Value> {
    let mut answers: Map<String, Value> = Map::new();
    for kind in Kind::ALL {
        let status = kind.status().as_u16().to_string();
        let said = format!("{}. {}", kind.title(), kind.advice());
        match answers.get_mut(&status) {
            Some(answer) => {
                let before = answer["description"].as_str().unwrap_or_default();
                answer["description"] = format!("{before} Or: {said}").into();
            }
            None => {
                answers.insert(status, problem_answer(&said));
            }
        }
    }
    answers
}

fn problem_answer(said: &str) -> Value {
    json!({
        "description": said,
        "content": { "application/problem+json": { "schema": crate::schema::named("Problem") } },
    })
}
