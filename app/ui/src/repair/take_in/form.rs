//! A take-in as it is being typed, checked at every keystroke by the server's own rules.

use super::piece::PieceForm;
use crate::error::UiError;
use domain::customers::CustomerCard;
use domain::ids::{CustomerId, IdempotencyKey, OrderId};
use domain::input::FieldErrors;
use domain::money::Money;
use domain::orders::act::Signature;
use domain::orders::draft::Totals;
use domain::orders::repair::take_in::{NewRepair, Notify, TakeIn, TakeInTerms, propose};
use domain::payments::{Method, NewPayment};
use leptos::prelude::*;

/// How the price stands.
pub(super) const ESTIMATE: &str = "estimate";
pub(super) const FIRM: &str = "firm";
pub(super) const DONE: &str = "done";
/// The choice of taking no money yet.
pub(super) const NO_PAYMENT: &str = "none";

/// The fields of the screen.
#[derive(Clone, Copy)]
pub(super) struct RepairForm {
    pub terms: StoredValue<TakeInTerms>,
    pub redo_of: Option<OrderId>,
    pub customer: RwSignal<Option<CustomerCard>>,
    pub pieces: RwSignal<Vec<PieceForm>>,
    pub price: RwSignal<String>,
    pub rush: RwSignal<bool>,
    pub notify: RwSignal<String>,
    pub promise: RwSignal<String>,
    pub method: RwSignal<String>,
    pub amount: RwSignal<String>,
    pub reference: RwSignal<String>,
    pub signature: RwSignal<Option<Signature>>,
    pub note: RwSignal<String>,
    /// One attempt however often it is sent; a new one only after it succeeded.
    pub key: StoredValue<IdempotencyKey>,
    /// Complaints are shown once the person has tried.
    pub tried: RwSignal<bool>,
    pub refused: RwSignal<Option<UiError>>,
    complaints: RwSignal<FieldErrors>,
    next_piece: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl RepairForm {
    pub(super) fn new(terms: TakeInTerms, redo_of: Option<OrderId>) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let form = Self {
            terms: StoredValue::new(terms),
            redo_of,
            customer: RwSignal::new(None),
            pieces: RwSignal::new(Vec::new()),
            price: text(ESTIMATE),
            rush: RwSignal::new(false),
            notify: text(Notify::Email.code()),
            promise: text(""),
            method: text(NO_PAYMENT),
            amount: text(""),
            reference: text(""),
            signature: RwSignal::new(None),
            note: text(""),
            key: StoredValue::new(IdempotencyKey::generate()),
            tried: RwSignal::new(false),
            refused: RwSignal::new(None),
            complaints: RwSignal::new(FieldErrors::new()),
            next_piece: StoredValue::new(0),
            owner: StoredValue::new(Owner::new()),
        };
        form.add_piece();
        form
    }

    pub(super) fn add_piece(self) {
        let key = self.next_piece.get_value();
        self.next_piece.set_value(key + 1);
        let piece = self.owner.get_value().with(|| PieceForm::new(key));
        self.pieces.update(|pieces| pieces.push(piece));
    }

    pub(super) fn remove_piece(self, key: u32) {
        self.pieces
            .update(|pieces| pieces.retain(|piece| piece.key != key));
    }

    /// Where a piece stands now, for the pointers of its fields.
    pub(super) fn place(self, key: u32) -> usize {
        let of = |pieces: &Vec<PieceForm>| pieces.iter().position(|piece| piece.key == key);
        self.pieces.with(of).unwrap_or_default()
    }

    pub(super) fn is_agreed(self) -> bool {
        self.price.with(|price| price != ESTIMATE)
    }

