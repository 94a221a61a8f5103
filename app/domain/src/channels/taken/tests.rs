use super::*;
use crate::channels::inbound::*;
use proptest::prelude::*;

fn address() -> InboundAddress {
    InboundAddress {
        line1: "12 Elm St".into(),
        city: "Hudson".into(),
        postcode: "12534".into(),
        country: "US".into(),
        ..InboundAddress::default()
    }
}

fn line(id: &str, sku: &str, quantity: u32, unit_price: &str) -> InboundLine {
    InboundLine {
        id: id.into(),
        sku: sku.into(),
        title: "Solitaire ring".into(),
        quantity,
        unit_price: unit_price.into(),
        ..InboundLine::default()
    }
}

fn order(lines: Vec<InboundLine>, total: &str) -> InboundOrder {
    InboundOrder {
        currency: "USD".into(),
        customer: InboundCustomer {
            name: "Ana Ruiz".into(),
            email: "ana@example.com".into(),
            phone: "12".into(),
            ..InboundCustomer::default()
        },
        ship_to: Some(address()),
        lines,
        total: total.into(),
        ..InboundOrder::default()
    }
}

fn word(order: InboundOrder) -> Inbound {
    Inbound {
        channel: SalesChannel::Shopify,
        external_id: "450789469".into(),
        version: None,
        updated_at: "2026-11-23T15:00:00Z".parse().unwrap(),
        order: Some(order),
        cancelled: None,
        refunds: Vec::new(),
    }
}

fn wrong(order: InboundOrder) -> FieldErrors {
    word(order)
        .checked(Currency::USD)
        .expect_err("something is wrong")
}

#[test]
fn every_field_has_its_complaint() {
    let mut bad = order(vec![line("", "R-1", 0, "ten"), line("2", "", 1, "-5")], "x");
    bad.lines.push(line("2", "", 1, "5"));
    bad.currency = "EUR".into();
    bad.payments = vec![InboundPayment::default()];
    let errors = wrong(bad);
    for field in [
        "/order/currency",
        "/order/lines/0/id",
        "/order/lines/0/quantity",
        "/order/lines/0/unit_price",
        "/order/lines/1/unit_price",
        "/order/lines/2/id",
        "/order/total",
        "/order/payments/0/gateway",
    ] {
        assert!(errors.get(field).is_some(), "{field}: {errors}");
    }
    let mut nul = order(vec![line("1", "R-1", 1, "10")], "10");
    nul.gift_message = "a\0b".into();
    assert!(wrong(nul).get("/order/gift_message").is_some());
    let mut rich = order(vec![line("1", "R-1", 1, "10")], "10");
    rich.payments = vec![InboundPayment {
        gateway: "card".into(),
        reference: String::new(),
        amount: "10.01".into(),
    }];
    assert!(wrong(rich).get("/order/payments").is_some());
}

#[test]
fn word_without_anything_in_it_is_refused() {
    let mut nothing = word(order(vec![], ""));
    nothing.order = None;
    let errors = nothing.checked(Currency::USD).unwrap_err();
    assert!(errors.get("/order").is_some());
}

#[test]
fn each_piece_has_a_line_of_its_own() {
    let mut dozen = order(vec![line("7", "B-1", 3, "33.33")], "89.99");
    dozen.lines[0].discount = "10".into();
    let taken = word(dozen).checked(Currency::USD).unwrap().order.unwrap();
    let off: Vec<_> = taken.lines.iter().map(|l| l.sum.discount.plain()).collect();
    assert_eq!(off, ["3.34", "3.33", "3.33"]);
    let parts: Vec<_> = taken.lines.iter().map(|l| l.part.number).collect();
    assert_eq!(parts, [1, 2, 3]);
    assert!(taken.difference.is_zero());
    let many = order(vec![line("7", "B-1", 300, "1")], "300");
    let taken = word(many).checked(Currency::USD).unwrap().order.unwrap();
    assert_eq!((taken.lines.len(), taken.lines[0].quantity), (1, 300));
}

#[test]
fn what_cant_be_read_is_kept_in_words() {
    let mut ring = order(vec![line("1", "R-1", 1, "10")], "10");
    ring.lines[0].ring_size = "as her mother's".into();
    let taken = word(ring).checked(Currency::USD).unwrap().order.unwrap();
    assert_eq!(taken.lines[0].properties[0].value, "as her mother's");
    assert_eq!(taken.lines[0].engraving, None);
    assert_eq!(
        taken.customer.phone, None,
        "no number, and no reason to refuse"
    );
}

