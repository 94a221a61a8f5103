//! What happened, and a place to write something down.

use super::Shown;
use crate::components::{Button, IconName, Panel, TextArea, Timeline, TimelineItem, use_toasts};
use crate::error::UiError;
use crate::orders::api::note_on_order;
use crate::orders::words::moment;
use domain::ids::IdempotencyKey;
use domain::orders::view::EventView;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn History(shown: Shown) -> impl IntoView {
    let events = Memo::new(move |_| shown.order.with(|order| order.timeline.clone()));
    view! {
        <Panel title="History">
            <NoteBox shown=shown />
            <Timeline>
                {move || events.get().into_iter().map(event).collect_view()}
            </Timeline>
        </Panel>
    }
}

fn event(event: EventView) -> impl IntoView {
    let seen = event.visible.then_some("The customer sees this");
    let icon = if event.visible {
        IconName::Eye
    } else {
        IconName::Store
    };
    view! {
        <TimelineItem
            title=event.headline
            when=moment(event.at)
            at=event.at.to_rfc3339()
            who=event.who
            icon=icon
        >
            {event.detail.map(|detail| view! { <p class="breakable">{detail}</p> })}
            {seen.map(|seen| view! { <p class="visually-hidden">{seen}</p> })}
        </TimelineItem>
    }
}

#[component]
fn NoteBox(shown: Shown) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let key = StoredValue::new(IdempotencyKey::generate());
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<UiError>);
    let toasts = use_toasts();
    let save = move || {
        let order = shown.order.with_untracked(|order| order.id);
        let note = text.get_untracked();
        busy.set(true);
        spawn_local(async move {
            match note_on_order(order, note, key.get_value()).await {
                Ok(()) => {
                    wrong.set(None);
                    text.set(String::new());
                    key.set_value(IdempotencyKey::generate());
                    toasts.success("Noted.");
                    shown.refresh();
                }
                Err(error) => wrong.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let error = Signal::derive(move || {
        wrong.with(|wrong| {
            wrong
                .as_ref()
                .map(|e| e.field("/text").unwrap_or_else(|| e.to_string()))
        })
    });
    view! {
        <div class="note-box">
            <TextArea label="Note for the staff" name="note" value=text rows=2 error=error />
            <Button
                icon=IconName::Pen
                busy=busy
                disabled=Signal::derive(move || text.with(|text| text.trim().is_empty()))
                on_press=save
            >
                "Write it down"
            </Button>
        </div>
    }
}
