//! Customers: found, read, added, changed. They belong to the house, whichever store a key is of.

use crate::attempt::Attempt;
use crate::auth::Program;
use crate::body::Body;
use crate::operation::Operation;
use crate::problem::Problem;
use crate::query::{Id, Query};
use crate::schema::{
    a, given, id, instant, list as list_of, may, must, or_null, page_of, taken, text, version,
    yes_or_no,
};
use crate::shapes::Page;
use crate::{Api, BASE, schema};
use axum::Json;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use domain::customers::{Added, CustomerCard, CustomerChange, CustomerDetail, NewCustomer};
use domain::ids::{CustomerId, IdempotencyKey};
use domain::keys::Scope;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use services::customers;

/// What can be done with customers.
pub(crate) fn operations() -> Vec<Operation> {
    vec![
        Operation::get(
            "/customers",
            "findCustomers",
            Scope::CustomersRead,
            find,
            "CustomerPage",
        )
        .says("Find customers", "By name, up to 50 to a page.")
        .with(
            "q",
            schema::text(
                "Parts of the name, the e-mail address or the phone number, however it is written.",
            ),
        )
        .with(
            "cursor",
            schema::text("Where the page before ended: its `next`, unchanged."),
        ),
        Operation::post(
            "/customers",
            "addCustomer",
            Scope::CustomersWrite,
            add,
            (StatusCode::CREATED, "CustomerCard"),
        )
        .says(
            "Add a customer",
            "Where somebody with the same phone number or e-mail address is known, nobody is \
             added: the answer is the problem `customer-known`, and its `known` says who. Send \
             `even_if_known` to add them all the same, as couples share a number.",
        )
        .takes("NewCustomer", new_example()),
        Operation::get(
            "/customers/{id}",
            "getCustomer",
            Scope::CustomersRead,
            show,
            "Customer",
        )
        .says(
            "Read a customer",
            "With their addresses and what they agreed to be told by.",
        ),
        Operation::patch(
            "/customers/{id}",
            "changeCustomer",
            Scope::CustomersWrite,
            change,
            "Changed",
        )
        .says(
            "Change a customer",
            "What is left out stays; an empty text clears. `version` is that of the customer \
                 you decided on; where somebody changed them since, the answer is a `conflict`.",
        )
        .takes(
            "CustomerPatch",
            json!({ "version": 1, "email": "ana@example.com" }),
        ),
    ]
}

/// The schemas, by name.
pub(crate) fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("CustomerPage", page_of("CustomerCard")),
        ("CustomerCard", card()),
        ("Customer", customer()),
        ("NewCustomer", new_customer()),
        ("CustomerPatch", patch()),
        (
            "Changed",
            given(
                "What was changed.",
                [must("version", version("The customer's version now."))],
            ),
        ),
    ]
}

fn card() -> Value {
    given(
        "A customer as found.",
        [
            must("id", id("By which an order names them.")),
            must("name", text("Their name.")),
            must(
                "phone",
                or_null(text("International form: `+12125550142`.")),
            ),
            must("email", or_null(text("E-mail address."))),
        ],
    )
}

fn customer() -> Value {
    let address = given(
        "An address of the customer.",
        [
            must("id", id("The address's.")),
            must("label", text("`Home`, `Office`; may be empty.")),
            must("address", a("Address", "The address.")),
        ],
    );
    given(
        "A customer in full.",
        [
            must("id", id("By which an order names them.")),
            must("name", text("Their name.")),
            must(
                "phone",
                or_null(text("International form: `+12125550142`.")),
            ),
            must("email", or_null(text("E-mail address."))),
            must(
                "email_consent",
                yes_or_no("Whether they agreed to be told by e-mail."),
            ),
            must(
                "sms_consent",
                yes_or_no("Whether they agreed to be told by text message."),
            ),
            must("note", text("For the house only.")),
            must("addresses", list_of("Where they can be sent to.", address)),
            must(
                "version",
                version("Goes up with every change; a change names it."),
            ),
            must("created_at", instant("When they were added.")),
        ],
    )
}

