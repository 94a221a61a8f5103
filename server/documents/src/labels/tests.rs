//! What comes off the printer is read again by a scanner.

use super::draw::{Dot, Drawn, draw};
use super::form::form;
use super::{pages, zpl};
use crate::typeset;
use domain::papers::{Label, LabelKind, Labels};
use rxing::BarcodeFormat::{CODE_128, DATA_MATRIX};
use rxing::helpers::detect_in_luma;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

/// Serials, numbers of orders, codes of places: short, long, of every allowed sign.
const CODES: [&str; 6] = [
    "P100001",
    "SO-10234",
    "SAFE-1",
    "A",
    "0123456789",
    "CASE.2/LEFT-0123456789-ABCDEFGHIJKLMNOPQ",
];

/// What would command a printer or be markup, were it read as such.
const HOSTILE: &str = "^XZ~JA_5E\\& \"quoted\" #panic() $x$ <b> 💍 Ω";

fn label(code: &str) -> Label {
    Label {
        code: code.into(),
        title: "Three stone ring, 14k white gold, oval".into(),
        lines: vec!["GIA 2141234567".into(), "Ring size: 6 ½".into()],
        mark: Some("$12,400.00".into()),
    }
}

fn labels(kind: LabelKind, labels: Vec<Label>) -> Labels {
    Labels {
        kind,
        labels,
        letter: false,
    }
}

fn typeset(labels: &Labels, many_to_a_sheet: bool) -> PagedDocument {
    typeset::document("labels.typ", &pages(labels, many_to_a_sheet)).unwrap()
}

/// A page as a scanner sees it, at 300 dpi.
fn seen(document: &PagedDocument, page: usize) -> (Vec<u8>, u32, u32) {
    let options = RenderOptions {
        pixel_per_pt: Scalar::new(4.167),
        render_bleed: false,
    };
    let image = typst_render::render(&document.pages()[page], &options);
    let luma = image.pixels().iter().map(|pixel| pixel.red()).collect();
    (luma, image.width(), image.height())
}

#[test]
fn every_code_on_a_page_is_read_as_it_was_meant() {
    for kind in LabelKind::ALL {
        for code in CODES {
            let document = typeset(&labels(*kind, vec![label(code)]), false);
            let (luma, width, height) = seen(&document, 0);
            let read = detect_in_luma(luma, width, height, None);
            let read = read.unwrap_or_else(|why| panic!("{kind}, {code}: {why}"));
            assert_eq!(read.getText(), code, "{kind}");
            let square = *kind == LabelKind::Tag || code.len() > 20;
            let expected = if square { DATA_MATRIX } else { CODE_128 };
            assert_eq!(*read.getBarcodeFormat(), expected, "{kind}, {code}");
        }
    }
}

/// A code in the printer's own dots: a pixel each, with the white that belongs around it.
fn printed(drawn: &Drawn, dots: u32) -> (Vec<u8>, u32, u32) {
    let Drawn::Code {
        symbol,
        module,
        area,
    } = drawn
    else {
        panic!("{drawn:?} is no code");
    };
    let step = ((module * dots + 500) / 1000) as usize;
    let tall = if symbol.rows.len() == 1 {
        (area.height * dots / 1000) as usize
    } else {
        step
    };
    let quiet = 10 * step;
    let width = symbol.rows[0].len() * step + 2 * quiet;
    let blank = vec![255; width * quiet];
    let mut luma = blank.clone();
    for row in &symbol.rows {
        let mut line = vec![255; width];
        for (index, black) in row.iter().enumerate() {
            let from = quiet + index * step;
            line[from..from + step].fill(if *black { 0 } else { 255 });
        }
        for _ in 0..tall {
            luma.extend(&line);
        }
    }
    luma.extend(&blank);
    let height = luma.len() / width;
    (
        luma,
        u32::try_from(width).unwrap(),
        u32::try_from(height).unwrap(),
    )
}

#[test]
fn every_code_in_a_printers_dots_is_read_as_it_was_meant() {
    for kind in LabelKind::ALL {
        for dots in [8, 12] {
            for code in CODES {
                let drawn = draw(form(*kind), &label(code), Dot(Some(dots)));
                let found = drawn.iter().find(|each| matches!(each, Drawn::Code { .. }));
                let (luma, width, height) = printed(found.unwrap(), dots);
                let read = detect_in_luma(luma, width, height, None).unwrap();
                assert_eq!(read.getText(), code, "{kind} with {dots} dots");
            }
        }
    }
}

#[test]
fn a_page_is_as_large_as_the_label() {
    for (kind, width, height) in [
        (LabelKind::Tag, 20.0, 10.0),
        (LabelKind::Box, 50.0, 25.0),
        (LabelKind::Place, 62.0, 29.0),
        (LabelKind::Envelope, 100.0, 60.0),
    ] {
        let document = typeset(&labels(kind, vec![label("P100001"); 3]), false);
        assert_eq!(document.pages().len(), 3, "{kind}");
        let frame = &document.pages()[0].frame;
        let size = (
            frame.width().to_mm().round(),
            frame.height().to_mm().round(),
        );
        assert_eq!(size, (width, height), "{kind}");
    }
}

#[test]
fn five_hundred_labels_share_sheets() {
    let many = (0..500).map(|number| label(&format!("P{}", 100_001 + number)));
    let document = typeset(&labels(LabelKind::Tag, many.collect()), true);
    // Eight side by side and twenty-two below each other.
    assert_eq!(document.pages().len(), 3);
    assert_eq!(document.pages()[0].frame.width().to_mm().round(), 210.0);
}

#[test]
fn hostile_words_stay_words_on_a_page() {
    let mut hostile = label("P100001");
    hostile.title = HOSTILE.into();
    hostile.lines = vec!["é".repeat(200)];
    hostile.mark = Some(HOSTILE.repeat(9));
    for kind in LabelKind::ALL {
        let document = typeset(&labels(*kind, vec![hostile.clone()]), false);
        assert_eq!(document.pages().len(), 1, "{kind}");
        let (luma, width, height) = seen(&document, 0);
        let read = detect_in_luma(luma, width, height, None).unwrap();
        assert_eq!(read.getText(), "P100001", "{kind}");
    }
}

#[test]
fn hostile_words_stay_words_at_a_label_printer() {
    let mut hostile = label(HOSTILE);
    hostile.title = HOSTILE.into();
    hostile.lines = vec!["~JR^XA".repeat(40)];
    hostile.mark = Some(HOSTILE.into());
    for kind in LabelKind::ALL {
        let sent = zpl(&labels(*kind, vec![hostile.clone()]), 8);
        assert_eq!(sent.matches("^XA").count(), 1, "{kind}: {sent}");
        assert_eq!(sent.matches("^XZ").count(), 1, "{kind}: {sent}");
        assert_eq!(sent.matches('~').count(), 0, "{kind}: {sent}");
        assert!(
            !sent.contains("^BC") && !sent.contains("^BX"),
            "no code of it"
        );
        let carets = sent.matches('^').count();
        let ours = [
            "^XA", "^CI28", "^PW", "^LL", "^LH", "^FO", "^A0N", "^FB", "^FH_", "^FD", "^FS", "^XZ",
        ];
        let known: usize = ours.iter().map(|word| sent.matches(word).count()).sum();
        assert_eq!(carets, known, "{kind}: {sent}");
        assert!(sent.is_ascii());
    }
}

#[test]
fn a_label_printer_is_told_this() {
    for kind in LabelKind::ALL {
        let sent = zpl(&labels(*kind, vec![label("P100001")]), 8);
        insta::assert_snapshot!(kind.code(), sent);
    }
}
