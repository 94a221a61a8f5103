//! What came of one line, as it is typed or counted.

use super::Shown;
use crate::attempt::Attempt;
use crate::components::{Checkbox, MoneyField, NumberField, TextField};
use crate::purchasing::words::in_a_line;
use domain::ids::PurchaseLineId;
use domain::input::FieldErrors;
use domain::money::Money;
use domain::purchasing::{Awaited, PurchaseDetail, PurchaseLineView, ReceivedDraft};
use leptos::prelude::*;

/// The fields of a line.
#[derive(Clone, Copy)]
pub(super) struct Came {
    pub line: PurchaseLineId,
    quantity: RwSignal<String>,
    unit_cost: RwSignal<String>,
    failed: RwSignal<String>,
    failure: RwSignal<String>,
}

impl Came {
    /// As if all that is still to come had come, for what was agreed.
    pub(super) fn of(line: &PurchaseLineView) -> Self {
        let text = |text: String| RwSignal::new(text);
        Self {
            line: line.id,
            quantity: text(open(line).to_string()),
            unit_cost: text(line.unit_cost.map(Money::plain).unwrap_or_default()),
            failed: text(String::new()),
            failure: text(String::new()),
        }
    }

    /// From here on it is counted.
    pub(super) fn start_counting(self) {
        self.quantity.set("0".to_owned());
    }

    /// One more came; gives how many that makes.
    pub(super) fn count_one(self) -> u32 {
        let now = untrack(|| self.pieces()).saturating_add(1);
        self.quantity.set(now.to_string());
        now
    }

    /// How many came. What is no number is more than can be, so that it is complained of.
    pub(super) fn pieces(self) -> u32 {
        self.quantity.with(|typed| number(typed))
    }

    pub(super) fn draft(self) -> ReceivedDraft {
        let failed = self.failed.with(|typed| number(typed));
        ReceivedDraft {
            line: self.line,
            quantity: self.pieces().saturating_sub(failed),
            unit_cost: self.unit_cost.get(),
            failed,
            failure: self.failure.get(),
        }
    }
}

fn number(typed: &str) -> u32 {
    match typed.trim() {
        "" => 0,
        typed => typed.parse().unwrap_or(u32::MAX),
    }
}

/// How many are still to come.
pub(super) const fn open(line: &PurchaseLineView) -> u32 {
    line.quantity.saturating_sub(line.received)
}

/// What the browser can check against; who may not see cost leaves it to the server.
pub(super) fn awaited(purchase: &PurchaseDetail) -> Option<Vec<Awaited>> {
    let each = purchase.lines.iter().map(|line| {
        Some(Awaited {
            line: line.id,
            ordered: line.quantity,
            received: line.received,
            unit_cost: line.unit_cost?,
            for_customer: line.for_customer,
        })
    });
    each.collect()
}

/// No more can go back than came.
pub(super) fn more_back_than_came(lines: &[Came]) -> Option<FieldErrors> {
    let mut errors = FieldErrors::new();
    for (index, came) in lines.iter().enumerate() {
        let failed = came.failed.with(|typed| number(typed));
        if failed > came.pieces() {
            errors.add(
                format!("/lines/{index}/failed"),
                "No more can go back than came.",
            );
        }
    }
    (!errors.is_empty()).then_some(errors)
}

/// What came of a line. Of what is all here already there is nothing to ask, unless more may be
/// kept.
#[component]
pub(super) fn LineFields(
    shown: Shown,
    attempt: Attempt,
    index: usize,
    line: PurchaseLineView,
    came: Came,
    decides: bool,
) -> impl IntoView {
    let id = line.id;
    let asked = open(&line) > 0;
    let keeps_more = decides && !line.for_customer;
    let sees_cost = line.unit_cost.is_some();
    let name = move |field: &str| format!("/lines/{index}/{field}");
    let (twice, quantity) = (attempt.at(name("line")), attempt.at(name("quantity")));
    let wrong = Signal::derive(move || quantity.get().or_else(|| twice.get()));
    // What is all here shows once something more of it is scanned.
    let visible = move || asked || (keeps_more && came.pieces() > 0);
    // Somebody else may receive of it meanwhile.
    let still = move || {
        let still = shown.purchase.with(|purchase| {
            let now = purchase.lines.iter().find(|line| line.id == id);
            now.map(open)
        });
        still.map(|still| match still {
            0 => "All of it is here".to_owned(),
            count => format!("{count} still to come"),
        })
    };
    let back = RwSignal::new(false);
    let legend = line.description;
    let particulars = in_a_line(&line.particulars);
    view! {
        <Show when=visible>
            <fieldset class="received-line">
                <legend>
                    <span class="breakable">{legend.clone()}</span> " "
                    {particulars.clone().map(|text| view! { <span class="quiet">{text}</span> " " })}
                    <span class="quiet">{still}</span>
                </legend>
                <NumberField
                    label="Came" name=name("quantity") value=came.quantity whole=true error=wrong
                />
                {sees_cost.then(|| view! {
                    <MoneyField
                        label="Cost of one" name=name("unit_cost") value=came.unit_cost
                        error=attempt.at(name("unit_cost"))
                    />
                })}
                <div class="received-back">
                    <Checkbox label="Some of it fails the check" name=name("back") checked=back />
                </div>
                <Show when=move || back.get()>
                    <NumberField
                        label="Of these go back" name=name("failed") value=came.failed whole=true
                        error=attempt.at(name("failed"))
                    />
                    <TextField
                        label="What is wrong?" name=name("failure") value=came.failure
                        error=attempt.at(name("failure")) max_length=500u32
                    />
                </Show>
            </fieldset>
        </Show>
    }
}
