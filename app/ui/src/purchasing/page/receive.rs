//! Taking a delivery in: where it is put, and how many of each line came.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Checkbox, MoneyField, NumberField, ScanButton, SelectField, SelectOption, use_toasts,
};
use crate::custody::place_with;
use crate::purchasing::api::receive_purchase;
use crate::purchasing::words::pieces;
use crate::stock::terms_for_stock;
use domain::ids::PurchaseLineId;
use domain::money::Money;
use domain::purchasing::{Awaited, PurchaseDetail, PurchaseLineView, ReceiptDraft, ReceivedDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The fields of a line.
#[derive(Clone, Copy)]
struct Came {
    line: PurchaseLineId,
    quantity: RwSignal<String>,
    unit_cost: RwSignal<String>,
}

impl Came {
    /// As if all that is still to come had come, for what was agreed.
    fn of(line: &PurchaseLineView) -> Self {
        Self {
            line: line.id,
            quantity: RwSignal::new(open(line).to_string()),
            unit_cost: RwSignal::new(line.unit_cost.map(Money::plain).unwrap_or_default()),
        }
    }

    /// How many came. What is no number is more than can be, so that it is complained of.
    fn pieces(self) -> u32 {
        self.quantity.with(|typed| match typed.trim() {
            "" => 0,
            typed => typed.parse().unwrap_or(u32::MAX),
        })
    }
}

/// How many are still to come.
const fn open(line: &PurchaseLineView) -> u32 {
    line.quantity.saturating_sub(line.received)
}

/// What the browser can check against; who may not see cost leaves it to the server.
fn awaited(purchase: &PurchaseDetail) -> Option<Vec<Awaited>> {
    let each = purchase.lines.iter().map(|line| {
        Some(Awaited {
            line: line.id,
            ordered: line.quantity,
            received: line.received,
            unit_cost: line.unit_cost?,
        })
    });
    each.collect()
}

#[component]
pub(super) fn ReceiveForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let purchase = shown.purchase.get_untracked();
    let lines: Vec<_> = purchase.lines.iter().map(Came::of).collect();
    let lines = StoredValue::new(lines);
    let place = RwSignal::new(String::new());
    let keep_surplus = RwSignal::new(false);
    let last = RwSignal::new(false);
    let draft = move || ReceiptDraft {
        location: place.with(|id| id.parse().ok()),
        lines: lines.with_value(|lines| {
            let each = lines.iter().map(|came| ReceivedDraft {
                line: came.line,
                quantity: came.pieces(),
                unit_cost: came.unit_cost.get(),
            });
            each.collect()
        }),
        keep_surplus: keep_surplus.get(),
        last: last.get(),
    };
    let go = move |()| {
        let draft = untrack(draft);
        let awaited = shown.purchase.with_untracked(awaited);
        if let Some(Err(wrong)) = awaited.map(|awaited| draft.check(&awaited)) {
            attempt.complain(wrong);
            return;
        }
        let (id, version) = shown.seen();
        attempt.make(
            |key| receive_purchase(id, version, draft, key),
            move |came| shown.arrived.set(came),
        );
    };
    let verb = Signal::derive(move || {
        let each =
            lines.with_value(|lines| lines.iter().map(|came| came.pieces()).collect::<Vec<_>>());
        match each.into_iter().fold(0_u32, u32::saturating_add) {
            0 | u32::MAX => "Receive".to_owned(),
            count => format!("Receive {}", pieces(count)),
        }
    });
    let nothing = attempt.at("/lines");
    let fields = purchase
        .lines
        .into_iter()
        .enumerate()
        .map(move |(index, line)| {
            let came = lines.with_value(|lines| lines.get(index).copied());
            came.map(|came| view! {
            <LineFields shown=shown attempt=attempt index=index line=line came=came keep_surplus=keep_surplus />
        })
        });
    view! {
        <AttemptForm attempt=attempt verb=verb on_go=go>
            <Place attempt=attempt place=place />
            <div class="received-lines">{fields.collect_view()}</div>
            {move || nothing.get().map(|wrong| view! { <p class="field-error">{wrong}</p> })}
            <div class="stack" data-gap="tight">
                <Checkbox
                    label="More came than was ordered, and it is kept" name="/keep_surplus"
                    checked=keep_surplus
                />
                <Checkbox
                    label="No more of this order will come" name="/last" checked=last
                />
            </div>
        </AttemptForm>
    }
}

#[component]
fn Place(attempt: Attempt, place: RwSignal<String>) -> impl IntoView {
    let terms = Resource::new(|| (), |()| terms_for_stock());
    let places = Signal::derive(move || {
        let places = terms
            .get()
            .and_then(Result::ok)
            .map(|terms| terms.locations);
        let each = places.unwrap_or_default().into_iter();
        each.map(|(id, name)| SelectOption::new(id.to_string(), name))
            .collect::<Vec<_>>()
    });
    let toasts = use_toasts();
    let scan = move |code: String| {
        spawn_local(async move {
            match place_with(code).await {
                Ok(id) => drop(place.try_set(id.to_string())),
                Err(why) => toasts.danger(why),
            }
        });
    };
    view! {
        <div class="with-camera">
            <SelectField
                label="Put into" name="/location" value=place options=places
                prompt="Choose a place" error=attempt.at("/location")
            />
            <ScanButton on_read=scan />
        </div>
    }
}

/// What came of a line. Of what is all here already there is nothing to ask, unless more is kept.
#[component]
fn LineFields(
    shown: Shown,
    attempt: Attempt,
    index: usize,
    line: PurchaseLineView,
    came: Came,
    keep_surplus: RwSignal<bool>,
) -> impl IntoView {
    let id = line.id;
    let awaited = open(&line) > 0;
    let sees_cost = line.unit_cost.is_some();
    let name = move |field: &str| format!("/lines/{index}/{field}");
    let (twice, quantity) = (attempt.at(name("line")), attempt.at(name("quantity")));
    let wrong = Signal::derive(move || quantity.get().or_else(|| twice.get()));
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
    let legend = line.description;
    view! {
        <Show when=move || awaited || keep_surplus.get()>
            <fieldset class="received-line">
                <legend>
                    <span class="breakable">{legend.clone()}</span> " "
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
            </fieldset>
        </Show>
    }
}
