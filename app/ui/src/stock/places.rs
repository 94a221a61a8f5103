//! The places where things lie, each with how many pieces.

use super::api::{add_place, list_places, terms_for_stock};
use super::known::known;
use super::words::{count, named, options};
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Cell, Column, DataTable, Dialog, EmptyState, IconName, PageHeader, Row,
    RowLink, SelectField, SkeletonShape, TextField, use_toasts,
};
use crate::error::UiError;
use crate::files::PrintLabels;
use crate::loaded::loaded;
use crate::people::{colleagues, use_session};
use domain::people::Colleague;
use domain::staff::Permission;
use domain::stock::{LocationDraft, LocationKind, LocationView};
use leptos::prelude::*;
use leptos_meta::Title;

type Known = Resource<Result<Vec<LocationView>, UiError>>;

#[component]
pub(super) fn Places() -> impl IntoView {
    let session = use_session();
    let keeps = move || session.may(Permission::KeepStock);
    let places = Resource::new(|| (), |()| list_places());
    let open = RwSignal::new(false);
    view! {
        <Title text="Places" />
        <PageHeader
            title="Places"
            back=("/stock".to_owned(), "Stock".to_owned())
            actions=move || view! {
                <PrintLabels
                    label="Print labels" about="A label with its code for every place."
                    path="/stock/places/labels"
                />
                <Show when=keeps>
                    <Button
                        variant=ButtonVariant::Primary icon=IconName::Plus
                        on_press=move |()| open.set(true)
                    >
                        "Add a place"
                    </Button>
                </Show>
            }
        />
        {loaded(places, SkeletonShape::Rows, |places| view! { <List places=places /> })}
        <Dialog open=open title="Add a place">
            <PlaceForm places=places open=open />
        </Dialog>
    }
}

#[component]
fn List(places: Vec<LocationView>) -> impl IntoView {
    if places.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Drawers
                title="No places yet"
                text="Write down your safe, your showcases, bins and benches. A piece is always in one of them."
            />
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Place"),
        Column::new("Kind"),
        Column::new("Code"),
        Column::numeric("Pieces"),
    ];
    let row = |place: LocationView| {
        view! {
            <Row>
                <Cell>
                    <RowLink href=format!("/stock?location={}", place.id)>{place.name}</RowLink>
                    {place.whose.map(|whose| view! { <span class="quiet breakable">{whose}</span> })}
                </Cell>
                <Cell label="Kind">{place.kind.label()}</Cell>
                <Cell label="Code"><span class="serial">{place.code}</span></Cell>
                <Cell label="Pieces" numeric=true>{count(place.pieces)}</Cell>
            </Row>
        }
    };
    view! {
        <DataTable caption="Places" columns=columns>
            {places.into_iter().map(row).collect_view()}
        </DataTable>
    }
    .into_any()
}

/// A place as typed. Copies share it.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    name: RwSignal<String>,
    code: RwSignal<String>,
    jeweler: RwSignal<String>,
    vendor: RwSignal<String>,
}

impl Typed {
    fn nothing() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            kind: RwSignal::new(LocationKind::Showcase.code().to_owned()),
            name: text(),
            code: text(),
            jeweler: text(),
            vendor: text(),
        }
    }

    fn is(self, kind: LocationKind) -> bool {
        self.kind.with(|code| code == kind.code())
    }

    fn draft(self) -> LocationDraft {
        LocationDraft {
            kind: self
                .kind
                .with(|code| code.parse().unwrap_or(LocationKind::Showcase)),
            name: self.name.get(),
            code: self.code.get(),
            jeweler: self.jeweler.with(|id| id.parse().ok()),
            vendor: self.vendor.with(|id| id.parse().ok()),
        }
    }
}

#[component]
fn PlaceForm(places: Known, open: RwSignal<bool>) -> impl IntoView {
    let toasts = use_toasts();
    let typed = Typed::nothing();
    let attempt = Attempt::new(open, move || places.refetch());
    let go = move |()| {
        let draft = untrack(|| typed.draft());
        match draft.check() {
            Ok(_) => attempt.make(
                move |key| add_place(draft, key),
                move |_| toasts.success("The place is there."),
            ),
            Err(errors) => attempt.complain(errors),
        }
    };
    let kinds = options(
        LocationKind::written(),
        |kind| kind.code().into(),
        |kind| kind.label().into(),
    );
    view! {
        <AttemptForm attempt=attempt verb="Add place" on_go=go>
            <SelectField label="Kind" name="/kind" value=typed.kind options=kinds />
            <Whose typed=typed attempt=attempt />
            <TextField
                label="Name" name="/name" value=typed.name error=attempt.at("/name")
                placeholder="Front window" max_length=60u32
            />
            <TextField
                label="Code" name="/code" value=typed.code error=attempt.at("/code")
                hint=Some("What its label says and a scanner reads, such as CASE-1.".to_owned())
                max_length=40u32
            />
        </AttemptForm>
    }
}

/// Whose bench or workshop it is.
#[component]
fn Whose(typed: Typed, attempt: Attempt) -> impl IntoView {
    let vendors = known(async { Ok(terms_for_stock().await?.vendors) });
    let vendors = Signal::derive(move || vendors.with(|all| named(all)));
    let people = known(colleagues());
    let jewelers = Signal::derive(move || {
        let all = people.get();
        options(all, |p: &Colleague| p.id.to_string(), |p| p.name.clone())
    });
    view! {
        <Show when=move || typed.is(LocationKind::Vendor)>
            <SelectField
                label="Vendor" name="/vendor" value=typed.vendor options=vendors
                prompt="Choose the vendor" error=attempt.at("/vendor")
            />
        </Show>
        <Show when=move || typed.is(LocationKind::Bench)>
            <SelectField
                label="Whose bench" name="/jeweler" value=typed.jeweler options=jewelers
                prompt="Nobody’s own" optional=true error=attempt.at("/jeweler")
            />
        </Show>
    }
}
