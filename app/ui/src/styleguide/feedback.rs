//! Messages, dialogs, and the states of lists.

use super::{Chapter, Example};
use crate::components::*;
use leptos::prelude::*;

#[component]
pub(super) fn Messages() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <Chapter id="messages" title="Messages">
            <Example label="Banners">
                <div class="stack" data-gap="tight">
                    <Banner tone=Tone::Info>"The vendor's prices were last read on 4 May."</Banner>
                    <Banner tone=Tone::Success title="The order is placed">
                        "SO-10234 was confirmed to the customer by e-mail."
                    </Banner>
                    <Banner
                        tone=Tone::Warning
                        title="Promised for Friday, and the vendor says Tuesday"
                        actions=|| {
                            view! {
                                <Button>"Change the promise date"</Button>
                                <Button variant=ButtonVariant::Quiet>"Leave it"</Button>
                            }
                        }
                    >
                        "The customer has not been told."
                    </Banner>
                    <Banner
                        tone=Tone::Danger
                        title="Changed on another tablet"
                        on_dismiss=move || toasts.info("Dismissed.")
                    >
                        "Luis changed the price from $2,400.00 to $2,650.00. Nothing of yours was saved."
                    </Banner>
                </div>
            </Example>
            <Example label="Toasts">
                <Actions>
                    <Button on_press=move || toasts.success("The payment is recorded.")>"Success"</Button>
                    <Button on_press=move || toasts.info("SO-10234 changed on another tablet.")>"Info"</Button>
                    <Button on_press=move || {
                        toasts.danger("The order was not saved. Check the connection.")
                    }>"Danger"</Button>
                </Actions>
            </Example>
            <Example label="Badges">
                <div class="cluster">
                    <Badge>"Draft"</Badge>
                    <Badge tone=Tone::Accent>"Ordered from vendor"</Badge>
                    <Badge tone=Tone::Info>"On hold"</Badge>
                    <Badge tone=Tone::Success icon=IconName::Check>"Ready"</Badge>
                    <Badge tone=Tone::Warning icon=IconName::Clock>"Due tomorrow"</Badge>
                    <Badge tone=Tone::Danger>"3 days overdue"</Badge>
                </div>
            </Example>
        </Chapter>
    }
}

#[component]
pub(super) fn Dialogs() -> impl IntoView {
    let plain = RwSignal::new(false);
    let confirm = RwSignal::new(false);
    let amount = RwSignal::new("620.00".to_string());
    let toasts = use_toasts();
    view! {
        <Chapter id="dialogs" title="Dialogs">
            <Actions>
                <Button on_press=move || plain.set(true)>"Take a payment"</Button>
                <Button on_press=move || confirm.set(true)>"Cancel an order"</Button>
            </Actions>
            <Dialog open=plain title="Take a payment" light_dismiss=true>
                <MoneyField label="Amount" name="/dialog/amount" value=amount hint="$1,240.00 is owed." />
                <Actions end=true>
                    <Button variant=ButtonVariant::Quiet on_press=move || plain.set(false)>
                        "Go back"
                    </Button>
                    <Button
                        variant=ButtonVariant::Primary
                        on_press=move || {
                            plain.set(false);
                            toasts.success("The payment is recorded.");
                        }
                    >
                        "Record payment"
                    </Button>
                </Actions>
            </Dialog>
            <ConfirmDialog
                open=confirm
                title="Cancel SO-10234?"
                message="The vendor has not confirmed yet, so the deposit of $620.00 goes back to the customer in full."
                confirm="Cancel the order"
                dismiss="Keep the order"
                danger=true
                reason_label="Why"
                on_confirm=move |reason: String| {
                    confirm.set(false);
                    toasts.success(format!("Cancelled: {reason}"));
                }
            />
        </Chapter>
    }
}

#[component]
pub(super) fn States() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <Chapter id="states" title="States of a list">
            <div class="guide-pair">
                <Panel title="Empty" raised=true>
                    <EmptyState
                        icon=IconName::Orders
                        title="No orders yet"
                        text="The first one is taken at the counter."
                        actions=|| {
                            view! {
                                <LinkButton href="/_styleguide" variant=ButtonVariant::Primary>
                                    "Take order"
                                </LinkButton>
                            }
                        }
                    />
                </Panel>
                <Panel title="Failed" raised=true>
                    <ErrorState on_retry=move || toasts.info("Trying again.") />
                </Panel>
                <Panel title="Loading text" raised=true>
                    <Skeleton />
                </Panel>
                <Panel title="Loading rows" raised=true>
                    <Skeleton shape=SkeletonShape::Rows />
                </Panel>
                <Panel title="Under way" raised=true>
                    <Progress
                        label="Bringing in stones.csv" done=18_000 total=Some(53_940)
                        text="18,000 of 53,940 rows"
                    />
                    <Progress label="Looking for a place" done=0 total=None text="" />
                </Panel>
            </div>
            <LoadMore
                shown="Showing 50 of 312"
                has_more=true
                on_more=move || toasts.info("More orders.")
            />
        </Chapter>
    }
}
