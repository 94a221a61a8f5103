use super::handover::check_signature;
use super::*;

fn check(action: Action, details: &Details) -> Result<Effect, FieldErrors> {
    let line = LineId::generate();
    let context = Context {
        currency: Currency::USD,
        today: "2026-11-23".parse().unwrap(),
        lines: &[(line, None)],
        has_address: false,
        repair: None,
        memo: None,
        custom: None,
        po: None,
    };
    details.checked(action, context)
}

#[test]
fn each_step_says_what_it_lacks() {
    let nothing = Details::default();
    for (action, fields) in [
        (
            Action::PlaceWithVendor,
            &["/details/vendor", "/details/costs"][..],
        ),
        (Action::ReportDelay, &["/details/eta", "/details/reason"]),
        (Action::Receive, &["/details/costs"]),
        (
            Action::PickUp,
            &["/details/received_by", "/details/signature"],
        ),
        (
            Action::Ship,
            &["/details/carrier", "/details/reference", "/details/ship_to"],
        ),
        (Action::TakeBack, &["/details/back", "/details/back_to"]),
        (Action::FailCheck, &["/details/reason"]),
        (
            Action::PlaceDropShip,
            &["/details/vendor", "/details/costs", "/details/ship_to"],
        ),
        (
            Action::VendorShips,
            &["/details/carrier", "/details/reference", "/details/costs"],
        ),
    ] {
        let wrong = check(action, &nothing).expect_err("nothing was filled in");
        for field in fields {
            assert!(wrong.get(field).is_some(), "{action:?} {field}");
        }
    }
    assert_eq!(check(Action::StartCheck, &nothing), Ok(Effect::Nothing));
}

#[test]
fn a_signature_is_lines_and_nothing_else() {
    let drawn = |path: &str| check_signature(Some(&Signature::Drawn(path.into())));
    assert!(drawn("M10 10 L 20.5 30").is_ok());
    for bad in ["", "\"/><script>", "10 10", "M1 1 javascript:"] {
        assert!(drawn(bad).is_err(), "{bad}");
    }
    assert!(check_signature(Some(&Signature::Typed("Ana Ruiz".into()))).is_ok());
    assert!(check_signature(Some(&Signature::Typed(" ".into()))).is_err());
    assert!(check_signature(None).is_err());
}

#[test]
fn a_cost_names_a_line_of_the_order() {
    let stranger = LineCost {
        line: LineId::generate(),
        unit_cost: "5".into(),
    };
    let details = Details {
        costs: vec![stranger],
        ..Details::default()
    };
    let wrong = check(Action::Receive, &details).expect_err("not our line");
    assert!(wrong.get("/details/costs/0/line").is_some());
}
