use super::*;
use proptest::prelude::*;

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).expect("a fixture amount")
}

#[test]
fn reads_what_people_type() {
    for (typed, shown) in [
        ("1250", "$1,250.00"),
        ("1,250.00", "$1,250.00"),
        ("$1,250.5", "$1,250.50"),
        (" 12 870.59 ", "$12,870.59"),
        ("-40", "−$40.00"),
    ] {
        assert_eq!(usd(typed).to_string(), shown, "{typed}");
    }
}

#[test]
fn refuses_what_is_not_an_amount() {
    for typed in [
        "", " ", "twelve", "1,25", "1e5", "12.3,4", "1.2.3", "--1", "NaN", "+5", ",123",
    ] {
        assert_eq!(
            Money::parse(typed, Currency::USD),
            Err(MoneyError::NotANumber),
            "{typed:?} must be refused"
        );
    }
    assert_eq!(
        Money::parse("1.005", Currency::USD),
        Err(MoneyError::TooPrecise(Currency::USD))
    );
    assert_eq!(
        Money::parse("1.5", Currency::JPY),
        Err(MoneyError::TooPrecise(Currency::JPY))
    );
    assert_eq!(
        Money::parse("99999999999", Currency::USD),
        Err(MoneyError::TooLarge)
    );
    assert!(Money::parse("9999999999", Currency::USD).is_ok());
}

#[test]
fn rounds_half_away_from_zero() {
    let cent = |text: &str| {
        Money::rounded(text.parse().unwrap(), Currency::USD)
            .unwrap()
            .plain()
    };
    assert_eq!(cent("0.005"), "0.01");
    assert_eq!(cent("-0.005"), "-0.01");
    assert_eq!(cent("2.675"), "2.68");
}

#[test]
fn never_mixes_currencies() {
    let euro = Money::zero(Currency::EUR);
    assert_eq!(
        usd("1").plus(euro),
        Err(MoneyError::MixedCurrencies(Currency::USD, Currency::EUR))
    );
}

#[test]
fn travels_as_a_string() {
    let wire = serde_json::to_string(&usd("12.5")).unwrap();
    assert_eq!(wire, r#"{"amount":"12.50","currency":"USD"}"#);
    assert!(serde_json::from_str::<Money>(r#"{"amount":"0.001","currency":"USD"}"#).is_err());
}

#[test]
fn splits_by_largest_remainder() {
    let plain = |parts: Vec<Money>| parts.into_iter().map(Money::plain).collect::<Vec<_>>();
    assert_eq!(
        plain(split_even(usd("1587.35"), 4).unwrap()),
        ["396.84", "396.84", "396.84", "396.83"]
    );
    assert_eq!(
        plain(split_even(usd("10"), 3).unwrap()),
        ["3.34", "3.33", "3.33"]
    );
    let weights = [4300, 1400, 2300].map(Decimal::from);
    assert_eq!(
        plain(allocate(usd("2.99"), &weights).unwrap()),
        ["1.61", "0.52", "0.86"]
    );
    assert_eq!(
        plain(allocate(usd("2.99"), &[Decimal::ONE_THOUSAND; 3]).unwrap()),
        ["1.00", "1.00", "0.99"]
    );
    assert_eq!(
        plain(split_even(usd("12870.59"), 2).unwrap()),
        ["6,435.30", "6,435.29"]
    );
}

proptest! {
    #[test]
    fn no_cent_is_made_or_lost(
        units in -1_000_000_000i64..1_000_000_000,
        weights in prop::collection::vec(0u32..10_000, 1..12),
    ) {
        let total = Money::from_minor_units(units.into(), Currency::USD).unwrap();
        let weights: Vec<_> = weights.into_iter().map(Decimal::from).collect();
        let parts = allocate(total, &weights).unwrap();
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(Money::sum(Currency::USD, parts).unwrap(), total);
    }

    #[test]
    fn each_part_is_within_a_unit_of_its_share(
        units in 0i64..1_000_000_000,
        weights in prop::collection::vec(1u32..10_000, 1..12),
    ) {
        let total = Money::from_minor_units(units.into(), Currency::USD).unwrap();
        let weights: Vec<_> = weights.into_iter().map(Decimal::from).collect();
        let whole: Decimal = weights.iter().copied().sum();
        for (part, weight) in allocate(total, &weights).unwrap().into_iter().zip(&weights) {
            let share = total.amount() * *weight / whole;
            prop_assert!((part.amount() - share).abs() <= Decimal::new(1, 2));
        }
    }

    #[test]
    fn what_is_shown_reads_back(units in -1_000_000_000_000i64..999_999_999_999) {
        for currency in [Currency::USD, Currency::JPY, Currency::KWD] {
            let Ok(money) = Money::from_minor_units(units.into(), currency) else { continue };
            prop_assert_eq!(Money::parse(&money.plain(), currency).unwrap(), money);
        }
    }

    #[test]
    fn parsing_never_panics(text in ".{0,40}") {
        let _ = Money::parse(&text, Currency::USD);
    }
}
