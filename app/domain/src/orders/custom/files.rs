//! Files of a design: what they are by their content, whatever they are called.

use crate::codes::coded;
use serde::{Deserialize, Serialize};

coded! {
    /// What a file is.
    pub enum FileKind {
        Stl = "stl", "STL model";
        ThreeDm = "3dm", "Rhino model";
        Pdf = "pdf", "PDF";
        Png = "png", "Picture";
        Jpeg = "jpeg", "Picture";
        Webp = "webp", "Picture";
    }
}

/// The largest file that is taken.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

impl FileKind {
    /// Reads what a file is from its first bytes and its length; none for what is not taken.
    #[must_use]
    pub fn of(file: &[u8]) -> Option<Self> {
        let starts = |with: &[u8]| file.starts_with(with);
        if starts(b"%PDF-") {
            Some(Self::Pdf)
        } else if starts(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if starts(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if starts(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else if starts(b"3D Geometry File Format ") {
            Some(Self::ThreeDm)
        } else if is_stl(file) {
            Some(Self::Stl)
        } else {
            None
        }
    }

    /// Whether it can be looked at.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp)
    }

    /// What a file of it is sent as. Models have no type that browsers know.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Stl | Self::ThreeDm => "application/octet-stream",
        }
    }
}

/// A model is text that speaks of facets, or a header, a count, and fifty bytes for each triangle.
fn is_stl(file: &[u8]) -> bool {
    const HEADER: usize = 80;
    const TRIANGLE: u64 = 50;
    let text = file.starts_with(b"solid") && {
        let start = file.get(..1024).unwrap_or(file);
        start.windows(5).any(|word| word == b"facet") && !start.contains(&0)
    };
    let counted = file.get(HEADER..HEADER + 4).and_then(|count| {
        let count = u32::from_le_bytes(count.try_into().ok()?);
        Some(84 + TRIANGLE * u64::from(count))
    });
    let length = u64::try_from(file.len()).unwrap_or(u64::MAX);
    text || counted.is_some_and(|length_of| length_of == length && length > 84)
}

/// A file that is kept under the hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignFile {
    /// SHA-256, in hexadecimal digits.
    pub hash: String,
    pub kind: FileKind,
    pub bytes: u64,
    /// Where a picture of it is served, for what can be looked at.
    pub picture: Option<String>,
}

/// Whether a text is a hash as we write it.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// How large a file is, for people: `2.4 MB`.
#[must_use]
pub fn size_words(bytes: u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = 1024 * 1024;
    if bytes >= MEGA {
        let tenths = bytes * 10 / MEGA;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    } else {
        format!("{} KB", bytes.div_ceil(KILO))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn triangles(count: u32) -> Vec<u8> {
        let mut model = vec![0; 80];
        model.extend(count.to_le_bytes());
        model.extend(vec![7; 50 * usize::try_from(count).unwrap()]);
        model
    }

    #[test]
    fn a_file_is_what_it_holds() {
        let text = b"solid ring\n facet normal 0 0 1\n outer loop\n".to_vec();
        for (file, kind) in [
            (b"%PDF-1.7 ...".to_vec(), FileKind::Pdf),
            (b"\x89PNG\r\n\x1a\n....".to_vec(), FileKind::Png),
            (b"\xff\xd8\xff\xe0".to_vec(), FileKind::Jpeg),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ".to_vec(), FileKind::Webp),
            (
                b"3D Geometry File Format        7".to_vec(),
                FileKind::ThreeDm,
            ),
            (text, FileKind::Stl),
            (triangles(2), FileKind::Stl),
        ] {
            assert_eq!(FileKind::of(&file), Some(kind));
        }
    }

    #[test]
    fn what_is_none_of_them_is_refused() {
        let mut torn = triangles(2);
        torn.pop();
        for file in [
            Vec::new(),
            b"<html><script>".to_vec(),
            b"<svg onload=".to_vec(),
            b"MZ\x90\x00".to_vec(),
            b"PK\x03\x04".to_vec(),
            b"solid gold".to_vec(),
            b"RIFF\x00\x00\x00\x00WAVE".to_vec(),
            triangles(0),
            torn,
        ] {
            assert_eq!(FileKind::of(&file), None);
        }
    }

    #[test]
    fn sizes_are_said_in_words() {
        assert_eq!(size_words(900), "1 KB");
        assert_eq!(size_words(2_516_582), "2.3 MB");
    }

    proptest! {
        #[test]
        fn looking_never_panics(file in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = FileKind::of(&file);
        }
    }
}
