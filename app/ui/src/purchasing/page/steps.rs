//! What can be done with the order now. What can't is not offered.

use super::Shown;
use super::bill::BillForm;
use super::receive::ReceiveForm;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{Actions, Button, ButtonVariant, DateField, Dialog, use_toasts};
use crate::people::use_session;
use crate::purchasing::api::{cancel_purchase, confirm_purchase, send_purchase};
use domain::input::FieldErrors;
use domain::purchasing::PurchaseState;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// A step that somebody can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Send,
    Confirm,
    Receive,
    Bill,
    Cancel,
}

impl Deed {
    const fn permission(self) -> Permission {
        match self {
            Self::Send | Self::Confirm | Self::Cancel => Permission::KeepStock,
            Self::Receive => Permission::WorkOrders,
            Self::Bill => Permission::ViewCost,
        }
    }

    const fn label(self, state: PurchaseState) -> &'static str {
        match self {
            Self::Send => "Send",
            Self::Confirm if matches!(state, PurchaseState::Sent) => "Vendor confirms",
            Self::Confirm => "New date",
            Self::Receive => "Receive",
            Self::Bill => "Match the bill",
            Self::Cancel => "Cancel order",
        }
    }
}

/// What an order is ready for, the next step first.
const fn offers(state: PurchaseState, billed: bool) -> &'static [Deed] {
    match state {
        PurchaseState::Draft => &[Deed::Send, Deed::Cancel],
        PurchaseState::Sent => &[Deed::Confirm, Deed::Receive, Deed::Cancel],
        PurchaseState::Confirmed => &[Deed::Receive, Deed::Confirm, Deed::Cancel],
        PurchaseState::PartlyReceived => &[Deed::Receive, Deed::Confirm],
        PurchaseState::Received if !billed => &[Deed::Bill],
        PurchaseState::Received | PurchaseState::Cancelled => &[],
    }
}

#[component]
pub(super) fn Steps(shown: Shown) -> impl IntoView {
    let session = use_session();
    let asked = RwSignal::new(None::<Deed>);
    let open = RwSignal::new(false);
    let offered = Memo::new(move |_| {
        let (state, billed) = shown
            .purchase
            .with(|purchase| (purchase.state, purchase.bill.is_some()));
        let all = offers(state, billed).iter().copied();
        let mine = all.filter(|deed| session.may(deed.permission()));
        (state, mine.collect::<Vec<_>>())
    });
    let button = move |state: PurchaseState, place: usize, deed: Deed| {
        let variant = match deed {
            Deed::Cancel => ButtonVariant::Danger,
            _ if place == 0 => ButtonVariant::Primary,
            _ => ButtonVariant::Secondary,
        };
        let start = move |()| {
            asked.set(Some(deed));
            open.set(true);
        };
        view! { <Button variant=variant on_press=start>{deed.label(state)}</Button> }
    };
    let title = Signal::derive(move || {
        let number = shown.purchase.with(|purchase| purchase.number.clone());
        match asked.get() {
            Some(Deed::Send) => format!("Send {number}"),
            Some(Deed::Confirm) => format!("The vendor’s date for {number}"),
            Some(Deed::Receive) => format!("Receive {number}"),
            Some(Deed::Bill) => format!("The bill for {number}"),
            Some(Deed::Cancel) => format!("Cancel {number}"),
            None => String::new(),
        }
    });
    view! {
        <section class="next-steps" aria-label="What can be done now">
            <Actions>
                {move || {
                    let (state, mine) = offered.get();
                    let each = mine.into_iter().enumerate();
                    each.map(|(place, deed)| button(state, place, deed)).collect_view()
                }}
            </Actions>
        </section>
        <Dialog open=open title=title>
            {move || asked.get().map(|deed| {
                let attempt = Attempt::new(open, move || shown.refresh());
                match deed {
                    Deed::Send => view! { <SendForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Confirm => view! { <ConfirmForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Receive => view! { <ReceiveForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Bill => view! { <BillForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Cancel => view! { <CancelForm shown=shown attempt=attempt /> }.into_any(),
                }
            })}
        </Dialog>
    }
}

/// Sent orders are on paper or in a file, so the sheet comes next.
#[component]
fn SendForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let navigate = use_navigate();
    let (vendor, email) = shown
        .purchase
        .with_untracked(|purchase| (purchase.vendor_name.clone(), purchase.vendor_email.clone()));
    let to = match email.as_str() {
        "" => vendor,
        email => format!("{vendor}, {email}"),
    };
    let go = move |()| {
        let navigate = navigate.clone();
        let (id, version) = shown.seen();
        attempt.make(
            |key| send_purchase(id, version, key),
            move |_| {
                toasts.success("Noted as sent.");
                let sheet = format!("/purchasing/{id}/print");
                navigate(&sheet, NavigateOptions::default());
            },
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Note as sent" on_go=go>
            <p class="dialog-message breakable">
                {format!("It goes to {to}. The sheet to print or to attach comes next.")}
            </p>
        </AttemptForm>
    }
}

#[component]
fn ConfirmForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let (eta, today) = shown
        .purchase
        .with_untracked(|purchase| (purchase.eta, purchase.today));
    let typed = eta.filter(|eta| *eta >= today);
    let date = RwSignal::new(typed.map(|eta| eta.to_string()).unwrap_or_default());
    let go = move |()| {
        let Ok(eta) = date.with_untracked(|date| date.parse()) else {
            attempt.complain(FieldErrors::one("/eta", "Enter the vendor’s date."));
            return;
        };
        let (id, version) = shown.seen();
        attempt.make(
            |key| confirm_purchase(id, version, eta, key),
            move |_| toasts.success("The vendor’s date is noted."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Note the date" on_go=go>
            <DateField
                label="The vendor’s date" name="/eta" value=date min=Some(today.to_string())
                error=attempt.at("/eta")
            />
        </AttemptForm>
    }
}

#[component]
fn CancelForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let (state, vendor) = shown
        .purchase
        .with_untracked(|purchase| (purchase.state, purchase.vendor_name.clone()));
    let consequence = match state {
        PurchaseState::Draft => "It was not sent. It stays in the list as cancelled.".to_owned(),
        _ => format!("Tell {vendor}: nothing of it can be received afterwards."),
    };
    let go = move |()| {
        let (id, version) = shown.seen();
        attempt.make(
            |key| cancel_purchase(id, version, key),
            move |_| toasts.success("The order is cancelled."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Cancel order" variant=ButtonVariant::Danger on_go=go>
            <p class="dialog-message breakable">{consequence}</p>
        </AttemptForm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_offered_that_the_order_is_not_ready_for() {
        for state in PurchaseState::ALL {
            let offered = offers(*state, false);
            assert_eq!(offered.contains(&Deed::Receive), state.is_open(), "{state}");
            assert_eq!(offered.contains(&Deed::Confirm), state.is_open(), "{state}");
            let received = *state == PurchaseState::Received;
            assert_eq!(offered.contains(&Deed::Bill), received, "{state}");
        }
        assert!(offers(PurchaseState::Received, true).is_empty(), "one bill");
        let partly = offers(PurchaseState::PartlyReceived, false);
        assert!(!partly.contains(&Deed::Cancel), "some of it is here");
    }
}
