//! Receiving, carrying, counting and scrapping goods in bulk.

use super::Desk;
use super::api::step_bulk;
use crate::attempt::{Attempt, AttemptForm};
use crate::components::{
    ButtonVariant, Choice, ChoiceOption, MoneyField, NumberField, SelectField, SelectOption,
    TextArea, use_toasts,
};
use crate::stock::api::terms_for_stock;
use crate::stock::words::named;
use domain::ids::LocationId;
use domain::staff::Permission;
use domain::stock::{BulkStep, BulkView, HoldingView, Source, StockTerms};
use leptos::prelude::*;

/// What somebody can do with goods in bulk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Receive,
    Move,
    Count,
    Scrap,
}

impl Deed {
    pub(super) const ALL: [Self; 4] = [Self::Receive, Self::Move, Self::Count, Self::Scrap];

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Receive => "Receive",
            Self::Move => "Move",
            Self::Count => "Count",
            Self::Scrap => "Scrap",
        }
    }

    pub(super) const fn permission(self) -> Permission {
        match self {
            Self::Move => Permission::WorkOrders,
            Self::Receive | Self::Count | Self::Scrap => Permission::KeepStock,
        }
    }

    /// Whether something has to be there for it.
    pub(super) const fn needs_some(self) -> bool {
        matches!(self, Self::Move | Self::Scrap)
    }

    const fn done(self) -> &'static str {
        match self {
            Self::Receive => "Received.",
            Self::Move => "Moved.",
            Self::Count => "Counted.",
            Self::Scrap => "Scrapped.",
        }
    }
}

/// The fields of all steps; a step shows and sends those that it needs.
#[derive(Clone, Copy)]
struct Typed {
    from: RwSignal<String>,
    to: RwSignal<String>,
    quantity: RwSignal<String>,
    cost: RwSignal<String>,
    source: RwSignal<String>,
    vendor: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Typed {
    /// Where it lies in one place only, it is taken from there.
    fn from(holdings: &[HoldingView]) -> Self {
        let text = || RwSignal::new(String::new());
        let only = match holdings {
            [only] => only.location.to_string(),
            _ => String::new(),
        };
        Self {
            from: RwSignal::new(only),
            to: text(),
            quantity: text(),
            cost: text(),
            source: RwSignal::new(Source::Purchase.code().to_owned()),
            vendor: text(),
            reason: text(),
        }
    }

    fn step(self, deed: Deed) -> BulkStep {
        let place =
            |chosen: RwSignal<String>| -> Option<LocationId> { chosen.with(|id| id.parse().ok()) };
        let quantity = self.quantity.get();
        match deed {
            Deed::Receive => BulkStep::Receive {
                to: place(self.to),
                quantity,
                cost: self.cost.get(),
                source: self.source(),
                vendor: self.vendor.with(|id| id.parse().ok()),
            },
            Deed::Move => BulkStep::Move {
                from: place(self.from),
                to: place(self.to),
                quantity,
            },
            Deed::Count => BulkStep::Count {
                at: place(self.from),
                quantity,
                reason: self.reason.get(),
            },
            Deed::Scrap => BulkStep::Scrap {
                from: place(self.from),
                quantity,
                reason: self.reason.get(),
            },
        }
    }

    fn source(self) -> Source {
        self.source
            .with(|code| code.parse().unwrap_or(Source::Purchase))
    }
}

#[component]
pub(super) fn StepForm(desk: Desk, item: BulkView, deed: Deed) -> impl IntoView {
    let attempt = desk.attempt();
    let toasts = use_toasts();
    let terms = Resource::new(|| (), |()| terms_for_stock());
    let known = Memo::new(move |_| terms.get().and_then(Result::ok));
    let typed = Typed::from(&item.holdings);
    let (id, unit) = (item.id, item.total.unit());
    let go = move |()| {
        let step = untrack(|| typed.step(deed));
        let currency = known.with_untracked(|terms| terms.as_ref().map(|terms| terms.currency));
        if let Some(Err(wrong)) = currency.map(|currency| step.check(unit, currency)) {
            attempt.complain(wrong);
            return;
        }
        attempt.make(
            |key| step_bulk(id, step, key),
            move |()| toasts.success(deed.done()),
        );
    };
    let variant = match deed {
        Deed::Scrap => ButtonVariant::Danger,
        _ => ButtonVariant::Primary,
    };
    view! {
        <AttemptForm attempt=attempt verb=deed.label() variant=variant on_go=go>
            <Fields attempt=attempt typed=typed item=item deed=deed known=known />
        </AttemptForm>
    }
}

#[component]
fn Fields(
    attempt: Attempt,
    typed: Typed,
    item: BulkView,
    deed: Deed,
    known: Memo<Option<StockTerms>>,
) -> impl IntoView {
    let everywhere = Signal::derive(move || {
        known.with(|terms| {
            terms
                .as_ref()
                .map(|terms| named(&terms.locations))
                .unwrap_or_default()
        })
    });
    let unit = item.total.unit().label();
    let quantity = move |label: &'static str| {
        view! {
            <NumberField
                label=label name="/quantity" value=typed.quantity unit=Some(unit.to_owned())
                error=attempt.at("/quantity")
            />
        }
    };
    let reason = move |label: &'static str| {
        view! {
            <TextArea
                label=label name="/reason" value=typed.reason rows=2 max_length=500u32
                error=attempt.at("/reason")
            />
        }
    };
    let to = move |label: &'static str| {
        view! {
            <SelectField
                label=label name="/to" value=typed.to options=everywhere prompt="Choose a place"
                error=attempt.at("/to")
            />
        }
    };
    let from = {
        let lies = lies_in(&item.holdings);
        move |label: &'static str| {
            view! {
                <SelectField
                    label=label name="/from" value=typed.from options=lies prompt="Choose a place"
                    error=attempt.at("/from")
                />
            }
        }
    };
    match deed {
        Deed::Receive => view! {
            <div class="form-grid">
                {to("Put into")}
                {quantity("How much")}
                <MoneyField
                    label="Cost of all of it" name="/cost" value=typed.cost
                    error=attempt.at("/cost")
                />
            </div>
            <Origin attempt=attempt typed=typed known=known />
        }
        .into_any(),
        Deed::Move => view! {
            <div class="form-grid">{from("From")} {to("To")} {quantity("How much")}</div>
        }
        .into_any(),
        Deed::Count => view! {
            <div class="form-grid">
                <SelectField
                    label="Counted in" name="/at" value=typed.from options=everywhere
                    prompt="Choose a place" hint=held(typed.from, item.holdings)
                    error=attempt.at("/at")
                />
                {quantity("Really there")}
            </div>
            {reason("Why was it counted?")}
        }
        .into_any(),
        Deed::Scrap => view! {
            <p class="dialog-message">"It leaves stock for good, and its cost is written off."</p>
            <div class="form-grid">{from("From")} {quantity("How much")}</div>
            {reason("Why is it scrapped?")}
        }
        .into_any(),
    }
}

