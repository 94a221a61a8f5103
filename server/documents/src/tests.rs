//! What is on the papers, read from the pages before they become a PDF.

use crate::{pdf, typeset};
use chrono::{DateTime, Utc};
use domain::contact::PostalAddress;
use domain::money::{Currency, Money};
use domain::orders::draft::Totals;
use domain::orders::view::StoreView;
use domain::papers::{
    ApprovalPart, CustomPiecePaper, PackingLine, PackingSlip, Paper, PurchaseOrderLine,
    PurchaseOrderPaper,
};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// What would be markup, were it read as such; and what is no letter of any font of ours.
const HOSTILE: &str = "#panic(\"x\") $x^2$ *b* _i_ `r` [c] \\ @ref <tag> // -- ~ \"q\" = h 💍 日本";

fn noon() -> DateTime<Utc> {
    "2026-11-23T17:00:00Z".parse().unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

fn store() -> StoreView {
    StoreView {
        name: "Hudson & Vale".into(),
        address: PostalAddress {
            recipient: String::new(),
            line1: "48 Mercer St".into(),
            line2: String::new(),
            city: "New York".into(),
            region: "NY".into(),
            postcode: "10013".into(),
            country: "US".into(),
        },
        phone: "+12125550142".into(),
        email: "shop@example.com".into(),
    }
}

fn order() -> PurchaseOrderPaper {
    PurchaseOrderPaper {
        store: store(),
        number: "PO-1004".into(),
        date: "2026-11-23".parse().unwrap(),
        vendor_name: "Maison Dubois".into(),
        vendor_account: "HV-77".into(),
        references: vec![("For our order".into(), "SO-10234".into())],
        eta: None,
        lines: vec![PurchaseOrderLine {
            description: "Solitaire ring".into(),
            particulars: vec![("Ring size".into(), "6 ½".into())],
            vendor_style: Some("MD-100".into()),
            quantity: 2,
            unit_cost: Some(usd("420.50")),
        }],
        total: Some(usd("841.00")),
        note: Some("Please hallmark.".into()),
    }
}

/// Every run of letters on every page, with where it begins and how far it reaches.
struct Read {
    pages: Vec<Vec<(Point, Abs, String)>>,
    width: Abs,
}

impl Read {
    fn of(order: &PurchaseOrderPaper) -> Self {
        Self::pages(
            &typeset::document("purchase_order.typ", &crate::papers::purchase_order(order))
                .unwrap(),
        )
    }

    fn pages(document: &PagedDocument) -> Self {
        let read = |page: &typst_layout::Page| {
            let mut found = Vec::new();
            collect(&page.frame, Point::zero(), &mut found);
            found
        };
        Self {
            pages: document.pages().iter().map(read).collect(),
            width: document.pages()[0].frame.width(),
        }
    }

    /// All words, without what parts a line from the next.
    fn words(&self) -> String {
        let all = self
            .pages
            .iter()
            .flatten()
            .map(|(_, _, text)| text.as_str());
        all.collect::<String>().replace('\u{200b}', "")
    }
}

fn collect(frame: &Frame, at: Point, found: &mut Vec<(Point, Abs, String)>) {
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, at + *place, found),
            FrameItem::Text(text) => found.push((at + *place, text.width(), text.text.to_string())),
            _ => {}
        }
    }
}

#[test]
fn an_order_to_a_vendor_says_all_that_the_vendor_needs() {
    let words = Read::of(&order()).words();
    for needed in [
        "Hudson & Vale",
        "(212) 555-0142",
        "PO-1004",
        "23 Nov 2026",
        "Maison Dubois",
        "HV-77",
        "SO-10234",
        "Please tell us your date",
        "Solitaire ring",
        "Ring size: 6 ½",
        "MD-100",
        "$420.50",
        "$841.00",
        "Please hallmark.",
    ] {
        assert!(words.contains(needed), "{needed} is not in {words}");
    }
}

#[test]
fn who_may_not_see_cost_gets_none() {
    let mut order = order();
    order.total = None;
    order.lines[0].unit_cost = None;
    let words = Read::of(&order).words();
    assert!(!words.contains('$') && !words.contains("Cost"), "{words}");
}

#[test]
fn what_was_typed_stays_what_was_typed() {
    let mut order = order();
    order.store.name = HOSTILE.into();
    order.vendor_name = HOSTILE.into();
    order.references = vec![(HOSTILE.into(), HOSTILE.into())];
    order.note = Some(HOSTILE.into());
    order.lines[0].description = HOSTILE.into();
    order.lines[0].particulars = vec![(HOSTILE.into(), HOSTILE.into())];
    order.lines[0].vendor_style = Some(HOSTILE.into());
    let bare = |text: &str| text.replace([' ', '\u{200b}'], "");
    let words = bare(&Read::of(&order).words());
    assert_eq!(words.matches(&bare(HOSTILE)).count(), 9, "{words}");
}

