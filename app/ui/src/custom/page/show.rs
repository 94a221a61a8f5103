//! Showing a round of the design: its files, what is new in it, and who sees it.

use super::Shown;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    Banner, Button, ButtonVariant, Checkbox, IconName, TextArea, Tone, use_toasts,
};
use crate::custom::design_drop::DesignDrop;
use crate::orders::act_on_order;
use domain::orders::Action;
use domain::orders::act::Details;
use domain::orders::custom::files::size_words;
use domain::orders::custom::rounds::{NewFile, NewRound, RoundFile};
use leptos::prelude::*;

/// The form of a round.
#[component]
pub(super) fn ShowRound(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let attempt = Attempt::new(open, move || shown.refresh());
    let toasts = use_toasts();
    let note = RwSignal::new(String::new());
    // Why a manager goes on before the deposit is paid.
    let passing = RwSignal::new(String::new());
    let blocked = untrack(|| shown.offer(Action::ShowDesign))
        .map(|offer| offer.blockers)
        .filter(|blockers| !blockers.is_empty())
        .map(|blockers| {
            let each = blockers.iter().map(ToString::to_string);
            each.collect::<Vec<_>>().join(" ")
        });
    let public = RwSignal::new(true);
    let files = RwSignal::new(Vec::<RoundFile>::new());
    let fee = shown.custom(|custom| custom.next_fee);
    let fee = fee.filter(|fee| fee.is_positive());
    let take = Callback::new(move |file: RoundFile| {
        files.update(|files| {
            if !files.iter().any(|known| known.file == file.file) {
                files.push(file);
            }
        });
    });
    let go = move |()| {
        let chosen = files.with_untracked(|files| {
            let each = files.iter().map(|file| NewFile {
                hash: file.file.hash.clone(),
                name: file.name.clone(),
            });
            each.collect()
        });
        let details = Details {
            design: NewRound {
                note: note.get_untracked(),
                files: chosen,
                public: public.get_untracked(),
            },
            ..Details::default()
        };
        let request = shown.request(Action::ShowDesign, details, passing.get_untracked());
        attempt.make(
            move |key| act_on_order(shown.id(), request, key),
            move |acted| toasts.success(format!("Now: {}.", acted.position.state.label())),
        );
    };
    let one = move |(index, file): (usize, RoundFile)| {
        let hash = file.file.hash.clone();
        let wrong = attempt.at(format!("/details/design/files/{index}"));
        view! {
            <li class="custom-file">
                <span class="breakable">{file.name.clone()}</span>
                <span class="quiet">{size_words(file.file.bytes)}</span>
                <Button
                    variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true
                    on_press=move |()| files.update(|files| files.retain(|f| f.file.hash != hash))
                >
                    {format!("Remove {}", file.name)}
                </Button>
                {move || wrong.get().map(|wrong| view! {
                    <p class="field-error" role="alert">{wrong}</p>
                })}
            </li>
        }
    };
    view! {
        <AttemptForm attempt=attempt verb="Show it" on_go=go>
            {blocked.map(|blocked| view! {
                <Banner tone=Tone::Warning>{blocked}</Banner>
                <TextArea
                    label="Why do you go on all the same?" name="/override_reason" value=passing
                    rows=2 hint=Some("It is kept in the order’s history with your name.".to_owned())
                    error=attempt.at("/override_reason") />
            })}
            {fee.map(|fee| view! {
                <Banner tone=Tone::Warning>
                    {format!("This round is beyond those in the price: {fee} is added to the order.")}
                </Banner>
            })}
            <DesignDrop on_file=take wrong=attempt.at("/details/design/files") />
            <ul class="custom-files">
                {move || files.get().into_iter().enumerate().map(one).collect_view()}
            </ul>
            <TextArea
                label="What is new in it" name="/details/design/note" value=note rows=2
                optional=true error=attempt.at("/details/design/note") />
            <Checkbox
                label="Its pictures are on the customer’s page" name="/details/design/public"
                checked=public />
        </AttemptForm>
    }
}
