use super::{closed_page, order_page};
use domain::contact::PostalAddress;
use domain::money::{Currency, Money};
use domain::orders::tracking::{
    TrackEvent, TrackMoney, TrackPiece, TrackStage, TrackStore, TrackView, headline, steps,
};
use domain::orders::{Delivery, State, special_order};

fn order(state: special_order::State) -> TrackView {
    let state = State::SpecialOrder(state);
    let usd = |text| Money::parse(text, Currency::USD).unwrap();
    TrackView {
        number: "SO-10001".into(),
        store: TrackStore {
            name: "Hudson & Vale".into(),
            phone: "+12125550142".into(),
            email: "hello@hudsonvale.example".into(),
            address: PostalAddress {
                line1: "48 Mercer St".into(),
                city: "New York".into(),
                country: "US".into(),
                ..PostalAddress::default()
            },
        },
        headline: headline(state, Delivery::PickUp).into(),
        stage: TrackStage::of(state),
        steps: steps(state, Delivery::PickUp, false),
        first_promise: "2026-12-09".parse().unwrap(),
        estimate: "2026-12-16".parse().unwrap(),
        quote_expires: None,
        money: TrackMoney {
            total: usd("1088.75"),
            tax: usd("88.75"),
            paid: usd("0"),
            due_now: usd("544.38"),
            balance: usd("1088.75"),
            schedule: vec![],
        },
        pictures: Vec::new(),
        pieces: vec![TrackPiece {
            description: "Ring <script>alert(1)</script>".into(),
            quantity: 2,
            ring_size: None,
            metal: None,
            stone: None,
            engraving: Some("\" onload=x".into()),
        }],
        delivery: Delivery::PickUp,
        shipment: None,
        history: vec![TrackEvent {
            at: "2026-11-23T17:00:00Z".parse().unwrap(),
            day: "2026-11-23".parse().unwrap(),
            text: "We took your order.".into(),
        }],
    }
}

#[test]
fn the_page_tells_what_matters_and_runs_nothing() {
    let html = order_page(order(special_order::State::DepositDue));
    for part in [
        "Waiting for your deposit",
        "Wednesday, 16 December 2026",
        "It was first promised for ",
        "$544.38",
        "tel:+12125550142",
        "(212) 555-0142",
        "We took your order.",
        "aria-current=\"step\"",
    ] {
        assert!(html.contains(part), "no {part:?} in {html}");
    }
    for part in ["<script", "<style", "javascript", " onload=x\"", "wasm"] {
        assert!(!html.contains(part), "{part:?} in {html}");
    }
}

#[test]
fn every_state_has_a_page() {
    for state in special_order::State::ALL {
        assert!(order_page(order(*state)).contains("SO-10001"), "{state:?}");
    }
}

#[test]
fn a_closed_link_says_nothing_about_orders() {
    let html = closed_page();
    assert!(html.contains("does not open an order"));
    assert!(!html.contains("<script"));
}
