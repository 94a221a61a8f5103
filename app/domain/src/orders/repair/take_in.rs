//! A repair as it is taken in at the counter, checked and priced.
//!
//! The browser and the server run the same check, so that what the screen shows is what is kept.

use super::State;
use super::book::PriceBook;
use super::findings::{Condition, Findings, Item, NewFindings, wording};
use super::tasks::{self, NewTask, Original, Price, Pricing, Task};
use crate::bench::capacity::{Bench, CannotPlan, Need};
use crate::bench::view::BenchTerms;
use crate::calendar::add_working_days;
use crate::catalogue::is_ours;
use crate::codes::coded;
use crate::custody::GoodsStanding;
use crate::ids::{CustomerId, OrderId};
use crate::input::{FieldErrors, optional_text};
use crate::money::{Currency, Money};
use crate::orders::act::{Signature, check_signature};
use crate::orders::draft::{self, Line};
use crate::orders::{self, Delivery, Kind};
use crate::payments::{NewPayment, Payment};
use crate::schedule::{DepositPolicy, deposit_and_balance};
use crate::staff::Role;
use crate::tax::{LineClass, Rates};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// More than anybody brings at once.
pub const MOST_PIECES: usize = 20;
/// More of one piece nobody looks at.
const MOST_PHOTOS: usize = 12;
/// Working days until a piece is looked at whose work is not known yet.
const ASSESSED_WITHIN: u16 = 5;

coded! {
    /// How the customer wants to hear of it.
    pub enum Notify {
        Email = "email", "By e-mail";
        Text = "text", "By text";
        Call = "call", "By phone";
    }
}

/// A piece as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPiece {
    pub item: Item,
    /// A closer word than its kind: `Signet ring`.
    #[serde(default)]
    pub word: String,
    /// What its owner says that it is. For the staff: no paper repeats it.
    #[serde(default)]
    pub said: String,
    #[serde(default)]
    pub findings: NewFindings,
    #[serde(default)]
    pub condition: Vec<Condition>,
    #[serde(default)]
    pub note: String,
    /// What its owner says that it is worth, for the insurance.
    #[serde(default)]
    pub declared_value: String,
    #[serde(default)]
    pub tasks: Vec<NewTask>,
    /// Paths of pictures that are kept.
    #[serde(default)]
    pub photos: Vec<String>,
}

/// A repair as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRepair {
    pub customer: CustomerId,
    pub pieces: Vec<NewPiece>,
    /// The price is firm, and the signature approves it. Else it is an estimate.
    #[serde(default)]
    pub firm: bool,
    /// It was done while the customer waited.
    #[serde(default)]
    pub done: bool,
    #[serde(default)]
    pub rush: bool,
    pub notify: Notify,
    /// Empty takes the proposal.
    #[serde(default)]
    pub promise: Option<NaiveDate>,
    /// Money taken at once, where the price is firm.
    #[serde(default)]
    pub payment: Option<NewPayment>,
    #[serde(default)]
    pub signature: Option<Signature>,
    /// For the staff.
    #[serde(default)]
    pub note: String,
    /// The repair that this one puts right.
    #[serde(default)]
    pub redo_of: Option<OrderId>,
}

/// What a take-in is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub pricing: Pricing<'a>,
    pub bench: &'a Bench,
}

/// What the screen needs to check and price a take-in by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeInTerms {
    pub currency: Currency,
    pub rates: Rates,
    pub role: Role,
    /// Today in the store.
    pub today: NaiveDate,
    pub book: PriceBook,
    pub bench: BenchTerms,
    /// What lies here of customers already.
    pub goods: GoodsStanding,
    /// What is put right, where it is asked for.
    pub original: Option<Original>,
}

impl TakeInTerms {
    /// The same, to check against.
    #[must_use]
    pub fn terms(&self) -> Terms<'_> {
        Terms {
            pricing: self.pricing(),
            bench: &self.bench.bench,
        }
    }

    /// What tasks are priced by.
    #[must_use]
    pub fn pricing(&self) -> Pricing<'_> {
        Pricing {
            book: &self.book,
            rates: &self.rates,
            grants: self.role.grants(),
            currency: self.currency,
            today: self.today,
            original: self.original.as_ref(),
        }
    }
}

/// A piece checked and priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub item: Item,
    pub word: Option<String>,
    pub said: Option<String>,
    pub findings: Findings,
    pub condition: Vec<Condition>,
    pub note: Option<String>,
    pub declared_value: Option<Money>,
    pub tasks: Vec<Task>,
    pub price: Price,
    pub photos: Vec<String>,
}

