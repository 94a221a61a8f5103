//! Where is it: the place, who has it, since when, and its last hand-overs.

use super::api::{envelopes_of, where_is};
use super::words::{held_by, moment, passed, who};
use crate::components::{Definition, DefinitionList, IconName, LinkButton, Panel};
use crate::error::UiError;
use crate::href::href;
use crate::live::on_carried;
use crate::people::use_session;
use domain::custody::{HandOverView, Thing, ThingView};
use domain::ids::{OrderId, PieceId};
use domain::staff::Permission;
use leptos::prelude::*;

/// Where a piece is, on its own page. `version` changes with the piece.
#[component]
pub fn PieceWhereabouts(piece: PieceId, #[prop(into)] version: Signal<i32>) -> impl IntoView {
    let found = Resource::new(
        move || version.get(),
        move |_| async move { Ok(vec![where_is(Thing::Piece(piece)).await?]) },
    );
    on_carried(move || found.refetch());
    view! { <Known found=found own_page=true /> }
}

/// Where the envelopes of an order are, on its page; nothing while it has none.
#[component]
pub fn OrderEnvelopes(order: OrderId, #[prop(into)] version: Signal<i32>) -> impl IntoView {
    let found = Resource::new(move || version.get(), move |_| envelopes_of(order));
    on_carried(move || found.refetch());
    view! { <Known found=found own_page=false /> }
}

#[component]
fn Known(
    found: Resource<Result<Vec<ThingView>, UiError>>,
    /// The page itself says what it is and all that happened to it.
    own_page: bool,
) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(things) if things.is_empty() => ().into_any(),
                    Ok(things) => view! {
                        <Panel title="Where is it">
                            <Things things=things own_page=own_page />
                        </Panel>
                    }
                    .into_any(),
                    Err(error) => view! {
                        <Panel title="Where is it"><p class="field-error">{error.to_string()}</p></Panel>
                    }
                    .into_any(),
                }
            })}
        </Transition>
    }
}

/// Several things, each with where it is.
#[component]
pub(super) fn Things(things: Vec<ThingView>, #[prop(optional)] own_page: bool) -> impl IntoView {
    let each = move |thing| view! { <li><Whereabouts thing=thing own_page=own_page /></li> };
    view! {
        <ul class="whereabouts">
            {things.into_iter().map(each).collect_view()}
        </ul>
    }
}

/// Where one thing is.
#[component]
fn Whereabouts(thing: ThingView, own_page: bool) -> impl IntoView {
    let session = use_session();
    let of = thing.thing;
    let which = thing
        .number
        .filter(|(_, count)| *count > 1)
        .map(|(number, count)| format!("{number} of {count} · "));
    let place = thing.holder.as_ref().map(|holder| {
        let link = format!("/stock?location={}", holder.id);
        let name = held_by(holder);
        view! { <a class="breakable whereabouts-place" href=link>{name}</a> }
    });
    let here = thing.here;
    let unknown = match here {
        true => "Nobody has said yet",
        false => "Nowhere in the house",
    };
    let hand = href("/scan", &[("do", "hand-over"), ("code", &thing.code)]);
    let what = (!own_page).then(|| {
        view! {
            <p>
                <span class="serial">{thing.code.clone()}</span>
                " "
                <span class="quiet breakable">{which}{thing.name}</span>
            </p>
        }
    });
    let last = (!own_page).then(|| view! { <HandOvers thing=of last=thing.last /> });
    let may = move || here && session.may(Permission::WorkOrders);
    view! {
        <div class="stack" data-gap="tight">
            {what}
            <DefinitionList>
                <Definition term="Where">
                    {place.map_or_else(|| view! { <span>{unknown}</span> }.into_any(), IntoAny::into_any)}
                </Definition>
                {thing.holder.as_ref().and_then(who).map(|who| view! {
                    <Definition term="Who has it"><span class="breakable">{who}</span></Definition>
                })}
                {thing.since.map(|since| view! {
                    <Definition term="Since">
                        <time datetime=since.to_rfc3339()>{moment(since)}</time>
                    </Definition>
                })}
            </DefinitionList>
            {last}
            <Show when=may>
                <div><LinkButton href=hand.clone() icon=IconName::HandOver>"Hand over"</LinkButton></div>
            </Show>
        </div>
    }
}

#[component]
fn HandOvers(thing: Thing, last: Vec<HandOverView>) -> impl IntoView {
    let line = move |moved: HandOverView| {
        view! {
            <li>
                <span class="breakable">{passed(thing, &moved)}</span>
                <span class="quiet">
                    <time datetime=moved.at.to_rfc3339()>{moment(moved.at)}</time>
                    " · "{moved.by}
                </span>
            </li>
        }
    };
    view! {
        <ol class="hand-overs" aria-label="Last hand-overs">
            {last.into_iter().map(line).collect_view()}
        </ol>
    }
}
