//! How stock is asked for and shown.

use super::piece::{Certificate, MoveKind, PieceState};
use super::place::Ownership;
use super::stone::{Clarity, Cut, Origin, Shape, Stone};
use crate::codes::coded;
use crate::ids::{
    CustomerId, LocationId, OrderId, PhotoId, PieceId, StockMoveId, VariantId, VendorId,
};
use crate::money::{Currency, Money};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

coded! {
    /// What form a piece has.
    pub enum Form {
        Jewel = "jewel", "Jewelry";
        Stone = "stone", "Loose stones";
    }
}

coded! {
    /// In which order pieces are listed.
    pub enum StockOrder {
        Newest = "newest", "Newest first";
        Cheapest = "cheapest", "Lowest price first";
        Dearest = "dearest", "Highest price first";
        Heaviest = "heaviest", "Largest first";
    }
}

/// Which pieces to list. What is empty doesn't filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StockFilter {
    /// Serial, style number, certificate number, or words, with slips forgiven.
    pub text: String,
    pub form: Option<Form>,
    /// None shows what is here.
    pub state: Option<PieceState>,
    pub ownership: Option<Ownership>,
    pub location: Option<LocationId>,
    /// Only what nobody was promised.
    pub free: bool,
    pub shapes: Vec<Shape>,
    pub colours: Vec<String>,
    pub clarities: Vec<Clarity>,
    pub cuts: Vec<Cut>,
    pub origin: Option<Origin>,
    /// As typed: what can't be read doesn't filter.
    pub carat_from: String,
    pub carat_to: String,
    pub price_from: String,
    pub price_to: String,
    pub order: Option<StockOrder>,
    pub cursor: Option<String>,
}

/// A piece in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceSummary {
    pub id: PieceId,
    pub serial: String,
    pub name: String,
    pub form: Form,
    pub ownership: Ownership,
    pub state: PieceState,
    pub location: Option<String>,
    pub price: Option<Money>,
    /// Laboratory and number.
    pub certificate: Option<String>,
    /// The number of the order that it is promised to.
    pub promised_to: Option<String>,
    /// Its first picture.
    pub photo: Option<String>,
}

/// A page of pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockPage {
    pub pieces: Vec<PieceSummary>,
    pub next: Option<String>,
}

/// How many of the matching stones have each value: what the filters offer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoneFacets {
    pub shapes: Vec<(Shape, u32)>,
    pub colours: Vec<(String, u32)>,
    pub clarities: Vec<(Clarity, u32)>,
    pub cuts: Vec<(Cut, u32)>,
    pub total: u32,
}

/// The order that a piece is promised to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisedTo {
    pub order: OrderId,
    pub number: String,
    pub customer: String,
}

/// Something that happened to a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveView {
    pub id: StockMoveId,
    pub at: DateTime<FixedOffset>,
    pub who: String,
    pub kind: MoveKind,
    pub from: Option<String>,
    pub to: Option<String>,
    pub reason: Option<String>,
    pub order: Option<(OrderId, String)>,
}

/// A piece with everything about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceDetail {
    pub id: PieceId,
    pub version: i32,
    pub serial: String,
    pub name: String,
    pub form: Form,
    pub state: PieceState,
    pub ownership: Ownership,
    pub location: Option<(LocationId, String)>,
    pub variant: Option<VariantId>,
    pub vendor: Option<(VendorId, String)>,
    pub vendor_style: Option<String>,
    pub customer: Option<(CustomerId, String)>,
    /// Only for those who may see it.
    pub cost: Option<Money>,
    pub price: Option<Money>,
    pub declared_value: Option<Money>,
    /// Grams, as shown.
    pub weight: Option<String>,
    pub certificate: Option<Certificate>,
    pub stone: Option<Stone>,
    pub note: Option<String>,
    pub promised_to: Option<PromisedTo>,
    pub moves: Vec<MoveView>,
    pub photos: Vec<PiecePhoto>,
}

/// A picture of a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PiecePhoto {
    pub id: PhotoId,
    /// A path of ours.
    pub url: String,
}

/// What a screen needs to write a piece down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockTerms {
    /// Today in the store.
    pub today: NaiveDate,
    pub currency: Currency,
    pub locations: Vec<(LocationId, String)>,
    pub vendors: Vec<(VendorId, String)>,
    /// Whether the person who asks may see cost.
    pub sees_cost: bool,
}
