//! The demo's vendors and styles: what stands in the cases of a fine jeweler.

use crate::catalogue::{create, create_vendor};
use crate::{Caller, Error, Services};
use domain::catalogue::{OptionDraft, StyleDraft, VariantDraft, VendorDraft, combinations};
use domain::ids::{IdempotencyKey, VendorId};
use domain::tax::LineClass;
use std::collections::HashMap;

/// A vendor: name, e-mail, phone, our account there, lead time in working days.
const VENDORS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "Maison Aurelle",
        "orders@aurelle.example",
        "+12125550161",
        "HV-2041",
        "15",
    ),
    (
        "Castellan & Sons",
        "trade@castellan.example",
        "+14015550117",
        "10388",
        "10",
    ),
    (
        "Northlight Diamonds",
        "desk@northlight.example",
        "+12135550144",
        "NL-77",
        "7",
    ),
    (
        "Pearl House Akoya",
        "hello@pearlhouse.example",
        "+18085550173",
        "A-5519",
        "20",
    ),
    (
        "Bench & Anvil Casting",
        "jobs@benchanvil.example",
        "+16175550128",
        "",
        "5",
    ),
];

const SIZES: &[&str] = &["5", "5½", "6", "6½", "7", "7½", "8"];
const BAND_SIZES: &[&str] = &["8", "9", "10", "11", "12"];

/// A metal, what it adds to the price and to the cost.
type Metal = (&'static str, u32, u32);
const GOLDS: &[Metal] = &[
    ("14K yellow", 0, 0),
    ("14K white", 0, 0),
    ("14K rose", 0, 0),
];
const FINE: &[Metal] = &[
    ("14K white", 0, 0),
    ("18K yellow", 380, 190),
    ("Platinum 950", 640, 330),
];
const SILVER: &[Metal] = &[("Sterling silver", 0, 0)];
const NO_CHOICE: &[Metal] = &[];

/// A style in a line: everything that its variants follow from.
struct Piece {
    title: &'static str,
    number: &'static str,
    category: &'static str,
    vendor: &'static str,
    /// Of the first variant, in whole dollars.
    price: u32,
    cost: u32,
    sizes: &'static [&'static str],
    metals: &'static [Metal],
    text: &'static str,
}

const fn ring(
    title: &'static str,
    number: &'static str,
    vendor: &'static str,
    price: u32,
    cost: u32,
    text: &'static str,
) -> Piece {
    Piece {
        title,
        number,
        category: "Engagement rings",
        vendor,
        price,
        cost,
        sizes: SIZES,
        metals: FINE,
        text,
    }
}

const fn band(
    title: &'static str,
    number: &'static str,
    vendor: &'static str,
    price: u32,
    cost: u32,
    text: &'static str,
) -> Piece {
    Piece {
        title,
        number,
        category: "Bands",
        vendor,
        price,
        cost,
        sizes: BAND_SIZES,
        metals: GOLDS,
        text,
    }
}

