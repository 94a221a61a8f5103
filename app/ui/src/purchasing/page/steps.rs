//! What can be done with the order now. What can't is not offered.

use super::Shown;
use super::bill::BillForm;
use super::forms::{CancelForm, ConfirmForm, MailForm, SendForm};
use super::receive::ReceiveForm;
use crate::attempt::Attempt;
use crate::components::{Actions, Button, ButtonVariant, Dialog, IconName, LinkButton};
use crate::people::use_session;
use domain::messages::VendorLetter;
use domain::purchasing::{PurchaseDetail, PurchaseKind, PurchaseState};
use domain::staff::Permission;
use leptos::prelude::*;

/// A step that somebody can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Send,
    Mail,
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
            Self::Receive | Self::Mail => Permission::WorkOrders,
            Self::Bill => Permission::ViewCost,
        }
    }

    const fn label(self, state: PurchaseState) -> &'static str {
        match self {
            Self::Send => "Send",
            Self::Mail => "E-mail to vendor",
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
    /// Whether it can go by e-mail, and did not yet.
    unmailed: bool,
}

impl Stand {
    fn of(purchase: &PurchaseDetail) -> Self {
        Self {
            state: purchase.state,
            kind: purchase.kind,
            for_customer: purchase.order.is_some(),
            billed: purchase.bill.is_some(),
            unmailed: !purchase.vendor_email.is_empty()
                && !purchase
                    .letters
                    .iter()
                    .any(|letter| letter.letter == VendorLetter::Order),
        }
    }

    /// What the order is ready for, the next step first.
    fn offers(self) -> Vec<Deed> {
        let all: &[Deed] = match self.state {
            PurchaseState::Draft => &[Deed::Send, Deed::Cancel],
            PurchaseState::Sent => &[Deed::Confirm, Deed::Receive, Deed::Mail, Deed::Cancel],
            PurchaseState::Confirmed => &[Deed::Receive, Deed::Confirm, Deed::Mail, Deed::Cancel],
            PurchaseState::PartlyReceived | PurchaseState::Released => {
                &[Deed::Receive, Deed::Confirm]
            }
            PurchaseState::Received | PurchaseState::Shipped if !self.billed => &[Deed::Bill],
            PurchaseState::Received | PurchaseState::Shipped | PurchaseState::Cancelled => &[],
        };
        let mine = all.iter().copied().filter(|deed| match deed {
            Deed::Receive => self.kind.is_delivered(),
            // It is called off with the customer's order.
            Deed::Cancel => !self.for_customer,
            Deed::Mail => self.unmailed,
            Deed::Send | Deed::Confirm | Deed::Bill => true,
        });
        mine.collect()
    }
}

/// Where a customer's own piece is taken back that a vendor works on: its repair, and the number.
fn back_from_vendor(purchase: &PurchaseDetail) -> Option<(String, String)> {
    let away = purchase.kind == PurchaseKind::Repair && purchase.state.is_open();
    let (order, number) = purchase.order.clone().filter(|_| away)?;
    Some((format!("/orders/{order}"), number))
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
    let back = Memo::new(move |_| shown.purchase.with(back_from_vendor));
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
            Some(Deed::Mail) => format!("E-mail {number}"),
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
                {move || back.get().map(|(page, number)| view! {
                    <LinkButton href=page>"Take back on " {number}</LinkButton>
                })}
            </Actions>
        </section>
        <Dialog open=open title=title>
            {move || asked.get().map(|deed| {
                let attempt = Attempt::new(open, move || shown.refresh());
                match deed {
                    Deed::Send => view! { <SendForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Mail => view! { <MailForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Confirm => view! { <ConfirmForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Receive => view! { <ReceiveForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Bill => view! { <BillForm shown=shown attempt=attempt /> }.into_any(),
                    Deed::Cancel => view! { <CancelForm shown=shown attempt=attempt /> }.into_any(),
                }
            })}
        </Dialog>
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
        for kind in [
            PurchaseKind::SpecialOrder,
            PurchaseKind::DropShip,
            PurchaseKind::Repair,
        ] {
            let sent = Stand {
                for_customer: true,
                ..stand(PurchaseState::Sent, kind)
            };
            assert!(!sent.offers().contains(&Deed::Cancel), "{kind}");
            let comes = kind == PurchaseKind::SpecialOrder;
            assert_eq!(sent.offers().contains(&Deed::Receive), comes, "{kind}");
        }
    }

    fn stand(state: PurchaseState, kind: PurchaseKind) -> Stand {
        Stand {
            state,
            kind,
            for_customer: false,
            billed: false,
            unmailed: false,
        }
    }
}
