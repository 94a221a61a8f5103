//! What happened, and what is still to come.

use super::{Icon, IconName, Tone};
use leptos::prelude::*;

/// Events, newest first. Put [`TimelineItem`]s inside.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One event: what, when, by whom, and more below.
#[component]
pub fn TimelineItem(
    #[prop(into)] title: String,
    /// For people: "Today, 14:32".
    #[prop(into)]
    when: String,
    /// For machines: `2026-11-23T14:32:00Z`.
    #[prop(optional, into)]
    at: Option<String>,
    #[prop(optional, into)] who: Option<String>,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="timeline-item" data-tone=tone.as_str()>
            <span class="timeline-mark" aria-hidden="true">
                {icon.map(|name| view! { <Icon name=name /> })}
            </span>
            <div class="timeline-body">
                <p class="timeline-title">{title}</p>
                <p class="timeline-meta">
                    <time datetime=at>{when}</time>
                    {who.map(|who| view! { <span>" · "{who}</span> })}
                </p>
                {children.map(|children| view! { <div class="timeline-text">{children()}</div> })}
            </div>
        </li>
    }
}

/// How far a [`Step`] has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Current,
    Upcoming,
}

/// One step of a [`Stepper`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    pub state: StepState,
    /// A date or a word below the label.
    pub detail: Option<String>,
}

impl Step {
    pub fn new(label: impl Into<String>, state: StepState) -> Self {
        Self {
            label: label.into(),
            state,
            detail: None,
        }
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// The customer's view of progress: plain HTML, complete without JavaScript.
#[component]
pub fn Stepper(
    /// What the steps are of: "Your ring".
    #[prop(into)]
    label: String,
    #[prop(into)] steps: Signal<Vec<Step>>,
) -> impl IntoView {
    view! {
        <ol class="stepper" aria-label=label>
            {move || steps.get().into_iter().map(step_view).collect_view()}
        </ol>
    }
}

fn step_view(step: Step) -> impl IntoView {
    let (state, spoken, current) = match step.state {
        StepState::Done => ("done", "Done: ", None),
        StepState::Current => ("current", "Now: ", Some("step")),
        StepState::Upcoming => ("upcoming", "To come: ", None),
    };
    view! {
        <li class="step" data-state=state aria-current=current>
            <span class="step-mark" aria-hidden="true">
                {(step.state == StepState::Done).then(|| view! { <Icon name=IconName::Check /> })}
            </span>
            <span class="step-text">
                <span class="visually-hidden">{spoken}</span>
                <span class="step-label">{step.label}</span>
                {step.detail.map(|detail| view! { <span class="step-detail">{detail}</span> })}
            </span>
        </li>
    }
}
