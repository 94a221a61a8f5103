use super::api::{list_given_up, retry_job};
use crate::components::{Banner, Button, ButtonVariant, Tone, use_toasts};
use crate::error::UiError;
use crate::live::on_any_change;
use domain::messages::GivenUp;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Work that was given up: rare, and worth looking at at once. Nothing where there is none.
#[component]
pub(super) fn GivenUpWork() -> impl IntoView {
    let work = Resource::new(|| (), |()| list_given_up());
    on_any_change(move || work.refetch());
    let show = move |found: Result<Vec<GivenUp>, UiError>| {
        found.ok().filter(|found| !found.is_empty()).map(
            |found| view! { <Found work=found renew=Callback::new(move |()| work.refetch()) /> },
        )
    };
    view! { <Transition>{move || Suspend::new(async move { show(work.await) })}</Transition> }
        .into_any()
}

#[component]
fn Found(work: Vec<GivenUp>, renew: Callback<()>) -> impl IntoView {
    let items = work
        .into_iter()
        .map(|work| view! { <Work work=work renew=renew /> })
        .collect_view();
    view! {
        <Banner tone=Tone::Warning title="These customers could not be written to">
            <p>
                "We tried for hours and gave up. Ask whoever looks after the server, then try again."
            </p>
            <ul class="given-up">{items}</ul>
        </Banner>
    }
}

#[component]
fn Work(work: GivenUp, renew: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let retry = move |()| {
        busy.set(true);
        spawn_local(async move {
            match retry_job(work.job).await {
                Ok(()) => toasts.success("It is being tried again."),
                Err(error) => toasts.danger(error.to_string()),
            }
            busy.set(false);
            renew.run(());
        });
    };
    let order = work.order.zip(work.order_number).map(|(id, number)| {
        view! { <a href=format!("/orders/{id}")>{number}</a> }
    });
    view! {
        <li>
            <span>
                {order} " given up on " {work.at.format("%-d %b, %H:%M").to_string()} " after "
                {work.attempts} " attempts"
            </span>
            <Button variant=ButtonVariant::Quiet busy=busy on_press=Callback::new(retry)>
                "Try again"
            </Button>
        </li>
    }
}
