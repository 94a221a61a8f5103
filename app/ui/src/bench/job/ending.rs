//! Finishing a job, stopping it, and saying that it takes longer.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::bench::api::{finish_job, postpone_job, stop_job};
use crate::components::{
    Actions, Button, ButtonVariant, Choice, ChoiceOption, DateField, Dialog, IconName, NumberField,
    SelectField, SelectOption, TextArea, use_toasts,
};
use crate::people::use_session;
use crate::stock::terms_for_stock;
use domain::bench::view::{JobDetail, MaterialView};
use domain::bench::{FinishDraft, LossDraft, PostponeDraft, StepState, StopDraft, WipFate};
use domain::ids::BulkItemId;
use domain::staff::Permission;
use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Finish,
    Postpone,
    Stop,
}

#[component]
pub(super) fn Ending(shown: Shown) -> impl IntoView {
    let session = use_session();
    let asked = RwSignal::new(None::<End>);
    let open = RwSignal::new(false);
    let start = move |end: End| {
        asked.set(Some(end));
        open.set(true);
    };
    let finishes =
        Memo::new(move |_| session.may(Permission::WorkOrders) && shown.job.with(can_finish));
    let open_to_me = Memo::new(move |_| {
        session.may(Permission::WorkOrders) && shown.job.with(|job| job.card.state.is_open())
    });
    let stops = Memo::new(move |_| {
        session.may(Permission::StopOrders) && shown.job.with(|job| job.card.state.is_open())
    });
    let title = Signal::derive(move || {
        match asked.get() {
            Some(End::Stop) => "Stop the job",
            Some(End::Postpone) => "Another date for the job",
            _ => "Finish the job",
        }
        .to_owned()
    });
    view! {
        <Show when=move || open_to_me.get() || stops.get()>
            <section class="next-steps" aria-label="What can be done now">
                <Actions>
                    <Show when=move || finishes.get()>
                        <Button
                            variant=ButtonVariant::Primary icon=IconName::Check
                            on_press=move |()| start(End::Finish)
                        >
                            "Finish job"
                        </Button>
                    </Show>
                    <Show when=move || open_to_me.get()>
                        <Button icon=IconName::Clock on_press=move |()| start(End::Postpone)>
                            "New date"
                        </Button>
                    </Show>
                    <Show when=move || stops.get()>
                        <Button variant=ButtonVariant::Danger on_press=move |()| start(End::Stop)>
                            "Stop job"
                        </Button>
                    </Show>
                </Actions>
            </section>
        </Show>
        <Dialog open=open title=title>
            {move || asked.get().map(|end| {
                let attempt = Attempt::new(open, move || shown.refresh());
                match end {
                    End::Finish => view! { <FinishForm shown=shown attempt=attempt /> }.into_any(),
                    End::Postpone => {
                        view! { <PostponeForm shown=shown attempt=attempt /> }.into_any()
                    }
                    End::Stop => view! { <StopForm shown=shown attempt=attempt /> }.into_any(),
                }
            })}
        </Dialog>
    }
}

fn can_finish(job: &JobDetail) -> bool {
    let done = job.steps.iter().all(|step| step.state == StepState::Done);
    done && job.card.state.is_open() && job.blocked.is_none()
}

/// What of a metal was lost, as it is typed.
#[derive(Clone)]
struct Loss {
    item: BulkItemId,
    label: String,
    unit: &'static str,
    typed: RwSignal<String>,
}

impl Loss {
    fn of(metal: &MaterialView) -> Self {
        Self {
            item: metal.item,
            label: format!("Lost of {}", metal.name),
            unit: metal.quantity.unit().label(),
            typed: RwSignal::new(String::new()),
        }
    }
}

