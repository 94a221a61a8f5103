//! One piece of the order, as it is typed.

use super::form::OrderForm;
use crate::components::{
    Button, ButtonVariant, IconName, MoneyField, NumberField, SelectField, SelectOption, TextField,
};
use domain::bench::Route;
use domain::catalogue::Sellable;
use domain::measures::{Metal, RingSize};
use domain::orders::draft::{Making, NewLine};
use leptos::prelude::*;

/// The fields of a line.
#[derive(Clone, Copy)]
pub(super) struct LineForm {
    pub key: u32,
    /// What was picked from the catalogue; none for a piece that is described.
    pub piece: StoredValue<Option<Sellable>>,
    description: RwSignal<String>,
    quantity: RwSignal<String>,
    ring_size: RwSignal<String>,
    metal: RwSignal<String>,
    stone: RwSignal<String>,
    engraving: RwSignal<String>,
    unit_price: RwSignal<String>,
    price_reason: RwSignal<String>,
    /// Empty as the catalogue has it, [`VENDOR`], or the route by which our bench makes it.
    making: RwSignal<String>,
}

const VENDOR: &str = "vendor";

impl LineForm {
    pub(super) fn new(key: u32, piece: Option<Sellable>, words: String) -> Self {
        let text = |text: String| RwSignal::new(text);
        let description = piece.as_ref().map_or(words, Sellable::description);
        let price = piece
            .as_ref()
            .map(|piece| piece.price.plain())
            .unwrap_or_default();
        Self {
            key,
            piece: StoredValue::new(piece),
            description: text(description),
            quantity: text("1".into()),
            ring_size: text(String::new()),
            metal: text(String::new()),
            stone: text(String::new()),
            engraving: text(String::new()),
            unit_price: text(price),
            price_reason: text(String::new()),
            making: text(String::new()),
        }
    }

    /// What stands in the fields.
    pub(super) fn typed(&self) -> NewLine {
        NewLine {
            variant: self
                .piece
                .with_value(|piece| piece.as_ref().map(|piece| piece.variant)),
            description: self.description.get(),
            quantity: self
                .quantity
                .with(|count| count.trim().parse().unwrap_or_default()),
            ring_size: self.ring_size.get(),
            metal: self.metal.with(|index| metal(index)),
            stone: self.stone.get(),
            engraving: self.engraving.get(),
            unit_price: self.unit_price.get(),
            price_reason: self.price_reason.get(),
            making: self.making.with(|typed| making(typed)),
        }
    }

    /// Only what its price follows from. The rest may be half typed without moving the total.
    pub(super) fn priced(&self) -> NewLine {
        let word = || "–".to_owned();
        NewLine {
            description: word(),
            ring_size: String::new(),
            stone: String::new(),
            engraving: String::new(),
            price_reason: word(),
            ..self.typed()
        }
    }

    /// Only what its day follows from, whatever it will cost.
    pub(super) fn planned(&self) -> NewLine {
        let listed = self.piece.with_value(Option::is_some);
        let unit_price = if listed { "" } else { "0" };
        NewLine {
            unit_price: unit_price.to_owned(),
            ..self.priced()
        }
    }

    /// The ways to have it made that can be chosen, and what stands for no choice.
    fn ways(&self, routes: &[Route]) -> (String, Vec<SelectOption>) {
        let usual = self
            .piece
            .with_value(|piece| piece.as_ref().and_then(|piece| piece.route));
        let usual = routes.iter().find(|route| Some(route.id) == usual);
        let vendor = usual.map(|_| SelectOption::new(VENDOR, "A vendor"));
        let ours = routes.iter().map(|route| {
            let label = format!("Our bench: {}, {}", route.name, route.hours());
            SelectOption::new(route.id.to_string(), label)
        });
        let prompt = usual.map_or_else(
            || "A vendor, or from stock".to_owned(),
            |route| format!("As the style: {}", route.name),
        );
        (prompt, vendor.into_iter().chain(ours).collect())
    }

