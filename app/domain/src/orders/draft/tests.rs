use super::*;
use crate::bench::capacity::{Bench, Queue};
use crate::bench::{Hours, RouteStep, StepKind};
use crate::calendar::HouseDays;
use crate::ids::StaffId;
use crate::payments::Method;
use crate::staff::Role;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).expect("a fixture amount")
}

fn solitaire() -> Sellable {
    Sellable {
        variant: VariantId::generate(),
        style: StyleId::generate(),
        title: "Solitaire".into(),
        options: "6 / 14K white".into(),
        sku: Some("SOL-6-14W".into()),
        price: usd("1200"),
        cost: Some(usd("600")),
        class: LineClass::Goods,
        vendor: None,
        vendor_name: None,
        lead_days: 10,
        route: None,
        photo: None,
    }
}

/// Ring sizing of two hours, and Maria, who has four hours a day.
fn bench() -> BenchTerms {
    let sizing = Route {
        id: RouteId::generate(),
        name: "Ring sizing".into(),
        steps: vec![RouteStep {
            kind: StepKind::Sizing,
            hours: Hours::of_quarters(8),
        }],
        version: 1,
    };
    let maria = Queue {
        staff: StaffId::generate(),
        name: "Maria".into(),
        week: [Hours::of_quarters(16); 7],
        days_off: Vec::new(),
        planned: Hours::NONE,
    };
    BenchTerms {
        routes: vec![sizing],
        bench: Bench {
            house: HouseDays::default(),
            today: "2026-11-23".parse().unwrap(),
            queues: vec![maria],
            unassigned: Hours::NONE,
        },
    }
}

struct Shop {
    catalogue: HashMap<VariantId, Sellable>,
    bench: BenchTerms,
    variant: VariantId,
}

impl Shop {
    fn new() -> Self {
        let piece = solitaire();
        Self {
            variant: piece.variant,
            catalogue: HashMap::from([(piece.variant, piece)]),
            bench: bench(),
        }
    }

    fn terms(&self, role: Role) -> Terms<'_> {
        Terms {
            currency: Currency::USD,
            rates: Rates {
                goods: Decimal::new(1075, 4),
                labour: Decimal::ZERO,
            },
            deposit: DepositPolicy {
                percent: Decimal::from(50),
            },
            grants: role.grants(),
            today: "2026-11-23".parse().unwrap(),
            catalogue: &self.catalogue,
            bench: &self.bench,
        }
    }

    fn order(&self) -> NewOrder {
        NewOrder {
            kind: Kind::SpecialOrder,
            customer: CustomerId::generate(),
            lines: vec![NewLine {
                variant: Some(self.variant),
                quantity: 1,
                ..NewLine::default()
            }],
            quote: false,
            promise: None,
            deposit: String::new(),
            deposit_reason: String::new(),
            payment: None,
            delivery: Delivery::PickUp,
            ship_to: None,
            note: String::new(),
        }
    }
}

#[test]
fn a_bare_order_takes_the_catalogue_and_the_policy() {
    let shop = Shop::new();
    let order = shop.order().checked(&shop.terms(Role::Sales)).unwrap();
    assert_eq!(order.lines[0].description, "Solitaire, 6 / 14K white");
    assert_eq!(order.totals.total, usd("1329.00"));
    assert_eq!(order.milestones[0].amount, usd("664.50"));
    assert_eq!(order.promise, "2026-12-09".parse::<NaiveDate>().unwrap());
}

#[test]
fn another_price_needs_its_reason_and_the_right() {
    let shop = Shop::new();
    let mut order = shop.order();
    order.lines[0].unit_price = "1100".into();
    let wrong = order.checked(&shop.terms(Role::Sales)).unwrap_err();
    assert!(wrong.get("/lines/0/price_reason").is_some());
    order.lines[0].price_reason = "Returning customer".into();
    let wrong = order.checked(&shop.terms(Role::Jeweler)).unwrap_err();
    assert!(wrong.get("/lines/0/unit_price").is_some());
    let line = order
        .checked(&shop.terms(Role::Sales))
        .unwrap()
        .lines
        .remove(0);
    assert_eq!(
        (line.unit_price, line.list_price),
        (usd("1100"), Some(usd("1200")))
    );
}

#[test]
fn a_smaller_deposit_is_the_managers() {
    let shop = Shop::new();
    let mut order = shop.order();
    order.deposit = "100".into();
    assert!(
        order
            .checked(&shop.terms(Role::Sales))
            .unwrap_err()
            .get("/deposit")
            .is_some()
    );
    let wrong = order.checked(&shop.terms(Role::Manager)).unwrap_err();
    assert!(wrong.get("/deposit_reason").is_some());
    order.deposit_reason = "Known for twenty years".into();
    assert_eq!(
        order
            .checked(&shop.terms(Role::Manager))
            .unwrap()
            .milestones[0]
            .amount,
        usd("100")
    );
    order.deposit = "5000".into();
    assert!(
        order
            .checked(&shop.terms(Role::Manager))
            .unwrap_err()
            .get("/deposit")
            .is_some()
    );
}

