//! Metal and stones: what is in the job, issued by the gram and by the piece, and given back.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::bench::api::{give_back, issue_metal, issue_stone};
use crate::components::{
    Actions, Button, ButtonVariant, Dialog, IconName, NumberField, Panel, SelectField,
    SelectOption, TextField, use_toasts,
};
use crate::people::use_session;
use crate::stock::{list_bulk, terms_for_stock};
use domain::bench::view::MaterialView;
use domain::bench::{MetalIssue, ReturnDraft, StoneIssue};
use domain::ids::{BulkItemId, LocationId, PieceId};
use domain::staff::Permission;
use domain::stock::BulkView;
use leptos::prelude::*;

/// What a dialog is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    Metal,
    Stone,
    MetalBack(MaterialView),
    StoneBack(PieceId, String),
}

impl About {
    fn title(&self) -> String {
        match self {
            Self::Metal => "Issue metal".to_owned(),
            Self::Stone => "Issue a stone".to_owned(),
            Self::MetalBack(metal) => format!("Give back {}", metal.name),
            Self::StoneBack(_, name) => format!("Give back {name}"),
        }
    }
}

#[component]
pub(super) fn Materials(shown: Shown) -> impl IntoView {
    let session = use_session();
    let about = RwSignal::new(None::<About>);
    let open = RwSignal::new(false);
    let start = Callback::new(move |what: About| {
        about.set(Some(what));
        open.set(true);
    });
    let held = Memo::new(move |_| {
        shown
            .job
            .with(|job| (job.materials.clone(), job.stones.clone()))
    });
    let works = Memo::new(move |_| {
        let free = shown
            .job
            .with(|job| job.card.state.is_open() && job.blocked.is_none());
        free && session.may(Permission::WorkOrders)
    });
    let title = Signal::derive(move || {
        about.with(|about| about.as_ref().map(About::title).unwrap_or_default())
    });
    view! {
        <Panel title="Metal and stones">
            {move || {
                let (metals, stones) = held.get();
                let works = works.get();
                if metals.is_empty() && stones.is_empty() {
                    return view! { <p class="quiet">"Nothing is issued to this job."</p> }.into_any();
                }
                view! {
                    <ul class="job-material">
                        {metals.into_iter().map(|metal| metal_row(metal, works, start)).collect_view()}
                        {stones.into_iter().map(|stone| stone_row(stone, works, start)).collect_view()}
                    </ul>
                }
                .into_any()
            }}
            <Show when=move || works.get()>
                <Actions>
                    <Button icon=IconName::Plus on_press=move |()| start.run(About::Metal)>
                        "Issue metal"
                    </Button>
                    <Button icon=IconName::Gem on_press=move |()| start.run(About::Stone)>
                        "Issue a stone"
                    </Button>
                </Actions>
            </Show>
        </Panel>
        <Dialog open=open title=title>
            {move || about.get().map(|about| {
                let attempt = Attempt::new(open, move || shown.refresh());
                match about {
                    About::Metal => view! { <MetalForm shown=shown attempt=attempt /> }.into_any(),
                    About::Stone => view! { <StoneForm shown=shown attempt=attempt /> }.into_any(),
                    About::MetalBack(metal) => {
                        view! { <MetalBack shown=shown attempt=attempt metal=metal /> }.into_any()
                    }
                    About::StoneBack(piece, _) => {
                        view! { <StoneBack shown=shown attempt=attempt piece=piece /> }.into_any()
                    }
                }
            })}
        </Dialog>
    }
}

fn metal_row(metal: MaterialView, works: bool, start: Callback<About>) -> impl IntoView {
    let back = StoredValue::new(metal.clone());
    view! {
        <li>
            <span class="breakable">{metal.name}</span>
            <span class="figure">{metal.quantity.to_string()}</span>
            {works.then(|| view! {
                <Button
                    variant=ButtonVariant::Quiet icon=IconName::Undo
                    on_press=move |()| start.run(About::MetalBack(back.get_value()))
                >
                    "Give back"
                </Button>
            })}
        </li>
    }
}

fn stone_row(stone: (PieceId, String), works: bool, start: Callback<About>) -> impl IntoView {
    let (piece, name) = stone;
    let back = StoredValue::new(name.clone());
    view! {
        <li>
            <a class="breakable" href=format!("/stock/{piece}")>{name}</a>
            <span class="figure">"1 piece"</span>
            {works.then(|| view! {
                <Button
                    variant=ButtonVariant::Quiet icon=IconName::Undo
                    on_press=move |()| start.run(About::StoneBack(piece, back.get_value()))
                >
                    "Give back"
                </Button>
            })}
        </li>
    }
}

