//! What a job costs: every gram, stone, hour and service that went into it, less what came out.
//!
//! The sum of a job's charges is what stands in the books as work in progress. It is never below
//! nothing, and nothing once the job is over.

use super::Hours;
use crate::codes::coded;
use crate::ids::{BulkItemId, PieceId};
use crate::measures::Quantity;
use crate::money::{Currency, Money, MoneyError};
use crate::stock::{Holding, HoldingError};
use serde::{Deserialize, Serialize};

coded! {
    /// What a charge is for.
    pub enum ChargeKind {
        Metal = "metal", "Metal and findings";
        Stone = "stone", "Stones";
        Labour = "labour", "Labour";
        Outside = "outside", "Outside work";
        /// What is left over and goes back, scrap included.
        Returned = "returned", "Returned";
        /// Filings, dust and what burns off: an expense of its own.
        Lost = "lost", "Lost in work";
        /// The finished piece, at all that it cost.
        Finished = "finished", "Finished";
        /// The piece failed its check and is work in progress again.
        Reopened = "reopened", "Back to the bench";
        /// What was not worth keeping when the job was stopped.
        WrittenOff = "written_off", "Written off";
    }
}

impl ChargeKind {
    /// Whether it ends what was in work rather than being a part of its cost.
    #[must_use]
    pub const fn settles(self) -> bool {
        matches!(self, Self::Finished | Self::WrittenOff)
    }
}

/// Something that went into a job, or came out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    pub kind: ChargeKind,
    /// Above zero for what went in.
    pub amount: Money,
    /// Of what in bulk, and how much.
    pub bulk: Option<(BulkItemId, Quantity)>,
    pub piece: Option<PieceId>,
    pub hours: Hours,
}

/// What a job costs, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub metal: Money,
    pub stones: Money,
    pub labour: Money,
    pub outside: Money,
    /// Below zero.
    pub returned: Money,
    /// Below zero: it is booked as an expense, not as a part of the piece.
    pub lost: Money,
    /// All of it together: what the piece costs.
    pub total: Money,
    pub hours: Hours,
}

impl Cost {
    /// Adds up what went in and came out. What was finished and came back counts as it did before.
    pub fn of(currency: Currency, charges: &[Charge]) -> Result<Self, MoneyError> {
        let sum = |kind| {
            let those = charges.iter().filter(|charge| charge.kind == kind);
            Money::sum(currency, those.map(|charge| charge.amount))
        };
        let parts = [
            sum(ChargeKind::Metal)?,
            sum(ChargeKind::Stone)?,
            sum(ChargeKind::Labour)?,
            sum(ChargeKind::Outside)?,
            sum(ChargeKind::Returned)?,
            sum(ChargeKind::Lost)?,
        ];
        let [metal, stones, labour, outside, returned, lost] = parts;
        Ok(Self {
            metal,
            stones,
            labour,
            outside,
            returned,
            lost,
            total: Money::sum(currency, parts)?,
            hours: charges.iter().map(|charge| charge.hours).sum(),
        })
    }
}

/// What is still in a job: its value, and how much of each thing in bulk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remaining {
    /// Work in progress, as it stands in the books.
    pub value: Money,
    pub bulk: Vec<(BulkItemId, Holding)>,
    pub pieces: Vec<PieceId>,
}

impl Remaining {
    /// Reckons what is still in a job from all that happened to it.
    pub fn of(currency: Currency, charges: &[Charge]) -> Result<Self, HoldingError> {
        let value = Money::sum(currency, charges.iter().map(|charge| charge.amount))?;
        let mut bulk: Vec<(BulkItemId, Holding)> = Vec::new();
        let mut pieces = Vec::new();
        for charge in charges {
            if let Some((item, quantity)) = charge.bulk {
                add(&mut bulk, item, quantity, charge)?;
            }
            match (charge.kind, charge.piece) {
                (ChargeKind::Stone, Some(piece)) => pieces.push(piece),
                (ChargeKind::Returned, Some(piece)) => pieces.retain(|set| *set != piece),
                _ => {}
            }
        }
        Ok(Self {
            value,
            bulk,
            pieces,
        })
    }

    /// What is left of something in bulk.
    #[must_use]
    pub fn of_item(&self, item: BulkItemId) -> Option<&Holding> {
        let found = self.bulk.iter().find(|(known, _)| *known == item);
        found.map(|(_, held)| held)
    }
}