    /// Whether the price is no longer the catalogue's.
    fn repriced(&self, form: OrderForm) -> bool {
        let list = self
            .piece
            .with_value(|piece| piece.as_ref().map(|piece| piece.price));
        let currency = form.terms.with_value(|terms| terms.currency);
        let typed = self
            .unit_price
            .with(|t| domain::money::Money::parse(t, currency).ok());
        matches!((list, typed), (Some(list), Some(typed)) if list != typed)
    }
}

fn making(typed: &str) -> Making {
    match typed {
        VENDOR => Making::Vendor,
        route => route.parse().map_or(Making::AsStyle, Making::Bench),
    }
}

/// A metal by its place in the list of all, which is what the select sends.
fn metal(index: &str) -> Option<Metal> {
    index
        .parse::<usize>()
        .ok()
        .and_then(|index| Metal::ALL.get(index).copied())
}

fn metals() -> Vec<SelectOption> {
    let each = Metal::ALL.iter().enumerate();
    each.map(|(index, metal)| SelectOption::new(index.to_string(), metal.label()))
        .collect()
}

/// The sizes of the other scales, as soon as one reads.
fn sizes(typed: &str) -> Option<String> {
    if typed.trim().is_empty() {
        return Some("US 6½, UK M or EU 52 mm".into());
    }
    RingSize::parse(typed).ok().map(|size| size.to_string())
}

#[component]
pub(super) fn LineFields(form: OrderForm, line: LineForm) -> impl IntoView {
    let key = line.key;
    let at = move |field: &'static str| {
        form.error(move || format!("/lines/{}/{field}", form.index_of(key).unwrap_or_default()))
    };
    let name = move |field: &str| format!("/lines/{key}/{field}");
    let number = move || form.index_of(key).map_or(1, |index| index + 1);
    let (usual, ways) = form
        .terms
        .with_value(|terms| line.ways(&terms.bench.routes));
    let facts = line.piece.with_value(|piece| {
        piece.as_ref().map(|piece| {
            let vendor = piece.vendor_name.clone();
            let lead = format!("{} working days", piece.lead_days);
            let sku = piece.sku.clone();
            [sku, vendor, Some(lead)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ")
        })
    });
    view! {
        <fieldset class="capture-line">
            <legend class="kicker">{move || format!("Piece {}", number())}</legend>
            <div class="capture-line-remove">
                <Button
                    variant=ButtonVariant::Quiet
                    icon=IconName::Trash
                    icon_only=true
                    on_press=move || form.remove_line(key)
                >
                    {move || format!("Remove piece {}", number())}
                </Button>
            </div>
            <div class="form-grid">
                <div data-span="full">
                    <TextField
                        label="Description" name=name("description") value=line.description
                        hint=facts error=at("description") autocomplete="off" />
                </div>
                <TextField
                    label="Ring size" name=name("ring_size") value=line.ring_size optional=true
                    hint=Signal::derive(move || line.ring_size.with(|typed| sizes(typed)))
                    error=at("ring_size") autocomplete="off" />
                <SelectField
                    label="Metal" name=name("metal") value=line.metal options=metals()
                    prompt="As the style" optional=true error=at("metal") />
                <TextField
                    label="Stone" name=name("stone") value=line.stone optional=true
                    placeholder="Emerald, 1.20 ct" error=at("stone") autocomplete="off" />
                <TextField
                    label="Engraving" name=name("engraving") value=line.engraving optional=true
                    error=at("engraving") autocomplete="off" />
                <SelectField
                    label="Who makes it" name=name("making") value=line.making options=ways
                    prompt=usual optional=true error=at("making") />
                <NumberField
                    label="Quantity" name=name("quantity") value=line.quantity whole=true
                    error=at("quantity") />
                <MoneyField
                    label="Price of one" name=name("unit_price") value=line.unit_price
                    error=at("unit_price") />
                <Show when=move || line.repriced(form)>
                    <div data-span="full">
                        <TextField
                            label="Why this price?" name=name("price_reason")
                            value=line.price_reason error=at("price_reason") autocomplete="off" />
                    </div>
                </Show>
            </div>
        </fieldset>
    }
}