/// A piece that has no size, in a category.
const fn piece(
    category: &'static str,
    (title, number, vendor): (&'static str, &'static str, &'static str),
    (price, cost): (u32, u32),
    metals: &'static [Metal],
    text: &'static str,
) -> Piece {
    Piece {
        title,
        number,
        category,
        vendor,
        price,
        cost,
        sizes: &[],
        metals,
        text,
    }
}

const AURELLE: &str = "Maison Aurelle";
const CASTELLAN: &str = "Castellan & Sons";
const NORTHLIGHT: &str = "Northlight Diamonds";
const AKOYA: &str = "Pearl House Akoya";
const ANVIL: &str = "Bench & Anvil Casting";

#[rustfmt::skip]
const PIECES: &[Piece] = &[
    ring("Solitaire ring, four prongs", "AU-1001", AURELLE, 1_480, 690, "A round half-carat stone held high in four prongs on a 1.8 mm shank."),
    ring("Solitaire ring, six prongs", "AU-1002", AURELLE, 1_560, 730, "The classic six-prong head, for stones from half a carat."),
    ring("Cathedral solitaire", "AU-1010", AURELLE, 1_890, 880, "Shoulders that rise to the head like arches, with a hidden bridge below."),
    ring("Emerald halo ring", "AU-1104", AURELLE, 3_250, 1_540, "A 7 × 5 mm emerald within twenty-two brilliants."),
    ring("Cushion halo ring", "AU-1108", AURELLE, 2_940, 1_390, "A cushion-cut centre in a thin, even halo; the shank is set halfway."),
    ring("Three-stone ring", "NL-2203", NORTHLIGHT, 4_200, 2_150, "A one-carat centre between two matched stones of a third of a carat."),
    ring("Bezel-set oval", "AU-1120", AURELLE, 2_150, 1_020, "An oval in a full bezel, low and smooth, for those who work with their hands."),
    ring("Sapphire cluster ring", "AU-1131", AURELLE, 2_680, 1_240, "An oval blue sapphire among twelve brilliants."),
    band("Comfort-fit band, 4 mm", "CS-304", CASTELLAN, 620, 270, "Polished, rounded inside."),
    band("Comfort-fit band, 6 mm", "CS-306", CASTELLAN, 840, 380, "Polished, rounded inside."),
    band("Milgrain band", "CS-320", CASTELLAN, 780, 340, "Brushed, with a fine beaded edge on both sides."),
    band("Hammered band", "CS-331", CASTELLAN, 860, 390, "Hammered by hand, no two alike."),
    Piece { title: "Eternity band, full", number: "NL-2410", category: "Bands", vendor: NORTHLIGHT, price: 2_900, cost: 1_480, sizes: SIZES, metals: FINE, text: "Brilliants all the way round in shared prongs. It can't be sized afterwards." },
    Piece { title: "Pavé half-eternity band", number: "NL-2412", category: "Bands", vendor: NORTHLIGHT, price: 1_650, cost: 790, sizes: SIZES, metals: FINE, text: "Pavé across the front half; can be sized." },
    Piece { title: "Signet ring, oval", number: "BA-510", category: "Rings", vendor: ANVIL, price: 940, cost: 410, sizes: BAND_SIZES, metals: GOLDS, text: "A 12 × 10 mm face for a seal or initials." },
    piece("Earrings", ("Diamond studs, ½ ct", "NL-2601", NORTHLIGHT), (1_290, 640), GOLDS, "A matched pair in four-prong baskets, on screw backs."),
    piece("Earrings", ("Pearl studs, 7 mm", "PH-070", AKOYA), (420, 180), GOLDS, "Akoya cultured pearls, white with a rose overtone."),
    piece("Earrings", ("Huggie hoops", "CS-702", CASTELLAN), (380, 160), GOLDS, "Hinged hoops of 12 mm."),
    piece("Bracelets", ("Tennis bracelet, 3 ct", "NL-2801", NORTHLIGHT), (5_400, 2_760), FINE, "Fifty-six brilliants, box clasp with two safeties, 7 inches."),
    piece("Bracelets", ("Curb chain bracelet", "BA-620", ANVIL), (690, 300), GOLDS, "Solid links of 5 mm, 7½ inches."),
    piece("Pendants", ("Sapphire pendant", "AU-1305", AURELLE), (1_180, 540), FINE, "A pear-shaped sapphire under one brilliant, on an 18-inch cable chain."),
    piece("Pendants", ("Initial disc pendant", "BA-640", ANVIL), (290, 110), GOLDS, "A 12 mm disc, engraved to order."),
    piece("Necklaces", ("Akoya strand, 18 inches", "PH-180", AKOYA), (2_350, 1_120), NO_CHOICE, "7 mm cultured pearls, knotted by hand, with a gold clasp."),
    piece("Care", ("Polishing cloth", "HV-01", CASTELLAN), (18, 6), SILVER, "Two layers, for gold and silver."),
];

/// Fills an empty catalogue.
pub(super) async fn fill(services: &Services, caller: Caller<'_>) -> Result<(), Error> {
    let mut vendors = HashMap::new();
    for (name, email, phone, account, lead_days) in VENDORS {
        let draft = VendorDraft {
            name: (*name).to_owned(),
            email: (*email).to_owned(),
            phone: (*phone).to_owned(),
            account_number: (*account).to_owned(),
            lead_days: (*lead_days).to_owned(),
        };
        let key = IdempotencyKey::generate();
        let saved = create_vendor(services, caller, &draft, key).await?;
        vendors.insert(*name, saved.id);
    }
    for piece in PIECES {
        let draft = piece.draft(vendors.get(piece.vendor).copied())?;
        create(services, caller, &draft, IdempotencyKey::generate()).await?;
    }
    Ok(())
}

impl Piece {
    fn options(&self) -> Vec<OptionDraft> {
        let owned = |values: &mut dyn Iterator<Item = &&str>| {
            values.map(|value| (*value).to_owned()).collect::<Vec<_>>()
        };
        let sizes = owned(&mut self.sizes.iter());
        let metals = owned(&mut self.metals.iter().map(|(name, ..)| name));
        [("Size", sizes), ("Metal", metals)]
            .into_iter()
            .filter(|(_, values)| !values.is_empty())
            .map(|(name, values)| OptionDraft {
                name: name.to_owned(),
                values,
            })
            .collect()
    }

    fn draft(&self, vendor: Option<VendorId>) -> Result<StyleDraft, Error> {
        let options = self.options();
        let variants = combinations(&options).map_err(Error::internal)?;
        let variants = variants.into_iter().enumerate().map(|(index, values)| {
            let metal = self
                .metals
                .iter()
                .find(|(name, ..)| values.iter().any(|v| v == name));
            let (more_price, more_cost) = metal.map_or((0, 0), |(_, price, cost)| (*price, *cost));
            VariantDraft {
                values,
                sku: format!("{}-{:02}", self.number, index + 1),
                price: (self.price + more_price).to_string(),
                cost: Some((self.cost + more_cost).to_string()),
                active: true,
            }
        });
        Ok(StyleDraft {
            title: self.title.to_owned(),
            style_number: self.number.to_owned(),
            description: self.text.to_owned(),
            category: self.category.to_owned(),
            vendor,
            lead_days: String::new(),
            route: None,
            class: LineClass::Goods,
            options: options.into_iter().map(|option| option.name).collect(),
            variants: variants.collect(),
            photos: Vec::new(),
        })
    }
}
