use super::*;
use crate::money::Currency;
use crate::orders::act::Effect as Any;
use crate::staff::Role;
use rust_decimal::Decimal;

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

fn line(quantity: u32, shipped: u32, here: u32) -> PoLine {
    PoLine {
        line: LineId::generate(),
        description: "Halo ring".into(),
        quantity,
        shipped,
        here,
        unit_price: usd("125"),
        class: LineClass::Goods,
        answer: None,
    }
}

fn ask(
    lines: &[PoLine],
    action: Action,
    details: &Details,
    rates: Option<&Rates>,
) -> Result<Effect, FieldErrors> {
    let context = Context {
        currency: Currency::USD,
        today: "2026-11-30".parse().unwrap(),
        lines: &[],
        has_address: true,
        repair: None,
        custom: None,
        memo: None,
        po: Some(PoContext {
            lines,
            rates,
            grants: Role::Sales.grants(),
        }),
    };
    match details.checked(action, context)? {
        Any::Wholesale(effect) => Ok(effect),
        other => panic!("{other:?}"),
    }
}

fn told(line: &PoLine, answer: Answer, quantity: &str) -> LineAnswer {
    LineAnswer {
        line: line.line,
        answer,
        quantity: quantity.into(),
        on: None,
        unit_price: String::new(),
        note: String::new(),
    }
}

fn acknowledged(lines: &[PoLine], answers: Vec<LineAnswer>) -> Result<Vec<Answered>, FieldErrors> {
    let details = Details {
        answers,
        ..Details::default()
    };
    let rates = Rates {
        goods: Decimal::new(10, 2),
        labour: Decimal::ZERO,
    };
    match ask(lines, Action::Acknowledge, &details, Some(&rates))? {
        Effect::Acknowledge(answered) => Ok(answered),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_line_without_a_word_is_accepted() {
    let lines = [line(12, 0, 0), line(3, 0, 0)];
    let mut later = told(&lines[1], Answer::Backorder, "2");
    later.on = "2026-12-20".parse().ok();
    let answered = acknowledged(&lines, vec![later]).unwrap();
    assert_eq!(answered[0].answer, Answer::Accept);
    assert_eq!(
        (answered[0].net, answered[0].tax),
        (usd("1500"), usd("150"))
    );
    assert_eq!((answered[1].quantity, answered[1].backordered), (3, 2));
    let note = Effect::Acknowledge(answered).note();
    assert_eq!(note.as_deref(), Some("Lines: 1 accepted, 1 on backorder"));
}

#[test]
fn what_was_said_before_stands() {
    let mut lines = [line(12, 0, 0), line(3, 0, 0)];
    lines[0].answer = Some(Answer::Backorder);
    let fewer = told(&lines[1], Answer::Change, "2");
    let answered = acknowledged(&lines, vec![fewer]).unwrap();
    assert_eq!(answered.len(), 1);
    assert_eq!((answered[0].quantity, answered[0].net), (2, usd("250")));
}

#[test]
fn each_answer_asks_for_what_it_needs() {
    let lines = [line(12, 0, 0), line(3, 0, 0)];
    let wrong = |answer: LineAnswer, field: &str| {
        let errors = acknowledged(&lines, vec![answer]).unwrap_err();
        let at = format!("/details/answers/0/{field}");
        assert!(errors.get(&at).is_some(), "{errors}");
    };
    wrong(told(&lines[0], Answer::Backorder, "2"), "on");
    wrong(told(&lines[0], Answer::Backorder, "13"), "quantity");
    wrong(told(&lines[0], Answer::Change, "13"), "quantity");
    wrong(told(&lines[0], Answer::Change, ""), "quantity");
    wrong(told(&lines[0], Answer::Reject, ""), "note");
    wrong(told(&line(1, 0, 0), Answer::Accept, ""), "line");
}

#[test]
fn an_order_of_which_nothing_is_left_is_cancelled_instead() {
    let lines = [line(12, 0, 0)];
    let mut no = told(&lines[0], Answer::Reject, "");
    no.note = "No longer made".into();
    let errors = acknowledged(&lines, vec![no]).unwrap_err();
    assert!(errors.get("/details/answers").is_some(), "{errors}");
}

fn shipped(lines: &[PoLine], parcel: Vec<LinePieces>) -> Result<Vec<(LineId, u32)>, FieldErrors> {
    let details = Details {
        carrier: "UPS".into(),
        reference: "1Z".into(),
        parcel,
        ..Details::default()
    };
    match ask(lines, Action::Ship, &details, None)? {
        Effect::Ship { pieces, .. } => Ok(pieces),
        other => panic!("{other:?}"),
    }
}

fn some(line: &PoLine, quantity: &str) -> LinePieces {
    LinePieces {
        line: line.line,
        quantity: quantity.into(),
    }
}

#[test]
fn a_parcel_holds_what_is_here_and_never_more_than_is_open() {
    let lines = [line(12, 5, 4), line(3, 3, 0), line(6, 5, 4)];
    let all = shipped(&lines[..2], vec![]).unwrap();
    assert_eq!(all, [(lines[0].line, 4)]);
    let part = shipped(&lines, vec![some(&lines[0], "2"), some(&lines[1], "")]).unwrap();
    assert_eq!(part, [(lines[0].line, 2)]);
    let wrong = |parcel: Vec<LinePieces>, words: &str| {
        let errors = shipped(&lines, parcel).unwrap_err().to_string();
        assert!(errors.contains(words), "{errors}");
    };
    wrong(vec![some(&lines[0], "5")], "Only 4 are here");
    wrong(vec![some(&lines[2], "2")], "Only 1 are still");
    wrong(vec![some(&lines[0], "0")], "Nothing goes into this parcel");
    wrong(
        vec![some(&lines[0], "1"), some(&lines[0], "1")],
        "named twice",
    );
    wrong(vec![some(&line(1, 0, 1), "1")], "not on the order");
}
