//! What the customer has in mind, and its dialog.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Button, Definition, DefinitionList, Dialog, DialogSize, Panel, use_toasts,
};
use crate::custom::api::save_custom_brief;
use crate::custom::inquiry::{BriefFields, BriefForm};
use crate::custom::pictures::Pictures;
use crate::people::use_session;
use domain::orders::custom::inquiry::{Brief, NewBrief};
use domain::orders::history::day;
use domain::staff::Permission;
use leptos::prelude::*;

#[component]
pub(super) fn BriefPanel(shown: Shown) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let brief = Memo::new(move |_| {
        shown
            .custom(|custom| custom.brief.clone())
            .unwrap_or_default()
    });
    let photos = Signal::derive(move || brief.with(|brief| brief.photos.clone()));
    view! {
        <Panel
            title="The wish"
            actions=move || view! {
                <Show when=move || session.may(Permission::TakeOrders)>
                    <Button on_press=move |()| open.set(true)>"Change"</Button>
                </Show>
            }
        >
            {move || brief.with(facts)}
            <Pictures urls=photos about="Inspiration" />
        </Panel>
        <Dialog open=open title="The wish" size=DialogSize::Wide>
            {move || view! { <BriefDialog shown=shown open=open brief=brief.get_untracked() /> }}
        </Dialog>
    }
}

fn facts(brief: &Brief) -> impl IntoView + use<> {
    let wish = brief.wish.clone();
    let nothing = *brief == Brief::default();
    let facts = [
        ("Budget", brief.budget.map(|budget| budget.to_string())),
        ("Wanted by", brief.wanted_by.map(day)),
        ("Notes", brief.notes.clone()),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(term, value)| Some((term, value?)));
    view! {
        {nothing.then(|| view! { <p class="quiet">"Nothing is written down of it yet."</p> })}
        {wish.map(|wish| view! { <p class="breakable custom-wish">{wish}</p> })}
        <DefinitionList>
            {facts.map(|(term, value)| view! {
                <Definition term=term><span class="breakable">{value}</span></Definition>
            }).collect_view()}
        </DefinitionList>
    }
}

#[component]
fn BriefDialog(shown: Shown, open: RwSignal<bool>, brief: Brief) -> impl IntoView {
    let attempt = Attempt::new(open, move || shown.refresh());
    let toasts = use_toasts();
    let form = BriefForm::of(NewBrief::from(&brief));
    let currency = shown
        .order
        .with_untracked(|order| order.totals.total.currency());
    let error = Callback::new(move |pointer: String| attempt.at(pointer).get());
    let go = move |()| {
        let brief = form.typed();
        if let Err(wrong) = brief.checked(currency) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            move |key| save_custom_brief(shown.id(), brief, key),
            move |()| toasts.success("It is written down."),
        );
    };
    view! {
        <AttemptForm attempt=attempt verb="Write it down" on_go=go>
            <BriefFields form=form error=error pointer="" />
        </AttemptForm>
    }
}
