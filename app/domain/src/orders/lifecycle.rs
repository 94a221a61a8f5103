//! The engine that runs a kind's transition table.
//!
//! A kind declares its table as data; [`apply`] is the one way from state to state, and the
//! screens call [`offers`], which asks the same question for every action, so that a button is
//! offered exactly when the step would succeed and says why where it would not.

use super::history::day;
use super::{Action, Kind, State, state};
use crate::codes::coded;
use crate::money::{Currency, Money};
use crate::staff::{Grants, Permission};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// One row of a kind's table.
#[derive(Debug, Clone, Copy)]
pub struct Transition<S: 'static> {
    pub from: &'static [S],
    pub action: Action,
    pub to: S,
    /// Who may take the step.
    pub by: By,
    /// What must be true first.
    pub gates: &'static [Gate],
    /// Whether the customer is told.
    pub told: bool,
}

/// Makes a row, its parts in the order in which a table is read.
pub(super) const fn row<S: 'static>(
    from: &'static [S],
    action: Action,
    to: S,
    by: By,
    gates: &'static [Gate],
    told: bool,
) -> Transition<S> {
    Transition {
        from,
        action,
        to,
        by,
        gates,
        told,
    }
}

/// Who takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A person whose role permits it.
    Staff(Permission),
    /// The system, by itself, as soon as the gates are open.
    System,
}

coded! {
    /// Something that must be true before a step.
    pub enum Gate {
        DepositPaid = "deposit_paid", "The deposit is paid";
        BalancePaid = "balance_paid", "Nothing is owed";
        QuoteInForce = "quote_in_force", "The quote has not expired";
        DesignPaid = "design_paid", "The design deposit is paid";
        DesignShown = "design_shown", "A design was shown";
        FinalPhotos = "final_photos", "The finished piece is photographed";
        FromStock = "from_stock", "Every piece is promised from stock";
        ToBeOrdered = "to_be_ordered", "Some piece has to be ordered";
        ToBeMade = "to_be_made", "Pieces are made at the bench, and none is left to order";
        BenchDone = "bench_done", "The bench is through";
        NoneInHouse = "none_in_house", "No piece comes from the house";
        ShippedByVendor = "shipped_by_vendor", "The vendor sends it to the customer";
        ComesToUs = "comes_to_us", "The vendor sends it to the store";
        Approved = "approved", "The customer agreed to the price as it stands";
        WorkDone = "work_done", "Every piece is finished at the bench";
        NoticeDue = "notice_due", "It has waited for its owner for some time";
        NothingParked = "nothing_parked", "Nothing waits for a person";
        PiecesOut = "pieces_out", "Pieces are with the customer";
        AllBack = "all_back", "No piece is with the customer";
        RefundsSettled = "refunds_settled", "What came back is refunded";
        MemoLimit = "memo_limit", "The customer may have that much on memo";
        MemoInsured = "memo_insured", "What is out on memo is insured";
        CreditFree = "credit_free", "The account has credit for it";
        GoodsHere = "goods_here", "Pieces are here to be shipped";
        InWindow = "in_window", "It is wanted now";
        AllShipped = "all_shipped", "All of it is shipped";
    }
}

/// Where an order stands: its state, and whether it is on hold there. A held order goes back to
/// the state that it came from because it never left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub state: State,
    pub held: bool,
}

impl Position {
    #[must_use]
    pub const fn at(state: State) -> Self {
        Self { state, held: false }
    }
}

/// What the gates look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What must still be paid before the piece is designed.
    pub owed_before_design: Money,
    /// What must still be paid before the piece is ordered.
    pub owed_before_work: Money,
    /// What must still be paid in all.
    pub balance: Money,
    pub quote_expired: bool,
    /// How many lines no piece of stock is promised to.
    pub lines_without_piece: u32,
    /// How many of these are made at the bench.
    pub lines_at_bench: u32,
    /// How many of these are not finished yet.
    pub jobs_open: u32,
    /// How many lines one is promised to.
    pub lines_with_piece: u32,
    /// Whether the vendor sends the pieces to the customer.
    pub drop_ship: bool,
    /// Whether the customer agreed to the price as it stands now.
    pub approved: bool,
    /// The day from which on its owner is written to for not coming; none once that has passed.
    pub notice_from: Option<NaiveDate>,
    pub web: WebFacts,
    pub memo: MemoFacts,
    pub custom: CustomFacts,
    pub po: PoFacts,
}

