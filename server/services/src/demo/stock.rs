//! The demo's stock: what lies in its cases, its safe and its bins. The laboratories' reports are
//! made up.

use super::house::Hired;
use super::time::hours_ago;
use crate::orders::{list as list_orders, show as show_order};
use crate::stock::{add, create_location, reserve, step};
use crate::{Caller, Error, Services, catalogue};
use domain::catalogue::VendorView;
use domain::ids::{CustomerId, IdempotencyKey, LocationId, PieceId, StaffId, VendorId};
use domain::orders::Phase;
use domain::orders::requests::Filter;
use domain::stock::{
    Clarity, Cut, LocationDraft, LocationKind, Origin, Ownership, PieceDraft, Shape, Step,
    StoneDraft,
};
use std::collections::HashMap;

const WINDOW: &str = "CASE-1";
const BRIDAL: &str = "CASE-2";
const SAFE: &str = "SAFE-1";
const MELEE: &str = "BIN-A";
const COLOUR: &str = "BIN-B";
const BENCH: &str = "BENCH-1";

const PLACES: &[(LocationKind, &str, &str)] = &[
    (LocationKind::Showcase, "Front window", WINDOW),
    (LocationKind::Showcase, "Bridal case", BRIDAL),
    (LocationKind::Safe, "Safe", SAFE),
    (LocationKind::Bin, "Bin A, diamonds", MELEE),
    (LocationKind::Bin, "Bin B, colour", COLOUR),
    (LocationKind::Bench, "Tomás’s bench", BENCH),
];

/// Pieces of the catalogue: SKU, place, grams, days ago.
const JEWELS: &[(&str, &str, &str, i64)] = &[
    ("AU-1001-07", BRIDAL, "3.1", 62),
    ("AU-1001-11", BRIDAL, "3.4", 62),
    ("AU-1002-07", BRIDAL, "3.2", 62),
    ("AU-1010-12", BRIDAL, "5.6", 48),
    ("AU-1104-08", WINDOW, "4.4", 48),
    ("AU-1108-04", BRIDAL, "4.1", 33),
    ("NL-2203-09", SAFE, "6.2", 33),
    ("AU-1120-13", WINDOW, "4.8", 33),
    ("AU-1131-07", WINDOW, "4.3", 21),
    ("CS-304-07", BRIDAL, "4.0", 21),
    ("CS-306-10", BRIDAL, "6.1", 21),
    ("CS-331-04", BRIDAL, "5.9", 21),
    ("NL-2601-02", WINDOW, "1.6", 12),
    ("PH-070-01", WINDOW, "2.2", 12),
    ("AU-1305-01", WINDOW, "3.0", 12),
    ("PH-180-01", SAFE, "38.5", 12),
];

/// What a demo order is promised: a bracelet that has to wait for its deposit.
const PROMISED: (&str, &str) = ("NL-2801-01", "Tennis bracelet");

