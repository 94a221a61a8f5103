//! The catalogue: what can be sold, for how much and how soon; how styles and vendors are
//! written down, shown and brought in from files.

mod draft;
mod import;
mod sellable;
mod vendor;
mod view;

pub use draft::{CheckedStyle, CheckedVariant, OptionDraft, PhotoDraft, StyleDraft, VariantDraft};
pub use draft::{combinations, generate_variants};
pub use import::{Count, ImportPreview, ImportResult, LineError, PreviewProduct, ProductFate};
pub use sellable::Sellable;
pub use vendor::{CheckedVendor, VendorChoice, VendorDraft, VendorView};
pub use view::{Facets, PhotoView, Saved, StyleDetail, StyleFilter, StylePage, StyleSummary};
pub use view::{VariantView, is_ours, monogram, thumbnail};
