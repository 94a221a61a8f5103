//! What a store offers all its accounts: terms, tiers, quantity breaks. Seen by everybody who takes
//! orders, kept by managers.

use super::api::{load_wholesale_book, save_wholesale_book};
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Definition, DefinitionList, Dialog, DialogSize, IconName, NumberField,
    PageHeader, Panel, SkeletonShape, TextField, use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::people::use_session;
use domain::staff::Permission;
use domain::wholesale::book::{BookDraft, BreakDraft, NamedDraft, WholesaleBook};
use leptos::prelude::*;
use leptos_meta::Title;

/// Rows of a form that come and go, each with a key that stays.
pub(super) struct Rows<T: Send + Sync + 'static> {
    rows: RwSignal<Vec<(u32, T)>>,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl<T: Send + Sync + 'static> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Rows<T> {}

impl<T: Clone + Send + Sync + 'static> Rows<T> {
    pub(super) fn of<D>(drafts: Vec<D>, row: fn(D) -> T) -> Self {
        let rows: Vec<_> = (0_u32..).zip(drafts.into_iter().map(row)).collect();
        Self {
            next: StoredValue::new(u32::try_from(rows.len()).unwrap_or(u32::MAX)),
            rows: RwSignal::new(rows),
            owner: StoredValue::new(Owner::new()),
        }
    }

    pub(super) fn add<D>(self, draft: D, row: fn(D) -> T) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let row = self.owner.get_value().with(|| row(draft));
        self.rows.update(|rows| rows.push((key, row)));
    }

    pub(super) fn remove(self, key: u32) {
        self.rows.update(|rows| rows.retain(|(of, _)| *of != key));
    }

    pub(super) fn keyed(self) -> Vec<(u32, T)> {
        self.rows.get()
    }

    pub(super) fn all(self) -> Vec<T> {
        self.rows.get().into_iter().map(|(_, row)| row).collect()
    }

    /// The complaint about a field of a row, wherever the row stands now.
    pub(super) fn error(
        self,
        key: u32,
        attempt: Attempt,
        list: &'static str,
        field: &'static str,
    ) -> Signal<Option<String>> {
        Signal::derive(move || {
            let place = self
                .rows
                .with(|rows| rows.iter().position(|(of, _)| *of == key))?;
            attempt.at(format!("/{list}/{place}/{field}")).get()
        })
    }
}

type Known = Resource<Result<WholesaleBook, UiError>>;

#[component]
pub(super) fn TermsScreen() -> impl IntoView {
    let session = use_session();
    let book: Known = Resource::new(|| (), |()| load_wholesale_book());
    let open = RwSignal::new(false);
    view! {
        <Title text="Terms and tiers" />
        <PageHeader
            title="Terms and tiers" kicker="Wholesale"
            back=("/wholesale".to_owned(), "Wholesale".to_owned())
            actions=move || view! {
                <Show when=move || session.may(Permission::EditCatalogue)>
                    <Button
                        variant=ButtonVariant::Primary icon=IconName::Pen
                        on_press=move |()| open.set(true)
                    >
                        "Change them"
                    </Button>
                </Show>
            }
        />
        {loaded(book, SkeletonShape::Lines, |book| view! { <Shown book=book /> })}
        <Dialog open=open title="Terms and tiers" size=DialogSize::Wide>
            {move || {
                let kept = open.get().then(|| book.get_untracked().and_then(Result::ok)).flatten();
                kept.map(|kept| view! { <BookForm book=kept known=book open=open /> })
            }}
        </Dialog>
    }
}

#[component]
fn Shown(book: WholesaleBook) -> impl IntoView {
    let none = book.breaks.is_empty();
    view! {
        <div class="reading stack">
            <Panel title="Terms">
                <DefinitionList ledger=true>
                    {book.terms.into_iter().map(|terms| view! {
                        <Definition term=terms.name>{format!("{} days", terms.days)}</Definition>
                    }).collect_view()}
                </DefinitionList>
            </Panel>
            <Panel title="Tiers">
                <DefinitionList ledger=true>
                    {book.tiers.into_iter().map(|tier| view! {
                        <Definition term=tier.name>
                            {format!("{} % off the list", tier.discount.normalize())}
                        </Definition>
                    }).collect_view()}
                </DefinitionList>
            </Panel>
            <Panel title="Quantity breaks">
                {none.then(|| view! {
                    <p class="quiet">"None: a larger quantity costs the same for each."</p>
                })}
                <DefinitionList ledger=true>
                    {book.breaks.into_iter().map(|step| view! {
                        <Definition term=format!("From {} pieces of a style", step.from)>
                            {format!("{} % less", step.percent.normalize())}
                        </Definition>
                    }).collect_view()}
                </DefinitionList>
            </Panel>
        </div>
    }
}

#[derive(Clone)]
struct Named<Id> {
    id: Option<Id>,
    name: RwSignal<String>,
    value: RwSignal<String>,
}

