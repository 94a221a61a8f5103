use super::*;
use crate::ids::{LocationId, PurchaseLineId, VariantId, VendorId};
use chrono::NaiveDate;
use proptest::prelude::*;

fn usd(cents: i64) -> Money {
    Money::from_minor_units(cents.into(), Currency::USD).unwrap()
}

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn awaited(ordered: u32, received: u32) -> Awaited {
    Awaited {
        line: PurchaseLineId::generate(),
        ordered,
        received,
        unit_cost: usd(10_000),
        for_customer: false,
    }
}

fn came(line: &Awaited, quantity: u32) -> ReceivedDraft {
    ReceivedDraft::of(line.line, quantity)
}

#[test]
fn an_empty_order_says_what_it_lacks() {
    let draft = PurchaseDraft {
        lines: vec![PurchaseLineDraft::default()],
        ..PurchaseDraft::default()
    };
    let wrong = draft.check(Currency::USD, today(), &[]).unwrap_err();
    let fields: Vec<_> = wrong.iter().map(|(at, _)| at).collect();
    assert_eq!(
        fields,
        [
            "/lines/0/description",
            "/lines/0/quantity",
            "/lines/0/unit_cost",
            "/vendor"
        ]
    );
}

#[test]
fn the_catalogue_fills_in_what_is_not_typed() {
    let variant = VariantId::generate();
    let known = Bought {
        variant,
        description: "Hammered band".into(),
        cost: Some(usd(20_000)),
    };
    let draft = PurchaseDraft {
        vendor: Some(VendorId::generate()),
        lines: vec![PurchaseLineDraft {
            variant: Some(variant),
            quantity: 3,
            ..PurchaseLineDraft::default()
        }],
        ..PurchaseDraft::default()
    };
    let purchase = draft.check(Currency::USD, today(), &[known]).unwrap();
    assert_eq!(purchase.lines[0].description, "Hammered band");
    assert_eq!(purchase.lines[0].unit_cost, usd(20_000));
}

#[test]
fn no_more_is_received_than_is_to_come_unless_it_is_kept() {
    let line = awaited(5, 3);
    let mut draft = ReceiptDraft {
        location: Some(LocationId::generate()),
        lines: vec![came(&line, 3)],
        ..ReceiptDraft::default()
    };
    let wrong = draft.check(&[line], true).unwrap_err();
    assert_eq!(
        wrong.get("/lines/0/quantity"),
        Some("Only 2 are still to come.")
    );
    draft.surplus_reason = "The vendor's gift".into();
    let refused = draft.check(&[line], false).unwrap_err();
    assert!(
        refused.get("/surplus_reason").is_some(),
        "not anybody's to say"
    );
    assert!(draft.check(&[line], true).unwrap().complete);
    draft.lines = vec![came(&line, 1), came(&line, 1)];
    assert!(
        draft
            .check(&[line], true)
            .unwrap_err()
            .get("/lines/1/line")
            .is_some()
    );
    draft.lines = vec![came(&awaited(1, 0), 1)];
    assert!(
        draft
            .check(&[line], true)
            .unwrap_err()
            .get("/lines/0/line")
            .is_some()
    );
    draft.lines = vec![];
    assert!(
        draft
            .check(&[line], true)
            .unwrap_err()
            .get("/lines")
            .is_some()
    );
    draft.last = true;
    assert!(
        draft.check(&[line], true).unwrap().complete,
        "no more will come"
    );
}

#[test]
fn what_a_customer_waits_for_is_neither_more_nor_forgotten() {
    let line = Awaited {
        for_customer: true,
        ..awaited(2, 1)
    };
    let mut draft = ReceiptDraft {
        lines: vec![came(&line, 2)],
        surplus_reason: "The vendor's gift".into(),
        ..ReceiptDraft::default()
    };
    let wrong = draft.check(&[line], true).unwrap_err();
    let said = wrong.get("/lines/0/quantity");
    assert_eq!(
        said,
        Some("It is for a customer: only one is still to come.")
    );
    draft.lines[0].quantity = 1;
    assert!(
        draft.check(&[line], true).unwrap().complete,
        "it has no place to be put"
    );
    draft.lines[0].unit_cost = "101".into();
    let wrong = draft.check(&[line], true).unwrap_err();
    assert!(
        wrong.get("/lines/0/unit_cost").is_some(),
        "one line, one cost"
    );
    let over = ReceiptDraft {
        last: true,
        ..ReceiptDraft::default()
    };
    assert!(
        over.check(&[line], true)
            .unwrap_err()
            .get("/last")
            .is_some()
    );
}

#[test]
fn what_fails_its_check_is_still_to_come() {
    let line = awaited(2, 0);
    let mut failing = came(&line, 1);
    failing.failed = 1;
    let mut draft = ReceiptDraft {
        location: Some(LocationId::generate()),
        lines: vec![failing],
        ..ReceiptDraft::default()
    };
    let wrong = draft.check(&[line], false).unwrap_err();
    assert_eq!(
        wrong.get("/lines/0/failure"),
        Some("Say what is wrong with it.")
    );
    draft.lines[0].failure = "Loose stone".into();
    let receipt = draft.check(&[line], false).unwrap();
    assert!(!receipt.complete);
    assert_eq!(receipt.lines[0].failed, Some((1, "Loose stone".to_owned())));
    assert_eq!(
        receipt.cost(Currency::USD).unwrap(),
        usd(10_000),
        "what is kept"
    );
}

proptest! {
    #[test]
    fn an_order_is_complete_exactly_when_all_is_here(
        lines in prop::collection::vec((1u32..20, 0u32..20, 0u32..20), 1..6),
    ) {
        let awaited: Vec<_> = lines
            .iter()
            .map(|(ordered, received, _)| self::awaited(*ordered, *(received.min(ordered))))
            .collect();
        let drafts = awaited.iter().zip(&lines).map(|(line, (.., now))| came(line, *now));
        let draft = ReceiptDraft {
            location: Some(LocationId::generate()),
            lines: drafts.collect(),
            surplus_reason: "The vendor's gift".into(),
            last: false,
        };
        if let Ok(receipt) = draft.check(&awaited, true) {
            let whole = awaited.iter().zip(&lines).all(|(line, (.., now))| {
                line.received + now >= line.ordered
            });
            prop_assert_eq!(receipt.complete, whole);
            let pieces: u32 = receipt.lines.iter().map(|line| line.quantity).sum();
            let expected = usd(i64::from(pieces) * 10_000);
            prop_assert_eq!(receipt.cost(Currency::USD).unwrap(), expected);
        }
    }
}
