use super::*;
use proptest::prelude::*;

fn usd(cents: i64) -> Money {
    Money::from_minor_units(cents.into(), Currency::USD).unwrap()
}

fn line(unit: i64, quantity: u32, discount: i64, tax: Option<i64>) -> LineAmounts {
    LineAmounts {
        unit: usd(unit),
        quantity,
        discount: usd(discount),
        tax: tax.map(usd),
    }
}

fn amounts(lines: &[LineAmounts], total: i64) -> Amounts<'_> {
    Amounts {
        currency: Currency::USD,
        lines,
        discount: usd(0),
        shipping: usd(0),
        shipping_tax: None,
        shipping_label: "",
        tax: None,
        tax_included: false,
        total: usd(total),
    }
}

#[test]
fn a_discount_on_the_order_is_spread_to_the_cent() {
    let lines = [line(1_000, 1, 0, None), line(1_000, 2, 0, None)];
    let order = Amounts {
        discount: usd(100),
        ..amounts(&lines, 2_900)
    };
    let reckoned = reckon(&order).unwrap();
    let off: Vec<_> = reckoned.lines.iter().map(|line| line.discount).collect();
    assert_eq!(off, [usd(33), usd(67)]);
    assert!(reckoned.charges.is_empty() && reckoned.difference.is_zero());
}

#[test]
fn a_total_that_differs_shows_in_a_line_of_its_own() {
    let lines = [line(1_000, 1, 0, Some(89))];
    let reckoned = reckon(&amounts(&lines, 1_088)).unwrap();
    assert_eq!(reckoned.difference, usd(-1));
    let [rounding] = reckoned.charges.as_slice() else {
        panic!("{reckoned:?}");
    };
    assert_eq!(rounding.label, "Rounding from channel");
    assert_eq!(
        reckoned.net.plus(reckoned.tax).unwrap(),
        usd(1_088),
        "the channel's total"
    );
}

#[test]
fn tax_in_the_prices_is_taken_out_of_them() {
    let lines = [line(12_000, 1, 0, Some(2_000))];
    let order = Amounts {
        shipping: usd(600),
        shipping_tax: Some(usd(100)),
        tax_included: true,
        ..amounts(&lines, 12_600)
    };
    let reckoned = reckon(&order).unwrap();
    assert_eq!(reckoned.lines[0].net, usd(10_000));
    assert_eq!(reckoned.lines[0].price_tax, usd(2_000));
    assert_eq!((reckoned.net, reckoned.tax), (usd(10_500), usd(2_100)));
    assert!(reckoned.difference.is_zero());
}

#[test]
fn tax_that_no_line_has_is_shown() {
    let lines = [line(10_000, 1, 0, Some(800))];
    let order = Amounts {
        tax: Some(usd(805)),
        ..amounts(&lines, 10_805)
    };
    let reckoned = reckon(&order).unwrap();
    assert_eq!(reckoned.charges[0].kind, ChargeKind::TaxDifference);
    assert_eq!(reckoned.charges[0].tax, usd(5));
    assert!(reckoned.difference.is_zero());
}

#[test]
fn nobody_is_given_more_off_than_it_costs() {
    let lines = [line(1_000, 1, 1_001, None)];
    assert_eq!(
        reckon(&amounts(&lines, 0)),
        Err(Unreckonable::LineDiscount(0))
    );
    let lines = [line(1_000, 1, 500, None)];
    let order = Amounts {
        discount: usd(501),
        ..amounts(&lines, 0)
    };
    assert_eq!(reckon(&order), Err(Unreckonable::Discount));
}

prop_compose! {
    fn any_line()(
        unit in 0i64..500_000, quantity in 1u32..9, share in 0i64..=100, taxed in any::<bool>(),
        rate in 0i64..25,
    ) -> LineAmounts {
        let gross = unit * i64::from(quantity);
        let discount = gross * share / 100;
        let tax = (gross - discount) * rate / 100 / 2;
        line(unit, quantity, discount, taxed.then_some(tax))
    }
}

proptest! {
    #[test]
    fn the_sum_is_the_channels_total_and_no_cent_is_lost(
        lines in prop::collection::vec(any_line(), 1..12),
        off in 0i64..=50, shipping in 0i64..10_000, shipping_tax in prop::option::of(0i64..500),
        tax in prop::option::of(0i64..5_000), total in 0i64..9_000_000,
    ) {
        let left: i128 = lines.iter()
            .map(|l| l.unit.times(l.quantity).unwrap().minus(l.discount).unwrap().minor_units()).sum();
        let off = usd(i64::try_from(left).unwrap() * off / 100);
        let order = Amounts {
            discount: off, shipping: usd(shipping), shipping_tax: shipping_tax.map(usd),
            tax: tax.map(usd).map(|t| t.plus(usd(500)).unwrap()), ..amounts(&lines, total)
        };
        let reckoned = reckon(&order).unwrap();
        prop_assert_eq!(reckoned.net.plus(reckoned.tax).unwrap(), usd(total));
        let (net, tax_sum) = sums(Currency::USD, &reckoned.lines, &reckoned.charges).unwrap();
        prop_assert_eq!((net, tax_sum), (reckoned.net, reckoned.tax));
        if let Some(tax) = order.tax {
            prop_assert_eq!(reckoned.tax, tax);
        }
        let own = Money::sum(Currency::USD, lines.iter().map(|l| l.discount)).unwrap();
        let all = Money::sum(Currency::USD, reckoned.lines.iter().map(|l| l.discount)).unwrap();
        prop_assert_eq!(all, own.plus(off).unwrap());
        for (line, sum) in lines.iter().zip(&reckoned.lines) {
            let gross = line.unit.times(line.quantity).unwrap();
            prop_assert!(!sum.net.is_negative());
            prop_assert_eq!(sum.net.plus(sum.discount).unwrap().plus(sum.price_tax).unwrap(), gross);
        }
    }

    #[test]
    fn tax_in_the_prices_changes_no_total(
        lines in prop::collection::vec(any_line(), 1..12), shipping in 0i64..10_000,
    ) {
        let gross: i128 = lines.iter()
            .map(|l| l.unit.times(l.quantity).unwrap().minus(l.discount).unwrap().minor_units()).sum();
        let total = i64::try_from(gross).unwrap() + shipping;
        let order = Amounts { shipping: usd(shipping), tax_included: true, ..amounts(&lines, total) };
        let reckoned = reckon(&order).unwrap();
        prop_assert!(reckoned.difference.is_zero(), "{:?}", reckoned);
    }
}