fn new_customer() -> Value {
    taken(
        "A customer to be added, who can be reached by phone or e-mail.",
        [
            must("name", text("Their name, up to 120 characters.")),
            may(
                "phone",
                text("With the country, or ten digits of North America."),
            ),
            may("email", text("E-mail address.")),
            may(
                "email_consent",
                yes_or_no("Whether they agreed to be told by e-mail."),
            ),
            may(
                "sms_consent",
                yes_or_no("Whether they agreed to be told by text message."),
            ),
            may("note", text("For the house only, up to 2,000 characters.")),
            may(
                "even_if_known",
                yes_or_no("Also where somebody else has the same phone or e-mail."),
            ),
        ],
    )
}

fn new_example() -> Value {
    json!({
        "name": "Ana Ruiz", "phone": "(212) 555-0142", "email": "ana@example.com",
        "email_consent": true,
    })
}

fn patch() -> Value {
    taken(
        "A customer's details to be changed. What is left out stays.",
        [
            must("version", version("That of the customer you decided on.")),
            may("name", text("Their name.")),
            may("phone", text("Empty clears it.")),
            may("email", text("Empty clears it.")),
            may(
                "email_consent",
                yes_or_no("Whether they agreed to be told by e-mail."),
            ),
            may(
                "sms_consent",
                yes_or_no("Whether they agreed to be told by text message."),
            ),
            may("note", text("For the house only.")),
        ],
    )
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Wanted {
    q: String,
    cursor: Option<String>,
}

async fn find(
    State(api): State<Api>,
    program: Program,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<CustomerCard>>, Problem> {
    let after = wanted.cursor.as_deref();
    let page = customers::list(&api.services, program.caller(), &wanted.q, after)
        .await
        .map_err(|error| Problem::from(error).naming_parameter("/after", "cursor"))?;
    Ok(Json(Page {
        items: page.items,
        next: page.next,
    }))
}

async fn show(
    State(api): State<Api>,
    program: Program,
    Id(customer): Id<CustomerId>,
) -> Result<Json<CustomerDetail>, Problem> {
    Ok(Json(
        customers::show(&api.services, program.caller(), customer).await?,
    ))
}

async fn add(
    State(api): State<Api>,
    program: Program,
    attempt: Attempt,
    Body(new): Body<NewCustomer>,
) -> Result<Response, Problem> {
    let add = async |key| customers::add(&api.services, program.caller(), &new, key).await;
    attempt.run(add, added).await
}

type Created = (StatusCode, [(HeaderName, String); 1], Json<CustomerCard>);

fn added(outcome: Added) -> Result<Created, Problem> {
    match outcome {
        Added::Created(card) => {
            let location = format!("{BASE}/customers/{}", card.id);
            Ok((StatusCode::CREATED, [(LOCATION, location)], Json(card)))
        }
        Added::Known(known) => Err(Problem::customer_known(known)),
    }
}

/// A change of some details.
#[derive(Debug, Deserialize)]
struct Patch {
    version: i32,
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    email_consent: Option<bool>,
    sms_consent: Option<bool>,
    note: Option<String>,
}

impl Patch {
    /// The details with what is to change laid over them.
    fn over(self, before: NewCustomer) -> NewCustomer {
        NewCustomer {
            name: self.name.unwrap_or(before.name),
            phone: self.phone.unwrap_or(before.phone),
            email: self.email.unwrap_or(before.email),
            email_consent: self.email_consent.unwrap_or(before.email_consent),
            sms_consent: self.sms_consent.unwrap_or(before.sms_consent),
            note: self.note.unwrap_or(before.note),
            even_if_known: before.even_if_known,
        }
    }
}

#[derive(Debug, Serialize)]
struct Changed {
    version: i32,
}

async fn change(
    State(api): State<Api>,
    program: Program,
    Id(id): Id<CustomerId>,
    Body(patch): Body<Patch>,
) -> Result<Json<Changed>, Problem> {
    let caller = program.caller();
    let before = customers::show(&api.services, caller, id).await?;
    let version = patch.version;
    let change = CustomerChange {
        customer: patch.over(before.as_typed()),
        version,
    };
    // The version makes a repeated change do nothing more, so it needs no name of the caller's.
    let key = IdempotencyKey::generate();
    let version = customers::change(&api.services, caller, id, &change, key).await?;
    Ok(Json(Changed { version }))
}