    /// What stands in the fields, as it is sent.
    pub(super) fn typed(self) -> NewRepair {
        let nobody = || CustomerId::from(uuid::Uuid::nil());
        NewRepair {
            customer: self
                .customer
                .with(|card| card.as_ref().map_or_else(nobody, |card| card.id)),
            pieces: self
                .pieces
                .with(|pieces| pieces.iter().map(|piece| piece.typed()).collect()),
            firm: self.price.with(|price| price == FIRM),
            done: self.price.with(|price| price == DONE),
            rush: self.rush.get(),
            notify: self
                .notify
                .with(|code| code.parse().unwrap_or(Notify::Email)),
            promise: self.promise.with(|day| day.parse().ok()),
            payment: self.payment(),
            signature: self.signature.get(),
            note: self.note.get(),
            redo_of: self.redo_of,
        }
    }

    fn payment(self) -> Option<NewPayment> {
        if !self.is_agreed() {
            return None;
        }
        let method: Method = self.method.with(|code| code.parse().ok())?;
        let typed = self.amount.get();
        let all = || self.totals().map(|totals| totals.total.plain());
        Some(NewPayment {
            amount: if typed.trim().is_empty() {
                all().unwrap_or_default()
            } else {
                typed
            },
            method,
            reference: self.reference.get(),
        })
    }

    /// Checks what stands in the fields as the server will.
    pub(super) fn checked(self) -> Result<TakeIn, FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.customer.with(Option::is_none) {
            errors.add("/customer", "Choose the customer.");
        }
        let typed = self.typed();
        match self.terms.with_value(|terms| typed.checked(terms.terms())) {
            Ok(taken) => errors.into_result().map(|()| taken),
            Err(wrong) => {
                errors.nest("", wrong);
                Err(errors)
            }
        }
    }

    /// What the work comes to, of those pieces whose work has a price.
    pub(super) fn totals(self) -> Option<Totals> {
        let pieces: Vec<_> = self
            .pieces
            .with(|pieces| pieces.iter().map(|piece| piece.priced()).collect());
        self.terms.with_value(|terms| {
            let checked = pieces
                .iter()
                .filter_map(|piece| piece.checked(terms.pricing()).ok());
            let prices: Vec<_> = checked.map(|piece| piece.price).collect();
            let sum = |of: fn(&domain::orders::repair::tasks::Price) -> Money| {
                Money::sum(terms.currency, prices.iter().map(of)).ok()
            };
            let (net, tax) = (sum(|price| price.net)?, sum(|price| price.tax)?);
            Some(Totals {
                net,
                tax,
                total: net.plus(tax).ok()?,
            })
        })
    }

    /// The day that the bench allows, and why.
    pub(super) fn proposed(self) -> String {
        let pieces: Vec<_> = self
            .pieces
            .with(|pieces| pieces.iter().map(|piece| piece.priced()).collect());
        self.terms.with_value(|terms| {
            let checked = pieces
                .iter()
                .filter_map(|piece| piece.checked(terms.pricing()).ok());
            let tasks: Vec<_> = checked.flat_map(|piece| piece.tasks).collect();
            match propose(&terms.bench.bench, tasks.iter()) {
                Ok(proposal) => {
                    let day = domain::orders::history::day(proposal.date);
                    let why = proposal
                        .why
                        .map(|why| format!(". {why}"))
                        .unwrap_or_default();
                    format!("Proposed: {day}{why}")
                }
                Err(wrong) => format!("{wrong} Choose the date yourself."),
            }
        })
    }

    /// What has to be said of the insurance, with these pieces coming in.
    pub(super) fn warnings(self) -> Vec<String> {
        let values = self.pieces.with(|pieces| {
            let each = pieces.iter().map(|piece| piece.value.get());
            each.collect::<Vec<_>>()
        });
        self.terms.with_value(|terms| {
            let parsed = values
                .iter()
                .filter_map(|value| Money::parse(value, terms.currency).ok());
            let coming = Money::sum(terms.currency, parsed).ok();
            let over = terms.goods.exceeded_by(coming).ok().flatten();
            let say = |over| format!("With this, customers’ goods exceed the insurance by {over}.");
            over.map(say).into_iter().collect()
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

    /// Why it could not be taken in, in a sentence above the fields.
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
