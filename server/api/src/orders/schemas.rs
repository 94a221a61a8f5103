//! What the document says of orders.

use crate::schema::{
    Field, a, date, given, id, instant, list, may, must, named, one_of, or_null, page_of, taken,
    text, version, whole, yes_or_no,
};
use crate::shapes::amount;
use domain::bench::WipFate;
use domain::channels::SalesChannel;
use domain::channels::parked::ParkedKind;
use domain::channels::reckon::ChargeKind;
use domain::orders::Action;
use domain::orders::lifecycle::Gate;
use domain::orders::{Channel, Delivery, Kind, Phase, State};
use domain::payments::Method;
use domain::purchasing::PurchaseKind;
use domain::schedule::Barrier;
use serde_json::{Value, json};

/// The schemas, by name.
pub(crate) fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("NewOrder", new_order()),
        ("NewLine", new_line()),
        ("Placed", placed()),
        ("OrderPage", page_of("OrderSummary")),
        ("OrderSummary", summary()),
        ("Order", order()),
        ("Line", line()),
        ("Step", step()),
        ("StepDetails", step_details()),
        ("Moved", moved()),
    ]
}

/// A state's code, whatever the kind.
pub(super) fn state(about: &str) -> Value {
    let codes: Vec<_> = Kind::ALL
        .iter()
        .flat_map(|kind| State::all(*kind))
        .map(State::code)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    json!({ "type": "string", "enum": codes, "description": about })
}

fn action(about: &str) -> Value {
    let codes: Vec<_> = Action::ALL.iter().map(|action| action.code()).collect();
    json!({ "type": "string", "enum": codes, "description": about })
}

/// Where an order stands: part of several schemas.
pub(crate) fn standing() -> [Field; 3] {
    [
        must("state", state("Where it stands in its kind's workflow.")),
        must(
            "phase",
            one_of(
                "Where it stands in terms that all kinds share.",
                Phase::ALL,
                Phase::code,
            ),
        ),
        must("held", yes_or_no("Whether it is on hold in its state.")),
    ]
}

fn new_order() -> Value {
    taken(
        "An order to be taken.",
        [
            must("kind", kind()),
            must("customer", id("Who orders.")),
            must(
                "lines",
                list(
                    "The pieces, at least one and at most 200.",
                    named("NewLine"),
                ),
            ),
            must("delivery", delivery()),
            may(
                "quote",
                yes_or_no("Keep it as a quote, which binds nobody until it is accepted."),
            ),
            may(
                "promise",
                or_null(date(
                    "The promise date; left out, the store's lead times propose it.",
                )),
            ),
            may(
                "deposit",
                text(
                    "The deposit as a decimal number; left out or empty, the store's policy sets it.",
                ),
            ),
            may(
                "deposit_reason",
                text("Why the deposit is less than the policy's. Keys can't take less."),
            ),
            may("payment", or_null(a("NewPayment", "Money taken at once."))),
            may(
                "ship_to",
                or_null(a("Address", "Where to; needed when shipped.")),
            ),
            may("note", text("For the staff, up to 2,000 characters.")),
        ],
    )
}

fn new_line() -> Value {
    taken(
        "A piece to be ordered: of the catalogue, or described in words.",
        [
            may("variant", or_null(id("The catalogue's variant."))),
            may(
                "description",
                text("The piece in words, up to 200 characters; needed without a variant."),
            ),
            must("quantity", whole("How many.", 1, 999)),
            may(
                "ring_size",
                text("In any scale: `6½` (US), `M` (UK), `52 mm` (EU)."),
            ),
            may(
                "metal",
                or_null(a("Metal", "Where it differs from the variant's.")),
            ),
            may("stone", text("The stone in words.")),
            may("engraving", text("What to engrave.")),
            may(
                "unit_price",
                text("Price of one piece as a decimal number; left out, the catalogue's."),
            ),
            may(
                "price_reason",
                text("Why the price differs from the catalogue's."),
            ),
            may("making", making()),
        ],
    )
}

fn making() -> Value {
    let bench = taken(
        "The store's own bench.",
        [must(
            "bench",
            id("The kind of work, which the store knows."),
        )],
    );
    json!({
        "description": "Who makes it; left out, as the catalogue says of its style.",
        "anyOf": [{ "type": "string", "enum": ["as_style", "vendor"] }, bench],
    })
}

pub(super) fn new_order_example() -> Value {
    json!({
        "kind": "special_order",
        "customer": "01936f2e-5b1c-7c3e-9d0a-3f6a1c2b4d5e",
        "lines": [{
            "description": "Oval halo ring", "quantity": 1, "ring_size": "6½",
            "metal": { "gold14k": "white" }, "stone": "Lab-grown sapphire", "unit_price": "1000.00",
        }],
        "delivery": "pick_up",
        "payment": { "amount": "544.38", "method": "card_terminal", "reference": "auth 0912 4242" },
    })
}