#[test]
fn a_word_without_end_stays_on_the_page() {
    let mut order = order();
    order.vendor_name = "W".repeat(200);
    order.lines[0].description = "W".repeat(200);
    order.lines[0].vendor_style = Some("W".repeat(200));
    order.note = Some("W".repeat(200));
    let read = Read::of(&order);
    for (at, width, text) in read.pages.iter().flatten() {
        assert!(at.x + *width <= read.width, "{text} runs off the page");
    }
    assert_eq!(read.words().matches('W').count(), 800);
}

#[test]
fn two_hundred_lines_are_many_pages_and_each_has_its_number() {
    let mut order = order();
    order.lines = vec![order.lines[0].clone(); 200];
    let read = Read::of(&order);
    let count = read.pages.len();
    assert!(count > 3, "{count} pages");
    for (index, page) in read.pages.iter().enumerate() {
        let words: String = page.iter().map(|(_, _, text)| text.as_str()).collect();
        let number = format!("Page {} of {count}", index + 1);
        assert!(words.contains(&number), "{number} is not in {words}");
        assert!(words.contains("Your style or SKU"), "a head on each page");
    }
}

#[test]
fn the_same_paper_at_the_same_instant_is_the_same_file() {
    let paper = Paper::PurchaseOrder(order());
    let file = pdf(&paper, noon()).unwrap();
    assert!(file.starts_with(b"%PDF-1.7"));
    assert_eq!(file, pdf(&paper, noon()).unwrap());
    let later = noon() + chrono::TimeDelta::seconds(1);
    assert_ne!(
        file,
        pdf(&paper, later).unwrap(),
        "it says when it was made"
    );
}

#[test]
fn a_packing_slip_is_in_the_shops_name_and_says_no_price() {
    let slip = PackingSlip {
        store: store(),
        number: "SO-10234".into(),
        date: "2026-11-23".parse().unwrap(),
        customer: "Ana Ruiz".into(),
        ship_to: PostalAddress {
            line1: "9 Elm St".into(),
            city: "Albany".into(),
            region: "NY".into(),
            postcode: "12207".into(),
            country: "US".into(),
            ..PostalAddress::default()
        },
        lines: vec![PackingLine {
            description: HOSTILE.into(),
            particulars: vec![("Ring size".into(), "6 ½".into())],
            quantity: 2,
        }],
    };
    let data = crate::papers::packing_slip(&slip);
    let words = Read::pages(&typeset::document("packing_slip.typ", &data).unwrap()).words();
    for needed in [
        "Hudson & Vale",
        "SO-10234",
        "Ana Ruiz",
        "9 Elm St",
        "Albany NY 12207",
        "Ring size: 6 ½",
    ] {
        assert!(words.contains(needed), "{needed} is not in {words}");
    }
    assert!(
        !words.contains("Cost") && !words.contains("Total"),
        "{words}"
    );
    assert!(!pdf(&Paper::PackingSlip(slip), noon()).unwrap().is_empty());
}

fn custom_piece(approved: Option<&str>) -> CustomPiecePaper {
    CustomPiecePaper {
        store: store(),
        number: "CU-10234".into(),
        date: "2026-11-23".parse().unwrap(),
        customer: "Ana Ruiz".into(),
        description: HOSTILE.into(),
        facts: vec![("Metal".into(), "14K white".into())],
        parts: vec![
            ("Stones".into(), usd("1400.00")),
            ("Labour".into(), usd("600.00")),
        ],
        rounds: Some(usd("75.00")),
        totals: Totals {
            net: usd("2075.00"),
            tax: usd("184.16"),
            total: usd("2259.16"),
        },
        due: vec![("Design deposit".into(), usd("350.00"))],
        expires: "2026-11-30".parse().ok(),
        warranty: Some("12 months. Prongs and setting.".into()),
        approval: Some(ApprovalPart {
            round: Some(4),
            revision: 6,
            files: vec![("ring.stl".into(), "0123456789abcdef".into())],
            approved: approved.map(Into::into),
        }),
    }
}

#[test]
fn an_approval_says_what_was_shown_and_is_signed_or_was() {
    let words = |paper: &CustomPiecePaper| {
        let data = crate::papers::custom_piece("Approval", paper);
        Read::pages(&typeset::document("custom_piece.typ", &data).unwrap()).words()
    };
    let unsigned = words(&custom_piece(None));
    for needed in [
        "Hudson & Vale",
        "CU-10234",
        "Ana Ruiz",
        "14K white",
        "$1,400.00",
        "$75.00",
        "$2,259.16",
        "30 Nov 2026",
        "Revision 6, round 4",
        "0123456789abcdef",
        "Date, name and signature",
        "Prongs and setting.",
    ] {
        assert!(unsigned.contains(needed), "{needed} is not in {unsigned}");
    }
    let said = "Ana Ruiz approved $2,259.16 on 23 Nov 2026.";
    let signed = words(&custom_piece(Some(said)));
    assert!(signed.contains(said), "{signed}");
    assert!(!signed.contains("Date, name and signature"), "{signed}");
    let mut estimate = custom_piece(None);
    estimate.approval = None;
    let paper = Paper::Estimate(Box::new(estimate));
    assert!(!pdf(&paper, noon()).unwrap().is_empty());
}