/// What the gates of custom orders look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomFacts {
    /// Whether no design was shown yet.
    pub nothing_shown: bool,
    /// Whether the finished piece has still to be photographed.
    pub photos_missing: bool,
}

/// What the gates of wholesale orders look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoFacts {
    /// Whether the account was found to have credit for it again.
    pub credit_free: bool,
    /// How many pieces are here to be shipped.
    pub here: u32,
    /// How many pieces are still to be shipped, wherever they are.
    pub unshipped: u32,
    pub window: Window,
}

/// Whether the account wants an order now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    Open,
    /// Not before this day.
    From(NaiveDate),
    /// Not any more since this day.
    Until(NaiveDate),
}

impl Window {
    /// What a ship window is on a day.
    #[must_use]
    pub fn on(today: NaiveDate, from: Option<NaiveDate>, last: Option<NaiveDate>) -> Self {
        match (from, last) {
            (_, Some(last)) if last < today => Self::Until(last),
            (Some(from), _) if from > today => Self::From(from),
            _ => Self::Open,
        }
    }
}

impl PoFacts {
    /// Of an order with nothing in its way.
    pub const CLEAR: Self = Self {
        credit_free: true,
        here: 1,
        unshipped: 0,
        window: Window::Open,
    };
}

/// What the gates of orders from channels look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebFacts {
    /// How many things wait for a person before the order goes on.
    pub parked: u32,
    /// How many pieces have not come back.
    pub pieces_out: u32,
    /// How many of those that came back are not refunded.
    pub unrefunded: u32,
}

/// What the gates of memos look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoFacts {
    /// How many pieces are with the customer.
    pub pieces_out: u32,
    /// By how much the customer would have more on memo than they may.
    pub over_limit: Option<Money>,
    /// By how much more would be out on memo than the insurance pays for.
    pub over_insured: Option<Money>,
}

impl Facts {
    /// Of an order of which nothing is known yet, with nothing in its way: where others start from.
    #[must_use]
    pub fn clear(currency: Currency) -> Self {
        Self {
            owed_before_design: Money::zero(currency),
            owed_before_work: Money::zero(currency),
            balance: Money::zero(currency),
            quote_expired: false,
            lines_without_piece: 0,
            lines_at_bench: 0,
            jobs_open: 0,
            lines_with_piece: 0,
            drop_ship: false,
            approved: true,
            notice_from: None,
            web: WebFacts::default(),
            memo: MemoFacts::default(),
            custom: CustomFacts::default(),
            po: PoFacts::CLEAR,
        }
    }

    /// How many lines nothing covers yet, so that a vendor has to.
    const fn lines_to_order(&self) -> u32 {
        self.lines_without_piece.saturating_sub(self.lines_at_bench)
    }

    /// How many pieces are with the customer and may come back.
    const fn pieces_out(&self) -> u32 {
        self.web.pieces_out.saturating_add(self.memo.pieces_out)
    }
}