fn add(
    bulk: &mut Vec<(BulkItemId, Holding)>,
    item: BulkItemId,
    quantity: Quantity,
    charge: &Charge,
) -> Result<(), HoldingError> {
    let index = match bulk.iter().position(|(known, _)| *known == item) {
        Some(index) => index,
        None => {
            bulk.push((item, Holding::empty(quantity, charge.amount)));
            bulk.len() - 1
        }
    };
    let held = bulk[index].1;
    bulk[index].1 = if charge.kind == ChargeKind::Metal {
        held.put(quantity, charge.amount)?
    } else {
        Holding {
            quantity: held.quantity.minus(quantity)?,
            value: held.value.plus(charge.amount)?,
            ..held
        }
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Unit;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn usd(cents: i64) -> Money {
        Money::from_minor_units(cents.into(), Currency::USD).unwrap()
    }

    fn grams(thousandths: i64) -> Quantity {
        Quantity::new(Decimal::new(thousandths, 3), Unit::Gram).unwrap()
    }

    fn charge(kind: ChargeKind, amount: Money) -> Charge {
        Charge {
            kind,
            amount,
            bulk: None,
            piece: None,
            hours: Hours::NONE,
        }
    }

    #[derive(Debug, Clone)]
    enum Deed {
        Metal(i64, i64),
        Back(i64),
        Lose(i64),
        Work(u32, i64),
        Outside(i64),
        Stone(i64),
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            (1i64..20_000, 0i64..500_000).prop_map(|(g, c)| Deed::Metal(g, c)),
            (1i64..20_000).prop_map(Deed::Back),
            (1i64..20_000).prop_map(Deed::Lose),
            (1u32..40, 0i64..50_000).prop_map(|(q, c)| Deed::Work(q, c)),
            (0i64..50_000).prop_map(Deed::Outside),
            (0i64..500_000).prop_map(Deed::Stone),
        ]
    }

    /// Does what can be done, as the house does: what comes out carries its share.
    fn carried_out(deeds: &[Deed]) -> Vec<Charge> {
        let item = BulkItemId::generate();
        let mut charges = Vec::new();
        for deed in deeds {
            let remaining = Remaining::of(Currency::USD, &charges).unwrap();
            let share = |quantity| remaining.of_item(item)?.take(quantity).ok();
            let out = |kind, thousandths| {
                let quantity = grams(thousandths);
                share(quantity).map(|(_, worth)| Charge {
                    bulk: Some((item, quantity)),
                    ..charge(kind, worth.negated())
                })
            };
            charges.extend(match *deed {
                Deed::Metal(g, c) => Some(Charge {
                    bulk: Some((item, grams(g))),
                    ..charge(ChargeKind::Metal, usd(c))
                }),
                Deed::Back(g) => out(ChargeKind::Returned, g),
                Deed::Lose(g) => out(ChargeKind::Lost, g),
                Deed::Work(q, c) => Some(Charge {
                    hours: Hours::of_quarters(q),
                    ..charge(ChargeKind::Labour, usd(c))
                }),
                Deed::Outside(c) => Some(charge(ChargeKind::Outside, usd(c))),
                Deed::Stone(c) => Some(Charge {
                    piece: Some(PieceId::generate()),
                    ..charge(ChargeKind::Stone, usd(c))
                }),
            });
        }
        charges
    }

    proptest! {
        #[test]
        fn work_in_progress_is_never_below_nothing_and_ends_at_nothing(
            deeds in prop::collection::vec(deed(), 0..30),
        ) {
            let mut charges = carried_out(&deeds);
            let remaining = Remaining::of(Currency::USD, &charges).unwrap();
            prop_assert!(!remaining.value.is_negative());
            for (_, held) in &remaining.bulk {
                prop_assert!(!held.value.is_negative());
                prop_assert!(!held.quantity.is_zero() || held.value.is_zero());
            }
            let cost = Cost::of(Currency::USD, &charges).unwrap();
            prop_assert_eq!(cost.total, remaining.value, "the cost is the sum of its parts");
            charges.push(charge(ChargeKind::Finished, remaining.value.negated()));
            let over = Remaining::of(Currency::USD, &charges).unwrap();
            prop_assert!(over.value.is_zero());
            prop_assert_eq!(Cost::of(Currency::USD, &charges).unwrap(), cost);
        }
    }
}
