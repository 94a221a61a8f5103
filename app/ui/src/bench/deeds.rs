//! Start, stop and done: the buttons of a step, in a queue and on a job's page.

use super::api::work_step;
use super::hours::HoursField;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{Actions, Button, ButtonVariant, Dialog, IconName, MoneyField, use_toasts};
use crate::error::UiError;
use domain::bench::view::Doer;
use domain::bench::{StepDeed, StepKind, StepRequest, StepState};
use domain::ids::{BenchJobId, BenchStepId, IdempotencyKey};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A step as its buttons need to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AtStep {
    pub job: BenchJobId,
    pub version: i32,
    pub step: BenchStepId,
    pub kind: StepKind,
    pub state: StepState,
    /// Whether a vendor does it.
    pub outside: bool,
}

/// Whether somebody outside does a step.
pub(super) const fn is_outside(doer: &Doer) -> bool {
    matches!(doer, Doer::Vendor { .. })
}

/// What is asked about a step. It stands beside what is read anew, so that nothing that somebody
/// types is lost when another tablet changes something. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    open: RwSignal<bool>,
    about: RwSignal<Option<(AtStep, StepDeed)>>,
    /// Called after each try: somebody else may have been quicker.
    on_change: Callback<()>,
}

impl Asking {
    pub(super) fn new(on_change: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            open: RwSignal::new(false),
            about: RwSignal::new(None),
            on_change: Callback::new(move |()| on_change()),
        }
    }

    fn ask(self, at: AtStep, deed: StepDeed) {
        self.about.set(Some((at, deed)));
        self.open.set(true);
    }

    fn title(self) -> String {
        match self.about.get() {
            Some((at, StepDeed::Finish)) => format!("{}: done", at.kind.label()),
            Some((at, _)) => format!("{}: stop for now", at.kind.label()),
            None => String::new(),
        }
    }
}

/// The dialog in which hours are entered, or what a vendor asks.
#[component]
pub(super) fn AskHours(asking: Asking) -> impl IntoView {
    view! {
        <Dialog open=asking.open title=Signal::derive(move || asking.title())>
            {move || asking.about.get().map(|(at, deed)| {
                let attempt = Attempt::new(asking.open, move || asking.on_change.run(()));
                view! { <WorkForm at=at deed=deed attempt=attempt /> }
            })}
        </Dialog>
    }
}

#[component]
pub(super) fn StepButtons(at: AtStep, asking: Asking) -> impl IntoView {
    let buttons = match at.state {
        StepState::Waiting => view! { <StartButton at=at on_change=asking.on_change /> }.into_any(),
        StepState::InWork => view! {
            <Button
                variant=ButtonVariant::Primary icon=IconName::Check
                on_press=move |()| asking.ask(at, StepDeed::Finish)
            >
                "Done"
            </Button>
            <Button icon=IconName::Pause on_press=move |()| asking.ask(at, StepDeed::PutDown)>
                "Stop"
            </Button>
        }
        .into_any(),
        StepState::Done => ().into_any(),
    };
    view! { <Actions>{buttons}</Actions> }
}

/// Starts at a tap.
#[component]
fn StartButton(at: AtStep, on_change: Callback<()>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let toasts = use_toasts();
    let start = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let request = StepRequest {
            version: at.version,
            deed: StepDeed::Start,
            hours: String::new(),
            cost: String::new(),
        };
        spawn_local(async move {
            let key = IdempotencyKey::generate();
            match work_step(at.job, at.step, request, key).await {
                Ok(_) => toasts.success(format!("{} is started.", at.kind.label())),
                Err(UiError::Invalid(wrong)) => toasts.danger(wrong.to_string()),
                Err(error) => toasts.danger(error.to_string()),
            }
            let _gone = busy.try_set(false);
            on_change.run(());
        });
    };
    view! {
        <Button variant=ButtonVariant::Primary busy=busy on_press=start>
            {if at.outside { "Send out" } else { "Start" }}
        </Button>
    }
}

/// How long it took, or what the vendor asks for it.
#[component]
fn WorkForm(at: AtStep, deed: StepDeed, attempt: Attempt) -> impl IntoView {
    let toasts = use_toasts();
    let (hours, cost) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let go = move |()| {
        let request = StepRequest {
            version: at.version,
            deed,
            hours: hours.get_untracked(),
            cost: cost.get_untracked(),
        };
        let said = match deed {
            StepDeed::Finish => "is done.",
            _ => "is laid aside.",
        };
        attempt.make(
            move |key| work_step(at.job, at.step, request, key),
            move |_| toasts.success(format!("{} {said}", at.kind.label())),
        );
    };
    let field = match (at.outside, deed) {
        (false, _) => view! {
            <HoursField
                label="Hours since it was started" value=hours error=attempt.at("/hours")
            />
        }
        .into_any(),
        (true, StepDeed::Finish) => view! {
            <MoneyField
                label="What the vendor asks for it" name="/cost" value=cost error=attempt.at("/cost")
            />
        }
        .into_any(),
        (true, _) => view! { <p class="dialog-message">"It waits here again."</p> }.into_any(),
    };
    view! {
        <AttemptForm
            attempt=attempt
            verb=if deed == StepDeed::Finish { "Done" } else { "Stop for now" }
            on_go=go
        >
            {field}
        </AttemptForm>
    }
}
