//! What the steps of a wholesale order need to know, and do.

use super::super::Action;
use super::super::act::{Context, Details};
use crate::codes::coded;
use crate::ids::LineId;
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::Money;
use crate::staff::{Grants, Permission};
use crate::tax::{LineClass, Rates};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

coded! {
    /// What the account is told of a line.
    pub enum Answer {
        Accept = "accept", "Accept";
        Backorder = "backorder", "Backorder";
        Change = "change", "Change";
        Reject = "reject", "Reject";
    }
}

/// An answer to a line, as typed. A line without one is accepted as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAnswer {
    pub line: LineId,
    pub answer: Answer,
    /// How many come later, or how many there will be.
    #[serde(default)]
    pub quantity: String,
    /// When what comes later is expected.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// The changed price of one piece; empty keeps it.
    #[serde(default)]
    pub unit_price: String,
    #[serde(default)]
    pub note: String,
}

/// How many pieces of a line go into a parcel, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinePieces {
    pub line: LineId,
    pub quantity: String,
}

/// A line as the steps look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoLine {
    pub line: LineId,
    pub description: String,
    /// How many will be delivered in all.
    pub quantity: u32,
    pub shipped: u32,
    /// How many are in the house for it.
    pub here: u32,
    pub unit_price: Money,
    pub class: LineClass,
    /// What the account was told of it before.
    pub answer: Option<Answer>,
}

impl PoLine {
    /// How many are still to be shipped.
    #[must_use]
    pub const fn open(&self) -> u32 {
        self.quantity.saturating_sub(self.shipped)
    }
}

/// What a wholesale order's steps are checked against.
#[derive(Debug, Clone, Copy)]
pub struct PoContext<'a> {
    pub lines: &'a [PoLine],
    /// None where the account is exempt.
    pub rates: Option<&'a Rates>,
    pub grants: Grants,
}

/// An answer, checked, with what the line comes to now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub line: LineId,
    pub answer: Answer,
    pub quantity: u32,
    pub backordered: u32,
    pub on: Option<NaiveDate>,
    pub unit_price: Money,
    pub net: Money,
    pub tax: Money,
    pub note: Option<String>,
}

/// What only a wholesale order's steps do, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    ReleaseCredit {
        reason: String,
    },
    /// Every line of which something new is said.
    Acknowledge(Vec<Answered>),
    /// Free pieces of stock are promised to the lines, as far as there are any.
    Allocate,
    Ship {
        carrier: String,
        tracking: String,
        pieces: Vec<(LineId, u32)>,
    },
    /// The vendor sent what it was to send.
    VendorShips {
        carrier: String,
        tracking: String,
    },
    /// What is left is not delivered.
    CloseShort {
        reason: String,
    },
}

impl Effect {
    /// What it says on the timeline.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        match self {
            Self::ReleaseCredit { reason } | Self::CloseShort { reason } => Some(reason.clone()),
            Self::Acknowledge(answers) => Some(said(answers)),
            Self::Allocate => None,
            Self::Ship {
                carrier,
                tracking,
                pieces,
            } => {
                let count: u32 = pieces.iter().map(|(_, count)| count).sum();
                let pieces = if count == 1 { "piece" } else { "pieces" };
                Some(format!("{count} {pieces}, {carrier} {tracking}"))
            }
            Self::VendorShips { carrier, tracking } => {
                Some(format!("By the vendor, {carrier} {tracking}"))
            }
        }
    }
}

/// `12 lines accepted, 1 on backorder, 2 rejected`.
fn said(answers: &[Answered]) -> String {
    let words = [
        (Answer::Accept, "accepted"),
        (Answer::Backorder, "on backorder"),
        (Answer::Change, "changed"),
        (Answer::Reject, "rejected"),
    ];
    let counted = words.into_iter().filter_map(|(answer, word)| {
        let count = answers.iter().filter(|a| a.answer == answer).count();
        (count > 0).then(|| format!("{count} {word}"))
    });
    format!("Lines: {}", counted.collect::<Vec<_>>().join(", "))
}

