//! One line of the order, as it is typed.

use super::state::PurchaseForm;
use crate::components::{Button, ButtonVariant, IconName, MoneyField, NumberField, TextField};
use domain::catalogue::Sellable;
use domain::money::{Currency, Money};
use domain::purchasing::{Bought, PurchaseLineDraft, PurchaseLineView};
use leptos::prelude::*;

/// What the catalogue says of a piece.
#[derive(Clone)]
struct Known {
    bought: Bought,
    /// Its number in the catalogue, and who usually makes it.
    facts: Option<String>,
}

/// The fields of a line.
#[derive(Clone, Copy)]
pub(super) struct LineForm {
    pub key: u32,
    /// What was picked from the catalogue; none for something in words.
    known: StoredValue<Option<Known>>,
    description: RwSignal<String>,
    vendor_style: RwSignal<String>,
    quantity: RwSignal<String>,
    unit_cost: RwSignal<String>,
}

impl LineForm {
    /// A piece of the catalogue, in the catalogue's words and at its cost.
    pub(super) fn of(key: u32, piece: Sellable) -> Self {
        let cost = piece.cost.map(Money::plain).unwrap_or_default();
        let style = piece.sku.clone().unwrap_or_default();
        let line = Self::described(key, piece.description());
        line.unit_cost.set(cost);
        line.vendor_style.set(style);
        let facts: Vec<_> = [piece.sku.clone(), piece.vendor_name.clone()]
            .into_iter()
            .flatten()
            .collect();
        line.known.set_value(Some(Known {
            bought: Bought {
                variant: piece.variant,
                description: piece.description(),
                cost: piece.cost,
            },
            facts: (!facts.is_empty()).then(|| facts.join(" · ")),
        }));
        line
    }

    /// A line as it was written before.
    pub(super) fn written(key: u32, before: PurchaseLineView) -> Self {
        let line = Self::described(key, before.description.clone());
        line.quantity.set(before.quantity.to_string());
        line.vendor_style
            .set(before.vendor_style.unwrap_or_default());
        line.unit_cost
            .set(before.unit_cost.map(Money::plain).unwrap_or_default());
        line.known.set_value(before.variant.map(|variant| Known {
            bought: Bought {
                variant,
                description: before.description,
                cost: before.unit_cost,
            },
            facts: None,
        }));
        line
    }

    /// Something in words.
    pub(super) fn described(key: u32, words: String) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            key,
            known: StoredValue::new(None),
            description: text(&words),
            vendor_style: text(""),
            quantity: text("1"),
            unit_cost: text(""),
        }
    }

    /// What stands in the fields.
    pub(super) fn draft(&self) -> PurchaseLineDraft {
        PurchaseLineDraft {
            variant: self
                .known
                .with_value(|known| known.as_ref().map(|known| known.bought.variant)),
            description: self.description.get(),
            vendor_style: self.vendor_style.get(),
            quantity: self.pieces(),
            unit_cost: self.unit_cost.get(),
        }
    }

    fn pieces(&self) -> u32 {
        self.quantity
            .with(|typed| typed.trim().parse().unwrap_or_default())
    }

    /// What the catalogue says of it.
    pub(super) fn bought(&self) -> Option<Bought> {
        self.known
            .with_value(|known| known.as_ref().map(|known| known.bought.clone()))
    }

    /// What all of it costs, as soon as that can be said.
    pub(super) fn amount(&self, currency: Currency) -> Option<Money> {
        let typed = self.unit_cost.get();
        let each = match typed.trim() {
            "" => self
                .known
                .with_value(|known| known.as_ref().and_then(|known| known.bought.cost)),
            typed => Money::parse(typed, currency).ok(),
        };
        each?.times(self.pieces()).ok()
    }

    fn facts(&self) -> Option<String> {
        self.known
            .with_value(|known| known.as_ref().and_then(|known| known.facts.clone()))
    }
}

#[component]
pub(super) fn LineFields(form: PurchaseForm, line: LineForm) -> impl IntoView {
    let key = line.key;
    let at = move |field: &'static str| {
        form.at(move || format!("/lines/{}/{field}", form.index_of(key).unwrap_or_default()))
    };
    let name = move |field: &str| format!("/lines/{key}/{field}");
    let number = move || form.index_of(key).map_or(1, |index| index + 1);
    let facts = line.facts();
    let currency = form.terms.with_value(|terms| terms.currency);
    let amount = Signal::derive(move || {
        let amount = line.amount(currency).filter(|_| line.pieces() > 1)?;
        Some(format!("{amount} for all"))
    });
    view! {
        <fieldset class="capture-line">
            <legend class="kicker">{move || format!("Piece {}", number())}</legend>
            <div class="capture-line-remove">
                <Button
                    variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true
                    on_press=move || form.remove_line(key)
                >
                    {move || format!("Remove piece {}", number())}
                </Button>
            </div>
            <div class="form-grid purchase-fields">
                <div data-span="full">
                    <TextField
                        label="Description" name=name("description") value=line.description
                        hint=facts error=at("description") max_length=200u32
                    />
                </div>
                <TextField
                    label="Vendor’s number" name=name("vendor_style") value=line.vendor_style
                    optional=true error=at("vendor_style") max_length=60u32
                />
                <NumberField
                    label="Quantity" name=name("quantity") value=line.quantity whole=true
                    error=at("quantity")
                />
                <MoneyField
                    label="Cost of one" name=name("unit_cost") value=line.unit_cost hint=amount
                    error=at("unit_cost")
                />
            </div>
        </fieldset>
    }
}
