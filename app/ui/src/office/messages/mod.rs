//! What customers were told, and what could not be told them.

pub mod api;
mod given_up;
mod link;
mod list;
mod preview;

pub use link::TrackingLink;

use crate::components::{Banner, Button, PageHeader, SkeletonShape, Tab, Tabs, Tone, use_toasts};
use crate::live::on_any_change;
use crate::loaded::loaded;
use api::{list_messages, retry_all_messages};
use domain::ids::MessageId;
use domain::messages::{Filter, MessageStatus};
use given_up::GivenUpWork;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use list::List;
use preview::Preview;

/// What the parts of the screen share.
#[derive(Clone, Copy)]
struct Desk {
    /// The message that is being read.
    reading: RwSignal<Option<MessageId>>,
    /// Whether more than the first page is shown; it is then not pulled away from under the reader.
    leafed: RwSignal<bool>,
    renew: Callback<()>,
}

#[component]
pub fn Messages() -> impl IntoView {
    let query = use_query_map();
    let status = Memo::new(move |_| {
        query
            .with(|query| query.get("status"))
            .and_then(|status| status.parse().ok())
    });
    let filter = move || Filter {
        status: status.get(),
        after: None,
    };
    let messages = Resource::new(filter, list_messages);
    let desk = Desk {
        reading: RwSignal::new(None),
        leafed: RwSignal::new(false),
        renew: Callback::new(move |()| messages.refetch()),
    };
    on_any_change(move || {
        if !desk.leafed.get_untracked() {
            messages.refetch();
        }
    });
    view! {
        <Title text="Messages" />
        <PageHeader title="Messages" />
        <div class="stack" data-gap="snug">
            <GivenUpWork />
            <Tabs
                label="Messages by what became of them"
                tabs=Signal::derive(move || tabs(status.get()))
            />
            <Show when=move || status.get() == Some(MessageStatus::NotSent)>
                <Kept desk=desk />
            </Show>
            {loaded(
                messages,
                SkeletonShape::Rows,
                move |page| {
                    desk.leafed.set(false);
                    view! { <List page=page filter=filter() desk=desk /> }
                },
            )}
        </div>
        <Preview desk=desk />
    }
}

fn tabs(current: Option<MessageStatus>) -> Vec<Tab> {
    let each = MessageStatus::ALL.iter().map(|status| {
        let href = format!("/messages?status={}", status.code());
        Tab::new(href, short(*status), current == Some(*status))
    });
    std::iter::once(Tab::new("/messages", "All", current.is_none()))
        .chain(each)
        .collect()
}

/// A status in a word or two.
const fn short(status: MessageStatus) -> &'static str {
    match status {
        MessageStatus::Queued => "Waiting",
        MessageStatus::Sent => "Sent",
        MessageStatus::NotSent => "Kept",
        MessageStatus::Unreachable => "No address",
        MessageStatus::Failed => "Failed",
    }
}

pub(crate) const fn tone(status: MessageStatus) -> Tone {
    match status {
        MessageStatus::Queued => Tone::Info,
        MessageStatus::Sent => Tone::Success,
        MessageStatus::NotSent | MessageStatus::Unreachable => Tone::Neutral,
        MessageStatus::Failed => Tone::Danger,
    }
}

/// Why messages are kept, and a way to send them all.
#[component]
fn Kept(desk: Desk) -> impl IntoView {
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let send = move |()| {
        busy.set(true);
        spawn_local(async move {
            match retry_all_messages().await {
                Ok(0) => toasts.info("There was none to send."),
                Ok(1) => toasts.success("One message is on its way."),
                Ok(count) => toasts.success(format!("{count} messages are on their way.")),
                Err(error) => toasts.danger(error.to_string()),
            }
            busy.set(false);
            desk.renew.run(());
        });
    };
    view! {
        <Banner
            tone=Tone::Info
            title="Kept while no mail server was set up"
            actions=move || {
                view! {
                    <Button busy=busy on_press=Callback::new(send)>
                        "Send them now"
                    </Button>
                }
            }
        >
            "Look through them first: some may no longer be news to the customer."
        </Banner>
    }
}
