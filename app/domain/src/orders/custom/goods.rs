//! The customer's own stones and metal: taken in, set or melted into the piece, or given back. They
//! are never ours.

use crate::catalogue::is_ours;
use crate::codes::coded;
use crate::input::{FieldErrors, required_text};
use crate::measures::{Quantity, Unit};
use crate::money::{Currency, Money};
use crate::orders::State;
use crate::orders::act::{Signature, check_signature};
use serde::{Deserialize, Serialize};

coded! {
    /// What somebody brings.
    pub enum GoodsKind {
        Stone = "stone", "Stone";
        Metal = "metal", "Metal";
        Piece = "piece", "Piece of jewelry";
    }
}

impl GoodsKind {
    /// What it is weighed in.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Stone => Unit::Carat,
            Self::Metal | Self::Piece => Unit::Gram,
        }
    }
}

coded! {
    /// What became of it.
    pub enum GoodsFate {
        Here = "here", "Here";
        Used = "used", "In the piece";
        Returned = "returned", "Given back";
    }
}

/// Something that is brought, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewGoods {
    pub kind: GoodsKind,
    /// What anybody sees: `White stone, oval`.
    pub words: String,
    /// In carats or grams, as it is weighed.
    #[serde(default)]
    pub weight: String,
    /// What its owner says that it is worth, for the insurance.
    #[serde(default)]
    pub declared_value: String,
    /// Paths of pictures that are kept.
    #[serde(default)]
    pub photos: Vec<String>,
    /// Whoever brings it signs that they did.
    #[serde(default)]
    pub signature: Option<Signature>,
}

/// Something that is brought, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    pub kind: GoodsKind,
    pub words: String,
    pub weight: Option<Quantity>,
    pub declared_value: Option<Money>,
    pub photos: Vec<String>,
    pub signature: Signature,
}

impl NewGoods {
    /// Checks every field and complains about each by its pointer.
    pub fn checked(&self, currency: Currency) -> Result<Goods, FieldErrors> {
        let mut errors = FieldErrors::new();
        let words = required_text(&self.words, 120).map_err(|_| "Say what anybody sees.");
        let words = errors.check("/words", words);
        let weight = match self.weight.trim() {
            "" => None,
            typed => errors.check("/weight", Quantity::parse(typed, self.kind.unit())),
        };
        let declared_value = match self.declared_value.trim() {
            "" => None,
            typed => super::policy::amount(&mut errors, "/declared_value", typed, currency),
        };
        if self.photos.len() > 12 || !self.photos.iter().all(|url| is_ours(url)) {
            errors.add("/photos", "It has at most 12 photos.");
        }
        let signature = errors.check("/signature", check_signature(self.signature.as_ref()));
        match (words, signature) {
            (Some(words), Some(signature)) if errors.is_empty() => Ok(Goods {
                kind: self.kind,
                words,
                weight,
                declared_value,
                photos: self.photos.clone(),
                signature,
            }),
            _ => Err(errors),
        }
    }
}

impl Goods {
    /// What it weighs in grams, as pieces are weighed.
    #[must_use]
    pub fn grams(&self) -> Option<rust_decimal::Decimal> {
        // Five carats are a gram.
        let weight = self.weight?;
        Some(match weight.unit() {
            Unit::Carat => weight.amount() / rust_decimal::Decimal::from(5),
            _ => weight.amount(),
        })
    }
}

/// Why nothing of the customer's can be taken in for an order that stands so.
#[must_use]
pub fn taking_refusal(state: State) -> Option<&'static str> {
    let over = state.handed_over() || matches!(state.phase(), crate::orders::Phase::Cancelled);
    over.then_some("This order is over. Nothing is taken in for it any more.")
}

/// Why what is here can't be made a part of the piece.
#[must_use]
pub fn using_refusal(state: State) -> Option<&'static str> {
    match state.phase() {
        crate::orders::Phase::InWork => None,
        _ => Some("Only while the piece is made can anything be worked into it."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::custom;

    #[test]
    fn what_is_brought_is_described_and_signed_for() {
        let mut goods = NewGoods {
            kind: GoodsKind::Stone,
            words: String::new(),
            weight: "heavy".into(),
            declared_value: "-1".into(),
            photos: vec!["https://elsewhere.example/x.jpg".into()],
            signature: None,
        };
        let wrong = goods.checked(Currency::USD).unwrap_err();
        for pointer in [
            "/words",
            "/weight",
            "/declared_value",
            "/photos",
            "/signature",
        ] {
            assert!(wrong.get(pointer).is_some(), "{pointer}");
        }
        goods.words = "White stone, oval".into();
        goods.weight = "1.25".into();
        goods.declared_value = "4,000".into();
        goods.photos.clear();
        goods.signature = Some(Signature::Typed("Ana Ruiz".into()));
        let checked = goods.checked(Currency::USD).unwrap();
        assert_eq!(checked.grams(), Some(rust_decimal::Decimal::new(25, 2)));
    }

    #[test]
    fn nothing_is_worked_in_before_the_piece_is_made() {
        let state = State::Custom;
        assert!(using_refusal(state(custom::State::Approved)).is_some());
        assert!(using_refusal(state(custom::State::InProduction)).is_none());
        assert!(taking_refusal(state(custom::State::Inquiry)).is_none());
        assert!(taking_refusal(state(custom::State::Cancelled)).is_some());
        assert!(taking_refusal(state(custom::State::PickedUp)).is_some());
    }
}
