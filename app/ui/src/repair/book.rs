//! The price book: seen by everybody who takes work in, kept by managers.

use super::api::{repair_price_book, save_repair_task, save_repair_terms};
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Cell, Checkbox, Column, DataTable, Dialog, DialogSize, IconName,
    MoneyField, NumberField, PageHeader, Row, SelectField, SelectOption, SkeletonShape, TextField,
    use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::people::use_session;
use domain::bench::StepKind;
use domain::money::{Currency, Money};
use domain::orders::repair::book::{BookTask, BookTerms, PriceBook, TaskDraft, TermsDraft};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

type Known = Resource<Result<PriceBook, UiError>>;

/// What the dialog is about.
#[derive(Clone)]
enum About {
    Task(Option<BookTask>, Currency),
    Terms(BookTerms),
}

impl About {
    fn title(&self) -> String {
        match self {
            Self::Task(Some(task), _) => task.name.clone(),
            Self::Task(None, _) => "A new task".to_owned(),
            Self::Terms(_) => "What holds for all tasks".to_owned(),
        }
    }
}

#[component]
pub(super) fn Book() -> impl IntoView {
    let session = use_session();
    let book: Known = Resource::new(|| (), |()| repair_price_book());
    let about = RwSignal::new(None::<About>);
    let open = RwSignal::new(false);
    let keeps = move || session.may(Permission::EditCatalogue);
    let edit = Callback::new(move |what: About| {
        about.set(Some(what));
        open.set(true);
    });
    // Every amount of the book is in the store's currency.
    let currency = move || {
        let known = book.get_untracked().and_then(Result::ok);
        known.map_or(Currency::USD, |book| book.terms.assessment_fee.currency())
    };
    let title = Signal::derive(move || about.with(|about| about.as_ref().map(About::title)));
    view! {
        <Title text="Price book" />
        <PageHeader
            title="Price book" kicker="Repairs" back=("/repairs/new".to_owned(), "Take-in".to_owned())
            actions=move || view! {
                <Show when=keeps>
                    <Button
                        variant=ButtonVariant::Primary icon=IconName::Plus
                        on_press=move |()| edit.run(About::Task(None, currency()))
                    >
                        "Add a task"
                    </Button>
                </Show>
            }
        />
        {loaded(book, SkeletonShape::Rows, move |book| {
            view! { <Pages book=book keeps=untrack(keeps) edit=edit /> }
        })}
        <Dialog
            open=open title=Signal::derive(move || title.get().unwrap_or_default())
            size=DialogSize::Medium
        >
            {move || open.get().then(|| match about.get_untracked() {
                Some(About::Terms(terms)) => {
                    view! { <TermsForm known=book open=open terms=terms /> }.into_any()
                }
                Some(About::Task(task, currency)) => view! {
                    <TaskForm known=book open=open task=task currency=currency />
                }
                .into_any(),
                None => ().into_any(),
            })}
        </Dialog>
    }
}

#[component]
fn Pages(book: PriceBook, keeps: bool, edit: Callback<About>) -> impl IntoView {
    let terms = book.terms.clone();
    let currency = terms.assessment_fee.currency();
    let kept = StoredValue::new(book.terms);
    let said = format!(
        "Material is sold at {} times its cost. The jeweler is paid {} % of the labour. \
         Declined work costs {}. A finished piece counts as not collected after {} days.",
        terms.material_factor.normalize(),
        terms.labour_percent.normalize(),
        terms.assessment_fee,
        terms.notice_days,
    );
    let columns = vec![
        Column::new("Task"),
        Column::numeric("Labour"),
        Column::numeric("Material"),
        Column::numeric("Price"),
        Column::new("Warranty"),
        Column::new("Bench"),
    ];
    let row = move |task: BookTask| {
        let amount = |amount: Result<Money, _>| {
            amount
                .map(|amount: Money| amount.to_string())
                .unwrap_or_default()
        };
        let material = amount(task.material(&terms));
        let price = amount(task.price(&terms));
        let warranty = match task.warranty_days {
            0 => "None".to_owned(),
            days => format!("{days} days"),
        };
        let bench = format!("{} {}", task.step.label(), task.hours);
        let again = StoredValue::new(task.clone());
        view! {
            <Row>
                <Cell>
                    {if keeps {
                        view! {
                            <Button
                                variant=ButtonVariant::Quiet
                                on_press=move |()| edit.run(About::Task(Some(again.get_value()), currency))
                            >
                                {task.name}
                            </Button>
                        }
                        .into_any()
                    } else {
                        task.name.into_any()
                    }}
                    {(!task.active).then(|| view! { <span class="quiet">" not offered"</span> })}
                </Cell>
                <Cell label="Labour" numeric=true>{task.labour.to_string()}</Cell>
                <Cell label="Material" numeric=true>{material}</Cell>
                <Cell label="Price" numeric=true>{price}</Cell>
                <Cell label="Warranty">{warranty}</Cell>
                <Cell label="Bench">{bench}</Cell>
            </Row>
        }
    };
    view! {
        <div class="stack" data-gap="snug">
            <p>{said}</p>
            {keeps.then(|| view! {
                <div>
                    <Button on_press=move |()| edit.run(About::Terms(kept.get_value()))>
                        "Change what holds for all"
                    </Button>
                </div>
            })}
            <DataTable caption="Tasks" columns=columns>
                {book.tasks.into_iter().map(row).collect_view()}
            </DataTable>
        </div>
    }
}

