//! What is asked of the list. It is the address, so that it reloads, goes back and can be shared.

use crate::href::href;
use domain::stock::{Form, StockFilter};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;
use std::str::FromStr;

/// What is asked, and the way to ask for something else. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub filter: Memo<StockFilter>,
    go: Callback<StockFilter>,
}

impl Asked {
    /// What the address of this screen asks.
    pub(super) fn here() -> Self {
        let query = use_query_map();
        let navigate = use_navigate();
        let go = move |filter: StockFilter| {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&address(&filter), options);
        };
        Self {
            filter: Memo::new(move |_| query.with(filter_of)),
            go: Callback::new(go),
        }
    }

    pub(super) fn is_for(self, form: Form) -> bool {
        self.filter.with(|filter| filter.form == Some(form))
    }

    /// Asks for something a little else.
    pub(super) fn change(self, change: impl FnOnce(&mut StockFilter)) {
        let now = self.filter.get_untracked();
        let mut next = now.clone();
        change(&mut next);
        if next != now {
            self.go.run(next);
        }
    }

    /// The text of a control that stays the same as a part of the address.
    pub(super) fn part(
        self,
        read: fn(&StockFilter) -> String,
        write: fn(&mut StockFilter, String),
    ) -> RwSignal<String> {
        let text = self.shown(read);
        Effect::new(move |before: Option<String>| {
            let now = text.get();
            if before.is_some_and(|before| before != now) {
                self.change(|filter| write(filter, now.clone()));
            }
            now
        });
        text
    }

    /// The text of a control that follows a part of the address, and is sent when it is done.
    pub(super) fn shown(self, read: fn(&StockFilter) -> String) -> RwSignal<String> {
        let text = RwSignal::new(self.filter.with_untracked(read));
        Effect::new(move |_| {
            let now = self.filter.with(read);
            if text.with_untracked(|text| *text != now) {
                text.set(now);
            }
        });
        text
    }
}

/// The filter that an address asks for. What it can't read doesn't filter.
fn filter_of(query: &ParamsMap) -> StockFilter {
    let text = |name: &str| query.get(name).unwrap_or_default();
    StockFilter {
        text: text("q"),
        form: one(query, "form"),
        state: one(query, "state"),
        ownership: one(query, "ownership"),
        location: one(query, "location"),
        free: one(query, "free").unwrap_or_default(),
        shapes: each(query, "shape"),
        colours: each(query, "colour"),
        clarities: each(query, "clarity"),
        cuts: each(query, "cut"),
        origin: one(query, "origin"),
        carat_from: text("carat_from"),
        carat_to: text("carat_to"),
        price_from: text("price_from"),
        price_to: text("price_to"),
        order: one(query, "sort"),
        cursor: None,
    }
}

fn one<T: FromStr>(query: &ParamsMap, name: &str) -> Option<T> {
    query.get(name)?.parse().ok()
}

fn each<T: FromStr>(query: &ParamsMap, name: &str) -> Vec<T> {
    let all = query.get_all(name).unwrap_or_default();
    all.iter().filter_map(|one| one.parse().ok()).collect()
}

/// The address of a list.
pub(super) fn address(filter: &StockFilter) -> String {
    let location = filter.location.map(|place| place.to_string());
    let mut query = vec![
        ("q", filter.text.as_str()),
        ("form", filter.form.map_or("", Form::code)),
        ("state", filter.state.map_or("", |state| state.code())),
        (
            "ownership",
            filter.ownership.map_or("", |whose| whose.code()),
        ),
        ("location", location.as_deref().unwrap_or_default()),
        ("free", if filter.free { "true" } else { "" }),
        ("origin", filter.origin.map_or("", |origin| origin.code())),
    ];
    query.extend(filter.shapes.iter().map(|shape| ("shape", shape.code())));
    query.extend(
        filter
            .colours
            .iter()
            .map(|colour| ("colour", colour.as_str())),
    );
    query.extend(
        filter
            .clarities
            .iter()
            .map(|grade| ("clarity", grade.code())),
    );
    query.extend(filter.cuts.iter().map(|grade| ("cut", grade.code())));
    query.extend([
        ("carat_from", filter.carat_from.as_str()),
        ("carat_to", &filter.carat_to),
        ("price_from", &filter.price_from),
        ("price_to", &filter.price_to),
        ("sort", filter.order.map_or("", |order| order.code())),
    ]);
    href("/stock", &query)
}

