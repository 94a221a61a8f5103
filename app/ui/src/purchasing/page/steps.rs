//! What can be done with the order now. What can't is not offered.

use super::Shown;
use super::bill::BillForm;
use super::receive::ReceiveForm;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Actions, Button, ButtonVariant, DateField, Dialog, IconName, LinkButton, use_toasts,
};
use crate::people::use_session;
use crate::purchasing::api::{cancel_purchase, confirm_purchase, send_purchase};
use domain::input::FieldErrors;
use domain::purchasing::{PurchaseDetail, PurchaseKind, PurchaseState};
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
    /// What is for a customer is the business of those who work on their order.
    const fn permission(self, for_customer: bool) -> Permission {
        match self {
            Self::Confirm if for_customer => Permission::WorkOrders,
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

/// What the offers follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    state: PurchaseState,
    kind: PurchaseKind,
    for_customer: bool,
    billed: bool,
}

impl Stand {
    fn of(purchase: &PurchaseDetail) -> Self {
        Self {
            state: purchase.state,
            kind: purchase.kind,
            for_customer: purchase.order.is_some(),
            billed: purchase.bill.is_some(),
        }
    }

    /// What the order is ready for, the next step first.
    fn offers(self) -> Vec<Deed> {
        let all: &[Deed] = match self.state {
            PurchaseState::Draft => &[Deed::Send, Deed::Cancel],
            PurchaseState::Sent => &[Deed::Confirm, Deed::Receive, Deed::Cancel],
            PurchaseState::Confirmed => &[Deed::Receive, Deed::Confirm, Deed::Cancel],
            PurchaseState::PartlyReceived | PurchaseState::Released => {
                &[Deed::Receive, Deed::Confirm]
            }
            PurchaseState::Received | PurchaseState::Shipped if !self.billed => &[Deed::Bill],
            PurchaseState::Received | PurchaseState::Shipped | PurchaseState::Cancelled => &[],
        };
        let mine = all.iter().copied().filter(|deed| match deed {
            // It never comes here.
            Deed::Receive => self.kind != PurchaseKind::DropShip,
            // It is called off with the customer's order.
            Deed::Cancel => !self.for_customer,
            Deed::Send | Deed::Confirm | Deed::Bill => true,
        });
        mine.collect()
    }
}

#[component]
pub(super) fn Steps(shown: Shown) -> impl IntoView {
    let session = use_session();
    let asked = RwSignal::new(None::<Deed>);
    let open = RwSignal::new(false);
    let offered = Memo::new(move |_| {
        let stand = shown.purchase.with(Stand::of);
        let all = stand.offers().into_iter();
        let mine = all.filter(|deed| session.may(deed.permission(stand.for_customer)));
        (stand.state, mine.collect::<Vec<_>>())
    });
    let edit = Memo::new(move |_| {
        let draft = shown.purchase.with(|purchase| {
            let draft = purchase.state == PurchaseState::Draft;
            draft.then(|| format!("/purchasing/{}/edit", purchase.id))
        });
        draft.filter(|_| session.may(Permission::KeepStock))
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
                {move || edit.get().map(|page| view! {
                    <LinkButton href=page icon=IconName::Pen>"Change"</LinkButton>
                })}
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
            let offered = stand(*state, PurchaseKind::Stock).offers();
            assert_eq!(offered.contains(&Deed::Receive), state.is_open(), "{state}");
            assert_eq!(offered.contains(&Deed::Confirm), state.is_open(), "{state}");
            assert_eq!(
                offered.contains(&Deed::Bill),
                state.is_complete(),
                "{state}"
            );
        }
        let billed = Stand {
            billed: true,
            ..stand(PurchaseState::Received, PurchaseKind::Stock)
        };
        assert!(billed.offers().is_empty(), "one bill");
        let partly = stand(PurchaseState::PartlyReceived, PurchaseKind::Stock).offers();
        assert!(!partly.contains(&Deed::Cancel), "some of it is here");
    }

    #[test]
    fn what_is_for_a_customer_is_called_off_with_their_order() {
        for kind in [PurchaseKind::SpecialOrder, PurchaseKind::DropShip] {
            let sent = Stand {
                for_customer: true,
                ..stand(PurchaseState::Sent, kind)
            };
            assert!(!sent.offers().contains(&Deed::Cancel), "{kind}");
            let comes = kind != PurchaseKind::DropShip;
            assert_eq!(sent.offers().contains(&Deed::Receive), comes, "{kind}");
        }
    }

    fn stand(state: PurchaseState, kind: PurchaseKind) -> Stand {
        Stand {
            state,
            kind,
            for_customer: false,
            billed: false,
        }
    }
}