#[test]
fn every_complaint_stands_beside_its_field() {
    let shop = Shop::new();
    let mut order = shop.order();
    order.lines.push(NewLine {
        quantity: 0,
        ring_size: "huge".into(),
        ..NewLine::default()
    });
    order.delivery = Delivery::Ship;
    order.promise = Some("2026-11-22".parse().unwrap());
    let wrong = order.checked(&shop.terms(Role::Sales)).unwrap_err();
    for field in [
        "/lines/1/description",
        "/lines/1/quantity",
        "/lines/1/ring_size",
        "/lines/1/unit_price",
        "/ship_to",
        "/promise",
    ] {
        assert!(wrong.get(field).is_some(), "{field} in {wrong}");
    }
    order.lines.clear();
    assert!(
        order
            .checked(&shop.terms(Role::Sales))
            .unwrap_err()
            .get("/lines")
            .is_some()
    );
}

#[test]
fn no_more_is_taken_than_the_order_comes_to() {
    let shop = Shop::new();
    let mut order = shop.order();
    let pay = |amount: &str| NewPayment {
        amount: amount.into(),
        method: Method::Cash,
        reference: String::new(),
    };
    order.payment = Some(pay("1329.01"));
    assert!(
        order
            .checked(&shop.terms(Role::Sales))
            .unwrap_err()
            .get("/payment/amount")
            .is_some()
    );
    order.payment = Some(pay("1329"));
    assert!(order.checked(&shop.terms(Role::Sales)).is_ok());
    order.quote = true;
    assert!(order.checked(&shop.terms(Role::Sales)).is_err());
}

proptest! {
    #[test]
    fn what_is_due_adds_up_to_the_total(
        prices in prop::collection::vec((0i64..5_000_000, 1u32..50), 1..12),
        percent in 0i64..=100,
    ) {
        let shop = Shop::new();
        let mut order = shop.order();
        order.lines = prices.iter().map(|(cents, quantity)| NewLine {
            description: "Piece".into(),
            quantity: *quantity,
            unit_price: Money::from_minor_units((*cents).into(), Currency::USD).unwrap().plain(),
            ..NewLine::default()
        }).collect();
        let mut terms = shop.terms(Role::Sales);
        terms.deposit.percent = Decimal::from(percent);
        let order = order.checked(&terms).unwrap();
        let due = Money::sum(Currency::USD, order.milestones.iter().map(|m| m.amount)).unwrap();
        prop_assert_eq!(due, order.totals.total);
        prop_assert_eq!(order.totals.net.plus(order.totals.tax).unwrap(), order.totals.total);
    }
}

#[test]
fn what_is_made_in_the_house_is_promised_when_the_bench_is_through() {
    let shop = Shop::new();
    let terms = shop.terms(Role::Sales);
    let mut order = shop.order();
    order.lines[0].quantity = 1;
    order.lines[0].making = Making::Bench(shop.bench.routes[0].id);
    let checked = order.checked(&terms).unwrap();
    assert_eq!(checked.lines[0].route, Some(shop.bench.routes[0].id));
    assert_eq!(checked.promise, "2026-11-25".parse().unwrap());
    let proposal = propose(&terms, &checked.lines).unwrap();
    assert_eq!(
        proposal.why.unwrap(),
        "2 h of bench work. Maria has 4 h free on Tue, so Tue 24 Nov; 1 day to check."
    );

    order.lines[0].making = Making::Bench(RouteId::generate());
    let wrong = order.checked(&terms).unwrap_err();
    assert!(wrong.get("/lines/0/making").is_some());
    order.lines[0].quantity = 2;
    let wrong = order.checked(&terms).unwrap_err();
    assert!(
        wrong
            .get("/lines/0/making")
            .unwrap()
            .contains("one to a line")
    );
}

#[test]
fn a_bench_without_hours_asks_for_the_date() {
    let mut shop = Shop::new();
    shop.bench.bench.queues.clear();
    let mut order = shop.order();
    order.lines[0].quantity = 1;
    order.lines[0].making = Making::Bench(shop.bench.routes[0].id);
    let wrong = order.checked(&shop.terms(Role::Sales)).unwrap_err();
    assert!(
        wrong
            .get("/promise")
            .unwrap()
            .starts_with("Nobody has hours")
    );
    order.promise = Some("2026-12-24".parse().unwrap());
    assert!(order.checked(&shop.terms(Role::Sales)).is_ok());
}
