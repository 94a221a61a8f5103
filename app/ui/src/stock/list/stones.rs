//! What loose stones are narrowed by: shape, weight and grades, each with how many there are.

use super::asked::Asked;
use super::filters::{CARAT, Range, Unit};
use crate::components::{Choice, ChoiceOption, Facet, FacetGroup, SkeletonShape};
use crate::loaded::loaded;
use crate::stock::api::count_stones;
use crate::stock::outline::StoneOutline;
use domain::stock::{Clarity, Cut, Origin, Shape, StockFilter, StoneFacets};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn StoneFilters(asked: Asked) -> impl IntoView {
    let first = asked.filter.get_untracked();
    let first = Resource::new(|| (), move |()| count_stones(first.clone()));
    loaded(
        first,
        SkeletonShape::Lines,
        move |first| view! { <Groups asked=asked first=first /> },
    )
}

/// The groups stay while their counts change, so that the focus stays where it was.
#[component]
fn Groups(asked: Asked, first: StoneFacets) -> impl IntoView {
    let facets = kept_right(asked, first);
    let shape_mark = |code: String| match code.parse() {
        Ok(shape) => view! { <StoneOutline shape=shape /> }.into_any(),
        Err(_) => ().into_any(),
    };
    view! {
        <Grown asked=asked />
        <Group
            asked=asked facets=facets label="Shape" name="shape" mark=Callback::new(shape_mark)
            counts=|f| coded(&f.shapes, |s: &Shape| s.code(), |s| s.label())
            chosen=|f| f.shapes.iter().map(|s| s.code().to_owned()).collect()
            toggle=|f, code| toggle(&mut f.shapes, code.parse().ok())
        />
        <Range asked=asked label="Carat" unit=Unit::After("ct") ends=CARAT />
        <Group
            asked=asked facets=facets label="Colour" name="colour"
            counts=|f| f.colours.iter().map(|(c, count)| Facet::new(c, c, *count)).collect()
            chosen=|f| f.colours.clone()
            toggle=|f, colour| toggle(&mut f.colours, Some(colour))
        />
        <Group
            asked=asked facets=facets label="Clarity" name="clarity"
            counts=|f| coded(&f.clarities, |c: &Clarity| c.code(), |c| c.label())
            chosen=|f| f.clarities.iter().map(|c| c.code().to_owned()).collect()
            toggle=|f, code| toggle(&mut f.clarities, code.parse().ok())
        />
        <Group
            asked=asked facets=facets label="Cut" name="cut"
            counts=|f| coded(&f.cuts, |c: &Cut| c.code(), |c| c.label())
            chosen=|f| f.cuts.iter().map(|c| c.code().to_owned()).collect()
            toggle=|f, code| toggle(&mut f.cuts, code.parse().ok())
        />
    }
}

/// Counts anew whenever something else is asked. An answer that was overtaken is dropped.
fn kept_right(asked: Asked, first: StoneFacets) -> RwSignal<StoneFacets> {
    let facets = RwSignal::new(first);
    Effect::new(move |before: Option<StockFilter>| {
        let now = asked.filter.get();
        if before.is_some_and(|before| before != now) {
            let wanted = now.clone();
            spawn_local(async move {
                let counted = count_stones(wanted.clone()).await;
                let current = asked.filter.try_get_untracked() == Some(wanted);
                if let Ok(counted) = counted
                    && current
                {
                    facets.set(counted);
                }
            });
        }
        now
    });
    facets
}

/// Natural or grown: the first question about a stone.
#[component]
fn Grown(asked: Asked) -> impl IntoView {
    let origin = asked.part(
        |filter| {
            filter
                .origin
                .map(|origin| origin.code().to_owned())
                .unwrap_or_default()
        },
        |filter, code| filter.origin = code.parse().ok(),
    );
    let any = ChoiceOption::new("", "Any");
    let each = Origin::ALL
        .iter()
        .map(|o| ChoiceOption::new(o.code(), o.label()));
    let all: Vec<_> = std::iter::once(any).chain(each).collect();
    view! { <Choice label="Origin" name="origin" value=origin options=all /> }
}

#[component]
fn Group(
    asked: Asked,
    facets: RwSignal<StoneFacets>,
    label: &'static str,
    name: &'static str,
    /// What there is of each.
    counts: fn(&StoneFacets) -> Vec<Facet>,
    /// What is asked for.
    chosen: fn(&StockFilter) -> Vec<String>,
    toggle: fn(&mut StockFilter, String),
    #[prop(optional)] mark: Option<Callback<String, AnyView>>,
) -> impl IntoView {
    let chosen = Signal::derive(move || asked.filter.with(chosen));
    let shown = Signal::derive(move || {
        let mut shown = facets.with(counts);
        // What is asked for can be let go again, also where there is none of it.
        for value in chosen.get() {
            if !shown.iter().any(|facet| facet.value == value) {
                shown.push(Facet::new(value.clone(), value, 0));
            }
        }
        shown
    });
    let on_toggle = move |value: String| asked.change(|filter| toggle(filter, value));
    view! {
        <Show when=move || shown.with(|shown| !shown.is_empty())>
            <FacetGroup
                label=label name=name facets=shown chosen=chosen on_toggle=on_toggle mark=mark
            />
        </Show>
    }
}

fn coded<T>(
    counts: &[(T, u32)],
    code: fn(&T) -> &'static str,
    label: fn(&T) -> &'static str,
) -> Vec<Facet> {
    counts
        .iter()
        .map(|(value, count)| Facet::new(code(value), label(value), *count))
        .collect()
}

/// Takes a value up, or lets it go.
fn toggle<T: PartialEq>(chosen: &mut Vec<T>, value: Option<T>) {
    let Some(value) = value else { return };
    let before = chosen.len();
    chosen.retain(|known| *known != value);
    if chosen.len() == before {
        chosen.push(value);
    }
}