#[test]
fn no_letter_of_an_engraving_is_lost() {
    for (letters, engraved) in [(120, true), (121, false)] {
        let text = "é".repeat(letters);
        let mut ring = order(vec![line("1", "R-1", 1, "10")], "10");
        ring.lines[0].engraving = text.clone();
        let taken = word(ring).checked(Currency::USD).unwrap().order.unwrap();
        let line = &taken.lines[0];
        assert_eq!(line.engraving.is_some(), engraved);
        let kept = line.properties.first().map(|property| &property.value);
        assert_eq!(line.engraving.as_ref().or(kept), Some(&text));
    }
}

#[test]
fn an_address_says_what_it_lacks() {
    let lacks = |change: fn(&mut InboundOrder)| {
        let mut order = order(vec![line("1", "R-1", 1, "10")], "10");
        change(&mut order);
        let taken = word(order).checked(Currency::USD).unwrap().order.unwrap();
        taken.address_lacks
    };
    assert_eq!(lacks(|_| ()), None);
    assert!(lacks(|o| o.ship_to = None).is_some());
    let said = lacks(|o| o.ship_to.as_mut().unwrap().city.clear()).unwrap();
    assert!(said.contains("city"), "{said}");
    let picked_up = lacks(|o| {
        o.ship_to = None;
        o.delivery = Fulfilment(Delivery::PickUp);
    });
    assert_eq!(picked_up, None);
}

#[test]
fn the_channels_own_count_tells_what_is_older() {
    let at = |version, minute: u32| Revision {
        version,
        updated_at: format!("2026-11-23T15:{minute:02}:00Z").parse().unwrap(),
    };
    assert!(at(Some(1), 9).is_older_than(at(Some(2), 3)));
    assert!(!at(Some(2), 3).is_older_than(at(Some(2), 9)));
    assert!(at(None, 3).is_older_than(at(Some(2), 9)));
}

#[test]
fn a_card_number_is_not_kept() {
    assert_eq!(without_card("4242 4242 4242 4242"), "…4242");
    assert_eq!(
        without_card("ch_3P4242424242424242"),
        "ch_3P4242424242424242"
    );
    assert_eq!(without_card("8417329485123456"), "8417329485123456");
}

proptest! {
    #[test]
    fn pieces_come_to_what_their_lines_do(
        lines in prop::collection::vec((1u32..6, 0i64..100_000, 0i64..=100, 0i64..900), 1..8),
        total in 0i64..3_000_000,
    ) {
        let cents = |cents: i64| Money::from_minor_units(cents.into(), Currency::USD).unwrap().plain();
        let lines = lines.into_iter().enumerate().map(|(index, (quantity, unit, off, tax))| {
            let gross = unit * i64::from(quantity);
            InboundLine {
                discount: cents(gross * off / 100),
                tax: cents(tax),
                ..line(&index.to_string(), "", quantity, &cents(unit))
            }
        }).collect();
        let taken = word(order(lines, &cents(total))).checked(Currency::USD).unwrap().order.unwrap();
        let nets = taken.lines.iter().map(|l| l.sum.net).chain(taken.charges.iter().map(|c| c.net));
        prop_assert_eq!(Money::sum(Currency::USD, nets).unwrap(), taken.net);
        let taxes = taken.lines.iter().map(|l| l.sum.tax).chain(taken.charges.iter().map(|c| c.tax));
        prop_assert_eq!(Money::sum(Currency::USD, taxes).unwrap(), taken.tax);
        prop_assert_eq!(taken.net.plus(taken.tax).unwrap(), taken.total);
        for line in &taken.lines {
            let gross = line.unit_price.times(line.quantity).unwrap();
            let parts = line.sum.net.plus(line.sum.discount).unwrap().plus(line.sum.price_tax).unwrap();
            prop_assert_eq!(parts, gross);
        }
    }
}

#[test]
fn changes_are_told_apart() {
    let before = order(vec![line("1", "R-1", 1, "10")], "10");
    let told = |change: fn(&mut InboundOrder)| {
        let mut now = before.clone();
        change(&mut now);
        let Changes {
            goods,
            address,
            words,
        } = now.changes(&before);
        (goods, address, words)
    };
    assert_eq!(told(|_| ()), (false, false, false));
    assert_eq!(told(|o| o.lines[0].quantity = 2), (true, false, false));
    assert_eq!(told(|o| o.ship_to = None), (false, true, false));
    assert_eq!(
        told(|o| o.note = "Ring the bell".into()),
        (false, false, true)
    );
    assert_eq!(told(|o| o.payments.clear()), (false, false, false));
}