/// A repair checked and priced, ready to be kept: what all orders have, and each line's piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeIn {
    pub order: draft::Order,
    /// In the turn of the order's lines.
    pub pieces: Vec<Piece>,
    pub firm: bool,
    pub done: bool,
    pub rush: bool,
    pub notify: Notify,
    pub signature: Signature,
    pub redo_of: Option<OrderId>,
}

impl NewRepair {
    /// Checks every field and prices the repair.
    pub fn checked(&self, terms: Terms<'_>) -> Result<TakeIn, FieldErrors> {
        let mut errors = FieldErrors::new();
        let pieces = self.checked_pieces(terms.pricing, &mut errors);
        let promise = self.checked_promise(terms, &pieces, &mut errors);
        let signature = errors.check("/signature", check_signature(self.signature.as_ref()));
        let note = errors
            .check("/note", optional_text(&self.note, 2_000))
            .flatten();
        // Money is reckoned only over pieces that stand, else its complaints would be noise.
        errors.clone().into_result()?;

        let lines: Vec<_> = pieces.iter().map(Piece::line).collect();
        let currency = terms.pricing.currency;
        let totals = errors.check("", draft::totals(currency, &lines));
        let Some((totals, signature)) = totals.zip(signature) else {
            return Err(errors);
        };
        let percent = terms.pricing.book.terms.deposit_percent;
        let deposit = DepositPolicy { percent }.propose(totals.total);
        let milestones = deposit.and_then(|deposit| deposit_and_balance(totals.total, deposit));
        let milestones = errors.check("", milestones);
        let payment = self.checked_payment(totals.total, &mut errors);
        let Some(milestones) = milestones.filter(|_| errors.is_empty()) else {
            return Err(errors);
        };
        Ok(TakeIn {
            order: draft::Order {
                kind: Kind::Repair,
                first: orders::State::Repair(self.first()),
                customer: self.customer,
                quote: false,
                lines,
                totals,
                milestones,
                deposit_reason: None,
                promise,
                payment,
                delivery: Delivery::PickUp,
                ship_to: None,
                note,
            },
            pieces,
            firm: self.firm,
            done: self.done,
            rush: self.rush,
            notify: self.notify,
            signature,
            redo_of: self.redo_of,
        })
    }

    /// Where it starts: the signature on a firm price is the approval.
    const fn first(&self) -> State {
        match (self.done, self.firm) {
            (true, _) => State::Ready,
            (false, true) => State::Approved,
            (false, false) => State::TakenIn,
        }
    }

    fn checked_pieces(&self, pricing: Pricing<'_>, errors: &mut FieldErrors) -> Vec<Piece> {
        match self.pieces.len() {
            0 => errors.add("/pieces", "Add at least one piece."),
            count if count > MOST_PIECES => {
                errors.add("/pieces", "A repair has at most 20 pieces.");
                return Vec::new();
            }
            _ => {}
        }
        let agreed = self.firm || self.done;
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for (index, piece) in self.pieces.iter().enumerate() {
            match piece.checked(pricing) {
                Ok(piece) if agreed && piece.tasks.is_empty() => errors.add(
                    format!("/pieces/{index}/tasks"),
                    "Say what is done: the price is firm.",
                ),
                Ok(piece) => pieces.push(piece),
                Err(wrong) => errors.nest(&format!("/pieces/{index}"), wrong),
            }
        }
        pieces
    }

    fn checked_promise(
        &self,
        terms: Terms<'_>,
        pieces: &[Piece],
        errors: &mut FieldErrors,
    ) -> NaiveDate {
        let today = terms.pricing.today;
        if self.done {
            return today;
        }
        let all = pieces.iter().flat_map(|piece| &piece.tasks);
        let promise = match self.promise {
            Some(promise) => promise,
            None => match propose(terms.bench, all) {
                Ok(proposal) => proposal.date,
                Err(wrong) => {
                    errors.add("/promise", format!("{wrong} Choose the promise date."));
                    today
                }
            },
        };
        if promise < today {
            errors.add("/promise", "The promise date is in the past.");
        }
        promise
    }

