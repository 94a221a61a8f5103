//! An order as it is being typed, checked and priced at every keystroke by the server's own rules.

use crate::components::SelectOption;
use crate::error::UiError;
use crate::orders::AddressForm;
use domain::catalogue::Sellable;
use domain::ids::{IdempotencyKey, VariantId};
use domain::input::FieldErrors;
use domain::orders::wholesale::draft::{NewPo, NewPoLine, Po, PoTerms};
use domain::wholesale::exemption::exemption;
use leptos::prelude::*;
use std::collections::HashMap;

/// A line of the screen.
#[derive(Clone, Copy)]
pub(super) struct LineForm {
    pub key: u32,
    pub sold: StoredValue<Sellable>,
    pub quantity: RwSignal<String>,
    pub price: RwSignal<String>,
    pub reason: RwSignal<String>,
}

/// The fields of the screen.
#[derive(Clone, Copy)]
pub(super) struct PoForm {
    pub terms: StoredValue<PoTerms>,
    pub po_number: RwSignal<String>,
    pub ship_from: RwSignal<String>,
    pub cancel_after: RwSignal<String>,
    pub lines: RwSignal<Vec<LineForm>>,
    pub door: RwSignal<String>,
    pub address: RwSignal<AddressForm>,
    pub note: RwSignal<String>,
    pub minimum_reason: RwSignal<String>,
    /// One attempt however often it is sent; a new one only after it was answered.
    pub key: StoredValue<IdempotencyKey>,
    /// Complaints are shown once the person has tried.
    pub tried: RwSignal<bool>,
    pub refused: RwSignal<Option<UiError>>,
    complaints: RwSignal<FieldErrors>,
    catalogue: StoredValue<HashMap<VariantId, Sellable>>,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

/// What the order comes to so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reckoned {
    pub pieces: u32,
    pub net: String,
    pub tax: String,
    pub total: String,
    pub available: String,
    pub tax_why: String,
    /// By how much it goes beyond the account's credit.
    pub short: Option<String>,
    /// Price of one piece and the reason for it, then the net, of each line.
    pub lines: Vec<Option<(String, String)>>,
}