/// How it came, and who is owed.
#[component]
fn Origin(attempt: Attempt, typed: Typed, known: Memo<Option<StockTerms>>) -> impl IntoView {
    let sources: Vec<_> = Source::ALL
        .iter()
        .map(|source| ChoiceOption::new(source.code(), source.label()))
        .collect();
    let vendors = Signal::derive(move || {
        known.with(|terms| {
            terms
                .as_ref()
                .map(|terms| named(&terms.vendors))
                .unwrap_or_default()
        })
    });
    view! {
        <Choice label="How it came" name="/source" value=typed.source options=sources />
        <Show when=move || typed.source() == Source::Purchase>
            <SelectField
                label="Vendor" name="/vendor" value=typed.vendor options=vendors
                prompt="Choose the vendor" error=attempt.at("/vendor")
            />
        </Show>
    }
}

/// The places where some of it lies, each with how much.
fn lies_in(holdings: &[HoldingView]) -> Vec<SelectOption> {
    let each = holdings.iter();
    each.map(|held| {
        let label = format!("{}, {}", held.name, held.quantity);
        SelectOption::new(held.location.to_string(), label)
    })
    .collect()
}

/// How much the books have in the chosen place.
fn held(chosen: RwSignal<String>, holdings: Vec<HoldingView>) -> Signal<Option<String>> {
    Signal::derive(move || {
        let place = chosen.with(|id| id.parse::<LocationId>().ok())?;
        let held = holdings.iter().find(|held| held.location == place);
        Some(match held {
            Some(held) => format!("{} by the books.", held.quantity),
            None => "Nothing by the books.".to_owned(),
        })
    })
}