    fn checked_payment(&self, total: Money, errors: &mut FieldErrors) -> Option<Payment> {
        let payment = self.payment.as_ref()?;
        if !self.firm && !self.done {
            errors.add(
                "/payment/amount",
                "An estimate takes no money until it is approved.",
            );
            return None;
        }
        match payment.checked(total) {
            Ok(payment) => Some(payment),
            Err(wrong) => {
                errors.nest("/payment", wrong);
                None
            }
        }
    }
}

/// The day that can be promised, and why that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub date: NaiveDate,
    pub why: Option<String>,
}

/// Proposes the day on which the bench is through with all of it. What is not known yet is at
/// least looked at.
pub fn propose<'a>(
    bench: &Bench,
    tasks: impl Iterator<Item = &'a Task>,
) -> Result<Proposal, CannotPlan> {
    let needs: Vec<_> = tasks
        .filter(|task| !task.hours.is_none())
        .map(|task| Need::Bench {
            jeweler: None,
            hours: task.hours,
        })
        .collect();
    if needs.is_empty() {
        return Ok(Proposal {
            date: add_working_days(bench.today, ASSESSED_WITHIN),
            why: None,
        });
    }
    let plan = bench.plan(&needs)?;
    Ok(Proposal {
        date: plan.promise,
        why: Some(plan.why),
    })
}

impl NewPiece {
    /// An empty form for a piece.
    #[must_use]
    pub fn of(item: Item) -> Self {
        Self {
            item,
            word: String::new(),
            said: String::new(),
            findings: NewFindings::default(),
            condition: Vec::new(),
            note: String::new(),
            declared_value: String::new(),
            tasks: Vec::new(),
            photos: Vec::new(),
        }
    }

    /// Checks one piece and prices what is done to it.
    pub fn checked(&self, pricing: Pricing<'_>) -> Result<Piece, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut text = |pointer: &str, typed: &str, most: u16| {
            errors.check(pointer, optional_text(typed, most)).flatten()
        };
        let word = text("/word", &self.word, 60);
        let said = text("/said", &self.said, 500);
        let note = text("/note", &self.note, 2_000);
        let declared_value = match self.declared_value.trim() {
            "" => None,
            typed => errors.check("/declared_value", worth(typed, pricing.currency)),
        };
        if self.photos.len() > MOST_PHOTOS || !self.photos.iter().all(|url| is_ours(url)) {
            errors.add("/photos", "A piece has at most 12 photos.");
        }
        let findings = match self.findings.checked() {
            Ok(findings) => Some(findings),
            Err(wrong) => {
                errors.nest("/findings", wrong);
                None
            }
        };
        let tasks = match tasks::checked(&self.tasks, pricing) {
            Ok(tasks) => Some(tasks),
            Err(wrong) => {
                errors.nest("", wrong);
                None
            }
        };
        let (Some(findings), Some(tasks), true) = (findings, tasks, errors.is_empty()) else {
            return Err(errors);
        };
        let price = tasks::price(&tasks, pricing.rates, pricing.currency)
            .map_err(|wrong| FieldErrors::one("/tasks", wrong.to_string()))?;
        let mut condition = self.condition.clone();
        condition.sort_unstable();
        condition.dedup();
        Ok(Piece {
            item: self.item,
            word,
            said,
            findings,
            condition,
            note,
            declared_value,
            tasks,
            price,
            photos: self.photos.clone(),
        })
    }
}

fn worth(typed: &str, currency: Currency) -> Result<Money, String> {
    match Money::parse(typed, currency) {
        Ok(worth) if worth.is_negative() => Err("This can't be below zero.".into()),
        Ok(worth) => Ok(worth),
        Err(wrong) => Err(wrong.to_string()),
    }
}

impl Piece {
    /// What may be promised of it in writing.
    #[must_use]
    pub fn wording(&self) -> String {
        wording(self.item, self.word.as_deref(), &self.findings)
    }