#[component]
fn TaskForm(
    known: Known,
    open: RwSignal<bool>,
    task: Option<BookTask>,
    currency: Currency,
) -> impl IntoView {
    let attempt = Attempt::new(open, move || known.refetch());
    let toasts = use_toasts();
    let seen = task.as_ref().map(|task| (task.id, task.version));
    let text =
        |of: &dyn Fn(&BookTask) -> String| RwSignal::new(task.as_ref().map(of).unwrap_or_default());
    let name = text(&|task| task.name.clone());
    let labour = text(&|task| task.labour.plain());
    let material = text(&|task| task.material_cost.plain());
    let warranty = text(&|task| task.warranty_days.to_string());
    let hours = text(&|task| task.hours.amount().to_string());
    let step = task.as_ref().map_or(StepKind::Assembly, |task| task.step);
    let step = RwSignal::new(step.code().to_owned());
    let active = RwSignal::new(task.as_ref().is_none_or(|task| task.active));
    let kinds: Vec<_> = StepKind::ALL
        .iter()
        .map(|kind| SelectOption::new(kind.code(), kind.label()))
        .collect();
    let go = move |()| {
        let draft = TaskDraft {
            name: name.get_untracked(),
            labour: labour.get_untracked(),
            material_cost: material.get_untracked(),
            warranty_days: warranty.get_untracked(),
            step: step.with_untracked(|code| code.parse().unwrap_or(StepKind::Assembly)),
            hours: hours.get_untracked(),
            active: active.get_untracked(),
        };
        if let Err(wrong) = draft.check(currency) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            move |key| save_repair_task(seen, draft, key),
            move |_| toasts.success("The task is kept."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Keep it" on_go=go>
            <TextField
                label="What is done" name="/name" value=name autocomplete="off"
                error=attempt.at("/name") />
            <div class="form-grid">
                <MoneyField label="Labour" name="/labour" value=labour error=attempt.at("/labour") />
                <MoneyField
                    label="Material costs us" name="/material_cost" value=material optional=true
                    error=attempt.at("/material_cost") />
                <NumberField
                    label="Warranty" name="/warranty_days" value=warranty whole=true
                    unit=Some("days".to_owned()) error=attempt.at("/warranty_days") />
                <NumberField
                    label="At the bench" name="/hours" value=hours unit=Some("h".to_owned())
                    error=attempt.at("/hours") />
                <SelectField label="Kind of work" name="/step" value=step options=kinds />
                <Checkbox label="It is offered" name="/active" checked=active />
            </div>
        </AttemptForm>
    }
}

#[component]
fn TermsForm(known: Known, open: RwSignal<bool>, terms: BookTerms) -> impl IntoView {
    let attempt = Attempt::new(open, move || known.refetch());
    let toasts = use_toasts();
    let (version, currency) = (terms.version, terms.assessment_fee.currency());
    let draft = TermsDraft::of(&terms);
    let factor = RwSignal::new(draft.material_factor);
    let labour = RwSignal::new(draft.labour_percent);
    let fee = RwSignal::new(draft.assessment_fee);
    let deposit = RwSignal::new(draft.deposit_percent);
    let notice = RwSignal::new(draft.notice_days);
    let go = move |()| {
        let draft = TermsDraft {
            material_factor: factor.get_untracked(),
            labour_percent: labour.get_untracked(),
            assessment_fee: fee.get_untracked(),
            deposit_percent: deposit.get_untracked(),
            notice_days: notice.get_untracked(),
        };
        if let Err(wrong) = draft.check(currency) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            move |key| save_repair_terms(version, draft, key),
            move |_| toasts.success("The book is kept."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Keep it" on_go=go>
            <div class="form-grid">
                <NumberField
                    label="Material is sold at" name="/material_factor" value=factor
                    unit=Some("× cost".to_owned()) error=attempt.at("/material_factor") />
                <NumberField
                    label="The jeweler has of labour" name="/labour_percent" value=labour
                    unit=Some("%".to_owned()) error=attempt.at("/labour_percent") />
                <MoneyField
                    label="Assessment, if declined" name="/assessment_fee" value=fee
                    error=attempt.at("/assessment_fee") />
                <NumberField
                    label="Deposit on agreed work" name="/deposit_percent" value=deposit
                    unit=Some("%".to_owned()) error=attempt.at("/deposit_percent") />
                <NumberField
                    label="Not collected after" name="/notice_days" value=notice whole=true
                    unit=Some("days".to_owned()) error=attempt.at("/notice_days") />
            </div>
        </AttemptForm>
    }
}