fn placed() -> Value {
    given(
        "An order that was taken.",
        [
            must("id", id("By which it is read.")),
            must("number", text("What people call it: `SO-10234`.")),
            must("version", version("Its version, for the next step.")),
        ],
    )
}

fn summary() -> Value {
    let fields = [
        must("id", id("By which it is read.")),
        must("number", text("What people call it: `SO-10234`.")),
        must("kind", kind()),
        must("version", version("Goes up with every change.")),
        must("customer", id("Who ordered.")),
        must("customer_name", text("Their name.")),
        must(
            "title",
            text("The first piece in words, and how many more there are."),
        ),
        must("total", amount("What it comes to, with tax.")),
        must("balance", amount("What is still owed.")),
        must(
            "first_promise",
            date("What the customer was promised first."),
        ),
        must("estimate", date("What is expected now.")),
        must("overdue", yes_or_no("Past its estimate and not ready.")),
        must("state_since", instant("Since when it is in its state.")),
        must(
            "created_at",
            instant("When it was taken, by the store's clock."),
        ),
    ];
    given("An order in a list.", fields.into_iter().chain(standing()))
}

fn order() -> Value {
    let fields = [
        must("id", id("By which it is read.")),
        must("number", text("What people call it: `SO-10234`.")),
        must("kind", kind()),
        must(
            "channel",
            one_of("How it came in.", Channel::ALL, Channel::code),
        ),
        must(
            "version",
            version("Goes up with every change; a step names it."),
        ),
        must("customer", customer()),
        must("taken_by", text("The person or program that took it.")),
        must("lines", list("The pieces.", named("Line"))),
        must("totals", totals()),
        must("paid", amount("What was paid, less what went back.")),
        must("balance", amount("What is still owed.")),
        must("schedule", list("What is due before what.", milestone())),
        must("payments", list("Money taken and given back.", payment())),
        must(
            "first_promise",
            date("What the customer was promised first."),
        ),
        must("estimate", date("What is expected now.")),
        must(
            "quote_expires",
            or_null(date("Until when the quote is in force.")),
        ),
        must("delivery", delivery()),
        must("ship_to", or_null(a("Address", "Where it is shipped to."))),
        must("hand_over", or_null(hand_over())),
        must("note", or_null(text("The staff's own note."))),
        must(
            "purchases",
            list("Our orders to vendors for these pieces.", purchase()),
        ),
        must(
            "timeline",
            list(
                "What happened, the newest last or first as the shop sees it.",
                event(),
            ),
        ),
        must("actions", list("The steps from here.", offer())),
        must("if_cancelled", or_null(settlement())),
        must("web", or_null(web())),
        must(
            "created_at",
            instant("When it was taken, by the store's clock."),
        ),
    ];
    given("An order in full.", fields.into_iter().chain(standing()))
}

/// What an order has beyond every order's that came from a channel.
fn web() -> Value {
    let charge = given(
        "A part of the total that is no piece.",
        [
            must("kind", one_of("Which.", ChargeKind::ALL, ChargeKind::code)),
            must("label", text("In words.")),
            must("net", amount("Without tax; below zero for a refund.")),
            must("tax", amount("Its tax.")),
        ],
    );
    let parked = given(
        "Something that waits for a person.",
        [
            must("kind", one_of("Why.", ParkedKind::ALL, ParkedKind::code)),
            must("message", text("The same, in a sentence.")),
        ],
    );
    given(
        "Where the order came from, if from a web shop or marketplace.",
        [
            must(
                "channel",
                one_of(
                    "Where it was placed.",
                    SalesChannel::ALL,
                    SalesChannel::code,
                ),
            ),
            must("external_id", text("By what the channel knows it.")),
            must(
                "external_number",
                or_null(text("By what the customer knows it.")),
            ),
            must("gift_message", or_null(text("What goes with it."))),
            must("charges", list("Shipping, rounding, refunds.", charge)),
            must("parked", list("What waits for a person.", parked)),
        ],
    )
}

fn kind() -> Value {
    one_of("What kind of order it is.", Kind::ALL, Kind::code)
}

fn delivery() -> Value {
    one_of(
        "How the pieces get to the customer.",
        Delivery::ALL,
        Delivery::code,
    )
}

fn customer() -> Value {
    given(
        "Who ordered.",
        [
            must("id", id("By which they are read.")),
            must("name", text("Their name.")),
            must(
                "phone",
                or_null(text("International form: `+12125550142`.")),
            ),
            must("email", or_null(text("E-mail address."))),
        ],
    )
}

