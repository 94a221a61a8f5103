//! An estimate as it is being typed, reckoned at every keystroke by the server's own rules.

use domain::measures::Metal;
use domain::orders::custom::estimate::{Estimate, Specification};
use domain::orders::custom::estimate_draft::{NewEstimate, NewStones, size_typed};
use leptos::prelude::*;

/// Stones of one sort in their fields.
#[derive(Clone, Copy)]
pub(super) struct StonesForm {
    pub key: u32,
    pub words: RwSignal<String>,
    pub count: RwSignal<String>,
    pub carat: RwSignal<String>,
    pub unit_price: RwSignal<String>,
    pub setting: RwSignal<String>,
    pub own: RwSignal<bool>,
}

/// The fields of an estimate.
#[derive(Clone, Copy)]
pub(super) struct EstimateForm {
    pub description: RwSignal<String>,
    pub ring_size: RwSignal<String>,
    /// The place of the metal in [`Metal::ALL`]; empty where the customer brings it.
    pub metal: RwSignal<String>,
    pub grams: RwSignal<String>,
    pub spot: RwSignal<String>,
    pub spot_source: RwSignal<String>,
    pub spot_on: RwSignal<String>,
    pub loss: RwSignal<String>,
    pub casting: RwSignal<String>,
    pub labour: RwSignal<String>,
    pub findings: RwSignal<String>,
    pub multiplier: RwSignal<String>,
    pub expires: RwSignal<String>,
    pub stones: RwSignal<Vec<StonesForm>>,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

/// What a new estimate starts from: the last one, as far as its reader may see it.
pub(super) fn starting_from(estimate: Option<&Estimate>, made: &Specification) -> NewEstimate {
    match estimate {
        Some(estimate) => NewEstimate::from(estimate),
        None => NewEstimate {
            description: made.description.clone(),
            ring_size: made.ring_size.map(size_typed).unwrap_or_default(),
            metal: made.metal,
            ..NewEstimate::default()
        },
    }
}

impl EstimateForm {
    pub(super) fn of(draft: NewEstimate, today: String) -> Self {
        let text = RwSignal::new;
        let place = draft
            .metal
            .and_then(|metal| Metal::ALL.iter().position(|listed| *listed == metal));
        let form = Self {
            description: text(draft.description),
            ring_size: text(draft.ring_size),
            metal: text(place.map(|place| place.to_string()).unwrap_or_default()),
            grams: text(draft.grams),
            spot: text(draft.spot),
            spot_source: text(draft.spot_source),
            spot_on: text(draft.spot_on.map_or(today, |day| day.to_string())),
            loss: text(draft.loss_percent),
            casting: text(draft.casting),
            labour: text(draft.labour),
            findings: text(draft.findings),
            multiplier: text(draft.multiplier),
            expires: text(draft.expires.map(|day| day.to_string()).unwrap_or_default()),
            stones: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::new()),
        };
        for sort in draft.stones {
            form.add_stones(sort);
        }
        form
    }

    pub(super) fn add_stones(self, sort: NewStones) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let fields = self.owner.get_value().with(|| StonesForm {
            key,
            words: RwSignal::new(sort.words),
            count: RwSignal::new(sort.count),
            carat: RwSignal::new(sort.carat),
            unit_price: RwSignal::new(sort.unit_price),
            setting: RwSignal::new(sort.setting),
            own: RwSignal::new(sort.own),
        });
        self.stones.update(|stones| stones.push(fields));
    }

    pub(super) fn remove_stones(self, key: u32) {
        self.stones
            .update(|stones| stones.retain(|sort| sort.key != key));
    }

    /// Where stones stand now, for the pointers of their fields.
    pub(super) fn place(self, key: u32) -> usize {
        let of = |stones: &Vec<StonesForm>| stones.iter().position(|sort| sort.key == key);
        self.stones.with(of).unwrap_or_default()
    }

    /// What stands in the fields, as it is sent.
    pub(super) fn typed(self) -> NewEstimate {
        let metal = self.metal.with(|place| {
            let place: usize = place.parse().ok()?;
            Metal::ALL.get(place).copied()
        });
        let sort = |sort: &StonesForm| NewStones {
            words: sort.words.get(),
            count: sort.count.get(),
            carat: sort.carat.get(),
            unit_price: sort.unit_price.get(),
            setting: sort.setting.get(),
            own: sort.own.get(),
        };
        NewEstimate {
            description: self.description.get(),
            ring_size: self.ring_size.get(),
            metal,
            grams: self.grams.get(),
            spot: self.spot.get(),
            spot_source: self.spot_source.get(),
            spot_on: self.spot_on.with(|day| day.parse().ok()),
            loss_percent: self.loss.get(),
            casting: self.casting.get(),
            stones: self.stones.with(|stones| stones.iter().map(sort).collect()),
            labour: self.labour.get(),
            findings: self.findings.get(),
            multiplier: self.multiplier.get(),
            expires: self.expires.with(|day| day.parse().ok()),
        }
    }
}
