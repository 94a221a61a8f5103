//! A piece while it is being written: what is typed, and what came of trying to save it.

use super::stone::StoneForm;
use crate::error::UiError;
use domain::catalogue::Sellable;
use domain::customers::CustomerCard;
use domain::ids::{IdempotencyKey, PieceId};
use domain::input::FieldErrors;
use domain::money::Money;
use domain::stock::{
    Form, Ownership, PieceDetail, PieceDraft, Source, StockTerms, Stone, StoneDraft,
};
use leptos::prelude::*;
use std::str::FromStr;

/// Everything on the screen. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    /// What is being edited and from which version on; none for a new piece.
    pub known: StoredValue<Option<(PieceId, i32)>>,
    pub terms: StoredValue<StockTerms>,
    /// What can't be changed here: of a new piece nothing.
    fixed: StoredValue<PieceDraft>,
    pub form: RwSignal<String>,
    pub ownership: RwSignal<String>,
    pub source: RwSignal<String>,
    pub location: RwSignal<String>,
    pub vendor: RwSignal<String>,
    pub customer: RwSignal<Option<CustomerCard>>,
    pub style: RwSignal<Option<Sellable>>,
    pub stone: StoneForm,
    pub name: RwSignal<String>,
    pub serial: RwSignal<String>,
    pub vendor_style: RwSignal<String>,
    pub cost: RwSignal<String>,
    pub price: RwSignal<String>,
    pub declared_value: RwSignal<String>,
    pub weight: RwSignal<String>,
    pub lab: RwSignal<String>,
    pub certificate: RwSignal<String>,
    pub inscription: RwSignal<String>,
    pub note: RwSignal<String>,
    /// Whether saving was tried: before that nobody is told of what they haven't come to yet.
    pub tried: RwSignal<bool>,
    pub complaints: RwSignal<FieldErrors>,
    /// What is wrong with the whole.
    pub refused: RwSignal<Option<UiError>>,
    pub busy: RwSignal<bool>,
    /// Stays the same until the saving comes about, so that a resend saves once.
    pub key: StoredValue<IdempotencyKey>,
}

impl Editor {
    /// A clean sheet.
    pub(super) fn new(terms: StockTerms) -> Self {
        Self::from(terms, None, Form::Jewel, PieceDraft::empty())
    }

    /// A piece as it is kept.
    pub(super) fn of(piece: PieceDetail, terms: StockTerms) -> Self {
        let known = (piece.id, piece.version);
        Self::from(terms, Some(known), piece.form, draft_of(piece))
    }

    fn from(
        terms: StockTerms,
        known: Option<(PieceId, i32)>,
        form: Form,
        draft: PieceDraft,
    ) -> Self {
        let code = |code: &str| RwSignal::new(code.to_owned());
        // Where there is one place only, it is that.
        let only = match terms.locations.as_slice() {
            [(only, _)] => only.to_string(),
            _ => String::new(),
        };
        let text = |text: &String| RwSignal::new(text.clone());
        Self {
            known: StoredValue::new(known),
            terms: StoredValue::new(terms),
            form: code(form.code()),
            ownership: code(draft.ownership.code()),
            source: code(Source::Opening.code()),
            location: RwSignal::new(only),
            vendor: RwSignal::new(String::new()),
            customer: RwSignal::new(None),
            style: RwSignal::new(None),
            stone: StoneForm::of(draft.stone.as_ref()),
            name: text(&draft.name),
            serial: text(&draft.serial),
            vendor_style: text(&draft.vendor_style),
            cost: text(&draft.cost),
            price: text(&draft.price),
            declared_value: text(&draft.declared_value),
            weight: text(&draft.weight),
            lab: text(&draft.lab),
            certificate: text(&draft.certificate),
            inscription: text(&draft.inscription),
            note: text(&draft.note),
            fixed: StoredValue::new(draft),
            tried: RwSignal::new(false),
            complaints: RwSignal::new(FieldErrors::new()),
            refused: RwSignal::new(None),
            busy: RwSignal::new(false),
            key: StoredValue::new(IdempotencyKey::generate()),
        }
    }

    pub(super) fn is_new(self) -> bool {
        self.known.with_value(Option::is_none)
    }

    pub(super) fn is_stone(self) -> bool {
        self.form.with(|code| code == Form::Stone.code())
    }

    pub(super) fn whose(self) -> Ownership {
        chosen(self.ownership, Ownership::Owned)
    }

    /// Whether somebody is still to be paid for it.
    pub(super) fn is_owed(self) -> bool {
        chosen(self.source, Source::Opening) == Source::Purchase
    }

