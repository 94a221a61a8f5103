//! A customer's addresses: shown, added, changed, removed.

use super::api::{remove_address, save_address};
use super::form::{GeneralError, beside};
use crate::components::{
    Actions, Button, ButtonVariant, ConfirmDialog, Dialog, IconName, Panel, TextField, use_toasts,
};
use crate::error::UiError;
use domain::contact::PostalAddress;
use domain::customers::{AddressView, NewAddress};
use domain::ids::{AddressId, CustomerId, IdempotencyKey};
use leptos::prelude::*;

#[component]
pub(super) fn AddressesPanel(
    customer: CustomerId,
    addresses: Vec<AddressView>,
    may_change: bool,
    refresh: Callback<()>,
) -> impl IntoView {
    // Which address is in the form: none yet known for a new one.
    let editing = RwSignal::new(None::<Option<AddressView>>);
    let removing = RwSignal::new(None::<AddressView>);
    let none = addresses.is_empty();
    let add = move || {
        may_change.then(|| {
            view! {
                <Button
                    variant=ButtonVariant::Quiet
                    icon=IconName::Plus
                    on_press=move || editing.set(Some(None))
                >
                    "Add address"
                </Button>
            }
        })
    };
    let entry = move |entry: AddressView| {
        view! { <Address entry=entry may_change=may_change editing=editing removing=removing /> }
    };
    view! {
        <Panel title="Addresses" actions=add>
            {none.then(|| view! { <p class="quiet">"None yet."</p> })}
            <ul class="addresses">{addresses.into_iter().map(entry).collect_view()}</ul>
        </Panel>
        <AddressDialog customer=customer editing=editing refresh=refresh />
        <RemoveDialog customer=customer removing=removing refresh=refresh />
    }
}

#[component]
fn Address(
    entry: AddressView,
    may_change: bool,
    editing: RwSignal<Option<Option<AddressView>>>,
    removing: RwSignal<Option<AddressView>>,
) -> impl IntoView {
    let (to_edit, to_remove) = (entry.clone(), entry.clone());
    let AddressView { label, address, .. } = entry;
    let spoken = format!(" {label}");
    let spoken_too = spoken.clone();
    let buttons = may_change.then(|| {
        view! {
            <Actions>
                <Button
                    variant=ButtonVariant::Quiet
                    on_press=move || editing.set(Some(Some(to_edit.clone())))
                >
                    "Change"
                    <span class="visually-hidden">{spoken}</span>
                </Button>
                <Button
                    variant=ButtonVariant::Quiet
                    on_press=move || removing.set(Some(to_remove.clone()))
                >
                    "Remove"
                    <span class="visually-hidden">{spoken_too}</span>
                </Button>
            </Actions>
        }
    });
    let label = (!label.is_empty()).then(|| view! { <p class="kicker">{label}</p> });
    view! {
        <li>
            {label}
            <p class="breakable">{address.one_line()}</p>
            {buttons}
        </li>
    }
}

#[component]
fn AddressDialog(
    customer: CustomerId,
    editing: RwSignal<Option<Option<AddressView>>>,
    refresh: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(editing.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && editing.with_untracked(Option::is_some) {
            editing.set(None);
        }
    });
    view! {
        <Dialog open=open title="Address">
            <AddressForm
                customer=customer
                before=editing.get_untracked().flatten()
                on_saved=move |()| {
                    open.set(false);
                    refresh.run(());
                }
                on_cancel=move |()| open.set(false)
            />
        </Dialog>
    }
}

/// What is typed about an address.
#[derive(Clone, Copy)]
struct Typed {
    label: RwSignal<String>,
    recipient: RwSignal<String>,
    line1: RwSignal<String>,
    line2: RwSignal<String>,
    city: RwSignal<String>,
    region: RwSignal<String>,
    postcode: RwSignal<String>,
    country: RwSignal<String>,
}

impl Typed {
    fn of(before: Option<AddressView>) -> Self {
        let (label, address) = before.map_or_else(
            || {
                (
                    String::new(),
                    PostalAddress {
                        country: "US".into(),
                        ..PostalAddress::default()
                    },
                )
            },
            |before| (before.label, before.address),
        );
        Self {
            label: RwSignal::new(label),
            recipient: RwSignal::new(address.recipient),
            line1: RwSignal::new(address.line1),
            line2: RwSignal::new(address.line2),
            city: RwSignal::new(address.city),
            region: RwSignal::new(address.region),
            postcode: RwSignal::new(address.postcode),
            country: RwSignal::new(address.country),
        }
    }

