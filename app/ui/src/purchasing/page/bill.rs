//! The vendor's bill, held against what came.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Banner, DateField, Definition, DefinitionList, MoneyField, TextField, Tone, use_toasts,
};
use crate::purchasing::api::match_vendor_bill;
use domain::money::Money;
use domain::purchasing::{BillDraft, PurchaseDetail};
use leptos::prelude::*;

/// What all that came cost. None for those who may not see it.
fn came_to(purchase: &PurchaseDetail) -> Option<Money> {
    let currency = purchase.total?.currency();
    let costs: Option<Vec<_>> = purchase.receipts.iter().map(|r| r.cost).collect();
    Money::sum(currency, costs?).ok()
}

/// How a bill differs from what came, in words.
pub(super) fn difference(difference: Money) -> String {
    if difference.is_zero() {
        "It agrees with what came.".to_owned()
    } else if difference.is_positive() {
        format!("It asks for {difference} more than came.")
    } else {
        format!("It asks for {} less than came.", difference.negated())
    }
}

#[component]
pub(super) fn BillForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let (came, today) = shown
        .purchase
        .with_untracked(|purchase| (came_to(purchase), purchase.today));
    let number = RwSignal::new(String::new());
    let date = RwSignal::new(today.to_string());
    let total = RwSignal::new(String::new());
    let draft = move || BillDraft {
        number: number.get(),
        date: date.with(|date| date.parse().ok()),
        total: total.get(),
    };
    let go = move |()| {
        let draft = untrack(draft);
        let checked = came.map(|came| draft.check(came.currency(), today));
        if let Some(Err(wrong)) = checked {
            attempt.complain(wrong);
            return;
        }
        let (id, version) = shown.seen();
        attempt.make(
            |key| match_vendor_bill(id, version, draft, key),
            move |bill| {
                toasts.success(format!("The bill is kept. {}", difference(bill.difference)))
            },
        );
    };
    let differs = move || {
        let came = came?;
        let asked = Money::parse(&total.get(), came.currency()).ok()?;
        let differs = asked.minus(came).ok()?;
        let tone = match differs.is_zero() {
            true => Tone::Success,
            false => Tone::Warning,
        };
        Some(view! { <Banner tone=tone>{difference(differs)}</Banner> })
    };
    view! {
        <AttemptForm attempt=attempt verb="Keep the bill" on_go=go>
            {came.map(|came| view! {
                <DefinitionList ledger=true>
                    <Definition term="What came costs" strong=true>{came.to_string()}</Definition>
                </DefinitionList>
            })}
            <div class="form-grid">
                <TextField
                    label="Bill number" name="/number" value=number error=attempt.at("/number")
                    max_length=60u32
                />
                <DateField
                    label="Date" name="/date" value=date max=Some(today.to_string())
                    error=attempt.at("/date")
                />
                <MoneyField label="Total" name="/total" value=total error=attempt.at("/total") />
            </div>
            {differs}
        </AttemptForm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;

    #[test]
    fn a_difference_says_who_asks_for_what() {
        let cents = |cents| Money::from_minor_units(cents, Currency::USD).expect("an amount");
        for (cents, said) in [
            (cents(0), "It agrees with what came."),
            (cents(350), "It asks for $3.50 more than came."),
            (cents(-350), "It asks for $3.50 less than came."),
        ] {
            assert_eq!(difference(cents), said);
        }
    }
}
