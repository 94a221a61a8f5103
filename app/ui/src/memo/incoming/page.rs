//! One paper of a vendor: its pieces, what went back, what is owed and what was paid.

use super::steps::{GiveBackForm, PayForm};
use crate::components::{
    Actions, Badge, Button, ButtonVariant, Definition, DefinitionList, Dialog, DialogSize,
    IconName, MoneyText, PageHeader, Panel, SignatureView, SkeletonShape, Tone,
};
use crate::loaded::{addressed, loaded};
use crate::memo::api::show_memo_in;
use crate::memo::words::lent_tone;
use crate::people::use_session;
use domain::memo_in::{LentState, MemoInLine, MemoInReturn, MemoInSettled, MemoInView};
use domain::orders::history::day;
use domain::staff::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;

/// What is on the screen now, and how to look again.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub memo: RwSignal<MemoInView>,
}

impl Shown {
    pub(super) fn refresh(self) {
        let id = self.memo.with_untracked(|memo| memo.id);
        spawn_local(async move {
            if let Ok(now) = show_memo_in(id).await {
                // The screen may be gone by then.
                drop(self.memo.try_set(now));
            }
        });
    }
}

#[component]
pub(in crate::memo) fn MemoInPage() -> impl IntoView {
    let memo = addressed(show_memo_in);
    loaded(
        memo,
        SkeletonShape::Lines,
        |memo| view! { <Page memo=memo /> },
    )
}

#[component]
fn Page(memo: MemoInView) -> impl IntoView {
    let title = format!("{} · {}", memo.number, memo.vendor.1);
    let number = memo.number.clone();
    let shown = Shown {
        memo: RwSignal::new(memo),
    };
    view! {
        <Title text=number />
        <PageHeader
            title=title
            kicker="Memo in"
            back=("/memos/in".to_owned(), "Memos in".to_owned())
            meta=move || view! { <Meta memo=shown.memo /> }
        />
        <div class="split memo-in-page">
            <div class="stack">
                <Steps shown=shown />
                <Pieces memo=shown.memo />
                <Returns memo=shown.memo />
            </div>
            <div class="stack">
                <Owed memo=shown.memo />
                <Facts memo=shown.memo />
            </div>
        </div>
    }
}

#[component]
fn Meta(memo: RwSignal<MemoInView>) -> impl IntoView {
    view! {
        <span>{move || memo.with(|memo| format!("Due back on {}", day(memo.due)))}</span>
        <Show when=move || memo.with(|memo| memo.overdue)>
            <Badge tone=Tone::Danger icon=IconName::Clock>"Overdue"</Badge>
        </Show>
    }
}

/// What can be done with it now.
#[component]
fn Steps(shown: Shown) -> impl IntoView {
    let session = use_session();
    let (giving, paying) = (RwSignal::new(false), RwSignal::new(false));
    let any = move |state| {
        let is = move |line: &MemoInLine| line.state == state;
        shown.memo.with(|memo| memo.lines.iter().any(is))
    };
    let back = move || any(LentState::Here) && session.may(Permission::KeepStock);
    let pay = move || any(LentState::Owed) && session.may(Permission::ViewCost);
    view! {
        <Show when=move || back() || pay()>
            <section class="next-steps" aria-label="What can be done now">
                <Actions>
                    <Show when=pay>
                        <Button
                            variant=ButtonVariant::Primary icon=IconName::Cash
                            on_press=move |()| paying.set(true)
                        >
                            "Pay the vendor"
                        </Button>
                    </Show>
                    <Show when=back>
                        <Button icon=IconName::Undo on_press=move |()| giving.set(true)>
                            "Give back"
                        </Button>
                    </Show>
                </Actions>
            </section>
        </Show>
        <Dialog open=giving title="Give back" size=DialogSize::Medium>
            <GiveBackForm open=giving shown=shown />
        </Dialog>
        <Dialog open=paying title="Pay the vendor" size=DialogSize::Medium>
            <PayForm open=paying shown=shown />
        </Dialog>
    }
}