/// A loose stone of ours.
struct Loose {
    variety: &'static str,
    origin: Origin,
    shape: Shape,
    carat: &'static str,
    colour: &'static str,
    clarity: Option<Clarity>,
    cut: Option<Cut>,
    treatment: &'static str,
    /// Laboratory and number.
    report: (&'static str, &'static str),
    /// Length, width and depth in millimetres.
    size: (&'static str, &'static str, &'static str),
    /// Price and cost in whole dollars.
    worth: (u32, u32),
    place: &'static str,
    days: i64,
}

/// A graded diamond.
const fn diamond(
    origin: Origin,
    (shape, carat): (Shape, &'static str),
    (colour, clarity, cut): (&'static str, Clarity, Option<Cut>),
    report: (&'static str, &'static str),
    size: (&'static str, &'static str, &'static str),
    worth: (u32, u32),
) -> Loose {
    Loose {
        variety: "Diamond",
        origin,
        shape,
        carat,
        colour,
        clarity: Some(clarity),
        cut,
        treatment: "",
        report,
        size,
        worth,
        place: MELEE,
        days: 27,
    }
}

/// A coloured stone.
const fn coloured(
    variety: &'static str,
    (shape, carat): (Shape, &'static str),
    (colour, treatment): (&'static str, &'static str),
    report: (&'static str, &'static str),
    size: (&'static str, &'static str, &'static str),
    worth: (u32, u32),
) -> Loose {
    Loose {
        variety,
        origin: Origin::Natural,
        shape,
        carat,
        colour,
        clarity: None,
        cut: None,
        treatment,
        report,
        size,
        worth,
        place: COLOUR,
        days: 18,
    }
}

const N: Origin = Origin::Natural;
const GROWN: Origin = Origin::LabGrown;
const EX: Option<Cut> = Some(Cut::Excellent);
const VG: Option<Cut> = Some(Cut::VeryGood);
const NONE: (&str, &str) = ("", "");

#[rustfmt::skip]
const STONES: &[Loose] = &[
    diamond(N, (Shape::Round, "0.30"), ("F", Clarity::Vs2, EX), ("GIA", "6204118873"), ("4.31", "4.33", "2.66"), (760, 390)),
    diamond(N, (Shape::Round, "0.51"), ("G", Clarity::Vs1, EX), ("GIA", "2207341190"), ("5.12", "5.15", "3.18"), (1_890, 960)),
    diamond(N, (Shape::Round, "0.70"), ("H", Clarity::Si1, VG), ("GIA", "5221903347"), ("5.66", "5.69", "3.52"), (2_450, 1_240)),
    diamond(N, (Shape::Round, "1.01"), ("G", Clarity::Vs2, EX), ("GIA", "2215877046"), ("6.41", "6.44", "3.97"), (6_900, 3_850)),
    diamond(N, (Shape::Round, "1.20"), ("E", Clarity::Vvs2, EX), ("GIA", "1228450915"), ("6.80", "6.83", "4.22"), (12_400, 7_100)),
    diamond(N, (Shape::Round, "1.52"), ("D", Clarity::InternallyFlawless, EX), ("GIA", "6214039962"), ("7.36", "7.39", "4.57"), (28_600, 17_200)),
    diamond(N, (Shape::Round, "2.01"), ("H", Clarity::Vs1, VG), ("IGI", "558120947"), ("8.05", "8.11", "5.01"), (24_800, 14_900)),
    diamond(N, (Shape::Oval, "1.05"), ("F", Clarity::Vs1, None), ("GIA", "2223306718"), ("7.92", "5.71", "3.51"), (6_350, 3_500)),
    diamond(N, (Shape::Cushion, "1.51"), ("G", Clarity::Vs2, None), ("GIA", "5226614203"), ("6.78", "6.51", "4.43"), (9_900, 5_650)),
    diamond(N, (Shape::Pear, "0.90"), ("E", Clarity::Si1, None), ("GIA", "7221190483"), ("8.18", "5.34", "3.24"), (3_480, 1_820)),
    diamond(N, (Shape::Emerald, "2.03"), ("G", Clarity::Vs1, None), ("GIA", "1226073351"), ("8.44", "6.07", "4.12"), (19_700, 11_800)),
    diamond(N, (Shape::Princess, "1.00"), ("H", Clarity::Si2, None), ("IGI", "552240871"), ("5.48", "5.45", "4.01"), (3_150, 1_600)),
    diamond(N, (Shape::Marquise, "0.75"), ("F", Clarity::Vs2, None), ("GIA", "2219448530"), ("9.51", "4.77", "2.88"), (2_980, 1_520)),
    diamond(GROWN, (Shape::Round, "1.50"), ("E", Clarity::Vs1, Some(Cut::Ideal)), ("IGI", "LG591230448"), ("7.34", "7.37", "4.55"), (1_980, 540)),
    diamond(GROWN, (Shape::Round, "2.04"), ("F", Clarity::Vvs2, Some(Cut::Ideal)), ("IGI", "LG604417725"), ("8.12", "8.15", "5.04"), (2_760, 780)),
    diamond(GROWN, (Shape::Oval, "2.51"), ("D", Clarity::Vs1, None), ("IGI", "LG612208866"), ("10.62", "7.58", "4.66"), (3_240, 910)),
    diamond(GROWN, (Shape::Radiant, "3.02"), ("E", Clarity::Vs2, None), ("IGI", "LG618854301"), ("9.36", "7.04", "4.81"), (3_950, 1_120)),
    diamond(GROWN, (Shape::Cushion, "1.80"), ("F", Clarity::Vs1, None), ("GIA", "6471120394"), ("7.21", "6.94", "4.68"), (2_180, 620)),
    coloured("Sapphire", (Shape::Oval, "2.10"), ("royal blue", "Heated"), ("SSEF", "138204"), ("8.42", "6.51", "4.38"), (5_400, 2_600)),
    coloured("Sapphire", (Shape::Cushion, "1.35"), ("padparadscha", ""), ("GRS", "2024-071882"), ("6.44", "5.98", "4.02"), (8_900, 4_700)),
    coloured("Emerald", (Shape::Emerald, "1.62"), ("vivid green", "Minor oil"), ("SSEF", "141977"), ("7.88", "6.02", "4.31"), (7_200, 3_650)),
    coloured("Ruby", (Shape::Oval, "1.08"), ("pigeon blood", "Heated"), ("GRS", "2025-013440"), ("6.52", "5.11", "3.40"), (9_600, 5_100)),
    coloured("Tourmaline", (Shape::Pear, "3.40"), ("mint green", ""), NONE, ("11.80", "8.42", "5.63"), (1_450, 610)),
    coloured("Opal", (Shape::Cabochon, "2.75"), ("white, red and green play", ""), NONE, ("11.20", "8.60", "4.10"), (880, 340)),
];

/// Fills the cases, and promises one piece to an order that waits.
pub(super) async fn fill(
    services: &Services,
    shop: &Hired,
    customers: &[CustomerId],
) -> Result<(), Error> {
    let then = hours_ago(services, 70 * 24);
    let shelves = Shelves {
        services,
        owner: (&shop.owner).into(),
        places: places(&then, shop).await?,
        vendors: vendors(services, shop).await?,
    };
    let first = shelves.jewels().await?;
    for stone in STONES {
        shelves
            .keep(&stone.draft(), stone.place, stone.days)
            .await?;
    }
    shelves.of_others(customers).await?;
    shelves.show_off(first).await?;
    shelves.promise().await
}

async fn places(then: &Services, shop: &Hired) -> Result<HashMap<&'static str, LocationId>, Error> {
    let mut places = HashMap::new();
    for (kind, name, code) in PLACES {
        let jeweler: Option<StaffId> = (*kind == LocationKind::Bench).then_some(shop.jeweler);
        let draft = LocationDraft {
            kind: *kind,
            name: (*name).to_owned(),
            code: (*code).to_owned(),
            jeweler,
            vendor: None,
        };
        let key = IdempotencyKey::generate();
        let saved = create_location(then, (&shop.owner).into(), &draft, key).await?;
        places.insert(*code, saved.id);
    }
    Ok(places)
}

async fn vendors(services: &Services, shop: &Hired) -> Result<Vec<VendorView>, Error> {
    catalogue::vendors(services, (&shop.owner).into()).await
}

/// The shop's shelves, in the hands of its owner.
struct Shelves<'a> {
    services: &'a Services,
    owner: Caller<'a>,
    places: HashMap<&'static str, LocationId>,
    vendors: Vec<VendorView>,
}

impl Shelves<'_> {
    /// Puts a piece into its place, so many days ago.
    async fn keep(&self, draft: &PieceDraft, place: &str, days: i64) -> Result<PieceId, Error> {
        let draft = PieceDraft {
            location: self.places.get(place).copied(),
            ..draft.clone()
        };
        let then = hours_ago(self.services, days * 24 + 5);
        let saved = add(&then, self.owner, &draft, IdempotencyKey::generate()).await?;
        Ok(saved.id)
    }

    /// A piece of the catalogue, at the catalogue's price and cost.
    async fn of_sku(&self, sku: &str, grams: &str) -> Result<PieceDraft, Error> {
        let found = catalogue::by_code(self.services, self.owner, sku).await?;
        let found = found.into_iter().next().ok_or(Error::NotFound)?;
        Ok(PieceDraft {
            variant: Some(found.variant),
            vendor: found.vendor,
            vendor_style: sku.to_owned(),
            cost: found
                .cost
                .map(domain::money::Money::plain)
                .unwrap_or_default(),
            price: found.price.plain(),
            weight: grams.to_owned(),
            ..PieceDraft::empty()
        })
    }

    /// Gives the first of them.
    async fn jewels(&self) -> Result<Option<PieceId>, Error> {
        let mut first = None;
        for (sku, place, grams, days) in JEWELS {
            let draft = self.of_sku(sku, grams).await?;
            let piece = self.keep(&draft, place, *days).await?;
            first.get_or_insert(piece);
        }
        Ok(first)
    }

    /// What lies here and isn't ours: two pieces on memo, and a customer's ring at the bench.
    async fn of_others(&self, customers: &[CustomerId]) -> Result<(), Error> {
        let lender = self.vendor("Northlight Diamonds");
        let necklace = PieceDraft {
            ownership: Ownership::MemoIn,
            name: "Diamond line necklace, 8 ct".into(),
            vendor: lender,
            vendor_style: "NL-M-118".into(),
            cost: "9800".into(),
            price: "16500".into(),
            weight: "22.4".into(),
            note: "On memo until the end of the season. Northlight insures it on the way back."
                .into(),
            ..PieceDraft::empty()
        };
        self.keep(&necklace, SAFE, 9).await?;
        let solitaire = Loose {
            days: 9,
            ..diamond(
                N,
                (Shape::Round, "3.01"),
                ("F", Clarity::Vs1, EX),
                ("GIA", "2231907754"),
                ("9.27", "9.31", "5.76"),
                (61_500, 42_000),
            )
        };
        let solitaire = PieceDraft {
            ownership: Ownership::MemoIn,
            vendor: lender,
            ..solitaire.draft()
        };
        self.keep(&solitaire, SAFE, 9).await?;
        let ring = PieceDraft {
            ownership: Ownership::Customer,
            name: "Yellow metal ring with a red stone".into(),
            customer: customers.first().copied(),
            declared_value: "1800".into(),
            weight: "4.7".into(),
            note: "Her grandmother’s. To be sized from 5 to 6¼; the shank is thin at the back."
                .into(),
            ..PieceDraft::empty()
        };
        self.keep(&ring, BENCH, 2).await?;
        Ok(())
    }

    fn vendor(&self, name: &str) -> Option<VendorId> {
        let named = self.vendors.iter().find(|vendor| vendor.name == name);
        named.map(|vendor| vendor.id)
    }

    /// A ring goes into the window for the season, and back into its case.
    async fn show_off(&self, ring: Option<PieceId>) -> Result<(), Error> {
        let Some(ring) = ring else { return Ok(()) };
        for (place, days) in [(WINDOW, 40), (BENCH, 15), (BRIDAL, 14)] {
            let Some(to) = self.places.get(place).copied() else {
                continue;
            };
            let then = hours_ago(self.services, days * 24 + 2);
            let key = IdempotencyKey::generate();
            step(&then, self.owner, ring, &Step::Move { to }, key).await?;
        }
        Ok(())
    }

    /// One order is served from stock.
    async fn promise(&self) -> Result<(), Error> {
        let (sku, title) = PROMISED;
        let bracelet = self.of_sku(sku, "11.8").await?;
        let bracelet = self.keep(&bracelet, SAFE, 30).await?;
        let open = Filter {
            phase: Some(Phase::Open),
            ..Filter::default()
        };
        let orders = list_orders(self.services, self.owner, &open).await?;
        let Some(wanted) = orders
            .items
            .into_iter()
            .find(|o| o.title.starts_with(title))
        else {
            return Ok(());
        };
        let order = show_order(self.services, self.owner, wanted.id).await?;
        let Some(line) = order.lines.first() else {
            return Ok(());
        };
        let key = IdempotencyKey::generate();
        reserve(self.services, self.owner, order.id, line.id, bracelet, key).await?;
        Ok(())
    }
}

impl Loose {
    fn draft(&self) -> PieceDraft {
        let (lab, number) = self.report;
        let (length, width, depth) = self.size;
        let (price, cost) = self.worth;
        // What is engraved on a girdle is the report's number.
        let inscription = match self.clarity {
            Some(_) => format!("{lab} {number}"),
            None => String::new(),
        };
        let stone = StoneDraft {
            variety: self.variety.to_owned(),
            origin: Some(self.origin),
            shape: Some(self.shape),
            carat: self.carat.to_owned(),
            colour: self.colour.to_owned(),
            clarity: self.clarity,
            cut: self.cut,
            treatment: self.treatment.to_owned(),
            length: length.to_owned(),
            width: width.to_owned(),
            depth: depth.to_owned(),
            ..StoneDraft::default()
        };
        PieceDraft {
            lab: lab.to_owned(),
            certificate: number.to_owned(),
            inscription,
            cost: cost.to_string(),
            price: price.to_string(),
            stone: Some(stone),
            ..PieceDraft::empty()
        }
    }
}