/// A gate that is shut, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    pub gate: Gate,
    pub message: String,
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Gate {
    /// Whether a manager may pass it with a reason: those that are about money, dates and
    /// pictures. What
    /// isn't there can't be handed over, whoever says so.
    #[must_use]
    pub const fn can_be_passed(self) -> bool {
        matches!(
            self,
            Self::DesignPaid
                | Self::DepositPaid
                | Self::BalancePaid
                | Self::QuoteInForce
                | Self::FinalPhotos
                | Self::MemoLimit
                | Self::MemoInsured
                | Self::InWindow
        )
    }

    /// Whether it tells apart the ways in which pieces are had, and go. What covers the lines
    /// decides that; the other ways aren't ones that wait for something. Nor is a notice that is
    /// not due yet.
    #[must_use]
    pub const fn parts_the_ways(self) -> bool {
        matches!(
            self,
            Self::FromStock
                | Self::ToBeOrdered
                | Self::ToBeMade
                | Self::NoneInHouse
                | Self::ShippedByVendor
                | Self::ComesToUs
                | Self::NoticeDue
                | Self::PiecesOut
        )
    }

    /// Whether the gate is open, or what is missing.
    fn check(self, facts: &Facts) -> Result<(), Blocker> {
        if let (Self::NoticeDue, Some(from)) = (self, facts.notice_from) {
            return Err(Blocker {
                gate: self,
                message: format!("A notice is due on {}.", day(from)),
            });
        }
        if let Some(over) = self.exceeded(facts) {
            return Err(Blocker {
                gate: self,
                message: over,
            });
        }
        let missing = match self {
            Self::DesignPaid if facts.owed_before_design.is_positive() => {
                format!(
                    "{} of the design deposit is still to be paid.",
                    facts.owed_before_design
                )
            }
            Self::DesignShown if facts.custom.nothing_shown => {
                "No design was shown to the customer yet.".to_owned()
            }
            Self::FinalPhotos if facts.custom.photos_missing => {
                "Take photos of the finished piece first.".to_owned()
            }
            Self::DepositPaid if facts.owed_before_work.is_positive() => {
                format!(
                    "{} of the deposit is still to be paid.",
                    facts.owed_before_work
                )
            }
            Self::BalancePaid if facts.balance.is_positive() => {
                format!("{} is still owed.", facts.balance)
            }
            Self::QuoteInForce if facts.quote_expired => "The quote has expired.".to_owned(),
            Self::FromStock if facts.lines_without_piece > 0 => match facts.lines_without_piece {
                1 => "One line has no piece promised from stock.".to_owned(),
                many => format!("{many} lines have no piece promised from stock."),
            },
            Self::ToBeOrdered if facts.lines_without_piece == 0 => {
                "Every piece is promised from stock.".to_owned()
            }
            Self::ToBeOrdered if facts.lines_to_order() == 0 => {
                "Every piece is made at the bench or promised from stock.".to_owned()
            }
            Self::ToBeMade if facts.lines_at_bench == 0 => {
                "No piece is planned at the bench.".to_owned()
            }
            Self::ToBeMade if facts.lines_to_order() > 0 => {
                "Some piece has to be ordered from a vendor.".to_owned()
            }
            Self::BenchDone if facts.jobs_open > 0 => at_bench(facts.jobs_open),
            Self::NoneInHouse if facts.lines_with_piece > 0 => {
                "A piece of stock is promised to this order.".to_owned()
            }
            Self::NoneInHouse if facts.lines_at_bench > 0 => {
                "A piece of this order is made at the bench.".to_owned()
            }
            Self::ShippedByVendor if !facts.drop_ship => "It comes to the store.".to_owned(),
            Self::ComesToUs if facts.drop_ship => "The vendor sends it to the customer.".to_owned(),
            Self::Approved if !facts.approved => {
                "The customer has not agreed to this price.".to_owned()
            }
            Self::WorkDone if facts.lines_at_bench == 0 => {
                "No piece is planned at the bench.".to_owned()
            }
            Self::WorkDone if facts.jobs_open > 0 => at_bench(facts.jobs_open),
            Self::NothingParked if facts.web.parked > 0 => match facts.web.parked {
                1 => "One thing waits for a person.".to_owned(),
                many => format!("{many} things wait for a person."),
            },
            Self::PiecesOut if facts.pieces_out() == 0 => {
                "No piece is with the customer.".to_owned()
            }
            Self::AllBack if facts.pieces_out() > 0 => {
                "Some pieces are with the customer.".to_owned()
            }
            Self::RefundsSettled if facts.web.unrefunded > 0 => {
                "What came back is not refunded yet.".to_owned()
            }
            Self::CreditFree if !facts.po.credit_free => {
                "It goes beyond the account’s credit.".to_owned()
            }
            Self::GoodsHere if facts.po.here == 0 => "Nothing is here to be shipped.".to_owned(),
            Self::AllShipped if facts.po.unshipped > 0 => match facts.po.unshipped {
                1 => "One piece is still to be shipped.".to_owned(),
                many => format!("{many} pieces are still to be shipped."),
            },
            Self::InWindow => match facts.po.window {
                Window::Open => return Ok(()),
                Window::From(from) => {
                    format!("The account does not want it before {}.", day(from))
                }
                Window::Until(last) => format!(
                    "The cancel date, {}, has passed. Ask the account before you ship.",
                    day(last)
                ),
            },
            _ => return Ok(()),
        };
        Err(Blocker {
            gate: self,
            message: missing,
        })
    }

    /// What is out on memo beyond a limit.
    fn exceeded(self, facts: &Facts) -> Option<String> {
        match self {
            Self::MemoLimit => facts
                .memo
                .over_limit
                .map(|over| format!("This customer would have {over} more on memo than agreed.")),
            Self::MemoInsured => facts.memo.over_insured.map(|over| {
                format!("{over} more would be out on memo than the insurance pays for.")
            }),
            _ => None,
        }
    }
}

