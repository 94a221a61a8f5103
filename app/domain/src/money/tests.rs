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

/// Currencies with two, no and three places.
fn any_currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(&[Currency::USD, Currency::JPY, Currency::KWD])
}

fn any_weights() -> impl Strategy<Value = Vec<Decimal>> {
    // With the four places of a stored amount, and often none at all.
    let weight = prop_oneof![Just(0), 1i64..1_000_000_000].prop_map(|w| Decimal::new(w, 4));
    prop::collection::vec(weight, 1..12)
}

fn money(units: i64, currency: Currency) -> Money {
    Money::from_minor_units(units.into(), currency).expect("within the limit")
}

proptest! {
    #[test]
    fn what_is_added_can_be_taken_away(
        a in -1_000_000_000i64..1_000_000_000, b in -1_000_000_000i64..1_000_000_000,
        currency in any_currency(),
    ) {
        let (one, other) = (money(a, currency), money(b, currency));
        let sum = one.plus(other).unwrap();
        prop_assert_eq!(sum, other.plus(one).unwrap());
        prop_assert_eq!(sum, money(a + b, currency));
        prop_assert_eq!(sum.minus(other).unwrap(), one);
        prop_assert_eq!(one.minus(one).unwrap(), Money::zero(currency));
    }

    #[test]
    fn so_many_times_is_added_so_often(
        units in -1_000_000i64..1_000_000, count in 0u32..60, currency in any_currency(),
    ) {
        let one = money(units, currency);
        let often = std::iter::repeat_n(one, count.try_into().unwrap());
        prop_assert_eq!(one.times(count).unwrap(), Money::sum(currency, often).unwrap());
    }

    #[test]
    fn a_rate_is_rounded_by_half_a_unit_at_most_and_then_away_from_zero(
        units in -100_000_000i64..100_000_000, rate in -2_000_000i64..2_000_000,
        currency in any_currency(),
    ) {
        let rate = Decimal::new(rate, 5);
        let (exact, half) = (money(units, currency).amount() * rate, Decimal::new(5, minor_places(currency) + 1));
        let rounded = money(units, currency).scaled(rate).unwrap().amount();
        let by = (rounded - exact).abs();
        prop_assert!(by <= half);
        if by == half {
            prop_assert!(rounded.abs() > exact.abs());
        }
        prop_assert_eq!(rounded.scale(), minor_places(currency));
    }

    #[test]
    fn what_is_too_fine_is_refused_and_never_rounded(
        units in -1_000_000_000i64..1_000_000_000, more in 1u32..6, currency in any_currency(),
    ) {
        let places = minor_places(currency);
        let amount = Decimal::new(units, places + more);
        let fits = amount == amount.trunc_with_scale(places);
        let taken = Money::new(amount, currency);
        prop_assert_eq!(taken.is_ok(), fits);
        if let Ok(money) = taken {
            prop_assert_eq!(money.amount(), amount);
        }
    }

    #[test]
    fn an_amount_arrives_as_it_was_sent(
        units in -1_000_000_000i64..1_000_000_000, currency in any_currency(),
    ) {
        let sent = money(units, currency);
        let wire = serde_json::to_string(&sent).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&wire).unwrap(), sent);
    }

    #[test]
    fn whatever_the_weights_no_unit_is_made_or_lost(
        units in -9_999_999_999i64..9_999_999_999, weights in any_weights(),
        currency in any_currency(),
    ) {
        let total = money(units, currency);
        let parts = allocate(total, &weights).unwrap();
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(Money::sum(currency, parts).unwrap(), total);
    }

    /// Reckoned in whole numbers, so that no rounding of ours can hide.
    #[test]
    fn leftovers_go_to_those_who_lost_most_the_earlier_first(
        units in 0i64..1_000_000_000_000, weights in any_weights(),
    ) {
        let whole: i128 = weights.iter().map(Decimal::mantissa).sum();
        prop_assume!(whole > 0);
        let parts = allocate(money(units, Currency::USD), &weights).unwrap();
        let shares = weights.iter().map(|weight| i128::from(units) * weight.mantissa());
        let mut lost: Vec<_> = parts
            .iter()
            .zip(shares)
            .enumerate()
            .map(|(place, (part, share))| {
                let more = part.minor_units() - share.div_euclid(whole);
                (std::cmp::Reverse(share.rem_euclid(whole)), place, more)
            })
            .collect();
        lost.sort_unstable();
        let more: Vec<_> = lost.iter().map(|(_, _, more)| *more).collect();
        prop_assert!(more.iter().all(|more| [0, 1].contains(more)), "{more:?}");
        prop_assert!(more.is_sorted_by(|one, next| one >= next), "{more:?}");
    }

    #[test]
    fn who_has_no_share_gets_nothing(
        units in -1_000_000_000i64..1_000_000_000, weights in any_weights(),
    ) {
        prop_assume!(weights.iter().any(|weight| !weight.is_zero()));
        let parts = allocate(money(units, Currency::USD), &weights).unwrap();
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert!(part.is_zero() || !weight.is_zero());
        }
    }

    #[test]
    fn even_parts_differ_by_a_unit_and_the_first_are_the_larger(
        units in 0i64..1_000_000_000, count in 1u32..60, currency in any_currency(),
    ) {
        let parts = split_even(money(units, currency), count).unwrap();
        let units: Vec<_> = parts.iter().map(|part| part.minor_units()).collect();
        prop_assert!(units[0] - units[units.len() - 1] <= 1);
        prop_assert!(units.is_sorted_by(|one, next| one >= next), "{units:?}");
    }
}
