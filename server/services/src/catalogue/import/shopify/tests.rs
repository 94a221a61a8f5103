use super::*;
use domain::money::Money;
use proptest::prelude::*;

const MAISON: &str = include_str!("../fixtures/maison.csv");

fn read(file: &str) -> Parsed {
    parse(file.as_bytes(), Currency::USD)
}

fn said(parsed: &Parsed) -> Vec<(u32, &str, &str)> {
    let errors = parsed.errors.iter();
    errors
        .map(|e| (e.line, e.column.as_str(), e.message.as_str()))
        .collect()
}

#[test]
fn reads_products_over_several_lines() {
    let parsed = read(MAISON);
    assert_eq!(said(&parsed), []);
    let [ring, studs, card] = parsed.products.as_slice() else {
        panic!("three products, not {}", parsed.products.len());
    };
    assert_eq!((ring.line, studs.line, card.line), (2, 7, 8));
    assert_eq!(ring.options, ["Size", "Metal"]);
    assert_eq!(ring.variants.len(), 3);
    assert_eq!(ring.variants[1].values, ["6", "Platinum"]);
    assert_eq!(ring.variants[0].price.plain(), "1,250.00");
    assert_eq!(
        ring.variants[0].cost.map(Money::plain).as_deref(),
        Some("610.50")
    );
    assert_eq!(ring.variants[0].barcode.as_deref(), Some("0012345678905"));
    assert_eq!(ring.variants[1].cost, None);
    assert_eq!(ring.images.len(), 3);
    assert_eq!(ring.images[0].alt, "Solitaire from the side");
    assert_eq!(ring.tags, ["Bridal", "Solitaire"]);
    assert_eq!(
        ring.description,
        "A round stone in four prongs.\n\nMade to order & engraved."
    );
    assert!(studs.options.is_empty());
    assert_eq!(studs.variants[0].values, Vec::<String>::new());
    assert_eq!(studs.variants[0].price.plain(), "1,085.00");
    assert!(card.gift_card && !studs.gift_card);
    assert_eq!(card.options, ["Amount"]);
}

#[test]
fn columns_may_stand_in_any_order_and_be_left_out() {
    let parsed = read("Variant Price,Title,Handle\n12.5,Charm,charm\n");
    assert_eq!(said(&parsed), []);
    assert_eq!(parsed.products[0].title, "Charm");
    assert_eq!(parsed.products[0].variants[0].price.plain(), "12.50");
}

#[test]
fn errors_name_their_line_and_column() {
    let parsed = read(
        "Handle,Title,Option1 Name,Option1 Value,Option2 Value,Variant Price,Variant Grams,Image Src,Published\n\
         good,Good ring,Size,6,,100,,,\n\
         bad-price,Ring,Size,6,,1.2.3,,,\n\
         bad-price,,,7,,-5,,,\n\
         no-title,,Size,6,,100,,,\n\
         \n\
         twice,Twice,Size,6,,100,,,\n\
         twice,,,6,,110,,,\n\
         halves,Halves,Size,6,Gold,100,heavy,ftp://x,perhaps\n\
         ,Lost,,,,1,,,\n\
         priceless,Priceless,,,,,,,\n",
    );
    let goods: Vec<_> = parsed.products.iter().map(|p| p.handle.as_str()).collect();
    assert_eq!(goods, ["good"]);
    assert_eq!(parsed.skipped.len(), 5);
    let lines: Vec<_> = parsed
        .errors
        .iter()
        .map(|e| (e.line, e.column.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (3, "Variant Price"),
            (4, "Variant Price"),
            (5, "Title"),
            (8, "Option1 Value"),
            (9, "Published"),
            (9, "Variant Grams"),
            (9, "Image Src"),
            (9, "Option2 Value"),
            (10, "Handle"),
            (11, "Variant Price"),
        ]
    );
}

#[test]
fn a_missing_option_is_said_by_its_name() {
    let parsed = read(
        "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant Price\n\
         r,Ring,Size,6,Metal,Gold,1\nr,,,7,,,1\n",
    );
    assert_eq!(
        said(&parsed),
        [(3, "Option2 Value", "This variant has no metal.")]
    );
}

#[test]
fn lines_of_a_product_may_be_scattered() {
    let parsed = read(
        "Handle,Title,Option1 Name,Option1 Value,Variant Price\n\
         a,A,Size,1,1\nb,B,Size,1,1\na,,,2,2\n",
    );
    assert_eq!(said(&parsed), []);
    assert_eq!(parsed.products[0].variants.len(), 2);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        parse(&bytes, Currency::USD);
    }

    #[test]
    fn no_cells_make_it_panic(
        cells in proptest::collection::vec("[a-z<>&;#\"',\\n\\r é0-9.-]{0,12}", 0..60),
    ) {
        let heading = MAISON.lines().next().unwrap_or_default();
        let file = format!("\u{feff}{heading}\r\n{}", cells.join(","));
        let parsed = parse(file.as_bytes(), Currency::USD);
        let lines = super::super::number(file.lines().count());
        prop_assert!(parsed.errors.iter().all(|e| e.line >= 1 && e.line <= lines + 1));
    }
}
