//! What was said of each revision, and what it is bound to.

use super::Shown;
use crate::components::{Badge, Panel, Tone};
use domain::orders::custom::rounds::Verdict;
use domain::orders::custom::view::AnswerView;
use domain::orders::history::day;
use leptos::prelude::*;

#[component]
pub(super) fn Answers(shown: Shown) -> impl IntoView {
    let stands = move || {
        shown.custom(|custom| {
            let asked = custom.revision > 0;
            let (tone, words) = if custom.approved {
                (Tone::Success, "Approved as it stands")
            } else if asked && !custom.rounds.is_empty() {
                (Tone::Warning, "Not approved as it stands")
            } else {
                (Tone::Neutral, "Nothing was shown yet")
            };
            let revision = custom.revision;
            view! {
                <p class="repair-state">
                    {asked.then(|| view! { <Badge>{format!("Revision {revision}")}</Badge> " " })}
                    <Badge tone=tone>{words}</Badge>
                </p>
            }
        })
    };
    let answers = move || {
        shown
            .custom(|custom| custom.answers.clone())
            .unwrap_or_default()
    };
    view! {
        <Panel title="Approval">
            {stands}
            <ul class="custom-answers">
                {move || answers().into_iter().map(answer).collect_view()}
            </ul>
        </Panel>
    }
}

fn answer(answer: AnswerView) -> impl IntoView {
    let tone = match answer.verdict {
        Verdict::Changes => Tone::Warning,
        Verdict::Accepted | Verdict::Approved => Tone::Success,
    };
    let way = match answer.verdict {
        Verdict::Changes => String::new(),
        Verdict::Accepted | Verdict::Approved => format!("{}. ", answer.way.label()),
    };
    let what = format!(
        "{}, revision {}, {} on {}. {way}Noted by {}.",
        answer.name,
        answer.revision,
        answer.total,
        day(answer.at.date_naive()),
        answer.noted_by
    );
    let digits: String = answer.binding.chars().take(12).collect();
    view! {
        <li>
            <Badge tone=tone>{answer.verdict.label()}</Badge>
            <p>{what}</p>
            {answer.wishes.map(|wishes| view! { <p class="breakable">{wishes}</p> })}
            <p class="quiet">"Bound to " <code>{digits}</code></p>
        </li>
    }
}