fn at_bench(count: u32) -> String {
    match count {
        1 => "One piece is still at the bench.".to_owned(),
        many => format!("{many} pieces are still at the bench."),
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("This can't be done while the order is “{}”.", .0.label())]
    NotFromHere(State),
    #[error("The order is on hold. Resume it first.")]
    OnHold,
    #[error("You are not allowed to do this.")]
    NotAllowed,
    #[error("{}", join(.0))]
    Blocked(Vec<Blocker>),
    #[error("Only a manager can pass this, with a reason.")]
    OverrideNotAllowed,
}

fn join(blockers: &[Blocker]) -> String {
    blockers
        .iter()
        .map(|b| b.message.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A step taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub action: Action,
    pub from: Position,
    pub to: Position,
    /// Whether the customer is told.
    pub told: bool,
    /// Gates that were shut and passed by a manager.
    pub overridden: Vec<Blocker>,
}

/// A step asked for.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    pub action: Action,
    pub grants: Grants,
    /// Whether the person asks to pass shut gates and gave a reason.
    pub overriding: bool,
}

/// A row of any kind's table, from one state.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub from: State,
    pub action: Action,
    pub to: State,
    pub by: By,
    pub gates: &'static [Gate],
    pub told: bool,
}

/// A kind's table, a row for each state that an action starts from.
#[must_use]
pub fn rows(kind: Kind) -> Vec<Row> {
    state::rows(kind)
}

pub(super) fn expand<S: Copy>(table: &'static [Transition<S>], state: fn(S) -> State) -> Vec<Row> {
    let each = table
        .iter()
        .flat_map(|row| row.from.iter().map(move |from| (row, *from)));
    each.map(|(row, from)| Row {
        from: state(from),
        action: row.action,
        to: state(row.to),
        by: row.by,
        gates: row.gates,
        told: row.told,
    })
    .collect()
}

/// Whether the table knows an action from a state.
#[must_use]
pub fn knows(state: State, action: Action) -> bool {
    let mut rows = rows(state.kind()).into_iter();
    rows.any(|row| row.from == state && row.action == action)
}

/// Takes a step, or says why not. The one way from position to position.
pub fn apply(position: Position, attempt: Attempt, facts: &Facts) -> Result<Step, Refusal> {
    match attempt.action {
        Action::Hold | Action::Resume | Action::Cancel => stop_or_go(position, attempt),
        _ if position.held => Err(Refusal::OnHold),
        _ => by_table(position, attempt, facts),
    }
}

/// Hold, resume and cancel: every kind's, from every state before hand-over.
fn stop_or_go(position: Position, attempt: Attempt) -> Result<Step, Refusal> {
    let state = position.state;
    let ended = state.handed_over() || state == cancelled(state.kind());
    let possible = match attempt.action {
        Action::Hold => !position.held && !ended,
        Action::Resume => position.held,
        _ => !ended,
    };
    if !possible {
        return Err(Refusal::NotFromHere(state));
    }
    if !attempt.grants.may(Permission::StopOrders) {
        return Err(Refusal::NotAllowed);
    }
    let to = match attempt.action {
        Action::Hold => Position { state, held: true },
        Action::Resume => Position::at(state),
        _ => Position::at(cancelled(state.kind())),
    };
    let told = attempt.action == Action::Cancel;
    Ok(Step {
        action: attempt.action,
        from: position,
        to,
        told,
        overridden: Vec::new(),
    })
}

