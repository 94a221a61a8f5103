//! A bar for a row: as long as its sales against the largest row's, filled as far as its margin.

use domain::reports::margin::Figures;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// Drawn at the server, without a script. The figures stand beside it, so it says nothing to
/// those who listen.
#[component]
pub(super) fn MarginBar(figures: Figures, largest: Decimal) -> impl IntoView {
    let revenue = figures.revenue.amount();
    let margin = figures.margin().map(|m| m.amount()).unwrap_or_default();
    let whole = share(revenue, largest);
    let filled = share(margin.abs(), largest).min(Decimal::ONE_HUNDRED);
    let loss = margin.is_sign_negative() && !margin.is_zero();
    view! {
        <svg
            class="margin-bar"
            viewBox="0 0 100 8"
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
        >
            <rect class="margin-bar-sales" width=whole.to_string() height="8"></rect>
            <rect
                class="margin-bar-margin"
                data-loss=loss.then_some("")
                width=filled.to_string()
                height="8"
            ></rect>
        </svg>
    }
    .into_any()
}

/// In per cent of the largest, to a tenth.
fn share(part: Decimal, largest: Decimal) -> Decimal {
    let share = part.checked_div(largest).unwrap_or_default();
    (share * Decimal::ONE_HUNDRED)
        .round_dp(1)
        .max(Decimal::ZERO)
}

#[cfg(test)]
mod tests {
    use super::share;
    use rust_decimal::Decimal;

    #[test]
    fn a_bar_stays_within_its_box() {
        assert_eq!(
            share(Decimal::from(50), Decimal::from(200)),
            Decimal::from(25)
        );
        assert_eq!(share(Decimal::from(50), Decimal::ZERO), Decimal::ZERO);
        assert_eq!(share(Decimal::from(-5), Decimal::from(200)), Decimal::ZERO);
    }
}
