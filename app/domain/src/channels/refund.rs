//! Money that a channel has given back, checked.

use super::check::amount;
use super::inbound::InboundRefund;
use super::taken::Part;
use crate::ids::LineId;
use crate::input::{FieldErrors, optional_text, required_text};
use crate::money::{Currency, Money};
use chrono::{DateTime, Utc};

/// What was given back, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub external_id: String,
    pub at: DateTime<Utc>,
    pub lines: Vec<RefundLine>,
    pub net: Money,
    pub tax: Money,
    /// Both.
    pub amount: Money,
    pub reason: Option<String>,
}

/// So many pieces of a line, by the channel's name for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundLine {
    pub line: String,
    pub quantity: u32,
}

impl InboundRefund {
    /// Adds up what was given back, or says what is wrong with it.
    pub fn checked(&self, currency: Currency) -> Result<Refund, FieldErrors> {
        let mut errors = FieldErrors::new();
        let id = errors.check("/id", required_text(&self.id, 120));
        let reason = errors
            .check("/reason", optional_text(&self.reason, 500))
            .flatten();
        let mut part = |pointer: String, text: &str| {
            amount(text, currency, pointer, &mut errors).unwrap_or(Money::zero(currency))
        };
        let mut nets = vec![
            part("/shipping".into(), &self.shipping),
            part("/amount".into(), &self.amount),
        ];
        let mut taxes = vec![
            part("/shipping_tax".into(), &self.shipping_tax),
            part("/tax".into(), &self.tax),
        ];
        for (index, line) in self.lines.iter().enumerate() {
            nets.push(part(format!("/lines/{index}/amount"), &line.amount));
            taxes.push(part(format!("/lines/{index}/tax"), &line.tax));
        }
        let net = errors.check("/amount", Money::sum(currency, nets));
        let tax = errors.check("/tax", Money::sum(currency, taxes));
        let (Some(external_id), Some(net), Some(tax), true) = (id, net, tax, errors.is_empty())
        else {
            return Err(errors);
        };
        let amount = net
            .plus(tax)
            .map_err(|wrong| FieldErrors::one("/amount", wrong.to_string()))?;
        let lines = self.lines.iter().filter(|line| line.quantity > 0);
        Ok(Refund {
            external_id,
            at: self.at,
            lines: lines
                .map(|line| RefundLine {
                    line: line.line.trim().to_owned(),
                    quantity: line.quantity,
                })
                .collect(),
            net,
            tax,
            amount,
            reason,
        })
    }
}

/// A piece of an order, as far as a refund has to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundPiece {
    pub id: LineId,
    pub part: Part,
    pub quantity: u32,
    pub returned: u32,
    pub refunded: u32,
    /// Whether it is made, ordered or taken already: more than promised from stock.
    pub settled: bool,
}

/// What a refund means for the pieces of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// These are not delivered.
    pub off: Vec<LineId>,
    /// So many more of these are refunded.
    pub refunded: Vec<(LineId, u32)>,
    /// Of these, some are with the customer, and should come back.
    pub expected: Vec<LineId>,
}

/// Finds the pieces that refunds are for: those that came back first, else the last of a line, so
/// that the first stay. What nobody has begun with is taken off the order.
#[must_use]
pub fn spread(pieces: &[RefundPiece], refunds: &[&Refund], handed_over: bool) -> Spread {
    let mut spread = Spread::default();
    for (line, wanted) in wanted(refunds) {
        let mut left = wanted;
        let mut mine: Vec<_> = pieces.iter().filter(|p| p.part.line == line).collect();
        mine.sort_by_key(|piece| {
            let back = piece.returned > piece.refunded;
            (!back, piece.settled, std::cmp::Reverse(piece.part.number))
        });
        for piece in mine {
            let many = left.min(piece.quantity.saturating_sub(piece.refunded));
            if many == 0 {
                continue;
            }
            left -= many;
            if !handed_over && !piece.settled && many == piece.quantity {
                spread.off.push(piece.id);
                continue;
            }
            spread.refunded.push((piece.id, many));
            if piece.refunded + many > piece.returned {
                spread.expected.push(piece.id);
            }
        }
    }
    spread
}

