use super::api::show_message;
use super::{Desk, short};
use crate::components::{Definition, DefinitionList, Dialog, DialogSize, SkeletonShape};
use crate::error::UiError;
use crate::loaded::loaded;
use domain::messages::MessageText;
use leptos::prelude::*;

/// A message as the customer reads it.
#[component]
pub(super) fn Preview(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if desk.reading.get().is_some() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            desk.reading.set(None);
        }
    });
    view! {
        <Dialog open=open title="Message" size=DialogSize::Medium light_dismiss=true>
            <Words desk=desk />
        </Dialog>
    }
}

#[component]
fn Words(desk: Desk) -> impl IntoView {
    let message = Resource::new(
        move || desk.reading.get(),
        |id| async move {
            match id {
                Some(id) => show_message(id).await,
                None => Err(UiError::NotFound),
            }
        },
    );
    loaded(message, SkeletonShape::Lines, words)
}

fn words(message: MessageText) -> impl IntoView {
    let to = if message.row.recipient.is_empty() {
        message.row.to_name
    } else {
        format!("{} <{}>", message.row.to_name, message.row.recipient)
    };
    view! {
        <DefinitionList>
            <Definition term="To">
                <span class="breakable">{to}</span>
            </Definition>
            <Definition term="Subject">{message.row.subject}</Definition>
            <Definition term="Status">{short(message.row.status)}</Definition>
        </DefinitionList>
        <div class="message-text breakable">{message.text}</div>
    }
}
