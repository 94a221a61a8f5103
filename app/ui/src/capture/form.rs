//! An order as it is being typed, checked at every keystroke by the server's own rules.

use super::line::LineForm;
use crate::error::UiError;
use crate::orders::AddressForm;
use domain::bench::capacity::CannotPlan;
use domain::catalogue::Sellable;
use domain::customers::CustomerCard;
use domain::ids::{CustomerId, IdempotencyKey, VariantId};
use domain::input::FieldErrors;
use domain::money::Money;
use domain::orders::draft::{self, NewOrder, Proposal, Terms, Totals};
use domain::orders::requests::CaptureTerms;
use domain::orders::{Delivery, Kind};
use domain::payments::{Method, NewPayment};
use leptos::prelude::*;
use std::collections::HashMap;

/// The choice of taking no money yet.
pub(super) const NO_PAYMENT: &str = "none";

/// The fields of the screen.
#[derive(Clone, Copy)]
pub(super) struct OrderForm {
    pub terms: StoredValue<CaptureTerms>,
    pub customer: RwSignal<Option<CustomerCard>>,
    pub lines: RwSignal<Vec<LineForm>>,
    pub promise: RwSignal<String>,
    pub delivery: RwSignal<String>,
    pub address: AddressForm,
    pub deposit: RwSignal<String>,
    pub deposit_reason: RwSignal<String>,
    pub method: RwSignal<String>,
    pub amount: RwSignal<String>,
    pub reference: RwSignal<String>,
    pub note: RwSignal<String>,
    /// One attempt however often it is sent; a new one only after it succeeded.
    pub key: StoredValue<IdempotencyKey>,
    /// Complaints are shown once the person has tried.
    pub tried: RwSignal<bool>,
    pub refused: RwSignal<Option<UiError>>,
    complaints: RwSignal<FieldErrors>,
    next_line: StoredValue<u32>,
    /// Whose the fields of the lines are: they outlive the list that a piece was picked from.
    owner: StoredValue<Owner>,
}

