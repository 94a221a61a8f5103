use super::*;
use rxing::common::BitMatrix;
use rxing::datamatrix::DataMatrixWriter;
use rxing::oned::Code128Writer;
use rxing::{BarcodeFormat, Writer};

/// A code as a camera sees it: dark grey on light grey, with room around it.
fn picture(code: &BitMatrix, scale: u32) -> (Vec<u8>, u32, u32) {
    let margin = 12 * scale;
    let (width, height) = (
        code.width() * scale + 2 * margin,
        code.height() * scale + 2 * margin,
    );
    let mut rgba = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let inside = |at: u32, size: u32| at >= margin && at < margin + size * scale;
            let dark = inside(x, code.width())
                && inside(y, code.height())
                && code.get((x - margin) / scale, (y - margin) / scale);
            let grey = if dark { 40 } else { 210 };
            rgba.extend([grey, grey, grey, 255]);
        }
    }
    (rgba, width, height)
}

#[test]
fn the_codes_of_our_labels_are_read() {
    let bars = Code128Writer
        .encode("P100020", &BarcodeFormat::CODE_128, 0, 60)
        .unwrap();
    let square = DataMatrixWriter
        .encode("SO-10234-1", &BarcodeFormat::DATA_MATRIX, 0, 0)
        .unwrap();
    for (code, said) in [(bars, "P100020"), (square, "SO-10234-1")] {
        let (rgba, width, height) = picture(&code, 3);
        assert_eq!(decode(&rgba, width, height).as_deref(), Some(said));
    }
}

#[test]
fn what_holds_no_code_says_nothing() {
    let grey = vec![127; 64 * 64 * 4];
    assert_eq!(decode(&grey, 64, 64), None);
    for (width, height) in [(0, 0), (64, 63), (u32::MAX, u32::MAX)] {
        assert_eq!(decode(&grey, width, height), None, "{width}x{height}");
    }
}
