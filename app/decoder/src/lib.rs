//! Reads codes from a camera's pictures, for browsers that can't by themselves. A bundle of its
//! own, loaded by a worker when somebody first scans with the camera.

use rxing::common::HybridBinarizer;
use rxing::datamatrix::DataMatrixReader;
use rxing::oned::{Code39Reader, Code128Reader, EAN8Reader, EAN13Reader};
use rxing::qrcode::QRCodeReader;
use rxing::{BinaryBitmap, DecodeHints, Luma8LuminanceSource, Reader};

/// What a picture says, if there is a code in it: four bytes a pixel, as a canvas gives them.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn decode(rgba: &[u8], width: u32, height: u32) -> Option<String> {
    let (pixels, _) = rgba.as_chunks();
    read(pixels.iter().map(luma).collect(), width, height)
}

/// How bright a pixel is: green counts most, as it does to the eye.
fn luma([red, green, blue, _]: &[u8; 4]) -> u8 {
    let sum = u32::from(*red) * 77 + u32::from(*green) * 150 + u32::from(*blue) * 29;
    u8::try_from(sum >> 8).unwrap_or(u8::MAX)
}

/// What a picture in grey says.
fn read(luma: Vec<u8>, width: u32, height: u32) -> Option<String> {
    let pixels = u64::from(width).checked_mul(u64::from(height))?;
    if pixels == 0 || u64::try_from(luma.len()) != Ok(pixels) {
        return None;
    }
    let source = Luma8LuminanceSource::new(luma, width, height).ok()?;
    let mut picture = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints {
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    macro_rules! first_of {
        ($($reader:expr),+ $(,)?) => {
            None$(.or_else(|| $reader.decode_with_hints(&mut picture, &hints).ok()))+
        };
    }
    // What our own labels carry first.
    first_of![
        Code128Reader,
        DataMatrixReader,
        QRCodeReader,
        EAN13Reader,
        EAN8Reader,
        Code39Reader::default(),
    ]
    .map(|found| found.getText().to_owned())
}

#[cfg(test)]
mod tests;
