//! How money comes in.

use crate::codes::coded;
use crate::input::{FieldErrors, optional_text};
use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

coded! {
    /// By what means money was taken. Cards are charged on the shop's own terminal: here they are
    /// recorded, never charged, and no card number is kept.
    pub enum Method {
        CardTerminal = "card_terminal", "Card terminal";
        Cash = "cash", "Cash";
        Cheque = "cheque", "Cheque";
        // What a channel took for us, and holds until it pays out.
        Shopify = "shopify", "Shopify";
        WooCommerce = "woocommerce", "WooCommerce";
        Amazon = "amazon", "Amazon";
        Ebay = "ebay", "eBay";
        Etsy = "etsy", "Etsy";
        Edi = "edi", "EDI";
        WebShop = "web_shop", "Web shop";
    }
}

impl Method {
    /// Those by which we take money ourselves.
    pub const OURS: [Self; 3] = [Self::CardTerminal, Self::Cash, Self::Cheque];
}

/// Money taken, as a clerk enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPayment {
    /// The amount as typed.
    pub amount: String,
    pub method: Method,
    /// Cheque number, or the terminal's authorisation and the card's last four.
    #[serde(default)]
    pub reference: String,
}

/// Money taken, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub amount: Money,
    pub method: Method,
    pub reference: Option<String>,
}

impl NewPayment {
    /// Checks the payment against what is owed: more than that is refused, for it would be
    /// somebody else's money in the till.
    pub fn checked(&self, owed: Money) -> Result<Payment, FieldErrors> {
        let mut errors = FieldErrors::new();
        if !Method::OURS.contains(&self.method) {
            errors.add("/method", "Only the channel itself takes money so.");
        }
        let amount = errors.check("/amount", self.parse_amount(owed.currency()));
        let reference = errors
            .check("/reference", check_reference(&self.reference))
            .flatten();
        if let Some(amount) = amount {
            if !amount.is_positive() {
                errors.add("/amount", "Enter an amount above zero.");
            } else if amount.amount() > owed.amount() {
                errors.add("/amount", format!("Only {owed} is owed."));
            }
        }
        match amount {
            Some(amount) if errors.is_empty() => Ok(Payment {
                amount,
                method: self.method,
                reference,
            }),
            _ => Err(errors),
        }
    }

    fn parse_amount(&self, currency: Currency) -> Result<Money, crate::money::MoneyError> {
        Money::parse(&self.amount, currency)
    }
}

/// A reference may hold a last four, never a card number.
fn check_reference(text: &str) -> Result<Option<String>, &'static str> {
    let run = text
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '-')))
        .map(|part| part.chars().filter(char::is_ascii_digit).count())
        .max()
        .unwrap_or_default();
    if run >= 12 {
        return Err("Never keep a card number. The last four digits are enough.");
    }
    optional_text(text, 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pay(amount: &str, reference: &str) -> Result<Payment, FieldErrors> {
        let owed = Money::parse("100", Currency::USD).unwrap();
        let new = NewPayment {
            amount: amount.into(),
            method: Method::Cash,
            reference: reference.into(),
        };
        new.checked(owed)
    }

    #[test]
    fn takes_what_is_owed_and_no_more() {
        assert_eq!(pay("100.00", "").unwrap().amount.plain(), "100.00");
        for wrong in ["0", "-5", "100.01", "10.001", "ten", ""] {
            assert!(
                pay(wrong, "").unwrap_err().get("/amount").is_some(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn never_keeps_a_card_number() {
        assert!(pay("5", "auth 0912 4242").is_ok());
        for card in [
            "4242 4242 4242 4242",
            "4242424242424242",
            "visa 378282246310005",
        ] {
            assert!(
                pay("5", card).unwrap_err().get("/reference").is_some(),
                "{card}"
            );
        }
    }
}
