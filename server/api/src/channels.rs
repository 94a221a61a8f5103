//! Orders of web shops and marketplaces: what their adapters send, and how they are answered.

use crate::Api;
use crate::attempt::Attempt;
use crate::auth::Program;
use crate::body::Body;
use crate::operation::Operation;
use crate::problem::Problem;
use crate::schema::{
    a, given, id, instant, list, may, must, named, one_of, or_null, taken, text, whole, yes_or_no,
};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::channels::SalesChannel;
use domain::channels::answer::Outcome;
use domain::channels::inbound::Inbound;
use domain::channels::parked::ParkedKind;
use domain::keys::Scope;
use domain::orders::Delivery;
use serde_json::{Value, json};
use services::orders;

/// What adapters can do.
pub(crate) fn operations() -> Vec<Operation> {
    vec![
        Operation::post(
            "/orders/import",
            "importOrder",
            Scope::OrdersImport,
            import,
            (StatusCode::OK, "Imported"),
        )
        .says(
            "Bring in an order of a channel",
            "Tells of an order that was placed in a web shop or marketplace: all of it, whenever \
             it is new or changed, or only that it was cancelled or refunded. `channel` and \
             `external_id` name one order for good, however often and in whatever order it is \
             told of: the same again is answered the same, what is older than what is known is \
             ignored, and a cancellation or refund that comes before its order is kept for it. \
             What a person has to decide never makes the call fail: it is `parked`, and said in \
             the answer.",
        )
        .takes("Inbound", example()),
    ]
}

async fn import(
    State(api): State<Api>,
    program: Program,
    attempt: Attempt,
    Body(said): Body<Inbound>,
) -> Result<Response, Problem> {
    let import = async |key| orders::import(&api.services, program.caller(), &said, key).await;
    attempt.run(import, Json).await
}

fn example() -> Value {
    json!({
        "channel": "shopify", "external_id": "450789469", "updated_at": "2026-11-23T15:04:05Z",
        "order": {
            "number": "#1001", "placed_at": "2026-11-23T15:04:00Z", "currency": "USD",
            "customer": { "name": "Ana Ruiz", "email": "ana@example.com" },
            "ship_to": {
                "recipient": "Ana Ruiz", "line1": "12 Elm St", "city": "Hudson", "region": "NY",
                "postcode": "12534", "country": "US",
            },
            "lines": [{
                "id": "703073504", "sku": "SOL-6-14W", "title": "Solitaire ring", "quantity": 1,
                "unit_price": "1450.00", "tax": "116.00", "ring_size": "6", "engraving": "Always",
                "properties": [{ "name": "Gift wrap", "value": "Ivory" }],
            }],
            "discounts": [{ "label": "WELCOME", "amount": "50.00" }],
            "shipping": { "label": "Insured", "amount": "25.00" },
            "total": "1541.00",
            "payments": [{ "gateway": "card", "reference": "ch_3P91", "amount": "1541.00" }],
            "gift_message": "For Lena",
        },
    })
}

/// The schemas, by name.
pub(crate) fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("Inbound", inbound()),
        ("InboundOrder", order()),
        ("InboundLine", line()),
        ("InboundAddress", address()),
        ("InboundRefund", refund()),
        ("Imported", imported()),
    ]
}

fn amount(about: &str) -> Value {
    text(&format!(
        "{about} A decimal number as text, nothing or more."
    ))
}

fn inbound() -> Value {
    let cancelled = taken(
        "That the order is off.",
        [
            must("at", instant("Since when.")),
            may("reason", text("Why.")),
        ],
    );
    taken(
        "Word of a channel's order.",
        [
            must(
                "channel",
                one_of(
                    "Where it was placed.",
                    SalesChannel::ALL,
                    SalesChannel::code,
                ),
            ),
            must(
                "external_id",
                text("By what the channel knows it, up to 120 characters."),
            ),
            may(
                "version",
                or_null(json!({
                    "type": "integer", "format": "int64",
                    "description": "A number that grows with every change, where there is one.",
                })),
            ),
            must("updated_at", instant("When the channel last changed it.")),
            may(
                "order",
                or_null(a(
                    "InboundOrder",
                    "The order as it was placed or edited, refunds not taken off it.",
                )),
            ),
            may("cancelled", or_null(cancelled)),
            may(
                "refunds",
                list(
                    "All refunds known, at most 100; each is booked once.",
                    named("InboundRefund"),
                ),
            ),
        ],
    )
}