fn named<Id>(draft: NamedDraft<Id>) -> Named<Id> {
    Named {
        id: draft.id,
        name: RwSignal::new(draft.name),
        value: RwSignal::new(draft.value),
    }
}

fn named_draft<Id>(row: Named<Id>) -> NamedDraft<Id> {
    NamedDraft {
        id: row.id,
        name: row.name.get(),
        value: row.value.get(),
    }
}

#[derive(Clone, Copy)]
struct Step {
    from: RwSignal<String>,
    percent: RwSignal<String>,
}

fn step(draft: BreakDraft) -> Step {
    Step {
        from: RwSignal::new(draft.from),
        percent: RwSignal::new(draft.percent),
    }
}

#[component]
fn BookForm(book: WholesaleBook, known: Known, open: RwSignal<bool>) -> impl IntoView {
    let attempt = Attempt::new(open, move || known.refetch());
    let toasts = use_toasts();
    let version = book.version;
    let draft = BookDraft::of(&book);
    let terms = Rows::of(draft.terms, named);
    let tiers = Rows::of(draft.tiers, named);
    let breaks = Rows::of(draft.breaks, step);
    let typed = move || BookDraft {
        terms: terms.all().into_iter().map(named_draft).collect(),
        tiers: tiers.all().into_iter().map(named_draft).collect(),
        breaks: breaks
            .all()
            .into_iter()
            .map(|row| BreakDraft {
                from: row.from.get(),
                percent: row.percent.get(),
            })
            .collect(),
    };
    let go = move |()| {
        let draft = untrack(typed);
        if let Err(wrong) = draft.checked(version) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            move |key| save_wholesale_book(version, draft, key),
            move |_| toasts.success("Terms and tiers are kept."),
        );
    };
    let whole = move |list: &'static str| {
        let wrong = attempt.at(list);
        move || {
            wrong
                .get()
                .map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> })
        }
    };
    let one_break = move |(key, row): (u32, Step)| {
        view! {
            <div class="form-grid">
                <NumberField
                    label="From" name=format!("/breaks/{key}/from") value=row.from whole=true
                    unit=Some("pieces".to_owned()) error=breaks.error(key, attempt, "breaks", "from") />
                <NumberField
                    label="Less" name=format!("/breaks/{key}/percent") value=row.percent
                    unit=Some("%".to_owned()) error=breaks.error(key, attempt, "breaks", "percent") />
                <Gone rows=breaks at=key what="break" />
            </div>
        }
    };
    view! {
        <AttemptForm attempt=attempt verb="Keep them" on_go=go>
            <h3 class="kicker">"Terms"</h3>
            {whole("/terms")}
            <NamedRows rows=terms list="terms" word="Paid within" unit="days" attempt=attempt />
            <h3 class="kicker">"Tiers"</h3>
            {whole("/tiers")}
            <NamedRows rows=tiers list="tiers" word="Off the list" unit="%" attempt=attempt />
            <h3 class="kicker">"Quantity breaks"</h3>
            <For each=move || breaks.keyed() key=|(key, _)| *key children=one_break />
            <div>
                <Button icon=IconName::Plus on_press=move |()| breaks.add(BreakDraft::default(), step)>
                    "Add a break"
                </Button>
            </div>
        </AttemptForm>
    }
}

#[component]
fn NamedRows<Id: Clone + Send + Sync + 'static>(
    rows: Rows<Named<Id>>,
    list: &'static str,
    word: &'static str,
    unit: &'static str,
    attempt: Attempt,
) -> impl IntoView {
    let one = move |(key, row): (u32, Named<Id>)| {
        view! {
            <div class="form-grid">
                <TextField
                    label="Name" name=format!("/{list}/{key}/name") value=row.name autocomplete="off"
                    error=rows.error(key, attempt, list, "name") />
                <NumberField
                    label=word name=format!("/{list}/{key}/value") value=row.value
                    unit=Some(unit.to_owned()) error=rows.error(key, attempt, list, "value") />
                <Gone rows=rows at=key what="one" />
            </div>
        }
    };
    let new = move |()| {
        let draft = NamedDraft {
            id: None,
            name: String::new(),
            value: String::new(),
        };
        rows.add(draft, named);
    };
    view! {
        <For each=move || rows.keyed() key=|(key, _)| *key children=one />
        <div><Button icon=IconName::Plus on_press=new>"Add one"</Button></div>
    }
}

/// Takes a row out of a form.
#[component]
pub(super) fn Gone<T: Clone + Send + Sync + 'static>(
    rows: Rows<T>,
    at: u32,
    what: &'static str,
) -> impl IntoView {
    view! {
        <div>
            <Button
                variant=ButtonVariant::Quiet icon=IconName::Trash
                on_press=move |()| rows.remove(at)
            >
                {format!("Remove this {what}")}
            </Button>
        </div>
    }
}