#[component]
fn FinishForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let text = || RwSignal::new(String::new());
    let (weight, location, note) = (text(), text(), text());
    let (for_stock, losses) = shown.job.with_untracked(|job| {
        let losses: Vec<_> = job.materials.iter().map(Loss::of).collect();
        (job.card.order.is_none(), losses)
    });
    let losses = StoredValue::new(losses);
    let go = move |()| {
        let (job, version) = shown.seen();
        let lost = losses.with_value(|losses| {
            let each = losses.iter().map(|loss| LossDraft {
                item: loss.item,
                quantity: loss.typed.get_untracked(),
            });
            each.collect()
        });
        let draft = FinishDraft {
            version,
            weight: weight.get_untracked(),
            losses: lost,
            location: location.with_untracked(|id| id.parse().ok()),
            note: note.get_untracked(),
        };
        attempt.make(
            move |key| finish_job(job, draft, key),
            move |_| toasts.success("The piece is finished."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Finish" on_go=go>
            <NumberField
                label="Weight of the piece" name="/weight" value=weight unit=Some("g".to_owned())
                optional=true error=attempt.at("/weight")
            />
            {losses
                .get_value()
                .into_iter()
                .enumerate()
                .map(|(index, loss)| view! {
                    <NumberField
                        label=loss.label name=format!("/losses/{index}/quantity") value=loss.typed
                        unit=Some(loss.unit.to_owned()) optional=true
                        error=attempt.at(format!("/losses/{index}/quantity"))
                    />
                })
                .collect_view()}
            {for_stock.then(|| view! { <PlaceField location=location attempt=attempt /> })}
            <TextArea
                label="What came of it" name="/note" value=note rows=2 optional=true
                error=attempt.at("/note")
            />
        </AttemptForm>
    }
}

#[component]
fn PlaceField(location: RwSignal<String>, attempt: Attempt) -> impl IntoView {
    let terms = Resource::new(|| (), |()| terms_for_stock());
    let places = Signal::derive(move || {
        let terms = terms.get().and_then(Result::ok);
        let places = terms.map(|terms| terms.locations).unwrap_or_default();
        let each = places.into_iter();
        each.map(|(id, name)| SelectOption::new(id.to_string(), name))
            .collect::<Vec<_>>()
    });
    view! {
        <SelectField
            label="Where the piece is put" name="/location" value=location options=places
            prompt="Choose a place" error=attempt.at("/location")
        />
    }
}

#[component]
fn StopForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let fate = RwSignal::new(WipFate::Return.code().to_owned());
    let (location, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fates: Vec<_> = WipFate::ALL
        .iter()
        .map(|fate| ChoiceOption::new(fate.code(), fate.label()))
        .collect();
    let keeps = move || fate.with(|fate| fate == WipFate::Keep.code());
    let go = move |()| {
        let (job, version) = shown.seen();
        let draft = StopDraft {
            version,
            fate: fate.with_untracked(|code| code.parse().unwrap_or(WipFate::Return)),
            location: location.with_untracked(|id| id.parse().ok()),
            reason: reason.get_untracked(),
        };
        attempt.make(
            move |key| stop_job(job, draft, key),
            move |_| toasts.success("The job is stopped."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Stop job" variant=ButtonVariant::Danger on_go=go>
            <Choice label="What becomes of the work" name="/fate" value=fate options=fates />
            <Show when=keeps>
                <PlaceField location=location attempt=attempt />
            </Show>
            <TextArea
                label="Why is it stopped?" name="/reason" value=reason rows=2
                error=attempt.at("/reason")
            />
        </AttemptForm>
    }
}

#[component]
fn PostponeForm(shown: Shown, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let due_on = shown.job.with_untracked(|job| job.card.due_on);
    let (date, reason) = (
        RwSignal::new(due_on.to_string()),
        RwSignal::new(String::new()),
    );
    let go = move |()| {
        let (job, version) = shown.seen();
        let draft = PostponeDraft {
            version,
            due_on: date.with_untracked(|date| date.parse().ok()),
            reason: reason.get_untracked(),
        };
        attempt.make(
            move |key| postpone_job(job, draft, key),
            move |_| toasts.success("The new date is noted."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Note the date" on_go=go>
            <DateField
                label="When it will be through" name="/due_on" value=date
                error=attempt.at("/due_on")
            />
            <TextArea
                label="Why is it another date?" name="/reason" value=reason rows=2
                error=attempt.at("/reason")
            />
        </AttemptForm>
    }
}
