//! What is said of a code: what it names, where that is, or that nobody knows it.

use super::super::api::{envelopes_of, where_is};
use super::super::whereabouts::Things;
use super::super::words::{address, described, icon};
use super::Desk;
use super::reading::{Said, Scanned};
use crate::components::{Banner, Icon, Tone};
use crate::error::UiError;
use domain::custody::{Named, Thing, ThingView};
use leptos::prelude::*;

/// The one thing that a code names.
pub(super) fn only(scanned: &Scanned) -> Option<&Named> {
    match &scanned.found[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// Says where that is what a code names.
pub(super) async fn look(desk: Desk, scanned: Scanned) {
    let said = match only(&scanned) {
        Some(one) => match things(one).await {
            Ok(Some(things)) if !things.is_empty() => Said::Where(things),
            Ok(Some(_)) => Said::Refused(format!(
                "{}: nothing of it is in the house yet.",
                scanned.code
            )),
            Ok(None) => Said::Found(scanned),
            Err(error) => Said::Failed(error.to_string()),
        },
        None => Said::Found(scanned),
    };
    desk.said.try_set(said);
}

/// The things that are meant by a code; none of what can't be carried.
async fn things(named: &Named) -> Result<Option<Vec<ThingView>>, UiError> {
    Ok(match named {
        Named::Piece { id, .. } => Some(vec![where_is(Thing::Piece(*id)).await?]),
        Named::Envelope { id, .. } => Some(vec![where_is(Thing::Envelope(*id)).await?]),
        Named::Order { id, .. } => Some(envelopes_of(*id).await?),
        Named::Purchase { .. } | Named::Job { .. } | Named::Place(_) => None,
    })
}

#[component]
pub(super) fn Answer(desk: Desk) -> impl IntoView {
    view! {
        <div class="scan-answer" aria-live="polite">
            {move || match desk.said.get() {
                Said::Nothing => ().into_any(),
                Said::Reading(code) => view! { <p class="quiet">"Looking for "{code}"…"</p> }.into_any(),
                Said::Found(scanned) => named(scanned).into_any(),
                Said::Where(things) => view! { <Things things=things /> }.into_any(),
                Said::Refused(why) => view! { <Banner tone=Tone::Warning>{why}</Banner> }.into_any(),
                Said::Failed(why) => view! { <Banner tone=Tone::Danger>{why}</Banner> }.into_any(),
            }}
        </div>
    }
}

fn named(scanned: Scanned) -> AnyView {
    if scanned.found.is_empty() {
        let title = format!("Nothing is called {}", scanned.code);
        return view! {
            <Banner tone=Tone::Warning title=title>
                "Scan it again, or type what stands below the bars."
            </Banner>
        }
        .into_any();
    }
    let entry = |named: Named| {
        let (title, words) = described(&named);
        view! {
            <li>
                <a class="scan-found" href=address(&named)>
                    <Icon name=icon(&named) />
                    <span class="picker-text">
                        <span class="serial">{title}</span>
                        <span class="quiet breakable">{words}</span>
                    </span>
                </a>
            </li>
        }
    };
    view! {
        <ul class="scan-list" aria-label="What the code names">
            {scanned.found.into_iter().map(entry).collect_view()}
        </ul>
    }
    .into_any()
}
