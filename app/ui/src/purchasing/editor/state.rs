//! An order to a vendor while it is written: what is typed, and what came of trying to save it.

use super::line::LineForm;
use crate::error::UiError;
use domain::catalogue::Sellable;
use domain::ids::{IdempotencyKey, PurchaseOrderId};
use domain::input::FieldErrors;
use domain::money::Money;
use domain::purchasing::{Bought, PurchaseDetail, PurchaseDraft, PurchaseKind};
use domain::stock::StockTerms;
use leptos::prelude::*;

/// Everything on the screen. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct PurchaseForm {
    pub terms: StoredValue<StockTerms>,
    /// The draft that is written anew, as of when it was seen; none for a new one.
    pub before: StoredValue<Option<(PurchaseOrderId, i32)>>,
    pub kind: RwSignal<String>,
    pub vendor: RwSignal<String>,
    pub lines: RwSignal<Vec<LineForm>>,
    pub eta: RwSignal<String>,
    pub note: RwSignal<String>,
    /// Whether saving was tried: before that nobody is told of what they haven't come to yet.
    pub tried: RwSignal<bool>,
    pub complaints: RwSignal<FieldErrors>,
    /// What is wrong with the whole.
    pub refused: RwSignal<Option<UiError>>,
    pub busy: RwSignal<bool>,
    /// Stays the same until the saving comes about, so that a resend saves once.
    pub key: StoredValue<IdempotencyKey>,
    next_line: StoredValue<u32>,
    /// Whose the fields of the lines are: they outlive the list that a piece was picked from.
    owner: StoredValue<Owner>,
}

impl PurchaseForm {
    pub(super) fn new(terms: StockTerms) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            terms: StoredValue::new(terms),
            before: StoredValue::new(None),
            kind: RwSignal::new(PurchaseKind::Stock.code().to_owned()),
            vendor: text(),
            lines: RwSignal::new(Vec::new()),
            eta: text(),
            note: text(),
            tried: RwSignal::new(false),
            complaints: RwSignal::new(FieldErrors::new()),
            refused: RwSignal::new(None),
            busy: RwSignal::new(false),
            key: StoredValue::new(IdempotencyKey::generate()),
            next_line: StoredValue::new(0),
            owner: StoredValue::new(Owner::new()),
        }
    }

    /// A draft, to be written anew.
    pub(super) fn of(terms: StockTerms, draft: PurchaseDetail) -> Self {
        let form = Self::new(terms);
        form.before.set_value(Some((draft.id, draft.version)));
        form.kind.set(draft.kind.code().to_owned());
        form.vendor.set(draft.vendor.to_string());
        form.eta
            .set(draft.eta.map(|eta| eta.to_string()).unwrap_or_default());
        form.note.set(draft.note.unwrap_or_default());
        for line in draft.lines {
            form.add(|key| LineForm::written(key, line));
        }
        form
    }

    /// Adds a piece of the catalogue. Whoever makes it is who it is ordered from, until somebody
    /// says otherwise.
    pub(super) fn add_piece(self, piece: Sellable) {
        if let Some(vendor) = piece.vendor
            && self.vendor.with_untracked(String::is_empty)
        {
            self.vendor.set(vendor.to_string());
        }
        self.add(|key| LineForm::of(key, piece));
    }

    /// Adds something in words.
    pub(super) fn add_words(self, words: String) {
        self.add(|key| LineForm::described(key, words));
    }

    fn add(self, line: impl FnOnce(u32) -> LineForm) {
        self.next_line.update_value(|next| *next += 1);
        let key = self.next_line.get_value();
        let line = self.owner.get_value().with(|| line(key));
        self.lines.update(|lines| lines.push(line));
    }

    pub(super) fn remove_line(self, key: u32) {
        self.lines
            .update(|lines| lines.retain(|line| line.key != key));
    }

    /// Where a line stands now, for the pointers of its fields.
    pub(super) fn index_of(self, key: u32) -> Option<usize> {
        self.lines
            .with(|lines| lines.iter().position(|line| line.key == key))
    }

    /// All that was typed. Follows every field.
    pub(super) fn draft(self) -> PurchaseDraft {
        PurchaseDraft {
            kind: self.kind.with(|kind| kind.parse().ok()),
            vendor: self.vendor.with(|id| id.parse().ok()),
            lines: self
                .lines
                .with(|lines| lines.iter().map(LineForm::draft).collect()),
            eta: self.eta.with(|day| day.parse().ok()),
            note: self.note.get(),
        }
    }

    /// What the lines come to that say how many and for how much.
    pub(super) fn total(self) -> Option<Money> {
        let currency = self.terms.with_value(|terms| terms.currency);
        let amounts: Vec<_> = self.lines.with(|lines| {
            let each = lines.iter();
            each.filter_map(|line| line.amount(currency)).collect()
        });
        Money::sum(currency, amounts).ok()
    }

    /// Looks again at what is typed, so that complaints go as soon as they are heeded.
    pub(super) fn look_again(self, draft: &PurchaseDraft) {
        let (currency, today) = self.terms.with_value(|terms| (terms.currency, terms.today));
        let known: Vec<Bought> = self
            .lines
            .with_untracked(|lines| lines.iter().filter_map(LineForm::bought).collect());
        let complaints = draft.check(currency, today, &known).err();
        self.complaints.set(complaints.unwrap_or_default());
    }

    /// The complaint about a field.
    pub(super) fn at(
        self,
        pointer: impl Fn() -> String + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.complaints
                .with(|complaints| complaints.get(&pointer()).map(str::to_owned))
        })
    }
}
