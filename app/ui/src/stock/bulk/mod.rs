//! Goods by count, length or weight: how much there is of each, where it lies, and what can be
//! done with it.

mod add;
pub(super) mod api;
mod history;
mod steps;

use crate::attempt::Attempt;
use crate::components::{
    Actions, Button, ButtonVariant, Dialog, DialogSize, EmptyState, IconName, PageHeader,
    SkeletonShape,
};
use crate::error::UiError;
use crate::files::ExportMenu;
use crate::loaded::loaded;
use crate::people::use_session;
use add::AddForm;
use api::list_bulk;
use domain::staff::Permission;
use domain::stock::{BulkView, HoldingView};
use history::Moves;
use leptos::prelude::*;
use leptos_meta::Title;
use steps::{Deed, StepForm};

type Known = Resource<Result<Vec<BulkView>, UiError>>;

/// What a dialog is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    NewItem,
    Step(BulkView, Deed),
    History(BulkView),
}

/// The dialog of the screen. Copies share it.
#[derive(Clone, Copy)]
struct Desk {
    open: RwSignal<bool>,
    about: RwSignal<Option<About>>,
    known: Known,
}

impl Desk {
    fn attempt(self) -> Attempt {
        Attempt::new(self.open, move || self.known.refetch())
    }

    fn start(self, about: About) {
        self.about.set(Some(about));
        self.open.set(true);
    }

    fn title(self) -> String {
        self.about.with(|about| match about {
            Some(About::NewItem) => "Add an item".to_owned(),
            Some(About::Step(item, deed)) => format!("{}: {}", deed.label(), item.name),
            Some(About::History(item)) => item.name.clone(),
            None => String::new(),
        })
    }
}

#[component]
pub(super) fn Bulk() -> impl IntoView {
    let session = use_session();
    let desk = Desk {
        open: RwSignal::new(false),
        about: RwSignal::new(None),
        known: Resource::new(|| (), |()| list_bulk()),
    };
    view! {
        <Title text="Bulk" />
        <PageHeader
            title="Bulk"
            back=("/stock".to_owned(), "Stock".to_owned())
            actions=move || view! {
                <ExportMenu path="/stock/bulk/export" filter=String::new() />
                <Show when=move || session.may(Permission::KeepStock)>
                    <Button
                        variant=ButtonVariant::Primary icon=IconName::Plus
                        on_press=move |()| desk.start(About::NewItem)
                    >
                        "Add an item"
                    </Button>
                </Show>
            }
        />
        {loaded(desk.known, SkeletonShape::Rows, move |items| {
            view! { <List desk=desk items=items /> }
        })}
        <Dialog open=desk.open title=Signal::derive(move || desk.title()) size=DialogSize::Medium>
            {move || desk.about.get().map(|about| match about {
                About::NewItem => view! { <AddForm desk=desk /> }.into_any(),
                About::Step(item, deed) => {
                    view! { <StepForm desk=desk item=item deed=deed /> }.into_any()
                }
                About::History(item) => view! { <Moves item=item.id /> }.into_any(),
            })}
        </Dialog>
    }
}

#[component]
fn List(desk: Desk, items: Vec<BulkView>) -> impl IntoView {
    if items.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Drawers
                title="Nothing is kept in bulk yet"
                text="Casting grain by the gram, chain by the centimetre, findings by the piece: each with a code, and where it lies."
            />
        }
        .into_any();
    }
    view! {
        <ul class="bulk-list">
            {items.into_iter().map(|item| view! { <Item desk=desk item=item /> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn Item(desk: Desk, item: BulkView) -> impl IntoView {
    let facts = [
        Some(item.code.clone()),
        item.metal.map(|metal| metal.label()),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    let worth = item.value.map(|value| format!("{value} at cost"));
    view! {
        <li class="bulk-item">
            <div class="bulk-head">
                <div>
                    <h2 class="bulk-name breakable">{item.name.clone()}</h2>
                    <p class="quiet breakable">{facts.join(" · ")}</p>
                </div>
                <div class="bulk-total">
                    <p class="money" data-display="">{item.total.to_string()}</p>
                    {worth.map(|worth| view! { <p class="quiet">{worth}</p> })}
                </div>
            </div>
            <Places holdings=item.holdings.clone() />
            <Deeds desk=desk item=item />
        </li>
    }
}

/// Where it lies.
#[component]
fn Places(holdings: Vec<HoldingView>) -> impl IntoView {
    if holdings.is_empty() {
        return view! { <p class="bulk-places quiet">"There is none of it at the moment."</p> }
            .into_any();
    }
    let each = holdings.into_iter().map(|held| {
        view! {
            <li>
                <span class="breakable">{held.name}</span>
                <span class="figure">{held.quantity.to_string()}</span>
                {held.value.map(|value| view! {
                    <span class="figure quiet">{value.to_string()}</span>
                })}
            </li>
        }
    });
    view! { <ul class="bulk-places">{each.collect_view()}</ul> }.into_any()
}

/// What this person can do with it. There is nothing to carry or scrap where nothing is.
#[component]
fn Deeds(desk: Desk, item: BulkView) -> impl IntoView {
    let session = use_session();
    let item = StoredValue::new(item);
    let some = item.with_value(|item| !item.total.is_zero());
    let offered = move |deed: &Deed| session.may(deed.permission()) && (some || !deed.needs_some());
    let step = move |deed: Deed| {
        let start = move |()| desk.start(About::Step(item.get_value(), deed));
        view! { <Button on_press=start>{deed.label()}</Button> }
    };
    view! {
        <Actions>
            {move || Deed::ALL.into_iter().filter(offered).map(step).collect_view()}
            <Button
                variant=ButtonVariant::Quiet icon=IconName::Clock
                on_press=move |()| desk.start(About::History(item.get_value()))
            >
                "History"
            </Button>
        </Actions>
    }
}