fn line() -> Value {
    given(
        "A line of an order.",
        [
            must("id", id("By which a step names it.")),
            must("variant", or_null(id("The catalogue's variant."))),
            must("sku", or_null(text("Its code when it was ordered."))),
            must("description", text("The piece in words.")),
            must("quantity", whole("How many.", 1, 999)),
            must("ring_size", or_null(a("RingSize", "The size to be made."))),
            must("metal", or_null(a("Metal", "The metal to be made in."))),
            must("stone", or_null(text("The stone in words."))),
            must("engraving", or_null(text("What to engrave."))),
            must("unit_price", amount("Price of one piece, without tax.")),
            must(
                "list_price",
                or_null(amount("The catalogue's, where it is sold at another.")),
            ),
            must("price_reason", or_null(text("Why."))),
            must(
                "discount",
                or_null(amount("What is off the line, where something is.")),
            ),
            must(
                "properties",
                list("What else the customer chose.", property()),
            ),
            must("returned", whole("How many came back.", 0, 999)),
            must("refunded", whole("How many were refunded.", 0, 999)),
            must("net", amount("The line without tax.")),
            must("tax", amount("Its tax.")),
            must("vendor", or_null(id("Who makes it."))),
            must("vendor_name", or_null(text("Their name."))),
        ],
    )
}

fn property() -> Value {
    given(
        "Something that the customer chose.",
        [
            must("name", text("What.")),
            must("value", text("In their words.")),
        ],
    )
}

fn totals() -> Value {
    given(
        "What the order comes to.",
        [
            must("net", amount("Without tax.")),
            must("tax", amount("The tax.")),
            must("total", amount("Both.")),
        ],
    )
}

fn milestone() -> Value {
    given(
        "A part of the price, due before something happens.",
        [
            must("label", text("`Deposit` or `Balance`.")),
            must("amount", amount("How much it is.")),
            must("paid", amount("How much of it is paid.")),
            must(
                "gates",
                one_of(
                    "What stays shut until it is paid.",
                    Barrier::ALL,
                    Barrier::code,
                ),
            ),
        ],
    )
}

fn payment() -> Value {
    given(
        "Money taken, or given back.",
        [
            must("id", id("The payment's.")),
            must("amount", amount("Below zero for money given back.")),
            must(
                "method",
                one_of("By what means.", Method::ALL, Method::code),
            ),
            must(
                "reference",
                or_null(text("Cheque number, or the terminal's authorisation.")),
            ),
            must("taken_at", instant("When.")),
            must("taken_by", text("By whom.")),
        ],
    )
}

fn hand_over() -> Value {
    given(
        "How the pieces left the house.",
        [
            must("received_by", or_null(text("Who took them."))),
            must("carrier", or_null(text("Who carries them."))),
            must("tracking", or_null(text("The carrier's number."))),
            must("at", instant("When.")),
        ],
    )
}

fn purchase() -> Value {
    given(
        "Our order to a vendor.",
        [
            must("id", id("The purchase order's.")),
            must("number", text("Ours.")),
            must("vendor_name", text("The vendor.")),
            must("reference", or_null(text("The vendor's own number."))),
            must("eta", or_null(date("When they say that it comes."))),
            must(
                "received",
                yes_or_no("Whether the pieces are in the house."),
            ),
            must("sent_at", instant("When it was sent.")),
        ],
    )
}

fn event() -> Value {
    given(
        "Something that happened.",
        [
            must("id", id("The event's.")),
            must("at", instant("When.")),
            must("who", text("By whom.")),
            must("headline", text("What, in a few words.")),
            must("detail", or_null(text("More of it."))),
            must(
                "visible",
                yes_or_no("Whether the customer sees it on their page."),
            ),
        ],
    )
}

fn offer() -> Value {
    let blocker = given(
        "Something that must be true first.",
        [
            must("gate", one_of("What stays shut.", Gate::ALL, Gate::code)),
            must("message", text("What is missing.")),
        ],
    );
    given(
        "A step from here, and whether it can be taken now.",
        [
            must("action", action("The step.")),
            must(
                "blockers",
                list("What stands in its way; empty where nothing does.", blocker),
            ),
            must(
                "can_override",
                yes_or_no("Never for a key: only a manager passes a gate."),
            ),
        ],
    )
}

fn settlement() -> Value {
    given(
        "What cancelling now would do with the money.",
        [
            must("refund", amount("What goes back.")),
            must("forfeit", amount("What is kept.")),
        ],
    )
}