    /// The piece as a line of its order.
    fn line(&self) -> Line {
        Line {
            material: Some(self.price.material),
            unit_cost: Some(self.price.cost),
            ..Line::of_work(
                self.wording(),
                LineClass::Labour,
                self.price.net,
                self.price.tax,
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::book::tests::{book, usd};
    use super::super::findings::NewStone;
    use super::super::tasks::tests::{rates, today};
    use super::*;
    use crate::bench::Hours;
    use crate::bench::capacity::Queue;
    use crate::calendar::HouseDays;
    use crate::ids::StaffId;
    use crate::payments::Method;

    fn bench() -> Bench {
        let day = Hours::of_quarters(4 * 6);
        Bench {
            today: today(),
            queues: vec![Queue {
                staff: StaffId::generate(),
                name: "Maria".into(),
                week: [day, day, day, day, day, Hours::NONE, Hours::NONE],
                days_off: Vec::new(),
                planned: Hours::NONE,
            }],
            ..Bench::empty(today(), HouseDays::default())
        }
    }

    fn check(repair: &NewRepair, book: &PriceBook) -> Result<TakeIn, FieldErrors> {
        let (rates, bench) = (rates(), bench());
        repair.checked(Terms {
            pricing: Pricing {
                book,
                rates: &rates,
                grants: Role::Sales.grants(),
                currency: Currency::USD,
                today: today(),
                original: None,
            },
            bench: &bench,
        })
    }

    fn ring(book: &PriceBook) -> NewRepair {
        let mut piece = NewPiece::of(Item::Ring);
        piece.tasks = vec![NewTask::of(book.tasks[1].id)];
        piece.declared_value = "4,500".into();
        NewRepair {
            customer: CustomerId::generate(),
            pieces: vec![piece],
            firm: false,
            done: false,
            rush: false,
            notify: Notify::Email,
            promise: None,
            payment: None,
            signature: Some(Signature::Typed("Ana Ruiz".into())),
            note: String::new(),
            redo_of: None,
        }
    }

    #[test]
    fn the_signature_on_a_firm_price_approves_it() {
        let book = book();
        let first = |firm, done| {
            let repair = NewRepair {
                firm,
                done,
                ..ring(&book)
            };
            let orders::State::Repair(first) = check(&repair, &book).unwrap().order.first else {
                panic!("another kind's state");
            };
            first
        };
        assert_eq!(first(false, false), State::TakenIn);
        assert_eq!(first(true, false), State::Approved);
        assert_eq!(first(false, true), State::Ready);
    }

    #[test]
    fn it_is_priced_and_promised_for_when_the_bench_has_time() {
        let book = book();
        let taken = check(&ring(&book), &book).unwrap();
        assert_eq!(taken.order.totals.net, usd("97.50"));
        assert_eq!(taken.order.totals.tax, usd("6.75"));
        assert_eq!(taken.order.lines[0].material, Some(usd("37.50")));
        assert!(taken.order.promise > today());
        assert_eq!(taken.pieces[0].declared_value, Some(usd("4500")));
        let mut unknown = ring(&book);
        unknown.pieces[0].tasks.clear();
        let taken = check(&unknown, &book).unwrap();
        assert!(taken.order.totals.total.is_zero());
        assert_eq!(taken.order.promise, add_working_days(today(), 5));
    }

    #[test]
    fn every_complaint_stands_beside_its_field() {
        let book = book();
        let mut wrong = ring(&book);
        wrong.signature = None;
        wrong.promise = today().pred_opt();
        wrong.pieces[0].declared_value = "a lot".into();
        wrong.pieces[0].photos = vec!["https://elsewhere.example/x.jpg".into()];
        wrong.pieces[0].findings.stones = vec![NewStone {
            count: 0,
            look: super::super::findings::Look::White,
            name: String::new(),
            measure: String::new(),
            tested: false,
        }];
        let complaints = check(&wrong, &book).unwrap_err();
        for pointer in [
            "/signature",
            "/promise",
            "/pieces/0/declared_value",
            "/pieces/0/photos",
            "/pieces/0/findings/stones/0/count",
        ] {
            assert!(complaints.get(pointer).is_some(), "{pointer}");
        }
        let nothing = NewRepair {
            pieces: Vec::new(),
            ..ring(&book)
        };
        assert!(check(&nothing, &book).unwrap_err().get("/pieces").is_some());
    }

    #[test]
    fn a_firm_price_is_of_something_and_an_estimate_takes_no_money() {
        let book = book();
        let mut firm = ring(&book);
        firm.firm = true;
        firm.pieces[0].tasks.clear();
        let wrong = check(&firm, &book).unwrap_err();
        assert!(wrong.get("/pieces/0/tasks").is_some());
        let mut paid = ring(&book);
        paid.payment = Some(NewPayment {
            amount: "50".into(),
            method: Method::Cash,
            reference: String::new(),
        });
        let wrong = check(&paid, &book).unwrap_err();
        assert!(wrong.get("/payment/amount").is_some());
        paid.firm = true;
        assert!(check(&paid, &book).is_ok());
    }
}