    /// All that was typed. Follows every field that is on the screen.
    pub(super) fn draft(self) -> PieceDraft {
        let fixed = self.fixed.get_value();
        let base = match self.is_new() {
            true => self.begun(fixed),
            false => fixed,
        };
        let sold = base.ownership.is_sellable();
        let when = |shown: bool, field: RwSignal<String>| match shown {
            true => field.get(),
            false => String::new(),
        };
        PieceDraft {
            serial: self.serial.get(),
            name: self.name.get(),
            vendor_style: self.vendor_style.get(),
            price: when(sold, self.price),
            declared_value: when(!sold, self.declared_value),
            weight: when(!self.is_stone(), self.weight),
            lab: self.lab.get(),
            certificate: self.certificate.get(),
            inscription: self.inscription.get(),
            stone: self.is_stone().then(|| self.stone.draft()),
            note: self.note.get(),
            ..base
        }
    }

    /// Where a new piece comes from and goes to; each owner is asked for something else.
    fn begun(self, empty: PieceDraft) -> PieceDraft {
        let ownership = self.whose();
        let sellable = ownership.is_sellable();
        PieceDraft {
            ownership,
            source: (ownership == Ownership::Owned).then(|| chosen(self.source, Source::Opening)),
            location: self.location.with(|id| id.parse().ok()),
            variant: match self.is_stone() {
                true => None,
                false => self
                    .style
                    .with(|style| style.as_ref().map(|style| style.variant)),
            },
            vendor: match sellable {
                true => self.vendor.with(|id| id.parse().ok()),
                false => None,
            },
            customer: match sellable {
                true => None,
                false => self.customer.with(|card| card.as_ref().map(|card| card.id)),
            },
            cost: match sellable {
                true => self.cost.get(),
                false => String::new(),
            },
            ..empty
        }
    }

    /// Looks again at what is typed, so that complaints go as soon as they are heeded.
    pub(super) fn look_again(self, draft: &PieceDraft) {
        let currency = self.terms.with_value(|terms| terms.currency);
        let complaints = draft.check(currency).err().unwrap_or_default();
        self.complaints.set(complaints);
    }

    /// The complaint about a field.
    pub(super) fn at(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.complaints
                .with(|complaints| complaints.get(pointer).map(str::to_owned))
        })
    }
}

/// The entry of a closed list that a control holds.
fn chosen<T: FromStr>(control: RwSignal<String>, otherwise: T) -> T {
    control.with(|code| code.parse().unwrap_or(otherwise))
}

/// A piece as it would have been typed.
fn draft_of(piece: PieceDetail) -> PieceDraft {
    let plain = |amount: Option<Money>| amount.map(Money::plain).unwrap_or_default();
    // A name that follows from the stone goes on following from it.
    let own_name = match &piece.stone {
        Some(stone) if stone.name() == piece.name => String::new(),
        _ => piece.name,
    };
    let (lab, certificate, inscription) = piece.certificate.map_or_else(Default::default, |c| {
        (c.lab, c.number, c.inscription.unwrap_or_default())
    });
    let grams = piece.weight.unwrap_or_default();
    PieceDraft {
        serial: piece.serial,
        ownership: piece.ownership,
        source: None,
        location: piece.location.map(|(id, _)| id),
        variant: piece.variant,
        name: own_name,
        vendor: piece.vendor.map(|(id, _)| id),
        vendor_style: piece.vendor_style.unwrap_or_default(),
        customer: piece.customer.map(|(id, _)| id),
        cost: plain(piece.cost),
        price: plain(piece.price),
        declared_value: plain(piece.declared_value),
        weight: grams.trim_end_matches(" g").to_owned(),
        lab,
        certificate,
        inscription,
        stone: piece.stone.map(typed),
        note: piece.note.unwrap_or_default(),
    }
}

/// A stone as it would have been typed.
fn typed(stone: Stone) -> StoneDraft {
    let number = |number: Option<rust_decimal::Decimal>| {
        number
            .map(|number| number.normalize().to_string())
            .unwrap_or_default()
    };
    StoneDraft {
        variety: stone.variety,
        origin: Some(stone.origin),
        shape: Some(stone.shape),
        carat: stone.carat.normalize().to_string(),
        colour: stone.colour.unwrap_or_default(),
        clarity: stone.clarity,
        cut: stone.cut,
        treatment: stone.treatment.unwrap_or_default(),
        length: number(stone.length),
        width: number(stone.width),
        depth: number(stone.depth),
        depth_percent: number(stone.depth_percent),
        table_percent: number(stone.table_percent),
    }
}
