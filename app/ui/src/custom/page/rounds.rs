//! The rounds of a design: the newest in full, any two side by side.

use super::Shown;
use super::show::ShowRound;
use crate::components::{
    Badge, Button, ButtonVariant, Dialog, DialogSize, Icon, IconName, Panel, SelectField,
    SelectOption, Tone,
};
use domain::catalogue::thumbnail;
use domain::ids::OrderId;
use domain::orders::Action;
use domain::orders::custom::files::size_words;
use domain::orders::custom::rounds::{RoundFile, Verdict};
use domain::orders::custom::view::{AnswerView, RoundView};
use domain::orders::history::day;
use leptos::prelude::*;

#[component]
pub(super) fn Rounds(shown: Shown) -> impl IntoView {
    let open = RwSignal::new(false);
    let beside = RwSignal::new(String::new());
    let rounds = Memo::new(move |_| {
        shown
            .custom(|custom| custom.rounds.clone())
            .unwrap_or_default()
    });
    let included = move || {
        shown
            .custom(|custom| custom.included_rounds)
            .unwrap_or_default()
    };
    let shows = move || shown.offer(Action::ShowDesign).is_some();
    let several = move || rounds.with(|rounds| rounds.len() > 1);
    let others = move || {
        rounds.with(|rounds| {
            let earlier = rounds.iter().skip(1);
            earlier
                .map(|round| {
                    SelectOption::new(round.number.to_string(), format!("Round {}", round.number))
                })
                .collect::<Vec<_>>()
        })
    };
    let said = move || {
        rounds.with(|rounds| match rounds.len() {
            0 => format!("{} rounds are in the price.", included()),
            many => format!("{many} shown, {} in the price.", included()),
        })
    };
    let id = shown.id();
    let both = move || {
        let chosen: Option<u32> = beside.with(|number| number.parse().ok());
        let answers = shown
            .custom(|custom| custom.answers.clone())
            .unwrap_or_default();
        rounds.with(|rounds| {
            let newest = rounds.first().cloned();
            let other = rounds.iter().find(|round| Some(round.number) == chosen);
            let each = newest.into_iter().chain(other.cloned());
            each.map(|round| view! { <Round id=id answers=answers.clone() round=round /> })
                .collect_view()
        })
    };
    view! {
        <Panel
            title="Design"
            actions=move || view! {
                <Show when=shows>
                    <Button
                        variant=ButtonVariant::Primary icon=IconName::Upload
                        on_press=move |()| open.set(true)
                    >
                        "Show a design"
                    </Button>
                </Show>
            }
        >
            <p class="quiet">{said}</p>
            <Show when=several>
                <SelectField
                    label="Beside the newest" name="beside" value=beside
                    options=Signal::derive(others) prompt="Nothing" />
            </Show>
            <div class="custom-rounds">{both}</div>
        </Panel>
        <Dialog open=open title="Show a design" size=DialogSize::Medium>
            {move || view! { <ShowRound shown=shown open=open /> }}
        </Dialog>
    }
}

#[component]
fn Round(id: OrderId, answers: Vec<AnswerView>, round: RoundView) -> impl IntoView {
    let verdict = answers
        .into_iter()
        .find(|answer| answer.round == Some(round.number))
        .map(|answer| answer.verdict);
    let verdict = verdict.map(|verdict| {
        let tone = match verdict {
            Verdict::Approved | Verdict::Accepted => Tone::Success,
            Verdict::Changes => Tone::Warning,
        };
        view! { <Badge tone=tone>{verdict.label()}</Badge> }
    });
    let shown = format!("{} by {}", day(round.at.date_naive()), round.by);
    let fee = round
        .fee
        .is_positive()
        .then(|| format!("{} charged", round.fee));
    let title = format!("Round {}", round.number);
    let label = title.clone();
    let files = round.files.into_iter();
    let (pictures, others): (Vec<_>, Vec<_>) =
        files.partition(|file: &RoundFile| file.file.picture.is_some());
    view! {
        <article class="custom-round" aria-label=label>
            <header class="cluster">
                <h3>{title}</h3>
                {verdict}
                {(!round.public).then(|| view! { <Badge>"Not on their page"</Badge> })}
            </header>
            <p class="quiet">{shown}{fee.map(|fee| format!(" · {fee}"))}</p>
            {round.note.map(|note| view! { <p class="breakable">{note}</p> })}
            <ul class="custom-pictures" data-large="">
                {pictures.into_iter().map(|file| picture(id, file)).collect_view()}
            </ul>
            <ul class="custom-files">
                {others.into_iter().map(|file| model(id, file)).collect_view()}
            </ul>
        </article>
    }
}

fn picture(id: OrderId, file: RoundFile) -> impl IntoView {
    let url = file.file.picture.clone().unwrap_or_default();
    view! {
        <li>
            <a href=url.clone() target="_blank" rel="external">
                <img src=thumbnail(&url) alt=file.name.clone() />
            </a>
            {download(id, &file)}
        </li>
    }
}

fn model(id: OrderId, file: RoundFile) -> impl IntoView {
    view! {
        <li class="custom-file">
            {download(id, &file)}
            <span class="quiet">{file.file.kind.label()}</span>
        </li>
    }
}

fn download(id: OrderId, file: &RoundFile) -> impl IntoView + use<> {
    let size = size_words(file.file.bytes);
    view! {
        <a class="custom-download" href=format!("/orders/{id}/design/{}", file.file.hash) download="" rel="external">
            <Icon name=IconName::Download />
            <span class="breakable">{file.name.clone()}</span>
            <span class="quiet">{size}</span>
        </a>
    }
}