/// The same list without its filters: its words, its form and its order stay.
pub(super) fn unfiltered(filter: &StockFilter) -> StockFilter {
    StockFilter {
        text: filter.text.clone(),
        form: filter.form,
        order: filter.order,
        ..StockFilter::default()
    }
}

/// How many filters narrow the list, beside its words and its form.
pub(super) fn narrowed_by(filter: &StockFilter) -> usize {
    let given = |text: &String| usize::from(!text.trim().is_empty());
    let ranges = [
        &filter.carat_from,
        &filter.carat_to,
        &filter.price_from,
        &filter.price_to,
    ];
    let single = [
        filter.state.is_some(),
        filter.ownership.is_some(),
        filter.location.is_some(),
        filter.free,
        filter.origin.is_some(),
    ];
    filter.shapes.len()
        + filter.colours.len()
        + filter.clarities.len()
        + filter.cuts.len()
        + ranges.into_iter().map(given).sum::<usize>()
        + single.into_iter().filter(|given| *given).count()
}

/// The list of another form. What is asked of stones only is let go with them.
pub(super) fn of_form(filter: &StockFilter, form: Option<Form>) -> StockFilter {
    let mut next = StockFilter {
        form,
        ..filter.clone()
    };
    if form != Some(Form::Stone) {
        let plain = StockFilter::default();
        next.shapes = plain.shapes;
        next.colours = plain.colours;
        next.clarities = plain.clarities;
        next.cuts = plain.cuts;
        next.origin = plain.origin;
        next.carat_from = plain.carat_from;
        next.carat_to = plain.carat_to;
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::LocationId;
    use domain::stock::{Clarity, Cut, Origin, Ownership, PieceState, Shape, StockOrder};

    fn everything() -> StockFilter {
        StockFilter {
            text: "gia 214".into(),
            form: Some(Form::Stone),
            state: Some(PieceState::Missing),
            ownership: Some(Ownership::MemoIn),
            location: Some(LocationId::generate()),
            free: true,
            shapes: vec![Shape::Round, Shape::Oval],
            colours: vec!["G".into(), "fancy, vivid & blue".into()],
            clarities: vec![Clarity::Vs1, Clarity::Si2],
            cuts: vec![Cut::VeryGood],
            origin: Some(Origin::LabGrown),
            carat_from: "0.9".into(),
            carat_to: "1.2".into(),
            price_from: "1,000".into(),
            price_to: "5000".into(),
            order: Some(StockOrder::Dearest),
            cursor: None,
        }
    }

    /// Reads an address as the router does.
    fn read(address: &str) -> StockFilter {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let mut params = ParamsMap::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').expect("a pair");
            params.insert(name.to_owned(), value.to_owned());
        }
        filter_of(&params)
    }

    #[test]
    fn the_address_says_all_that_is_asked() {
        for filter in [StockFilter::default(), everything()] {
            assert_eq!(read(&address(&filter)), filter);
        }
        assert_eq!(address(&StockFilter::default()), "/stock");
    }

    #[test]
    fn what_an_address_makes_up_does_not_filter() {
        let made_up = "/stock?form=meteor&shape=round&shape=cube&free=perhaps&location=1&sort=up";
        let filter = StockFilter {
            shapes: vec![Shape::Round],
            ..StockFilter::default()
        };
        assert_eq!(read(made_up), filter);
    }

    #[test]
    fn jewelry_has_no_carats() {
        let jewels = of_form(&everything(), Some(Form::Jewel));
        assert_eq!(jewels.text, "gia 214");
        assert_eq!(
            narrowed_by(&jewels),
            6,
            "place, owner, state, free, two prices"
        );
        assert_eq!(narrowed_by(&everything()), 16);
        assert_eq!(narrowed_by(&unfiltered(&everything())), 0);
    }
}