    fn read(self) -> NewAddress {
        NewAddress {
            label: self.label.get_untracked(),
            address: PostalAddress {
                recipient: self.recipient.get_untracked(),
                line1: self.line1.get_untracked(),
                line2: self.line2.get_untracked(),
                city: self.city.get_untracked(),
                region: self.region.get_untracked(),
                postcode: self.postcode.get_untracked(),
                country: self.country.get_untracked(),
            },
        }
    }
}

#[component]
fn AddressForm(
    customer: CustomerId,
    before: Option<AddressView>,
    #[prop(into)] on_saved: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let id: Option<AddressId> = before.as_ref().map(|before| before.id);
    let typed = Typed::of(before);
    let key = StoredValue::new(IdempotencyKey::generate());
    let save = Action::new(move |(): &()| {
        let (address, key) = (typed.read(), key.get_value());
        async move {
            address.checked().map_err(UiError::Invalid)?;
            save_address(customer, id, address, key).await
        }
    });
    let answer = save.value();
    Effect::new(move |_| match answer.get() {
        Some(Ok(())) => {
            toasts.success("Address saved.");
            on_saved.run(());
        }
        Some(Err(UiError::Offline)) | None => {}
        Some(Err(_)) => key.set_value(IdempotencyKey::generate()),
    });
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    view! {
        <form
            class="stack"
            method="post"
            on:submit=move |event| {
                event.prevent_default();
                save.dispatch(());
            }
        >
            <GeneralError error=error />
            <AddressFields typed=typed error=error />
            <Actions end=true>
                <Button variant=ButtonVariant::Quiet on_press=on_cancel>
                    "Go back"
                </Button>
                <Button submit=true variant=ButtonVariant::Primary busy=save.pending()>
                    "Save address"
                </Button>
            </Actions>
        </form>
    }
}

#[component]
fn AddressFields(typed: Typed, error: Signal<Option<UiError>>) -> impl IntoView {
    let at = move |pointer: &'static str| beside(error, pointer);
    view! {
        <div class="form-grid">
            <TextField
                label="Label"
                name="label"
                value=typed.label
                error=at("/label")
                placeholder="Home, office"
                optional=true
            />
            <TextField
                label="Recipient"
                name="recipient"
                value=typed.recipient
                error=at("/address/recipient")
                optional=true
            />
        </div>
        <TextField label="Street" name="line1" value=typed.line1 error=at("/address/line1") />
        <TextField
            label="Floor, apartment"
            name="line2"
            value=typed.line2
            error=at("/address/line2")
            optional=true
        />
        <div class="form-grid">
            <TextField label="City" name="city" value=typed.city error=at("/address/city") />
            <TextField
                label="State or region"
                name="region"
                value=typed.region
                error=at("/address/region")
                optional=true
            />
        </div>
        <div class="form-grid">
            <TextField
                label="ZIP or postcode"
                name="postcode"
                value=typed.postcode
                error=at("/address/postcode")
            />
            <TextField
                label="Country"
                name="country"
                value=typed.country
                error=at("/address/country")
                hint=Some("Two letters, such as US.".to_owned())
                max_length=2_u32
            />
        </div>
    }
}

#[component]
fn RemoveDialog(
    customer: CustomerId,
    removing: RwSignal<Option<AddressView>>,
    refresh: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let key = StoredValue::new(IdempotencyKey::generate());
    Effect::new(move |_| open.set(removing.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && removing.with_untracked(Option::is_some) {
            removing.set(None);
        }
    });
    let remove = Action::new(move |id: &AddressId| remove_address(customer, *id, key.get_value()));
    let answer = remove.value();
    Effect::new(move |_| {
        if let Some(answer) = answer.get() {
            key.set_value(IdempotencyKey::generate());
            if answer.is_ok() {
                toasts.success("Address removed.");
                open.set(false);
                refresh.run(());
            }
        }
    });
    let message = Signal::derive(move || {
        let address = removing
            .get()
            .map(|entry| entry.address.one_line())
            .unwrap_or_default();
        format!("{address}. Orders that ship there keep it.")
    });
    let error = Signal::derive(move || {
        answer
            .get()
            .and_then(Result::err)
            .map(|error| error.to_string())
    });
    view! {
        <ConfirmDialog
            open=open
            title="Remove this address?"
            message=message
            confirm="Remove"
            busy=remove.pending()
            error=error
            on_confirm=move |_| {
                if let Some(entry) = removing.get_untracked() {
                    remove.dispatch(entry.id);
                }
            }
        />
    }
}