fn step() -> Value {
    taken(
        "A step to take.",
        [
            must(
                "action",
                action(
                    "Which. `deposit_met`, `bench_stopped`, `bench_finished`, `settle`, `clear`, `came_back` and `refund` happen by themselves.",
                ),
            ),
            must("version", version("That of the order you decided on.")),
            may("details", a("StepDetails", "What the step needs to know.")),
            may(
                "override_reason",
                text("A manager's reason for passing a gate. Keys can't."),
            ),
        ],
    )
}

fn choice(about: &str, kinds: &[PurchaseKind]) -> Value {
    let codes: Vec<_> = kinds.iter().map(|kind| kind.code()).collect();
    json!({ "type": "string", "enum": codes, "description": about })
}

fn step_details() -> Value {
    let cost = taken(
        "What a piece costs.",
        [
            must("line", id("The line.")),
            must("unit_cost", text("For one piece, as a decimal number.")),
        ],
    );
    let other_vendor = taken(
        "Who supplies a piece.",
        [
            must("line", id("The line.")),
            must("vendor", id("Its vendor.")),
        ],
    );
    let signature = json!({
        "description": "How the customer signed.",
        "anyOf": [
            taken("Drawn.", [must("drawn", text("The path data of an SVG picture: moves and lines."))]),
            taken("Typed.", [must("typed", text("The full name, typed in place of a drawing."))]),
            { "type": "null" },
        ],
    });
    taken(
        "What a step needs to know. It reads the fields that it needs and no others.",
        [
            may("vendor", or_null(id("`place_with_vendor`: which vendor."))),
            may(
                "line_vendors",
                list(
                    "`place_with_vendor`: the pieces that come from another vendor than `vendor`.",
                    other_vendor,
                ),
            ),
            may(
                "purchase_order",
                or_null(id(
                    "`vendor_confirms`, `report_delay`: whose date it is; of all that are under way where nothing is said.",
                )),
            ),
            may(
                "purchase",
                or_null(choice(
                    "`place_with_vendor`: what the vendor is asked for; left out, a finished piece.",
                    &PurchaseKind::FOR_ORDERS,
                )),
            ),
            may(
                "reference",
                text(
                    "`place_with_vendor`: the vendor's number for our order. `ship`: the tracking number.",
                ),
            ),
            may(
                "eta",
                or_null(date(
                    "`place_with_vendor`, `vendor_confirms`, `report_delay`: when the vendor says that it comes. `extend`: until when.",
                )),
            ),
            may(
                "costs",
                list(
                    "`place_with_vendor`, `receive`: what pieces cost, where it is not as expected.",
                    cost,
                ),
            ),
            may(
                "reason",
                text(
                    "`hold`, `cancel`, `report_delay`, `fail_check`, `lose_pieces`, `extend`, `reverse_sale`: why.",
                ),
            ),
            may(
                "received_by",
                text("`pick_up`, `issue`: who takes the piece."),
            ),
            may("signature", signature),
            may("carrier", text("`ship`: who carries it.")),
            may(
                "ship_to",
                or_null(a(
                    "Address",
                    "`ship`: where to, where the order has no address yet.",
                )),
            ),
            may(
                "work",
                or_null(one_of(
                    "`cancel`: what becomes of work at the bench; left out, what was issued goes back.",
                    WipFate::ALL,
                    WipFate::code,
                )),
            ),
            may(
                "work_to",
                or_null(id(
                    "`cancel`: the place in which a piece is put that is kept.",
                )),
            ),
            may(
                "back",
                list(
                    "`take_back`: the lines of which the pieces came back.",
                    id("A line."),
                ),
            ),
            may(
                "back_to",
                or_null(id(
                    "`take_back`, `reverse_sale`: the place in which they are put; a sale that is reversed without one is out on memo again.",
                )),
            ),
            may(
                "sold",
                list(
                    "`sell_pieces`: what the customer keeps of a memo.",
                    sold_piece(),
                ),
            ),
            may(
                "pieces",
                list(
                    "`lose_pieces`, `extend`: the lines of which the pieces are lost, or stay longer.",
                    id("A line."),
                ),
            ),
        ],
    )
}

fn sold_piece() -> Value {
    taken(
        "A piece that is kept.",
        [
            must("line", id("The memo's line.")),
            may(
                "price",
                text("What it is sold for, without tax; left out, what it is worth on the memo."),
            ),
            may("reason", text("Why that differs from what it is worth.")),
        ],
    )
}

pub(super) fn step_example() -> Value {
    json!({
        "action": "place_with_vendor",
        "version": 1,
        "details": {
            "vendor": "01936f2e-5b1c-7c3e-9d0a-3f6a1c2b4d5e",
            "reference": "V-5521",
            "eta": "2026-12-07",
        },
    })
}

fn moved() -> Value {
    let fields = [must("version", version("The order's version now."))];
    given(
        "A step that was taken, and where the order stands now.",
        fields.into_iter().chain(standing()),
    )
}
