//! Shapes that several resources share, on the wire and in the document.

use crate::problem::Kind;
use crate::schema::{given, id, list, may, must, one_of, text, whole};
use domain::measures::RingSize;
use domain::orders::lifecycle::Gate;
use serde::Serialize;
use serde_json::{Value, json};

/// A page of a list.
#[derive(Debug, Serialize)]
pub(crate) struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

/// A ring size in every scale.
#[derive(Debug, Serialize)]
pub(crate) struct Size {
    us: String,
    uk: String,
    eu: String,
}

impl From<RingSize> for Size {
    fn from(size: RingSize) -> Self {
        Self {
            us: size.us(),
            uk: size.uk(),
            eu: size.eu(),
        }
    }
}

/// The shared schemas, by name.
pub(crate) fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("Money", money()),
        ("Address", address()),
        ("Metal", metal()),
        ("RingSize", ring_size()),
        ("Problem", problem()),
    ]
}

fn money() -> Value {
    let amount = json!({
        "type": "string", "pattern": r"^-?\d+(\.\d+)?$",
        "description": "A decimal number as text, never a float: `1250.00`.",
    });
    let currency = json!({
        "type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217: `USD`.",
    });
    given(
        "An amount of money.",
        [must("amount", amount), must("currency", currency)],
    )
}

fn address() -> Value {
    let mut schema = crate::schema::taken(
        "A postal address. What is not known is left empty.",
        [
            may(
                "recipient",
                text("Who receives there, where it isn't the customer."),
            ),
            must("line1", text("Street and number.")),
            may("line2", text("Flat, floor or building.")),
            must("city", text("City.")),
            may("region", text("State, province or county.")),
            must("postcode", text("ZIP or postcode.")),
            must("country", text("ISO 3166-1 alpha-2: `US`.")),
        ],
    );
    schema["examples"] = json!([{
        "line1": "48 Mercer St", "city": "New York", "region": "NY", "postcode": "10013",
        "country": "US",
    }]);
    schema
}

fn metal() -> Value {
    let colour = json!({ "enum": ["yellow", "white", "rose"] });
    let golds = ["gold10k", "gold14k", "gold18k", "gold22k"];
    let golds: serde_json::Map<_, _> = golds
        .into_iter()
        .map(|gold| (gold.to_owned(), colour.clone()))
        .collect();
    json!({
        "description": "A metal by fineness, gold with its colour: `{\"gold14k\": \"white\"}` or `\"platinum950\"`.",
        "anyOf": [
            {
                "type": "object", "properties": golds, "additionalProperties": false,
                "minProperties": 1, "maxProperties": 1,
            },
            { "enum": ["platinum950", "palladium950", "silver925"] },
        ],
    })
}

fn ring_size() -> Value {
    given(
        "A ring size in every scale.",
        [
            must("us", text("US, to the quarter: `6½`.")),
            must("uk", text("UK, to the half: `M`.")),
            must(
                "eu",
                text("EU, the inner circumference in millimetres: `52.5`."),
            ),
        ],
    )
}

fn problem() -> Value {
    let complaint = given(
        "Something wrong with one part of the request.",
        [
            may(
                "pointer",
                text("The field of the body, as JSON pointer: `/lines/0/quantity`."),
            ),
            may("parameter", text("The parameter of the address.")),
            must("detail", text("What is wrong with it.")),
        ],
    );
    let blocker = given(
        "Something that must be true first.",
        [
            must("gate", one_of("What stays shut.", Gate::ALL, Gate::code)),
            must("message", text("What is missing.")),
        ],
    );
    let known = given(
        "A customer who can be reached in the same way.",
        [
            must("id", id("By which an order names them.")),
            must("name", text("Their name.")),
        ],
    );
    let types: Vec<_> = Kind::ALL
        .iter()
        .map(|kind| format!("{}#problem-{}", crate::BASE, kind.code()))
        .collect();
    let kind = json!({
        "type": "string", "format": "uri-reference", "enum": types,
        "description": "What kind of problem it is: branch on this.",
    });
    given(
        "An error, after RFC 9457.",
        [
            must("type", kind),
            must(
                "title",
                text("The kind of problem in words, the same each time."),
            ),
            must("status", whole("The status of the answer.", 400, 599)),
            may("detail", text("This problem in words.")),
            may(
                "errors",
                list("What is wrong with which part of the request.", complaint),
            ),
            may(
                "blockers",
                list("What stands in the way of an order's step.", blocker),
            ),
            may("known", list("Who is known already.", known)),
            may(
                "request_id",
                id("By which we find the request in our logs."),
            ),
        ],
    )
}

/// The example of an error in the document.
pub(crate) fn problem_example() -> Value {
    json!({
        "type": format!("{}#problem-{}", crate::BASE, Kind::Invalid.code()),
        "title": Kind::Invalid.title(),
        "status": 422,
        "errors": [{
            "pointer": "/lines/0/quantity", "detail": "Enter a number of pieces from 1 to 999.",
        }],
        "request_id": "01936f2e-5b1c-7c3e-9d0a-3f6a1c2b4d5e",
    })
}

/// A reference to a shared schema in lists of fields.
pub(crate) fn amount(about: &str) -> Value {
    crate::schema::a("Money", about)
}
