//! Which column of the file is which. Shopify has renamed its headings over the years, and
//! people move them about, so they are found by name.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Column {
    Handle,
    Title,
    Body,
    Vendor,
    Type,
    Tags,
    Published,
    OptionName1,
    OptionValue1,
    OptionName2,
    OptionValue2,
    OptionName3,
    OptionValue3,
    Sku,
    Barcode,
    Grams,
    Quantity,
    Price,
    CompareAt,
    Cost,
    ImageSrc,
    ImagePosition,
    ImageAlt,
    VariantImage,
    GiftCard,
}

use Column as C;

impl Column {
    pub(super) const OPTION_NAMES: [Self; 3] = [C::OptionName1, C::OptionName2, C::OptionName3];
    pub(super) const OPTION_VALUES: [Self; 3] = [C::OptionValue1, C::OptionValue2, C::OptionValue3];
}

/// Every heading that we know, bare of case, blanks and signs, and the words for it in errors.
const HEADINGS: &[(&str, Column, &str)] = &[
    ("handle", C::Handle, "Handle"),
    ("urlhandle", C::Handle, "Handle"),
    ("title", C::Title, "Title"),
    ("bodyhtml", C::Body, "Body (HTML)"),
    ("description", C::Body, "Body (HTML)"),
    ("vendor", C::Vendor, "Vendor"),
    ("type", C::Type, "Type"),
    ("tags", C::Tags, "Tags"),
    ("published", C::Published, "Published"),
    ("publishedononlinestore", C::Published, "Published"),
    ("option1name", C::OptionName1, "Option1 Name"),
    ("option1value", C::OptionValue1, "Option1 Value"),
    ("option2name", C::OptionName2, "Option2 Name"),
    ("option2value", C::OptionValue2, "Option2 Value"),
    ("option3name", C::OptionName3, "Option3 Name"),
    ("option3value", C::OptionValue3, "Option3 Value"),
    ("variantsku", C::Sku, "Variant SKU"),
    ("sku", C::Sku, "Variant SKU"),
    ("variantbarcode", C::Barcode, "Variant Barcode"),
    ("barcode", C::Barcode, "Variant Barcode"),
    ("variantgrams", C::Grams, "Variant Grams"),
    ("weightvaluegrams", C::Grams, "Variant Grams"),
    ("variantinventoryqty", C::Quantity, "Variant Inventory Qty"),
    ("inventoryquantity", C::Quantity, "Variant Inventory Qty"),
    ("variantprice", C::Price, "Variant Price"),
    ("price", C::Price, "Variant Price"),
    (
        "variantcompareatprice",
        C::CompareAt,
        "Variant Compare At Price",
    ),
    ("compareatprice", C::CompareAt, "Variant Compare At Price"),
    ("costperitem", C::Cost, "Cost per item"),
    ("variantcost", C::Cost, "Cost per item"),
    ("imagesrc", C::ImageSrc, "Image Src"),
    ("productimageurl", C::ImageSrc, "Image Src"),
    ("imageposition", C::ImagePosition, "Image Position"),
    ("imagealttext", C::ImageAlt, "Image Alt Text"),
    ("variantimage", C::VariantImage, "Variant Image"),
    ("variantimageurl", C::VariantImage, "Variant Image"),
    ("giftcard", C::GiftCard, "Gift Card"),
];

/// Where each known column stands.
#[derive(Debug, Clone)]
pub(super) struct Headings {
    at: [Option<usize>; C::GiftCard as usize + 1],
    width: usize,
}

impl Headings {
    /// Reads the first line of the file. The first of two columns of one name counts.
    pub(super) fn read<'a>(line: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut headings = Self {
            at: [None; C::GiftCard as usize + 1],
            width: 0,
        };
        for (index, heading) in line.enumerate() {
            headings.width = index + 1;
            let bare = bare(heading);
            if let Some((_, column, _)) = HEADINGS.iter().find(|(known, ..)| *known == bare) {
                headings.at[*column as usize].get_or_insert(index);
            }
        }
        headings
    }

    pub(super) const fn index(&self, column: Column) -> Option<usize> {
        self.at[column as usize]
    }

    /// How many headings there are; a longer line has lost its quotation marks.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// The headings without which this is no product file.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        [C::Handle, C::Title, C::Price]
            .into_iter()
            .filter(|column| self.index(*column).is_none())
            .map(name)
            .collect()
    }
}

/// The heading as people know it.
pub(super) fn name(column: Column) -> &'static str {
    HEADINGS
        .iter()
        .find(|(_, known, _)| *known == column)
        .map_or("", |(.., name)| name)
}

fn bare(heading: &[u8]) -> String {
    String::from_utf8_lossy(heading)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_in_any_order_and_spelling() {
        let line = [
            "\u{feff}URL handle",
            "Price",
            "TITLE",
            "Colour of box",
            "option1 value",
        ];
        let headings = Headings::read(line.iter().map(|h| h.as_bytes()));
        assert_eq!(headings.index(C::Handle), Some(0));
        assert_eq!(headings.index(C::Price), Some(1));
        assert_eq!(headings.index(C::OptionValue1), Some(4));
        assert_eq!(headings.index(C::Sku), None);
        assert!(headings.missing().is_empty());
        assert_eq!(headings.width(), 5);
    }

    #[test]
    fn says_what_is_missing() {
        let headings = Headings::read([b"Name".as_slice(), b"Title"].into_iter());
        assert_eq!(headings.missing(), ["Handle", "Variant Price"]);
    }
}
