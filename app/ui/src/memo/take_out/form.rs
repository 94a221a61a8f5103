//! A memo as it is being typed, checked at every keystroke by the server's own rules.

use crate::error::UiError;
use domain::customers::CustomerCard;
use domain::ids::{CustomerId, IdempotencyKey, PieceId};
use domain::input::FieldErrors;
use domain::money::Money;
use domain::orders::memo::take_out::{
    KnownPiece, NewMemo, NewMemoPiece, TakeOut, TakeOutTerms, Terms,
};
use domain::orders::memo::view::Bearer;
use domain::stock::PieceDetail;
use leptos::prelude::*;
use std::collections::HashMap;

/// A piece that is to go out.
#[derive(Clone)]
pub(super) struct PieceForm {
    pub known: KnownPiece,
    pub value: RwSignal<String>,
}

/// The fields of the screen.
#[derive(Clone, Copy)]
pub(super) struct MemoForm {
    pub terms: RwSignal<TakeOutTerms>,
    pub customer: RwSignal<Option<CustomerCard>>,
    pub pieces: RwSignal<Vec<PieceForm>>,
    pub due: RwSignal<String>,
    pub bearer: RwSignal<String>,
    pub note: RwSignal<String>,
    /// One attempt however often it is sent; a new one only after it succeeded.
    pub key: StoredValue<IdempotencyKey>,
    /// Complaints are shown once the person has tried.
    pub tried: RwSignal<bool>,
    pub refused: RwSignal<Option<UiError>>,
    complaints: RwSignal<FieldErrors>,
    owner: StoredValue<Owner>,
}

impl MemoForm {
    pub(super) fn new(terms: TakeOutTerms) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            terms: RwSignal::new(terms),
            customer: RwSignal::new(None),
            pieces: RwSignal::new(Vec::new()),
            due: text(""),
            bearer: text(Bearer::Customer.code()),
            note: text(""),
            key: StoredValue::new(IdempotencyKey::generate()),
            tried: RwSignal::new(false),
            refused: RwSignal::new(None),
            complaints: RwSignal::new(FieldErrors::new()),
            owner: StoredValue::new(Owner::new()),
        }
    }

    /// Adds a piece, once; what was typed of it stays.
    pub(super) fn add(self, piece: PieceDetail) {
        let id = piece.id;
        let there = self
            .pieces
            .with_untracked(|pieces| pieces.iter().any(|piece| piece.known.id == id));
        if there {
            return;
        }
        let price = piece.price.map(Money::plain).unwrap_or_default();
        let value = self.owner.get_value().with(|| RwSignal::new(price));
        let known = KnownPiece {
            id,
            serial: piece.serial,
            name: piece.name,
            state: piece.state,
            ownership: piece.ownership,
            price: piece.price,
            promised_to: piece.promised_to.map(|promised| promised.number),
            style: None,
            variant: piece.variant,
        };
        self.pieces
            .update(|pieces| pieces.push(PieceForm { known, value }));
    }

    pub(super) fn remove(self, id: PieceId) {
        self.pieces
            .update(|pieces| pieces.retain(|piece| piece.known.id != id));
    }

    /// Where a piece stands now, for the pointers of its fields.
    pub(super) fn place(self, id: PieceId) -> usize {
        let of = |pieces: &Vec<PieceForm>| pieces.iter().position(|piece| piece.known.id == id);
        self.pieces.with(of).unwrap_or_default()
    }

    /// What stands in the fields, as it is sent.
    pub(super) fn typed(self) -> NewMemo {
        let nobody = || CustomerId::from(uuid::Uuid::nil());
        let piece = |piece: &PieceForm| NewMemoPiece {
            piece: piece.known.id,
            value: piece.value.get(),
        };
        NewMemo {
            customer: self
                .customer
                .with(|card| card.as_ref().map_or_else(nobody, |card| card.id)),
            pieces: self
                .pieces
                .with(|pieces| pieces.iter().map(piece).collect()),
            due: self.due.with(|day| day.parse().ok()),
            bearer: self
                .bearer
                .with(|code| code.parse().unwrap_or(Bearer::Customer)),
            note: self.note.get(),
        }
    }

    /// Checks what stands in the fields as the server will.
    pub(super) fn checked(self) -> Result<TakeOut, FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.customer.with(Option::is_none) {
            errors.add("/customer", "Choose the customer.");
        }
        let known: HashMap<_, _> = self.pieces.with(|pieces| {
            let each = pieces.iter().map(|piece| piece.known.clone());
            each.map(|known| (known.id, known)).collect()
        });
        let typed = self.typed();
        let checked = self.terms.with(|terms| {
            typed.checked(Terms {
                currency: terms.currency,
                today: terms.today,
                memo: &terms.memo,
                known: &known,
            })
        });
        match checked {
            Ok(memo) => errors.into_result().map(|()| memo),
            Err(wrong) => {
                errors.nest("", wrong);
                Err(errors)
            }
        }
    }

    /// What all of it is worth, of the pieces whose value can be read.
    pub(super) fn value(self) -> Option<Money> {
        let currency = self.terms.with(|terms| terms.currency);
        let values = self.pieces.with(|pieces| {
            let each = pieces.iter().map(|piece| piece.value.get());
            each.collect::<Vec<_>>()
        });
        let read = values
            .iter()
            .filter_map(|value| Money::parse(value, currency).ok());
        Money::sum(currency, read).ok()
    }

    /// What has to be said of the limits, with these pieces going out.
    pub(super) fn warnings(self) -> Vec<String> {
        let Some(more) = self.value() else {
            return Vec::new();
        };
        self.terms.with(|terms| {
            let Some(standing) = terms.standing else {
                return Vec::new();
            };
            let over =
                standing.over_limit(more).ok().flatten().map(|over| {
                    format!("This customer would have {over} more on memo than agreed.")
                });
            let uninsured = standing.over_insured(more).ok().flatten().map(|over| {
                format!("{over} more would be out on memo than the insurance pays for.")
            });
            over.into_iter().chain(uninsured).collect()
        })
    }

    /// Looks again at all that is typed, so that complaints go as soon as they are heeded.
    pub(super) fn look_again(self) {
        self.complaints
            .set(self.checked().err().unwrap_or_default());
        self.refused.update(|refused| {
            refused.take_if(|refused| matches!(refused, UiError::Invalid(_)));
        });
    }

    /// Why it could not be written, in a sentence above the fields.
    pub(super) fn refusal(self) -> Option<UiError> {
        let ours = || {
            let complaints = self.complaints.get();
            (!complaints.is_empty()).then_some(UiError::Invalid(complaints))
        };
        self.refused.get().or_else(ours)
    }

    /// The complaint about a field: ours while typing, else the server's.
    pub(super) fn error(self, pointer: &str) -> Option<String> {
        let ours = self
            .complaints
            .with(|errors| errors.get(pointer).map(str::to_owned));
        ours.or_else(|| {
            self.refused
                .with(|refused| refused.as_ref().and_then(|refused| refused.field(pointer)))
        })
    }

    pub(super) fn error_at(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.error(pointer))
    }
}
