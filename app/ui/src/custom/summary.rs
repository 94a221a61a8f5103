//! A custom order on its order's page: how far it is, and the way to its atelier.

use crate::components::{
    Badge, ButtonVariant, Definition, DefinitionList, Icon, IconName, LinkButton, Panel, Tone,
};
use domain::catalogue::thumbnail;
use domain::orders::custom::view::CustomView;
use domain::orders::history::day;
use domain::orders::view::Detail;
use leptos::prelude::*;

#[component]
pub(crate) fn CustomSummary(order: RwSignal<Detail>) -> impl IntoView {
    let id = order.with_untracked(|order| order.id);
    let made = move || {
        order.with(|order| {
            let words = order.lines.first().map(|line| line.description.clone());
            let jobs = order.lines.iter().filter_map(|line| line.job.clone());
            let jobs: Vec<_> = jobs.map(|job| (job.id, job.number)).collect();
            let facts = order.custom.as_deref().map(facts);
            view! {
                <p class="piece-name breakable">{words}</p>
                {facts}
                {(!jobs.is_empty()).then(|| view! {
                    <p class="line-cover">
                        <Icon name=IconName::Bench />
                        <span>
                            "At the bench: "
                            {jobs.into_iter().map(|(id, number)| view! {
                                <a href=format!("/bench/jobs/{id}")>{number}</a> " "
                            }).collect_view()}
                        </span>
                    </p>
                })}
            }
        })
    };
    view! {
        <Panel
            title="The piece"
            actions=move || view! {
                <LinkButton
                    href=format!("/orders/{id}/custom") variant=ButtonVariant::Secondary
                    icon=IconName::Gem
                >
                    "Wish, estimate, design"
                </LinkButton>
            }
        >
            {made}
        </Panel>
    }
}

fn facts(custom: &CustomView) -> impl IntoView + use<> {
    let made = custom
        .estimate()
        .map(|estimate| estimate.specification.facts());
    let holds = custom.estimate().map(|estimate| day(estimate.expires));
    let round = custom.rounds.first();
    let shown =
        round.map(|round| format!("Round {} on {}", round.number, day(round.at.date_naive())));
    let picture = round.and_then(|round| {
        let mut files = round.files.iter();
        files.find_map(|file| file.file.picture.clone())
    });
    let picture = custom.final_photos.last().cloned().or(picture);
    let picture = picture.or_else(|| custom.brief.photos.first().cloned());
    let (tone, words) = match (custom.approved, custom.rounds.is_empty()) {
        (true, _) => (Tone::Success, "Approved as it stands"),
        (false, false) => (Tone::Warning, "Not approved as it stands"),
        (false, true) => (Tone::Neutral, "Nothing was shown yet"),
    };
    let wish = custom.brief.wish.clone();
    view! {
        <p class="repair-state"><Badge tone=tone>{words}</Badge></p>
        {picture.map(|url| view! {
            <img class="custom-picture" src=thumbnail(&url) alt="The piece" />
        })}
        {wish.map(|wish| view! { <p class="quiet breakable">{wish}</p> })}
        <DefinitionList>
            {made.unwrap_or_default().into_iter().map(|(term, value)| view! {
                <Definition term=term><span class="breakable">{value}</span></Definition>
            }).collect_view()}
            {holds.map(|holds| view! { <Definition term="Price holds until">{holds}</Definition> })}
            {shown.map(|shown| view! { <Definition term="Shown last">{shown}</Definition> })}
        </DefinitionList>
    }
}
