//! Taking a delivery in: where it is put, how many of each line came, and what goes back.

use super::Shown;
use super::came::{Came, LineFields, awaited, more_back_than_came, open};
use super::scan::ScanBox;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{Checkbox, ScanButton, SelectField, SelectOption, TextField, use_toasts};
use crate::custody::place_with;
use crate::people::use_session;
use crate::purchasing::api::receive_purchase;
use crate::purchasing::words::pieces;
use crate::stock::terms_for_stock;
use domain::purchasing::ReceiptDraft;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;

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
