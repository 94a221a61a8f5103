//! Money for an order: recorded, never charged.

use crate::Api;
use crate::attempt::Attempt;
use crate::auth::Program;
use crate::body::Body;
use crate::operation::Operation;
use crate::orders::{Standing, standing};
use crate::problem::Problem;
use crate::query::Id;
use crate::schema::{a, given, id, may, must, one_of, or_null, taken, text, version};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{OrderId, PaymentId};
use domain::keys::Scope;
use domain::orders::requests::{Paid, PaymentRequest};
use domain::payments::Method;
use serde::Serialize;
use serde_json::{Value, json};
use services::orders;

/// What can be done with payments.
pub(crate) fn operations() -> Vec<Operation> {
    vec![
        Operation::post(
            "/orders/{id}/payments",
            "payOrder",
            Scope::PaymentsWrite,
            pay,
            (StatusCode::CREATED, "Paid"),
        )
        .says(
            "Record a payment",
            "Money that was taken elsewhere: as much as is owed and no more. A deposit that is \
             met, or a balance that is paid, moves the order on by itself.",
        )
        .takes(
            "PaymentRequest",
            json!({ "payment": { "amount": "544.37", "method": "cash", "reference": "" } }),
        ),
    ]
}

/// The schemas, by name.
pub(crate) fn schemas() -> Vec<(&'static str, Value)> {
    let new = [
        must(
            "amount",
            text("How much, as a decimal number in the order's currency."),
        ),
        must(
            "method",
            one_of("By what means.", &Method::OURS, Method::code),
        ),
        may(
            "reference",
            text(
                "Cheque number, or the authorisation and the card's last four. Never a card number.",
            ),
        ),
    ];
    let request = [
        may(
            "version",
            or_null(version(
                "Take the money only while the order is as you saw it.",
            )),
        ),
        must("payment", a("NewPayment", "The money.")),
    ];
    let paid = [
        must("payment", id("The payment's.")),
        must("version", version("The order's version now.")),
    ];
    vec![
        ("NewPayment", taken("Money that was taken.", new)),
        ("PaymentRequest", taken("Money for an order.", request)),
        (
            "Paid",
            given(
                "A payment that was recorded, and where the order stands now.",
                paid.into_iter().chain(standing()),
            ),
        ),
    ]
}

/// A payment that was recorded.
#[derive(Debug, Serialize)]
struct Recorded {
    payment: PaymentId,
    version: i32,
    #[serde(flatten)]
    standing: Standing,
}

impl From<Paid> for Recorded {
    fn from(paid: Paid) -> Self {
        Self {
            payment: paid.payment,
            version: paid.version,
            standing: paid.position.into(),
        }
    }
}

async fn pay(
    State(api): State<Api>,
    program: Program,
    Id(order): Id<OrderId>,
    attempt: Attempt,
    Body(request): Body<PaymentRequest>,
) -> Result<Response, Problem> {
    let pay = async |key| orders::pay(&api.services, program.caller(), order, &request, key).await;
    attempt
        .run(pay, |paid| {
            (StatusCode::CREATED, Json(Recorded::from(paid)))
        })
        .await
}
