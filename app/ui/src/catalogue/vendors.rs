//! The vendors: who makes our pieces, and how long that takes.

use super::api::{create_vendor, edit_vendor, list_vendors};
use crate::components::{
    Actions, Banner, Button, ButtonVariant, Cell, Column, DataTable, Dialog, EmptyState, IconName,
    NumberField, PageHeader, Row, SkeletonShape, TextField, TextKind, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::people::use_session;
use domain::catalogue::{VendorDraft, VendorView};
use domain::ids::IdempotencyKey;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;

/// What the dialog writes: a new vendor, or one that is there.
#[derive(Clone, Copy)]
struct Desk {
    open: RwSignal<bool>,
    edited: RwSignal<Option<VendorView>>,
    vendors: Resource<Result<Vec<VendorView>, UiError>>,
}

impl Desk {
    fn start(self, vendor: Option<VendorView>) {
        self.edited.set(vendor);
        self.open.set(true);
    }
}

#[component]
pub(super) fn Vendors() -> impl IntoView {
    let session = use_session();
    let keeps = Signal::derive(move || session.may(Permission::EditCatalogue));
    let desk = Desk {
        open: RwSignal::new(false),
        edited: RwSignal::new(None),
        vendors: Resource::new(|| (), |()| list_vendors()),
    };
    let title = Signal::derive(move || match desk.edited.get() {
        Some(vendor) => vendor.name,
        None => "New vendor".to_owned(),
    });
    view! {
        <Title text="Vendors" />
        <PageHeader
            title="Vendors"
            back=("/catalogue".to_owned(), "Catalogue".to_owned())
            actions=move || view! {
                <Show when=move || keeps.get()>
                    <Button
                        variant=ButtonVariant::Primary icon=IconName::Plus
                        on_press=move |()| desk.start(None)
                    >
                        "New vendor"
                    </Button>
                </Show>
            }
        />
        {loaded(desk.vendors, SkeletonShape::Rows, move |vendors| {
            view! { <List desk=desk vendors=vendors keeps=keeps /> }
        })}
        <Dialog open=desk.open title=title>
            <VendorForm desk=desk />
        </Dialog>
    }
}

#[component]
fn List(desk: Desk, vendors: Vec<VendorView>, keeps: Signal<bool>) -> impl IntoView {
    if vendors.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Truck
                title="No vendors yet"
                text="Write down who makes your pieces and how long that takes; promise dates follow from it."
            />
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Vendor"),
        Column::new("Lead time"),
        Column::new("Account"),
        Column::new("Reached by"),
        Column::numeric("Styles"),
        Column::unseen("Edit"),
    ];
    let row = move |vendor: VendorView| {
        let edited = vendor.clone();
        let edit = Callback::new(move |()| desk.start(Some(edited.clone())));
        let reached: Vec<String> = [vendor.email, vendor.phone]
            .into_iter()
            .filter(|way| !way.is_empty())
            .collect();
        let or_dash = |text: String| {
            if text.is_empty() {
                "–".to_owned()
            } else {
                text
            }
        };
        let name = vendor.name.clone();
        view! {
            <Row>
                <Cell><span class="breakable">{vendor.name}</span></Cell>
                <Cell label="Lead time">{format!("{} working days", vendor.lead_days)}</Cell>
                <Cell label="Account">{or_dash(vendor.account_number)}</Cell>
                <Cell label="Reached by"><span class="breakable">{or_dash(reached.join(" · "))}</span></Cell>
                <Cell label="Styles" numeric=true>{vendor.styles}</Cell>
                <Cell>
                    <Show when=move || keeps.get()>
                        <Button icon=IconName::Pen icon_only=true variant=ButtonVariant::Quiet on_press=edit>
                            {format!("Edit {name}")}
                        </Button>
                    </Show>
                </Cell>
            </Row>
        }
    };
    view! {
        <DataTable caption="Vendors" columns=columns>
            {vendors.into_iter().map(row).collect_view()}
        </DataTable>
    }
    .into_any()
}

#[component]
fn VendorForm(desk: Desk) -> impl IntoView {
    let toasts = use_toasts();
    let edited = desk.edited.get_untracked();
    let known = edited.as_ref().map(|vendor| (vendor.id, vendor.version));
    let start = edited.map(draft_of).unwrap_or_else(|| VendorDraft {
        lead_days: "10".to_owned(),
        ..VendorDraft::default()
    });
    let name = RwSignal::new(start.name);
    let email = RwSignal::new(start.email);
    let phone = RwSignal::new(start.phone);
    let account = RwSignal::new(start.account_number);
    let lead_days = RwSignal::new(start.lead_days);
    let error = RwSignal::new(None::<UiError>);
    let busy = RwSignal::new(false);
    let at = move |pointer: &'static str| {
        Signal::derive(move || error.with(|error| error.as_ref().and_then(|e| e.field(pointer))))
    };
    let save = move || {
        let draft = VendorDraft {
            name: name.get_untracked(),
            email: email.get_untracked(),
            phone: phone.get_untracked(),
            account_number: account.get_untracked(),
            lead_days: lead_days.get_untracked(),
        };
        if busy.get_untracked() {
            return;
        }
        if let Err(errors) = draft.check() {
            error.set(Some(UiError::Invalid(errors)));
            focus_first_invalid();
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let key = IdempotencyKey::generate();
            let saved = match known {
                None => create_vendor(draft, key).await,
                Some((id, version)) => edit_vendor(id, version, draft, key).await,
            };
            busy.set(false);
            match saved {
                Ok(_) => {
                    toasts.success("The vendor is saved.");
                    desk.open.set(false);
                    desk.vendors.refetch();
                }
                Err(refused) => {
                    error.set(Some(refused));
                    focus_first_invalid();
                }
            }
        });
    };
    let refused = move || {
        let error = error
            .get()
            .filter(|error| !matches!(error, UiError::Invalid(_)))?;
        Some(view! { <Banner tone=Tone::Danger>{error.to_string()}</Banner> })
    };
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            {refused}
            <TextField label="Name" name="/name" value=name error=at("/name") max_length=120u32 />
            <div class="form-grid">
                <NumberField
                    label="Lead time" name="/lead_days" value=lead_days whole=true
                    unit=Some("working days".to_owned()) error=at("/lead_days")
                />
                <TextField
                    label="Our account number" name="/account_number" value=account optional=true
                    error=at("/account_number") max_length=60u32
                />
                <TextField
                    label="E-mail" name="/email" kind=TextKind::Email value=email optional=true
                    error=at("/email")
                />
                <TextField
                    label="Phone" name="/phone" kind=TextKind::Phone value=phone optional=true
                    error=at("/phone")
                />
            </div>
            <Actions end=true>
                <Button variant=ButtonVariant::Quiet on_press=move |()| desk.open.set(false)>
                    "Go back"
                </Button>
                <Button submit=true variant=ButtonVariant::Primary busy=busy>"Save vendor"</Button>
            </Actions>
        </form>
    }
}

fn draft_of(vendor: VendorView) -> VendorDraft {
    VendorDraft {
        name: vendor.name,
        email: vendor.email,
        phone: vendor.phone,
        account_number: vendor.account_number,
        lead_days: vendor.lead_days.to_string(),
    }
}
