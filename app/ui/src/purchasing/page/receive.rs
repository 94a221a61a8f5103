//! Taking a delivery in: where it is put, how many of each line came, and what goes back.

use super::Shown;
use super::scan::ScanBox;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Checkbox, MoneyField, NumberField, ScanButton, SelectField, SelectOption, TextField, use_toasts,
};
use crate::custody::place_with;
use crate::people::use_session;
use crate::purchasing::api::receive_purchase;
use crate::purchasing::words::{in_a_line, pieces};
use crate::stock::terms_for_stock;
use domain::ids::PurchaseLineId;
use domain::input::FieldErrors;
use domain::money::Money;
use domain::purchasing::{Awaited, PurchaseDetail, PurchaseLineView, ReceiptDraft, ReceivedDraft};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

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
    fn of(line: &PurchaseLineView) -> Self {
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
    fn pieces(self) -> u32 {
        self.quantity.with(|typed| number(typed))
    }

    fn draft(self) -> ReceivedDraft {
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
            for_customer: line.for_customer,
        })
    });
    each.collect()
}

#[component]
pub(super) fn ReceiveForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let decides = use_session().may(Permission::Override);
    let purchase = shown.purchase.get_untracked();
    let lines: Vec<_> = purchase.lines.iter().map(Came::of).collect();
    let lines = StoredValue::new(lines);
    let place = RwSignal::new(String::new());
    let surplus_reason = RwSignal::new(String::new());
    let last = RwSignal::new(false);
    let for_stock = purchase.lines.iter().any(|line| !line.for_customer);
    let all_for_stock = purchase.lines.iter().all(|line| !line.for_customer);
    // More of something than is still to come: whoever may decide on it says why.
    let surplus = Memo::new(move |_| {
        let came =
            lines.with_value(|lines| lines.iter().map(|came| came.draft()).collect::<Vec<_>>());
        shown.purchase.with(|purchase| {
            let mut each = purchase.lines.iter().zip(came);
            each.any(|(line, came)| !line.for_customer && came.quantity > open(line))
        })
    });
    let draft = move || ReceiptDraft {
        location: place.with(|id| id.parse().ok()),
        lines: lines.with_value(|lines| lines.iter().map(|came| came.draft()).collect()),
        surplus_reason: match surplus.get() {
            true => surplus_reason.get(),
            false => String::new(),
        },
        last: last.get(),
    };
    let go = move |()| {
        let draft = untrack(draft);
        if let Some(wrong) = untrack(|| more_back_than_came(&lines.get_value())) {
            attempt.complain(wrong);
            return;
        }
        let awaited = shown.purchase.with_untracked(awaited);
        if let Some(Err(wrong)) = awaited.map(|awaited| draft.check(&awaited, decides)) {
            attempt.complain(wrong);
            return;
        }
        let (id, version) = shown.seen();
        attempt.make(
            |key| receive_purchase(id, version, draft, key),
            move |came| {
                if came.is_empty() {
                    toasts.success("What came is noted.");
                }
                shown.arrived.set(came);
            },
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
                <LineFields shown=shown attempt=attempt index=index line=line came=came decides=decides />
            })
        });
    view! {
        <div class="stack" data-gap="snug">
            <ScanBox shown=shown lines=lines />
            <AttemptForm attempt=attempt verb=verb on_go=go>
                {for_stock.then(|| view! { <Place attempt=attempt place=place /> })}
                <div class="received-lines">{fields.collect_view()}</div>
                {move || nothing.get().map(|wrong| view! { <p class="field-error">{wrong}</p> })}
                <Show when=move || decides && surplus.get()>
                    <TextField
                        label="Why is more kept than was ordered?" name="/surplus_reason"
                        value=surplus_reason error=attempt.at("/surplus_reason") max_length=500u32
                    />
                </Show>
                {all_for_stock.then(|| view! {
                    <Checkbox label="No more of this order will come" name="/last" checked=last />
                })}
            </AttemptForm>
        </div>
    }
}

/// No more can go back than came.
fn more_back_than_came(lines: &[Came]) -> Option<FieldErrors> {
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

/// What came of a line. Of what is all here already there is nothing to ask, unless more may be
/// kept.
#[component]
fn LineFields(
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
