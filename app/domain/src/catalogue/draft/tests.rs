use super::*;

fn option(name: &str, values: &[&str]) -> OptionDraft {
    OptionDraft {
        name: name.into(),
        values: values.iter().map(|v| (*v).to_owned()).collect(),
    }
}

fn ring() -> StyleDraft {
    let options = [
        option("Size", &["6", "7"]),
        option("Metal", &["14K white", "Platinum"]),
    ];
    let first = VariantDraft {
        values: vec!["6".into(), "14K white".into()],
        sku: "SR-6-14W".into(),
        price: "1,250".into(),
        cost: Some("610".into()),
        active: true,
    };
    StyleDraft {
        title: "Solitaire ring".into(),
        style_number: "SR-100".into(),
        description: String::new(),
        category: "Rings".into(),
        vendor: None,
        lead_days: "12".into(),
        route: None,
        class: LineClass::Goods,
        options: vec!["Size".into(), "Metal".into()],
        variants: generate_variants(&options, &[first]).unwrap(),
        photos: vec![],
    }
}

#[test]
fn options_make_every_variant_and_keep_what_was_typed() {
    let made = ring().variants;
    let values: Vec<_> = made.iter().map(|v| v.values.join(" ")).collect();
    assert_eq!(
        values,
        ["6 14K white", "6 Platinum", "7 14K white", "7 Platinum"]
    );
    assert_eq!(made[0].sku, "SR-6-14W");
    assert_eq!(
        (made[3].sku.as_str(), made[3].price.as_str()),
        ("", "1,250")
    );
}

#[test]
fn no_options_make_one_variant_and_too_many_are_refused() {
    assert_eq!(combinations(&[]), Ok(vec![vec![]]));
    assert_eq!(combinations(&[option("Size", &[])]), Ok(vec![]));
    let many: Vec<String> = (0..30).map(|n| n.to_string()).collect();
    let many = OptionDraft {
        name: "Size".into(),
        values: many,
    };
    assert!(combinations(&[many.clone(), many]).is_err());
}

#[test]
fn a_good_style_holds() {
    let style = ring().check(Currency::USD).unwrap();
    assert_eq!(style.variants.len(), 4);
    assert_eq!(style.variants[0].price.plain(), "1,250.00");
    assert_eq!(style.lead_days, Some(12));
}

#[test]
fn complaints_point_at_their_fields() {
    let mut style = ring();
    style.title = " ".into();
    style.options[1] = "size".into();
    style.variants[1].price = "-5".into();
    style.variants[2].sku = "sr-6-14w".into();
    style.variants[3].values = vec!["6".into(), "14K white".into()];
    style.photos = vec![PhotoDraft {
        url: "javascript:alert(1)".into(),
        alt: String::new(),
    }];
    let errors = style.check(Currency::USD).unwrap_err();
    let fields: Vec<_> = errors.iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(
        fields,
        [
            "/options/1",
            "/photos/0/url",
            "/title",
            "/variants/1/price",
            "/variants/2/sku",
            "/variants/3/values",
        ]
    );
}

#[test]
fn cost_that_was_not_shown_is_left_alone() {
    let mut style = ring();
    style.variants[0].cost = None;
    style.variants[1].cost = Some(" ".into());
    let style = style.check(Currency::USD).unwrap();
    assert_eq!(style.variants[0].cost, None);
    assert_eq!(style.variants[1].cost, Some(None));
}