/// Where each metal lies is known, so a place is only asked for where there are several.
#[component]
fn MetalForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let asked = Resource::new(|| (), |()| list_bulk());
    let all = Memo::new(move |_| asked.get().and_then(Result::ok).unwrap_or_default());
    let text = || RwSignal::new(String::new());
    let (item, from, quantity) = (text(), text(), text());
    let chosen = Memo::new(move |_| {
        let id: Option<BulkItemId> = item.with(|id| id.parse().ok());
        all.with(|all| all.iter().find(|known| Some(known.id) == id).cloned())
    });
    let items = Signal::derive(move || all.with(|all| some_of(all)));
    let places = Signal::derive(move || {
        let holdings = chosen.get().map(|item| item.holdings).unwrap_or_default();
        let each = holdings.into_iter();
        each.map(|held| {
            let label = format!("{}, {}", held.name, held.quantity);
            SelectOption::new(held.location.to_string(), label)
        })
        .collect::<Vec<_>>()
    });
    let unit = Signal::derive(move || {
        chosen
            .get()
            .map(|item| item.total.unit().label().to_owned())
    });
    let go = move |()| {
        let (job, version) = shown.seen();
        let only = chosen.with_untracked(only_place);
        let issue = MetalIssue {
            version,
            item: item.with_untracked(|id| id.parse().ok()),
            from: from.with_untracked(|id| id.parse().ok()).or(only),
            quantity: quantity.get_untracked(),
        };
        attempt.make(
            move |key| issue_metal(job, issue, key),
            move |_| toasts.success("Issued."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Issue" on_go=go>
            <SelectField
                label="Metal or findings" name="/item" value=item options=items
                prompt="Choose the metal" error=attempt.at("/item")
            />
            <SelectField
                label="Taken from" name="/from" value=from options=places
                prompt="Where it lies" error=attempt.at("/from")
            />
            <NumberField
                label="How much" name="/quantity" value=quantity unit=unit
                error=attempt.at("/quantity")
            />
        </AttemptForm>
    }
}

/// What there is some of.
fn some_of(all: &[BulkView]) -> Vec<SelectOption> {
    let some = all.iter().filter(|item| !item.total.is_zero());
    some.map(|item| {
        SelectOption::new(
            item.id.to_string(),
            format!("{}, {}", item.name, item.total),
        )
    })
    .collect()
}

fn only_place(item: &Option<BulkView>) -> Option<LocationId> {
    match item.as_ref()?.holdings.as_slice() {
        [only] => Some(only.location),
        _ => None,
    }
}

#[component]
fn StoneForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let serial = RwSignal::new(String::new());
    let go = move |()| {
        let (job, version) = shown.seen();
        let issue = StoneIssue {
            version,
            serial: serial.get_untracked(),
        };
        attempt.make(
            move |key| issue_stone(job, issue, key),
            move |_| toasts.success("Issued."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Issue" on_go=go>
            <TextField
                label="Serial" name="/serial" value=serial autocomplete="off"
                hint=Some("Scan its label, or type its serial.".to_owned())
                error=attempt.at("/serial")
            />
        </AttemptForm>
    }
}

/// The places of the store, for where things go.
fn places() -> Signal<Vec<SelectOption>> {
    let terms = Resource::new(|| (), |()| terms_for_stock());
    Signal::derive(move || {
        let terms = terms.get().and_then(Result::ok);
        let places = terms.map(|terms| terms.locations).unwrap_or_default();
        let each = places.into_iter();
        each.map(|(id, name)| SelectOption::new(id.to_string(), name))
            .collect()
    })
}

#[component]
fn MetalBack(shown: Shown, attempt: Attempt, metal: MaterialView) -> impl IntoView {
    let toasts = use_toasts();
    let text = || RwSignal::new(String::new());
    let (quantity, to, into) = (text(), text(), text());
    let (item, unit) = (metal.item, metal.quantity.unit());
    let asked = Resource::new(|| (), |()| list_bulk());
    let others = Signal::derive(move || {
        let all = asked.get().and_then(Result::ok).unwrap_or_default();
        let each = all.into_iter();
        each.filter(|other| other.id != item && other.total.unit() == unit)
            .map(|other| SelectOption::new(other.id.to_string(), other.name))
            .collect::<Vec<_>>()
    });
    let go = move |()| {
        let (job, version) = shown.seen();
        let draft = ReturnDraft::Metal {
            item: Some(item),
            into: into.with_untracked(|id| id.parse().ok()),
            to: to.with_untracked(|id| id.parse().ok()),
            quantity: quantity.get_untracked(),
        };
        attempt.make(
            move |key| give_back(job, version, draft, key),
            move |_| toasts.success("Given back."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Give back" on_go=go>
            <NumberField
                label="How much" name="/quantity" value=quantity
                unit=Some(unit.label().to_owned())
                hint=Some(format!("{} of it is in the job.", metal.quantity))
                error=attempt.at("/quantity")
            />
            <SelectField
                label="Where it goes" name="/to" value=to options=places()
                prompt="Choose a place" error=attempt.at("/to")
            />
            <SelectField
                label="What it is now" name="/into" value=into options=others optional=true
                prompt="The same as it was" error=attempt.at("/into")
                hint=Some("Choose your scrap, if it can't be used as it is.".to_owned())
            />
        </AttemptForm>
    }
}

#[component]
fn StoneBack(shown: Shown, attempt: Attempt, piece: PieceId) -> impl IntoView {
    let toasts = use_toasts();
    let to = RwSignal::new(String::new());
    let go = move |()| {
        let (job, version) = shown.seen();
        let draft = ReturnDraft::Stone {
            piece: Some(piece),
            to: to.with_untracked(|id| id.parse().ok()),
        };
        attempt.make(
            move |key| give_back(job, version, draft, key),
            move |_| toasts.success("Given back."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Give back" on_go=go>
            <SelectField
                label="Where it goes" name="/to" value=to options=places()
                prompt="Choose a place" error=attempt.at("/to")
            />
        </AttemptForm>
    }
}