impl OrderForm {
    pub(super) fn new(terms: CaptureTerms) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            terms: StoredValue::new(terms),
            customer: RwSignal::new(None),
            lines: RwSignal::new(Vec::new()),
            promise: text(),
            delivery: RwSignal::new(Delivery::PickUp.code().to_owned()),
            address: AddressForm::new(domain::contact::PostalAddress::default()),
            deposit: text(),
            deposit_reason: text(),
            method: RwSignal::new(Method::CardTerminal.code().to_owned()),
            amount: text(),
            reference: text(),
            note: text(),
            key: StoredValue::new(IdempotencyKey::generate()),
            tried: RwSignal::new(false),
            refused: RwSignal::new(None),
            complaints: RwSignal::new(FieldErrors::new()),
            next_line: StoredValue::new(0),
            owner: StoredValue::new(Owner::new()),
        }
    }

    /// Adds a piece from the catalogue, or one that is described.
    pub(super) fn add_line(&self, piece: Option<Sellable>, words: String) {
        self.next_line.update_value(|next| *next += 1);
        let key = self.next_line.get_value();
        let owner = self.owner.get_value();
        let line = owner.with(|| LineForm::new(key, piece, words));
        self.lines.update(|lines| lines.push(line));
    }

    pub(super) fn remove_line(&self, key: u32) {
        self.lines
            .update(|lines| lines.retain(|line| line.key != key));
    }

    /// Where a line stands now, for the pointers of its fields.
    pub(super) fn index_of(&self, key: u32) -> Option<usize> {
        self.lines
            .with(|lines| lines.iter().position(|line| line.key == key))
    }

    pub(super) fn ships(&self) -> bool {
        self.delivery
            .with(|delivery| delivery == Delivery::Ship.code())
    }

    /// What stands in the fields, as it is sent.
    pub(super) fn typed(&self, quote: bool) -> NewOrder {
        let nobody = || CustomerId::from(uuid::Uuid::nil());
        NewOrder {
            kind: Kind::SpecialOrder,
            customer: self
                .customer
                .with(|c| c.as_ref().map_or_else(nobody, |card| card.id)),
            lines: self
                .lines
                .with(|lines| lines.iter().map(LineForm::typed).collect()),
            quote,
            promise: self.promise.with(|day| day.parse().ok()),
            deposit: self.deposit.get(),
            deposit_reason: self.deposit_reason.get(),
            payment: if quote { None } else { self.payment() },
            delivery: if self.ships() {
                Delivery::Ship
            } else {
                Delivery::PickUp
            },
            ship_to: self.ships().then(|| self.address.typed()),
            note: self.note.get(),
        }
    }

    fn payment(&self) -> Option<NewPayment> {
        let method = self.method.with(|code| code.parse().ok())?;
        let amount = self.amount.get();
        let due = || self.deposit_due().map(Money::plain).unwrap_or_default();
        Some(NewPayment {
            amount: if amount.trim().is_empty() {
                due()
            } else {
                amount
            },
            method,
            reference: self.reference.get(),
        })
    }

    /// Checks what stands in the fields as the server will.
    pub(super) fn checked(&self, quote: bool) -> Result<draft::Order, FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.customer.with(Option::is_none) {
            errors.add("/customer", "Choose the customer.");
        }
        match self.with_terms(|terms| self.typed(quote).checked(terms)) {
            Ok(order) => errors.into_result().map(|()| order),
            Err(wrong) => {
                errors.nest("", wrong);
                Err(errors)
            }
        }
    }

    /// What the pieces come to, of those lines that have a price.
    pub(super) fn totals(&self) -> Option<Totals> {
        self.with_terms(|terms| {
            let lines: Vec<_> = self.lines.with(|lines| {
                lines
                    .iter()
                    .filter_map(|line| line.priced().checked(terms).ok())
                    .collect()
            });
            draft::totals(terms.currency, &lines).ok()
        })
    }

    /// The deposit that is asked now: as typed, else as the shop's rule proposes.
    pub(super) fn deposit_due(&self) -> Option<Money> {
        let typed = self.deposit.get();
        let terms = self.terms.get_value();
        if typed.trim().is_empty() {
            terms.deposit.propose(self.totals()?.total).ok()
        } else {
            Money::parse(&typed, terms.currency).ok()
        }
    }

    /// The promise date that lead times and the bench allow, and why.
    pub(super) fn proposed_promise(&self) -> Result<Proposal, CannotPlan> {
        self.with_terms(|terms| {
            let lines: Vec<_> = self.lines.with(|lines| {
                lines
                    .iter()
                    .filter_map(|line| line.planned().checked(terms).ok())
                    .collect()
            });
            draft::propose(terms, &lines)
        })
    }

    fn with_terms<T>(&self, work: impl FnOnce(&Terms<'_>) -> T) -> T {
        let catalogue: HashMap<VariantId, Sellable> = self.lines.with(|lines| {
            let pieces = lines.iter().filter_map(|line| line.piece.get_value());
            pieces.map(|piece| (piece.variant, piece)).collect()
        });
        let terms = self.terms.get_value();
        work(&Terms {
            currency: terms.currency,
            rates: terms.rates,
            deposit: terms.deposit,
            grants: terms.role.grants(),
            today: terms.today,
            catalogue: &catalogue,
            bench: &terms.bench,
        })
    }

    /// Looks again at all that is typed, so that complaints go as soon as they are heeded: ours,
    /// and those of the server, which will look again by itself.
    pub(super) fn look_again(&self) {
        self.complaints
            .set(self.checked(false).err().unwrap_or_default());
        self.refused.update(|refused| {
            refused.take_if(|refused| matches!(refused, UiError::Invalid(_)));
        });
    }

    /// Why the order could not be taken, in a sentence above the fields.
    pub(super) fn refusal(&self) -> Option<UiError> {
        let ours = || {
            let complaints = self.complaints.get();
            (!complaints.is_empty()).then_some(UiError::Invalid(complaints))
        };
        self.refused.get().or_else(ours)
    }

    /// The complaint about a field, once the person has tried: ours while typing, else the
    /// server's.
    pub(super) fn error(
        &self,
        pointer: impl Fn() -> String + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        let form = *self;
        Signal::derive(move || {
            let pointer = pointer();
            let ours = form
                .complaints
                .with(|errors| errors.get(&pointer).map(str::to_owned));
            ours.or_else(|| {
                form.refused
                    .with(|refused| refused.as_ref().and_then(|r| r.field(&pointer)))
            })
        })
    }

    /// The complaint about a field that never moves.
    pub(super) fn error_at(&self, pointer: &'static str) -> Signal<Option<String>> {
        self.error(move || pointer.to_owned())
    }
}
