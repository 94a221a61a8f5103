//! Planning work: for stock, or for a line of an order.

use super::api::{open_job, planning_terms};
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Checkbox, DateField, Dialog, IconName, SelectField, SelectOption,
    TextArea, TextField, use_toasts,
};
use domain::bench::JobDraft;
use domain::bench::capacity::Need;
use domain::bench::view::BenchTerms;
use domain::ids::{LineId, OrderId, RouteId, StaffId};
use domain::orders::history::day;
use leptos::prelude::*;

/// The fields of a job.
#[derive(Clone, Copy)]
struct Typed {
    title: RwSignal<String>,
    route: RwSignal<String>,
    jeweler: RwSignal<String>,
    rush: RwSignal<bool>,
    due: RwSignal<String>,
    note: RwSignal<String>,
}

impl Typed {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            title: text(),
            route: text(),
            jeweler: text(),
            rush: RwSignal::new(false),
            due: text(),
            note: text(),
        }
    }

    fn route(self) -> Option<RouteId> {
        self.route.with(|id| id.parse().ok())
    }

    fn jeweler(self) -> Option<StaffId> {
        self.jeweler.with(|id| id.parse().ok())
    }

    fn draft(self, line: Option<(OrderId, LineId)>) -> JobDraft {
        JobDraft {
            line,
            title: self.title.get(),
            variant: None,
            route: self.route(),
            jeweler: self.jeweler(),
            rush: self.rush.get(),
            due: self.due.with(|day| day.parse().ok()),
            note: self.note.get(),
        }
    }

    /// When the bench could be through with it, and why.
    fn proposal(self, terms: &BenchTerms) -> Option<String> {
        let route = self.route()?;
        let route = terms.routes.iter().find(|known| known.id == route)?;
        let jeweler = self.jeweler();
        let needs: Vec<_> = route
            .steps
            .iter()
            .map(|step| Need::Bench {
                jeweler,
                hours: step.hours,
            })
            .collect();
        Some(match terms.bench.plan(&needs) {
            Ok(plan) => format!("Empty takes {}. {}", day(plan.finish), plan.why),
            Err(wrong) => format!("{wrong} Choose the day yourself."),
        })
    }
}

/// The button that plans work for stock, and its dialog.
#[component]
pub(super) fn NewJob(on_change: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button
            variant=ButtonVariant::Primary icon=IconName::Plus on_press=move |()| open.set(true)
        >
            "Work for stock"
        </Button>
        <Dialog open=open title="Work for stock">
            <JobForm open=open line=None on_change=on_change />
        </Dialog>
    }
}

#[component]
pub(super) fn JobForm(
    open: RwSignal<bool>,
    line: Option<(OrderId, LineId)>,
    on_change: Callback<()>,
) -> impl IntoView {
    let attempt = Attempt::new(open, move || on_change.run(()));
    let toasts = use_toasts();
    let typed = Typed::new();
    let asked = Resource::new(|| (), |()| planning_terms());
    let terms = Memo::new(move |_| asked.get().and_then(Result::ok));
    let routes = Signal::derive(move || {
        choices(terms.get(), |terms| {
            let each = terms.routes.iter();
            each.map(|route| {
                SelectOption::new(
                    route.id.to_string(),
                    format!("{}, {}", route.name, route.hours()),
                )
            })
            .collect()
        })
    });
    let people = Signal::derive(move || {
        choices(terms.get(), |terms| {
            let each = terms.bench.queues.iter();
            each.map(|queue| SelectOption::new(queue.staff.to_string(), queue.name.clone()))
                .collect()
        })
    });
    let hint = Signal::derive(move || terms.with(|terms| typed.proposal(terms.as_ref()?)));
    let go = move |()| {
        let draft = untrack(|| typed.draft(line));
        let today = terms.with_untracked(|terms| terms.as_ref().map(|terms| terms.bench.today));
        if let Some(Err(wrong)) = today.map(|today| draft.check(today)) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            |key| open_job(draft, key),
            move |_| toasts.success("The work is planned."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Plan the work" on_go=go>
            {line.is_none().then(|| view! {
                <TextField
                    label="What is made" name="/title" value=typed.title autocomplete="off"
                    error=attempt.at("/title")
                />
            })}
            <SelectField
                label="Kind of work" name="/route" value=typed.route options=routes
                prompt="Choose the kind of work" error=attempt.at("/route")
            />
            <SelectField
                label="Jeweler" name="/jeweler" value=typed.jeweler options=people
                prompt="Anybody" optional=true error=attempt.at("/jeweler")
            />
            <DateField
                label="To be finished by" name="/due" value=typed.due optional=true hint=hint
                error=attempt.at("/due")
            />
            <Checkbox label="Rush: it goes first" name="/rush" checked=typed.rush />
            <TextArea
                label="For the jeweler" name="/note" value=typed.note rows=2 optional=true
                error=attempt.at("/note")
            />
        </AttemptForm>
    }
}

fn choices(
    terms: Option<BenchTerms>,
    of: impl Fn(&BenchTerms) -> Vec<SelectOption>,
) -> Vec<SelectOption> {
    terms.as_ref().map(of).unwrap_or_default()
}
