//! Who is signed in where, and ending it from here.

use super::api::{end_session, list_sessions};
use crate::components::{
    Badge, Button, ButtonVariant, Cell, Column, DataTable, ErrorState, Panel, Row, Skeleton,
    SkeletonShape, Tone, use_toasts,
};
use chrono::{DateTime, FixedOffset};
use domain::ids::SessionId;
use domain::people::SessionView;
use leptos::prelude::*;

#[component]
pub(super) fn SessionsPanel(#[prop(into)] title: String) -> impl IntoView {
    let sessions = Resource::new(|| (), |()| list_sessions());
    let toasts = use_toasts();
    let end = Action::new(|id: &SessionId| end_session(*id));
    let answer = end.value();
    Effect::new(move |_| match answer.get() {
        Some(Ok(())) => {
            toasts.success("Signed out there.");
            sessions.refetch();
        }
        Some(Err(error)) => toasts.danger(error.to_string()),
        None => {}
    });
    let table = move || {
        Suspend::new(async move {
            match sessions.await {
                Ok(list) => view! {
                    <SessionsTable
                        list=list
                        on_end=move |id| {
                            end.dispatch(id);
                        }
                    />
                }
                .into_any(),
                Err(error) => view! {
                    <ErrorState text=error.to_string() on_retry=move |()| sessions.refetch() />
                }
                .into_any(),
            }
        })
    };
    view! {
        <Panel title=title flush=true>
            <Transition fallback=|| view! { <Skeleton shape=SkeletonShape::Rows /> }>{table}</Transition>
        </Panel>
    }
}

#[component]
fn SessionsTable(
    list: Vec<SessionView>,
    #[prop(into)] on_end: Callback<SessionId>,
) -> impl IntoView {
    let columns = ["Person", "Device", "Last used"]
        .map(Column::new)
        .into_iter();
    let columns = columns.chain([Column::unseen("Actions")]).collect();
    let row = move |session: SessionView| {
        let id = session.id;
        let spoken = format!(" {} on {}", session.staff_name, session.device_name);
        view! {
            <Row>
                <Cell>{session.staff_name}</Cell>
                <Cell label="Device">
                    <div class="cluster">
                        {format!("{} · {}", session.device_name, session.store_name)}
                        {session.locked.then(|| view! { <Badge tone=Tone::Neutral>"Locked"</Badge> })}
                    </div>
                </Cell>
                <Cell label="Last used">{moment(session.last_seen)}</Cell>
                <Cell>
                    {if session.this_one {
                        view! { <Badge tone=Tone::Accent>"This device"</Badge> }.into_any()
                    } else {
                        view! {
                            <Button variant=ButtonVariant::Quiet on_press=move || on_end.run(id)>
                                "Sign out"
                                <span class="visually-hidden">{spoken}</span>
                            </Button>
                        }
                            .into_any()
                    }}
                </Cell>
            </Row>
        }
    };
    view! {
        <DataTable caption="Sessions" columns=columns>
            {list.into_iter().map(row).collect_view()}
        </DataTable>
    }
}

fn moment(at: DateTime<FixedOffset>) -> impl IntoView {
    view! { <time datetime=at.to_rfc3339()>{at.format("%-d %b, %H:%M").to_string()}</time> }
}
