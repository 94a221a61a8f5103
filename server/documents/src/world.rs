//! All that a template can see: the other templates, the house's fonts, and what it is given.

use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// By which name a template reads what it is given.
const DATA: &str = "data.json";

const TEMPLATES: [(&str, &str); 7] = [
    ("sheet.typ", include_str!("../templates/sheet.typ")),
    (
        "purchase_order.typ",
        include_str!("../templates/purchase_order.typ"),
    ),
    ("labels.typ", include_str!("../templates/labels.typ")),
    (
        "account_paper.typ",
        include_str!("../templates/account_paper.typ"),
    ),
    (
        "packing_slip.typ",
        include_str!("../templates/packing_slip.typ"),
    ),
    (
        "custom_piece.typ",
        include_str!("../templates/custom_piece.typ"),
    ),
    ("memo.typ", include_str!("../templates/memo.typ")),
];

const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/source-sans-3-400.ttf"),
    include_bytes!("../fonts/source-sans-3-600.ttf"),
    include_bytes!("../fonts/petrona-400.ttf"),
];

/// What all papers share, read once.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: Vec<Source>,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let fonts: Vec<_> = FONTS
        .into_iter()
        .flat_map(|font| Font::iter(Bytes::new(font)))
        .collect();
    House {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        templates: TEMPLATES
            .into_iter()
            .map(|(name, text)| Source::new(file(name), text.to_owned()))
            .collect(),
    }
});

/// The file of a name, which is one of ours.
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name stays in the house");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One paper in the making.
pub struct Desk {
    template: FileId,
    data: Bytes,
}

impl Desk {
    pub fn with(template: &'static str, data: Vec<u8>) -> Self {
        Self {
            template: file(template),
            data: Bytes::new(data),
        }
    }

    fn known(id: FileId) -> FileResult<&'static Source> {
        let known = HOUSE.templates.iter().find(|source| source.id() == id);
        known.ok_or(FileError::AccessDenied)
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &HOUSE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &HOUSE.book
    }

    fn main(&self) -> FileId {
        self.template
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        Self::known(id).cloned()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == file(DATA) {
            return Ok(self.data.clone());
        }
        Self::known(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        HOUSE.fonts.get(index).cloned()
    }

    /// Papers are told their dates: the same paper is the same file tomorrow.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
