//! Routes: how each kind of work is done. Managers change them; jobs that are open keep theirs.

use super::api::{list_bench_routes, save_bench_route};
use super::frame::{Place, Ways};
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, ButtonVariant, Dialog, DialogSize, IconName, NumberField, PageHeader, SelectField,
    SelectOption, SkeletonShape, TextField, use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::people::use_session;
use domain::bench::{Route, RouteDraft, RouteStepDraft, StepKind};
use domain::ids::RouteId;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

type Known = Resource<Result<Vec<Route>, UiError>>;

#[component]
pub(super) fn Templates() -> impl IntoView {
    let session = use_session();
    let routes = Resource::new(|| (), |()| list_bench_routes());
    let about = RwSignal::new(None::<Route>);
    let open = RwSignal::new(false);
    let plans = move || session.may(Permission::PlanBench);
    let edit = Callback::new(move |route: Option<Route>| {
        about.set(route);
        open.set(true);
    });
    let title = Signal::derive(move || {
        about.with(|about| match about {
            Some(route) => route.name.clone(),
            None => "A kind of work".to_owned(),
        })
    });
    view! {
        <Title text="Routes" />
        <PageHeader
            title="Bench"
            actions=move || view! {
                <Show when=plans>
                    <Button
                        variant=ButtonVariant::Primary icon=IconName::Plus
                        on_press=move |()| edit.run(None)
                    >
                        "Add a kind of work"
                    </Button>
                </Show>
            }
        />
        <div class="stack">
            <Ways here=Place::Routes />
            {loaded(routes, SkeletonShape::Rows, move |routes| {
                view! { <List routes=routes plans=untrack(plans) edit=edit /> }
            })}
        </div>
        <Dialog open=open title=title size=DialogSize::Medium>
            {move || open.get().then(|| {
                view! { <RouteForm known=routes open=open route=about.get_untracked() /> }
            })}
        </Dialog>
    }
}

#[component]
fn List(routes: Vec<Route>, plans: bool, edit: Callback<Option<Route>>) -> impl IntoView {
    let one = move |route: Route| {
        let steps = route.steps.iter();
        let steps: Vec<_> = steps
            .map(|step| format!("{} {}", step.kind.label(), step.hours))
            .collect();
        let kept = StoredValue::new(route.clone());
        view! {
            <li>
                <div>
                    <h2 class="breakable">{route.name.clone()}</h2>
                    <p class="quiet">{steps.join(" → ")}</p>
                </div>
                <div class="cluster">
                    <span class="figure">{route.hours().to_string()}</span>
                    {plans.then(|| view! {
                        <Button on_press=move |()| edit.run(Some(kept.get_value()))>
                            "Change"
                            <span class="visually-hidden">{format!(" {}", route.name)}</span>
                        </Button>
                    })}
                </div>
            </li>
        }
    };
    view! { <ul class="routes">{routes.into_iter().map(one).collect_view()}</ul> }
}

/// A step as it is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
struct StepRow {
    key: u32,
    kind: RwSignal<String>,
    hours: RwSignal<String>,
}

#[component]
fn RouteForm(known: Known, open: RwSignal<bool>, route: Option<Route>) -> impl IntoView {
    let attempt = Attempt::new(open, move || known.refetch());
    let toasts = use_toasts();
    let seen: Option<(RouteId, i32)> = route.as_ref().map(|route| (route.id, route.version));
    let (name, steps) = route
        .map(|route| (route.name, route.steps))
        .unwrap_or_default();
    let name = RwSignal::new(name);
    let rows: Vec<_> = (0u32..)
        .zip(steps)
        .map(|(key, step)| StepRow {
            key,
            kind: RwSignal::new(step.kind.code().to_owned()),
            hours: RwSignal::new(step.hours.amount().to_string()),
        })
        .collect();
    let next = StoredValue::new(u32::try_from(rows.len()).unwrap_or_default());
    let rows = RwSignal::new(rows);
    let owner = Owner::current().unwrap_or_default();
    let add = move |()| {
        let key = next.get_value();
        next.set_value(key + 1);
        let row = owner.with(|| StepRow {
            key,
            kind: RwSignal::new(StepKind::Polishing.code().to_owned()),
            hours: RwSignal::new(String::new()),
        });
        rows.update(|rows| rows.push(row));
    };
    let go = move |()| {
        let steps = rows.with_untracked(|rows| {
            let each = rows.iter().filter_map(|row| {
                Some(RouteStepDraft {
                    kind: row.kind.with_untracked(|code| code.parse().ok())?,
                    hours: row.hours.get_untracked(),
                })
            });
            each.collect()
        });
        let draft = RouteDraft {
            name: name.get_untracked(),
            steps,
        };
        if let Err(wrong) = draft.check() {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            move |key| save_bench_route(seen, draft, key),
            move |_| toasts.success("The route is kept."),
        );
    };
    let nothing = attempt.at("/steps");
    view! {
        <AttemptForm attempt=attempt verb="Keep it" on_go=go>
            <TextField
                label="Kind of work" name="/name" value=name autocomplete="off"
                error=attempt.at("/name")
            />
            <ol class="route-steps">
                <For each=move || rows.get() key=|row| row.key let:row>
                    <StepFields rows=rows row=row attempt=attempt />
                </For>
            </ol>
            {move || nothing.get().map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> })}
            <Button icon=IconName::Plus on_press=add>"Add a step"</Button>
        </AttemptForm>
    }
}

#[component]
fn StepFields(rows: RwSignal<Vec<StepRow>>, row: StepRow, attempt: Attempt) -> impl IntoView {
    let place = move || {
        rows.with(|rows| rows.iter().position(|known| known.key == row.key))
            .unwrap_or_default()
    };
    let error = Signal::derive(move || attempt.at(format!("/steps/{}/hours", place())).get());
    let kinds: Vec<_> = StepKind::ALL
        .iter()
        .map(|kind| SelectOption::new(kind.code(), kind.label()))
        .collect();
    let remove = move |()| rows.update(|rows| rows.retain(|known| known.key != row.key));
    view! {
        <li class="route-step">
            <SelectField
                label=Signal::derive(move || format!("Step {}", place() + 1))
                name=format!("/steps/{}/kind", row.key) value=row.kind options=kinds
            />
            <NumberField
                label="Hours" name=format!("/steps/{}/hours", row.key) value=row.hours
                unit=Some("h".to_owned()) error=error
            />
            <Button variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true on_press=remove>
                {move || format!("Remove step {}", place() + 1)}
            </Button>
        </li>
    }
}
