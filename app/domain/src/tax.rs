//! Sales tax on a line: its class, the place's rate, rounded per line.

use crate::codes::coded;
use crate::money::{Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

coded! {
    /// What a line is to the tax office: places tax goods and labour apart.
    pub enum LineClass {
        /// Finished jewelry and other goods.
        Goods = "goods", "Goods";
        /// Work on a piece.
        Labour = "labour", "Labour";
        /// Nothing that is taxed, such as a gift card.
        Untaxed = "untaxed", "Not taxed";
    }
}

/// The rates in force for one order, by class; a class without a rate is not taxed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    pub goods: Decimal,
    pub labour: Decimal,
}

impl Rates {
    #[must_use]
    pub const fn of(&self, class: LineClass) -> Decimal {
        match class {
            LineClass::Goods => self.goods,
            LineClass::Labour => self.labour,
            LineClass::Untaxed => Decimal::ZERO,
        }
    }

    /// The tax on a line's net amount.
    pub fn on(&self, class: LineClass, net: Money) -> Result<Money, MoneyError> {
        net.scaled(self.of(class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn each_line_is_rounded_by_itself() {
        let rates = Rates {
            goods: Decimal::new(1075, 4),
            labour: Decimal::ZERO,
        };
        let net = Money::parse("24.99", Currency::USD).unwrap();
        assert_eq!(rates.on(LineClass::Goods, net).unwrap().plain(), "2.69");
        assert_eq!(rates.on(LineClass::Labour, net).unwrap().plain(), "0.00");
        assert_eq!(rates.on(LineClass::Untaxed, net).unwrap().plain(), "0.00");
    }
}