/// How many pieces of each of the channel's lines.
fn wanted(refunds: &[&Refund]) -> std::collections::BTreeMap<String, u32> {
    let mut wanted = std::collections::BTreeMap::new();
    for line in refunds.iter().flat_map(|refund| &refund.lines) {
        let many: &mut u32 = wanted.entry(line.line.clone()).or_default();
        *many = many.saturating_add(line.quantity);
    }
    wanted
}

/// The refunds that can be given out of what was paid, the first ones first, and the others.
pub fn covered(
    refunds: Vec<&Refund>,
    paid: Money,
) -> Result<(Vec<&Refund>, Vec<&Refund>), crate::money::MoneyError> {
    let mut left = paid;
    let (mut covered, mut others) = (Vec::new(), Vec::new());
    for refund in refunds {
        let after = left.minus(refund.amount)?;
        if after.is_negative() {
            others.push(refund);
        } else {
            left = after;
            covered.push(refund);
        }
    }
    Ok((covered, others))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channels::inbound::InboundRefundLine;

    fn refund(id: &str, lines: &[(&str, u32)], amount: &str) -> Refund {
        let lines = lines.iter().map(|(line, quantity)| InboundRefundLine {
            line: (*line).into(),
            quantity: *quantity,
            ..InboundRefundLine::default()
        });
        let said = InboundRefund {
            id: id.into(),
            at: "2026-11-23T15:00:00Z".parse().unwrap(),
            lines: lines.collect(),
            shipping: String::new(),
            shipping_tax: String::new(),
            amount: amount.into(),
            tax: "1.50".into(),
            reason: String::new(),
        };
        said.checked(Currency::USD).unwrap()
    }

    fn piece(number: u32, settled: bool, returned: u32) -> RefundPiece {
        RefundPiece {
            id: LineId::generate(),
            part: Part {
                line: "7".into(),
                number,
            },
            quantity: 1,
            returned,
            refunded: 0,
            settled,
        }
    }

    #[test]
    fn a_refund_adds_up_or_says_why_not() {
        let both = refund("r1", &[], "10");
        assert_eq!(both.amount.plain(), "11.50");
        let mut wrong = InboundRefund {
            id: String::new(),
            at: both.at,
            lines: vec![InboundRefundLine {
                line: "1".into(),
                quantity: 1,
                amount: "-3".into(),
                tax: String::new(),
            }],
            shipping: String::new(),
            shipping_tax: String::new(),
            amount: String::new(),
            tax: String::new(),
            reason: String::new(),
        };
        let errors = wrong.checked(Currency::USD).unwrap_err();
        assert!(errors.get("/id").is_some() && errors.get("/lines/0/amount").is_some());
        wrong.id = "r2".into();
        wrong.lines.clear();
        assert!(wrong.checked(Currency::USD).unwrap().amount.is_zero());
    }

    #[test]
    fn what_nobody_began_with_is_taken_off_first() {
        let pieces = [piece(1, false, 0), piece(2, true, 0), piece(3, false, 0)];
        let one = refund("r1", &[("7", 1)], "10");
        let before = spread(&pieces, &[&one], false);
        assert_eq!(before.off, [pieces[2].id], "the last that can be");
        let three = refund("r2", &[("7", 2), ("7", 1)], "10");
        let all = spread(&pieces, &[&three], false);
        assert_eq!(all.off, [pieces[2].id, pieces[0].id]);
        assert_eq!(all.refunded, [(pieces[1].id, 1)]);
    }

    #[test]
    fn after_hand_over_it_is_what_came_back_and_what_should() {
        let pieces = [piece(1, true, 1), piece(2, true, 0)];
        let two = refund("r1", &[("7", 2)], "10");
        let after = spread(&pieces, &[&two], true);
        assert!(after.off.is_empty());
        assert_eq!(after.refunded, [(pieces[0].id, 1), (pieces[1].id, 1)]);
        assert_eq!(after.expected, [pieces[1].id]);
        let nobodys = refund("r2", &[("8", 1)], "10");
        assert_eq!(spread(&pieces, &[&nobodys], true), Spread::default());
    }

    #[test]
    fn no_more_is_given_back_than_was_paid() {
        let (small, large) = (refund("r1", &[], "10"), refund("r2", &[], "500"));
        let paid = Money::parse("100", Currency::USD).unwrap();
        let (given, others) = covered(vec![&large, &small], paid).unwrap();
        assert_eq!((given, others), (vec![&small], vec![&large]));
    }
}