/// The state in which a cancelled order of a kind rests.
#[must_use]
pub const fn cancelled(kind: Kind) -> State {
    state::cancelled(kind)
}

fn by_table(position: Position, attempt: Attempt, facts: &Facts) -> Result<Step, Refusal> {
    let state = position.state;
    let row = rows(state.kind())
        .into_iter()
        .find(|row| row.from == state && row.action == attempt.action)
        .ok_or(Refusal::NotFromHere(state))?;
    let By::Staff(permission) = row.by else {
        return Err(Refusal::NotAllowed);
    };
    if !attempt.grants.may(permission) {
        return Err(Refusal::NotAllowed);
    }
    let shut = shut_gates(row.gates, facts);
    if !shut.is_empty() {
        if !attempt.overriding || !shut.iter().all(|blocker| blocker.gate.can_be_passed()) {
            return Err(Refusal::Blocked(shut));
        }
        if !attempt.grants.may(Permission::Override) {
            return Err(Refusal::OverrideNotAllowed);
        }
    }
    Ok(step(position, &row, shut))
}

fn shut_gates(gates: &[Gate], facts: &Facts) -> Vec<Blocker> {
    gates
        .iter()
        .filter_map(|gate| gate.check(facts).err())
        .collect()
}

fn step(from: Position, row: &Row, overridden: Vec<Blocker>) -> Step {
    Step {
        action: row.action,
        from,
        to: Position::at(row.to),
        told: row.told,
        overridden,
    }
}

/// The steps that the system takes by itself from here, in turn, until none is open.
#[must_use]
pub fn settle(mut position: Position, facts: &Facts) -> Vec<Step> {
    let table = rows(position.state.kind());
    let mut steps = Vec::new();
    // A table without a cycle of system rows, which a test holds it to, ends within its length.
    while !position.held && steps.len() < table.len() {
        let open = |row: &&Row| {
            row.from == position.state
                && row.by == By::System
                && shut_gates(row.gates, facts).is_empty()
        };
        let Some(row) = table.iter().find(open) else {
            break;
        };
        let taken = step(position, row, Vec::new());
        position = taken.to;
        steps.push(taken);
    }
    steps
}

/// An action that the table knows from here, and whether it can be taken now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub action: Action,
    /// Why it can't be taken; empty where it can.
    pub blockers: Vec<Blocker>,
    /// Whether this person may pass the blockers with a reason.
    pub can_override: bool,
}

/// What a person can do now, and what is missing for the rest.
#[must_use]
pub fn offers(position: Position, grants: Grants, facts: &Facts) -> Vec<Offer> {
    let from_table = rows(position.state.kind())
        .into_iter()
        .filter(|row| row.from == position.state)
        .map(|row| row.action);
    from_table
        .chain([Action::Hold, Action::Resume, Action::Cancel])
        .filter_map(|action| {
            offer(
                position,
                Attempt {
                    action,
                    grants,
                    overriding: false,
                },
                facts,
            )
        })
        .collect()
}

fn offer(position: Position, attempt: Attempt, facts: &Facts) -> Option<Offer> {
    let blockers = match apply(position, attempt, facts) {
        Ok(_) => Vec::new(),
        Err(Refusal::Blocked(blockers)) => blockers,
        Err(_) => return None,
    };
    if blockers.iter().any(|blocker| blocker.gate.parts_the_ways()) {
        return None;
    }
    let can_override = !blockers.is_empty()
        && blockers.iter().all(|blocker| blocker.gate.can_be_passed())
        && attempt.grants.may(Permission::Override);
    Some(Offer {
        action: attempt.action,
        blockers,
        can_override,
    })
}

#[cfg(test)]
mod tests;