fn order() -> Value {
    let customer = taken(
        "Who ordered, as far as the channel tells.",
        [
            may("name", text("Their name; empty takes the recipient's.")),
            may("email", text("E-mail address.")),
            may("phone", text("Telephone number.")),
            may(
                "email_consent",
                yes_or_no("Whether they agreed to hear from the shop by e-mail."),
            ),
        ],
    );
    let discount = taken(
        "A discount on the whole order.",
        [
            may("label", text("Its code or name.")),
            must(
                "amount",
                amount("Spread over the lines by what they come to."),
            ),
        ],
    );
    let shipping = taken(
        "What the customer pays for the way, after any discount on it.",
        [
            may("label", text("How the channel calls it.")),
            must("amount", amount("How much.")),
            may("tax", amount("Its tax.")),
        ],
    );
    let payment = taken(
        "Money that the channel has taken.",
        [
            must("gateway", text("By whom, up to 60 characters.")),
            may(
                "reference",
                text("With the gateway it names one payment of the order."),
            ),
            must("amount", amount("How much.")),
        ],
    );
    taken(
        "The order as the channel has it.",
        [
            may("number", text("By what the customer knows it: `#1001`.")),
            may("placed_at", or_null(instant("When it was placed."))),
            must(
                "currency",
                text("Three letters; the one that the store keeps its books in."),
            ),
            must("customer", customer),
            may(
                "delivery",
                one_of("Shipped where left out.", Delivery::ALL, Delivery::code),
            ),
            may("ship_to", or_null(a("InboundAddress", "Where to."))),
            may(
                "bill_to",
                or_null(a("InboundAddress", "To whom the bill goes.")),
            ),
            must(
                "lines",
                list("What is ordered, 1 to 200 lines.", named("InboundLine")),
            ),
            may("discounts", list("Discounts on the whole.", discount)),
            may("shipping", or_null(shipping)),
            may(
                "tax_included",
                yes_or_no("Whether the tax is in the prices, else it comes on top."),
            ),
            may(
                "tax",
                amount("The tax in all; left out, the sum of the lines' and the way's."),
            ),
            must("total", amount("What the customer was asked for, in all.")),
            may("payments", list("Money taken, at most 100 times.", payment)),
            may("note", text("The customer's wish, for the staff.")),
            may("gift_message", text("What goes with it.")),
            may(
                "review",
                text("Why a person should look at it first, such as a suspicion of fraud."),
            ),
        ],
    )
}

fn line() -> Value {
    let property = taken(
        "Something that the customer chose.",
        [
            must("name", text("What.")),
            must("value", text("In their words.")),
        ],
    );
    taken(
        "A line of a channel's order.",
        [
            must(
                "id",
                text("By what the channel knows the line; refunds name it."),
            ),
            may(
                "sku",
                text("The article; what the catalogue has not is parked for a person."),
            ),
            may("title", text("How the channel calls it.")),
            must("quantity", whole("How many.", 1, 999)),
            must("unit_price", amount("For one, before any discount.")),
            may("discount", amount("Off the whole line.")),
            may("tax", amount("On the whole line.")),
            may(
                "ring_size",
                text("In any scale: `6½` (US), `M` (UK), `52 mm` (EU)."),
            ),
            may("engraving", text("What to engrave.")),
            may("properties", list("Whatever else, at most 30.", property)),
        ],
    )
}

fn address() -> Value {
    let fields = [
        ("recipient", "Who receives there."),
        ("line1", "Street and number."),
        ("line2", "Flat, floor."),
        ("city", "City."),
        ("region", "State or region."),
        ("postcode", "ZIP or postcode."),
        ("country", "Two letters, such as `US`."),
    ];
    let fields = fields.map(|(name, about)| may(name, text(about)));
    taken(
        "An address. What it lacks is asked of a person, and never makes the call fail.",
        fields,
    )
}

fn refund() -> Value {
    let line = taken(
        "What was given back for a line.",
        [
            must("line", text("The line's `id`.")),
            must(
                "quantity",
                whole("How many pieces; 0 for a mere allowance.", 0, 999),
            ),
            must("amount", amount("Without tax.")),
            may("tax", amount("Its tax.")),
        ],
    );
    taken(
        "Money that the channel has given back.",
        [
            must(
                "id",
                text("By what the channel knows it: each is booked once."),
            ),
            must("at", instant("When.")),
            may("lines", list("For which pieces.", line)),
            may(
                "shipping",
                amount("Of what was paid for the way, without tax."),
            ),
            may("shipping_tax", amount("Its tax.")),
            may("amount", amount("For nothing in particular, without tax.")),
            may("tax", amount("Its tax.")),
            may("reason", text("Why.")),
        ],
    )
}

fn imported() -> Value {
    let note = given(
        "Something that waits for a person.",
        [
            must("kind", one_of("Why.", ParkedKind::ALL, ParkedKind::code)),
            must("message", text("The same, in a sentence for the shop.")),
        ],
    );
    given(
        "What became of word of an order.",
        [
            must("outcome", one_of("In a word.", Outcome::ALL, Outcome::code)),
            must(
                "order",
                or_null(id(
                    "By which the order is read; null while it has not come.",
                )),
            ),
            must(
                "number",
                or_null(text("What the shop calls it: `WB-10234`.")),
            ),
            must(
                "parked",
                list("What waits for a person of the shop now.", note),
            ),
        ],
    )
}