impl PoForm {
    pub(super) fn new(terms: PoTerms) -> Self {
        let text = || RwSignal::new(String::new());
        let first = terms.account.doors.first();
        let door = first.map(|door| door.id.to_string()).unwrap_or_default();
        let address = first.map(|door| door.address.clone()).unwrap_or_default();
        let called: Vec<_> = terms
            .blanket
            .iter()
            .flat_map(|b| &b.lines)
            .cloned()
            .collect();
        let sold = terms.sold.clone();
        let form = Self {
            terms: StoredValue::new(terms),
            po_number: text(),
            ship_from: text(),
            cancel_after: text(),
            lines: RwSignal::new(Vec::new()),
            door: RwSignal::new(door),
            address: RwSignal::new(AddressForm::new(address)),
            note: text(),
            minimum_reason: text(),
            key: StoredValue::new(IdempotencyKey::generate()),
            tried: RwSignal::new(false),
            refused: RwSignal::new(None),
            complaints: RwSignal::new(FieldErrors::new()),
            catalogue: StoredValue::new(HashMap::new()),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::new()),
        };
        for line in called.iter().filter(|line| line.left() > 0) {
            if let Some(sold) = sold.iter().find(|sold| sold.variant == line.variant) {
                form.add(sold.clone(), line.left());
            }
        }
        form.follow_door();
        form
    }

    /// The address becomes that of the door that is chosen.
    fn follow_door(self) {
        Effect::new(move |before: Option<String>| {
            let door = self.door.get();
            if before.is_some_and(|before| before != door) {
                let chosen = self.terms.with_value(|terms| {
                    let doors = &terms.account.doors;
                    let found = doors.iter().find(|known| known.id.to_string() == door);
                    found.map(|found| found.address.clone())
                });
                let address = chosen.unwrap_or_default();
                let form = self.owner.get_value().with(|| AddressForm::new(address));
                self.address.set(form);
            }
            door
        });
    }

    pub(super) fn several_doors(self) -> bool {
        self.terms
            .with_value(|terms| !terms.account.doors.is_empty())
    }

    pub(super) fn doors(self) -> Vec<SelectOption> {
        self.terms.with_value(|terms| {
            let doors = terms.account.doors.iter();
            doors
                .map(|door| {
                    let line = door.address.one_line();
                    let words = if door.label.is_empty() {
                        line
                    } else {
                        format!("{}: {line}", door.label)
                    };
                    SelectOption::new(door.id.to_string(), words)
                })
                .collect()
        })
    }

    pub(super) fn add(self, sold: Sellable, quantity: u32) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        self.catalogue.update_value(|known| {
            known.insert(sold.variant, sold.clone());
        });
        let line = self.owner.get_value().with(|| LineForm {
            key,
            sold: StoredValue::new(sold),
            quantity: RwSignal::new(quantity.to_string()),
            price: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
        });
        self.lines.update(|lines| lines.push(line));
    }

    pub(super) fn remove(self, key: u32) {
        self.lines
            .update(|lines| lines.retain(|line| line.key != key));
    }

    /// Where a line stands now, for the pointers of its fields.
    pub(super) fn place(self, key: u32) -> usize {
        let of = |lines: &Vec<LineForm>| lines.iter().position(|line| line.key == key);
        self.lines.with(of).unwrap_or_default()
    }

    /// What stands in the fields, as it is sent.
    pub(super) fn typed(self) -> NewPo {
        let line = |line: &LineForm| NewPoLine {
            variant: line.sold.with_value(|sold| sold.variant),
            quantity: line.quantity.with(|text| text.trim().parse().unwrap_or(0)),
            unit_price: line.price.get(),
            price_reason: line.reason.get(),
        };
        let (account, blanket) = self.terms.with_value(|terms| {
            let blanket = terms.blanket.as_ref().map(|blanket| blanket.id);
            (terms.account.customer, blanket)
        });
        NewPo {
            account,
            blanket,
            po_number: self.po_number.get(),
            lines: self.lines.with(|lines| lines.iter().map(line).collect()),
            ship_from: self.ship_from.with(|day| day.parse().ok()),
            cancel_after: self.cancel_after.with(|day| day.parse().ok()),
            ship_to: self.address.get().typed(),
            minimum_reason: self.minimum_reason.get(),
            note: self.note.get(),
        }
    }

    /// Checks what stands in the fields as the server will.
    pub(super) fn checked(self) -> Result<Po, FieldErrors> {
        let typed = self.typed();
        self.terms.with_value(|terms| {
            self.catalogue
                .with_value(|sold| typed.checked(&terms.terms(sold)))
        })
    }

    /// What it comes to, of those lines that stand, whatever else is still missing.
    pub(super) fn reckoned(self) -> Reckoned {
        let mut typed = self.typed();
        let region = typed.ship_to.region.clone();
        typed.po_number = "-".into();
        typed.ship_to = crate::orders::somewhere(&region);
        typed.ship_from = None;
        typed.cancel_after = None;
        typed.note = String::new();
        self.terms.with_value(|terms| {
            self.catalogue.with_value(|sold| {
                let mut ruled = terms.terms(sold);
                // Less than the minimum has a price, too.
                let mut account = terms.account.clone();
                account.account.minimum = domain::money::Money::zero(terms.currency);
                ruled.account = &account;
                let wrong = typed.checked(&ruled).err().unwrap_or_default();
                let stands = |index: usize| {
                    let at = format!("/lines/{index}/");
                    !wrong.iter().any(|(pointer, _)| pointer.starts_with(&at))
                };
                let kept: Vec<bool> = (0..typed.lines.len()).map(stands).collect();
                let mut sound = typed.clone();
                let mut keep = kept.iter();
                sound
                    .lines
                    .retain(|_| keep.next().copied().unwrap_or_default());
                summed(terms, &kept, sound.checked(&ruled).ok(), &region)
            })
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

    /// Why it could not be entered, in a sentence above the fields.
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

fn summed(terms: &PoTerms, kept: &[bool], po: Option<Po>, region: &str) -> Reckoned {
    let nothing = domain::money::Money::zero(terms.currency);
    let account = &terms.account;
    let totals = po.as_ref().map(|po| po.order.totals);
    let total = totals.map_or(nothing, |totals| totals.total);
    let mut priced = po.iter().flat_map(|po| &po.order.lines).map(|line| {
        let why = line.price_reason.as_deref().unwrap_or_default();
        (format!("{} · {why}", line.unit_price), line.net.to_string())
    });
    let lines = kept.iter().map(|kept| priced.next_if_kept(*kept)).collect();
    let pieces = po
        .iter()
        .flat_map(|po| &po.order.lines)
        .map(|line| line.quantity);
    let said = exemption(&account.account.certificates, region, account.today);
    let text = |amount: Option<domain::money::Money>| amount.unwrap_or(nothing).to_string();
    Reckoned {
        pieces: pieces.sum(),
        net: text(totals.map(|totals| totals.net)),
        tax: text(totals.map(|totals| totals.tax)),
        total: total.to_string(),
        available: text(account.credit.available().ok()),
        tax_why: said.why,
        short: account
            .credit
            .short_of(total)
            .ok()
            .flatten()
            .map(|short| short.to_string()),
        lines,
    }
}

/// Gives the next of those lines that stand.
trait Kept: Iterator {
    fn next_if_kept(&mut self, kept: bool) -> Option<Self::Item> {
        if kept { self.next() } else { None }
    }
}

impl<I: Iterator> Kept for I {}
