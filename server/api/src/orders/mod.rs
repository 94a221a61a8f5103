//! Orders: taken, listed, read, moved on.

mod schemas;
mod wire;

use crate::attempt::Attempt;
use crate::auth::Program;
use crate::body::Body;
use crate::operation::Operation;
use crate::problem::Problem;
use crate::query::{Id, Query, page_size};
use crate::shapes::Page;
use crate::{Api, BASE, schema};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::Response;
use domain::ids::{CustomerId, OrderId};
use domain::keys::Scope;
use domain::orders::act::Request;
use domain::orders::draft::NewOrder;
use domain::orders::requests::{Filter, Placed};
use domain::orders::{Kind, Phase};
use serde::Deserialize;
use services::orders;
use wire::{Moved, Order, OrderSummary};

pub(crate) use schemas::{schemas, standing};
pub(crate) use wire::Standing;

/// What can be done with orders.
pub(crate) fn operations() -> Vec<Operation> {
    vec![
        Operation::post(
            "/orders",
            "placeOrder",
            Scope::OrdersWrite,
            place,
            (StatusCode::CREATED, "Placed"),
        )
        .says(
            "Take an order",
            "Prices, tax, promise date and deposit follow the store's rules where they are \
                 left out. A `payment` is recorded with the order, in one piece, and needs the \
                 scope `payments:write` too; cards are charged elsewhere and only recorded here.",
        )
        .takes("NewOrder", schemas::new_order_example()),
        Operation::get(
            "/orders",
            "listOrders",
            Scope::OrdersRead,
            list,
            "OrderPage",
        )
        .says(
            "List orders",
            "The store's orders, the newest first. Orders that are taken while you leaf \
                 through never shift a page.",
        )
        .with(
            "phase",
            schema::one_of("Only those in this phase.", Phase::ALL, Phase::code),
        )
        .with("state", schemas::state("Only those in this state."))
        .with(
            "kind",
            schema::one_of("Only those of this kind.", Kind::ALL, Kind::code),
        )
        .with("customer", schema::id("Only this customer's."))
        .with(
            "late",
            schema::yes_or_no(
                "Only those that are expected later than they were promised, and not ready.",
            ),
        )
        .with(
            "q",
            schema::text("An order's number, or a part of the customer's name, phone or e-mail."),
        )
        .paged(),
        Operation::get("/orders/{id}", "getOrder", Scope::OrdersRead, show, "Order").says(
            "Read an order",
            "With its money, its history and the actions that it can take now.",
        ),
        Operation::post(
            "/orders/{id}/actions",
            "actOnOrder",
            Scope::OrdersWrite,
            act,
            (StatusCode::OK, "Moved"),
        )
        .says(
            "Move an order on",
            "Takes one step of the order's life: see `actions` of the order. `version` is that of \
             the order you decided on; where somebody changed it since, the answer is a \
             `conflict` and nothing is done.",
        )
        .takes("Step", schemas::step_example()),
    ]
}

async fn place(
    State(api): State<Api>,
    program: Program,
    attempt: Attempt,
    Body(order): Body<NewOrder>,
) -> Result<Response, Problem> {
    if order.payment.is_some() {
        program.require(Scope::PaymentsWrite)?;
    }
    let place = async |key| orders::place(&api.services, program.caller(), &order, key).await;
    attempt.run(place, created).await
}

fn created(
    placed: Placed,
) -> (
    StatusCode,
    [(axum::http::HeaderName, String); 1],
    Json<Placed>,
) {
    let location = format!("{BASE}/orders/{}", placed.id);
    (StatusCode::CREATED, [(LOCATION, location)], Json(placed))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Wanted {
    phase: Option<Phase>,
    state: Option<String>,
    kind: Option<Kind>,
    customer: Option<CustomerId>,
    late: bool,
    q: String,
    cursor: Option<String>,
    limit: Option<u8>,
}

impl Wanted {
    fn filter(self) -> Result<Filter, Problem> {
        let known = |code: &String| {
            let mut kinds = Kind::ALL.iter();
            kinds.any(|kind| domain::orders::State::parse(*kind, code).is_ok())
        };
        if self.state.as_ref().is_some_and(|code| !known(code)) {
            return Err(Problem::parameter("state", "There is no such state."));
        }
        Ok(Filter {
            kind: self.kind,
            phase: self.phase,
            state: self.state,
            customer: self.customer,
            late: self.late,
            text: self.q,
            after: self.cursor,
            limit: Some(page_size(self.limit)?),
        })
    }
}

async fn list(
    State(api): State<Api>,
    program: Program,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<OrderSummary>>, Problem> {
    let filter = wanted.filter()?;
    let page = orders::list(&api.services, program.caller(), &filter)
        .await
        .map_err(|error| Problem::from(error).naming_parameter("/after", "cursor"))?;
    let items = page.items.into_iter().map(Into::into).collect();
    Ok(Json(Page {
        items,
        next: page.next,
    }))
}

async fn show(
    State(api): State<Api>,
    program: Program,
    Id(order): Id<OrderId>,
) -> Result<Json<Order>, Problem> {
    let order = orders::show(&api.services, program.caller(), order).await?;
    Ok(Json(order.into()))
}

async fn act(
    State(api): State<Api>,
    program: Program,
    Id(order): Id<OrderId>,
    attempt: Attempt,
    Body(step): Body<Request>,
) -> Result<Response, Problem> {
    let act = async |key| orders::act(&api.services, program.caller(), order, &step, key).await;
    attempt.run(act, |acted| Json(Moved::from(acted))).await
}