#[component]
fn Pieces(memo: RwSignal<MemoInView>) -> impl IntoView {
    let lines = Memo::new(move |_| memo.with(|memo| memo.lines.clone()));
    view! {
        <Panel title="Pieces">
            <ul class="pieces">
                {move || lines.get().into_iter().map(piece).collect_view()}
            </ul>
        </Panel>
    }
}

fn piece(line: MemoInLine) -> impl IntoView {
    let cost = line.cost.map(|cost| cost.to_string());
    let order = line.order.map(|(id, number)| {
        view! { <a href=format!("/orders/{id}")>{number}</a> }
    });
    let theirs = line.vendor_style.map(|style| format!("theirs: {style}"));
    let facts: Vec<_> = [line.location, theirs].into_iter().flatten().collect();
    view! {
        <li class="piece">
            <div class="piece-head">
                <span class="piece-name breakable">{line.name}</span>
                {cost.map(|cost| view! { <span class="figure">{cost}</span> })}
            </div>
            <p class="cluster">
                <Badge tone=lent_tone(line.state)>{line.state.label()}</Badge>
                <a class="quiet serial" href=format!("/stock/{}", line.piece)>{line.serial}</a>
                {order}
                <span class="quiet breakable">{facts.join(" · ")}</span>
            </p>
        </li>
    }
}

#[component]
fn Returns(memo: RwSignal<MemoInView>) -> impl IntoView {
    let returns = Memo::new(move |_| memo.with(|memo| memo.returns.clone()));
    view! {
        <Show when=move || returns.with(|returns| !returns.is_empty())>
            <Panel title="Given back">
                <ul class="pieces">
                    {move || returns.get().into_iter().map(returned).collect_view()}
                </ul>
            </Panel>
        </Show>
    }
}

fn returned(back: MemoInReturn) -> impl IntoView {
    let when = day(back.at.date_naive());
    view! {
        <li class="piece">
            <p>
                <strong>{back.serials.join(", ")}</strong>
                <span class="quiet">{format!(" · {when}, to {}, by {}", back.received_by, back.by)}</span>
            </p>
            <SignatureView signature=back.signature by=back.received_by />
        </li>
    }
}

/// What is owed and what was paid, for those who may see cost.
#[component]
fn Owed(memo: RwSignal<MemoInView>) -> impl IntoView {
    let settled = Memo::new(move |_| memo.with(|memo| memo.settled.clone()));
    move || {
        let owed = memo.with(|memo| memo.owed)?;
        Some(view! {
            <Panel title="Owed to the vendor" raised=true>
                <MoneyText amount=owed.to_string() display=true />
                <ul class="payments">
                    {settled.get().into_iter().map(paid).collect_view()}
                </ul>
            </Panel>
        })
    }
}

fn paid(settled: MemoInSettled) -> impl IntoView {
    let how = format!("{} · {}", day(settled.at.date_naive()), settled.by);
    view! {
        <li>
            <span>{format!("Paid, {}", settled.reference)} <span class="quiet">{how}</span></span>
            <span class="figure">{settled.amount.to_string()}</span>
        </li>
    }
}

#[component]
fn Facts(memo: RwSignal<MemoInView>) -> impl IntoView {
    let shown = move || {
        let memo = memo.get();
        let (vendor, reference, conditions) = (memo.vendor.1, memo.reference, memo.conditions);
        let (came, taken_by) = (day(memo.received_on), memo.taken_by);
        view! {
            <DefinitionList>
                <Definition term="Vendor">{vendor}</Definition>
                <Definition term="Their number"><span class="breakable">{reference}</span></Definition>
                <Definition term="Came on">{came}</Definition>
                <Definition term="Taken in by">{taken_by}</Definition>
                {conditions.map(|terms| view! {
                    <Definition term="Their terms"><span class="breakable">{terms}</span></Definition>
                })}
            </DefinitionList>
        }
    };
    view! { <Panel title="Their paper">{shown}</Panel> }
}