/// Checks what only a wholesale order asks for; none where the step is the same for all kinds.
pub(in crate::orders) fn checked(
    details: &Details,
    action: Action,
    context: Context<'_>,
    po: PoContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Option<Effect>> {
    Some(match action {
        Action::ReleaseCredit => {
            reason(details, errors).map(|reason| Effect::ReleaseCredit { reason })
        }
        Action::Acknowledge => acknowledge(details, context, po, errors).map(Effect::Acknowledge),
        Action::Allocate => Some(Effect::Allocate),
        Action::Ship => ship(details, po, errors),
        Action::VendorShips => {
            let (carrier, tracking) = details.shipment(errors);
            carrier
                .zip(tracking)
                .map(|(carrier, tracking)| Effect::VendorShips { carrier, tracking })
        }
        Action::CloseShort => reason(details, errors).map(|reason| Effect::CloseShort { reason }),
        _ => return None,
    })
}

fn reason(details: &Details, errors: &mut FieldErrors) -> Option<String> {
    let reason = required_text(&details.reason, 500).map_err(|_| "Give a reason.");
    errors.check("/details/reason", reason)
}

fn acknowledge(
    details: &Details,
    context: Context<'_>,
    po: PoContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Vec<Answered>> {
    let known = |line| po.lines.iter().any(|known| known.line == line);
    for (index, answer) in details.answers.iter().enumerate() {
        if !known(answer.line) {
            let at = format!("/details/answers/{index}/line");
            errors.add(at, "This line is not on the order.");
        }
    }
    let typed: std::collections::HashMap<_, _> = details
        .answers
        .iter()
        .enumerate()
        .map(|(index, answer)| (answer.line, (index, answer)))
        .collect();
    let mut answered = Vec::with_capacity(po.lines.len());
    for line in po.lines {
        let one = match typed.get(&line.line) {
            Some((index, typed)) => typed.checked(*index, line, context, po, errors),
            // What was said before stands.
            None if line.answer.is_some() => continue,
            None => answer(
                line,
                Answer::Accept,
                line.quantity,
                line.unit_price,
                po,
                errors,
            ),
        };
        answered.extend(one);
    }
    let rejected = answered.iter().filter(|line| line.answer == Answer::Reject);
    if rejected.count() == po.lines.len() {
        errors.add(
            "/details/answers",
            "Nothing is left. Cancel the order instead.",
        );
    }
    Some(answered).filter(|_| errors.is_empty())
}

/// An answer without more to say, with what the line comes to.
fn answer(
    line: &PoLine,
    answer: Answer,
    quantity: u32,
    unit_price: Money,
    po: PoContext<'_>,
    errors: &mut FieldErrors,
) -> Option<Answered> {
    let net = errors.check("/details/answers", unit_price.times(quantity))?;
    let tax = match po.rates {
        Some(rates) => rates.on(line.class, net),
        None => Ok(Money::zero(net.currency())),
    };
    Some(Answered {
        line: line.line,
        answer,
        quantity,
        backordered: 0,
        on: None,
        unit_price,
        net,
        tax: errors.check("/details/answers", tax)?,
        note: None,
    })
}

impl LineAnswer {
    fn checked(
        &self,
        index: usize,
        line: &PoLine,
        context: Context<'_>,
        po: PoContext<'_>,
        errors: &mut FieldErrors,
    ) -> Option<Answered> {
        let at = |field: &str| format!("/details/answers/{index}/{field}");
        let note = errors
            .check(at("note"), optional_text(&self.note, 300))
            .flatten();
        let (mut quantity, mut price, mut later) = (line.quantity, line.unit_price, 0);
        match self.answer {
            Answer::Accept => {}
            Answer::Backorder => {
                later = errors.check(at("quantity"), pieces(&self.quantity, line.quantity))?;
                match self.on {
                    None => errors.add(at("on"), "Enter when the rest comes."),
                    Some(day) if day < context.today => {
                        errors.add(at("on"), "This date is in the past.");
                    }
                    Some(_) => {}
                }
            }
            Answer::Change => {
                if !self.quantity.trim().is_empty() {
                    quantity =
                        errors.check(at("quantity"), pieces(&self.quantity, line.quantity))?;
                }
                price = self.changed_price(&at("unit_price"), line, context, po, errors)?;
                if quantity == line.quantity && price == line.unit_price && note.is_none() {
                    errors.add(
                        at("quantity"),
                        "Say what changes: pieces, price, or in words.",
                    );
                }
            }
            Answer::Reject => {
                if note.is_none() {
                    errors.add(at("note"), "Say why it is rejected.");
                }
            }
        }
        let answered = answer(line, self.answer, quantity, price, po, errors)?;
        Some(Answered {
            backordered: later,
            on: self.on.filter(|_| self.answer == Answer::Backorder),
            note,
            ..answered
        })
    }

    fn changed_price(
        &self,
        at: &str,
        line: &PoLine,
        context: Context<'_>,
        po: PoContext<'_>,
        errors: &mut FieldErrors,
    ) -> Option<Money> {
        let typed = self.unit_price.trim();
        if typed.is_empty() {
            return Some(line.unit_price);
        }
        let price = errors.check(at, Money::parse(typed, context.currency))?;
        if price.is_negative() {
            errors.add(at, "A price can't be below zero.");
        } else if price != line.unit_price && !po.grants.may(Permission::ChangePrice) {
            errors.add(at, "You can't change the price.");
        }
        Some(price)
    }
}

/// From one to as many as there are.
fn pieces(text: &str, most: u32) -> Result<u32, String> {
    let count = text.trim().parse::<u32>().ok();
    let count = count.filter(|count| (1..=most).contains(count));
    count.ok_or_else(|| format!("Enter a number of pieces from 1 to {most}."))
}

/// Nothing typed ships all that is here.
fn ship(details: &Details, po: PoContext<'_>, errors: &mut FieldErrors) -> Option<Effect> {
    let (carrier, tracking) = details.shipment(errors);
    let mut pieces = Vec::new();
    if details.parcel.is_empty() {
        let sent = po
            .lines
            .iter()
            .map(|line| (line.line, line.here.min(line.open())));
        pieces.extend(sent.filter(|(_, count)| *count > 0));
    }
    for (index, typed) in details.parcel.iter().enumerate() {
        let at = format!("/details/parcel/{index}/quantity");
        match typed.checked(po) {
            Ok(0) => {}
            Ok(_) if pieces.iter().any(|(line, _)| *line == typed.line) => {
                errors.add(at, "This line is named twice.");
            }
            Ok(count) => pieces.push((typed.line, count)),
            Err(wrong) => errors.add(at, wrong),
        }
    }
    if pieces.is_empty() && errors.is_empty() {
        errors.add("/details/parcel", "Nothing goes into this parcel.");
    }
    Some(Effect::Ship {
        carrier: carrier?,
        tracking: tracking?,
        pieces,
    })
}

impl LinePieces {
    fn checked(&self, po: PoContext<'_>) -> Result<u32, String> {
        let line = po.lines.iter().find(|known| known.line == self.line);
        let line = line.ok_or("This line is not on the order.")?;
        let text = self.quantity.trim();
        let count: u32 = match text {
            "" => 0,
            text => text.parse().map_err(|_| "Enter a number of pieces.")?,
        };
        let open = line.open();
        if count > open {
            return Err(format!("Only {open} are still to be shipped."));
        }
        if count > line.here {
            return Err(format!("Only {} are here.", line.here));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
