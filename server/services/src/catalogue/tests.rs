use super::*;
use crate::testing::House;
use crate::{Caller, Error};
use domain::catalogue::{
    OptionDraft, Saved, StyleDraft, StyleFilter, VariantDraft, VendorDraft, generate_variants,
};
use domain::ids::{IdempotencyKey, StyleId, VendorId};
use domain::tax::LineClass;
use sqlx::PgPool;

fn option(name: &str, values: &[&str]) -> OptionDraft {
    OptionDraft {
        name: name.into(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

fn style(title: &str, number: &str, price: &str, options: &[OptionDraft]) -> StyleDraft {
    let first = VariantDraft {
        price: price.into(),
        cost: Some("400".into()),
        active: true,
        ..VariantDraft::default()
    };
    let mut variants = generate_variants(options, &[first]).unwrap();
    for (index, variant) in variants.iter_mut().enumerate() {
        variant.sku = format!("{number}-{index}");
    }
    StyleDraft {
        title: title.into(),
        style_number: number.into(),
        description: String::new(),
        category: "Rings".into(),
        vendor: None,
        lead_days: String::new(),
        route: None,
        class: LineClass::Goods,
        options: options.iter().map(|option| option.name.clone()).collect(),
        variants,
        photos: vec![],
    }
}

fn solitaire() -> StyleDraft {
    let options = [
        option("Size", &["6", "6.5"]),
        option("Metal", &["14K white", "Platinum"]),
    ];
    style("Solitaire ring", "SR-100", "1,250", &options)
}

async fn keep(house: &House, draft: &StyleDraft) -> Saved<StyleId> {
    let key = IdempotencyKey::generate();
    create(&house.services, (&house.owner).into(), draft, key)
        .await
        .unwrap()
}

async fn descriptions(house: &House, text: &str) -> Vec<String> {
    let found = find(&house.services, (&house.sales).into(), text)
        .await
        .unwrap();
    found
        .iter()
        .map(domain::catalogue::Sellable::description)
        .collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn pieces_are_found_by_what_one_types(db: PgPool) {
    let house = House::open(db).await;
    keep(&house, &solitaire()).await;
    keep(
        &house,
        &style("Halo ring", "HR-20", "2,100", &[option("Size", &["6"])]),
    )
    .await;
    keep(&house, &style("Éternité band 100%", "EB_1", "900", &[])).await;

    assert_eq!(
        descriptions(&house, "solitaire plat").await[0],
        "Solitaire ring, 6 / Platinum"
    );
    assert_eq!(
        descriptions(&house, "sr-100-3").await,
        ["Solitaire ring, 6.5 / Platinum"]
    );
    assert_eq!(descriptions(&house, "6 ring").await.len(), 5);
    assert_eq!(descriptions(&house, "solitare rign").await.len(), 4);
    assert_eq!(
        descriptions(&house, "éternité").await,
        ["Éternité band 100%"]
    );
    assert_eq!(descriptions(&house, "100%").await, ["Éternité band 100%"]);
    assert_eq!(descriptions(&house, "EB_1").await, ["Éternité band 100%"]);
    for nothing in [
        "",
        "  / ",
        "xylophone",
        "'; drop table styles; --",
        "%%%",
        "zq",
    ] {
        assert!(descriptions(&house, nothing).await.is_empty(), "{nothing}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn lead_time_is_the_styles_else_the_vendors_else_ten_days(db: PgPool) {
    let house = House::open(db).await;
    let vendor = vendor(&house, "Atelier Nord", "21").await;
    let mut drafts = [solitaire(), solitaire(), solitaire()];
    drafts[0].lead_days = "5".into();
    drafts[0].vendor = Some(vendor.id);
    drafts[1].vendor = Some(vendor.id);
    for (draft, days) in drafts.iter().zip([5, 21, 10]) {
        let saved = keep(&house, draft).await;
        let shown = show(&house.services, (&house.owner).into(), saved.id)
            .await
            .unwrap();
        let ids: Vec<_> = shown.variants.iter().map(|variant| variant.id).collect();
        let found = sellables(&house.services.db, &ids, false).await.unwrap();
        assert_eq!(found.len(), 4);
        assert!(
            found
                .values()
                .all(|piece| piece.lead_days == days && piece.cost.is_none())
        );
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn cost_is_shown_to_those_who_answer_for_it_and_kept_when_it_was_not_shown(db: PgPool) {
    let house = House::open(db).await;
    let saved = keep(&house, &solitaire()).await;
    let cost_for = async |caller: Caller<'_>| {
        let shown = show(&house.services, caller, saved.id).await.unwrap();
        let found = find(&house.services, caller, "solitaire").await.unwrap();
        assert_eq!(shown.shows_cost, found[0].cost.is_some());
        shown.variants[0].cost
    };
    assert!(cost_for((&house.manager).into()).await.is_some());
    assert!(cost_for((&house.bookkeeper).into()).await.is_some());
    assert!(cost_for((&house.sales).into()).await.is_none());
    assert!(cost_for((&house.jeweler).into()).await.is_none());

    let mut draft = solitaire();
    for variant in &mut draft.variants {
        variant.cost = None;
        variant.price = "1,300".into();
    }
    let key = IdempotencyKey::generate();
    edit(
        &house.services,
        (&house.owner).into(),
        saved.id,
        1,
        &draft,
        key,
    )
    .await
    .unwrap();
    let cost = cost_for((&house.owner).into()).await;
    assert_eq!(cost.map(|cost| cost.plain()).as_deref(), Some("400.00"));
}

#[sqlx::test(migrations = "./migrations")]
async fn an_edit_of_an_old_version_changes_nothing(db: PgPool) {
    let house = House::open(db).await;
    let saved = keep(&house, &solitaire()).await;
    let mut draft = solitaire();
    draft.title = "Solitaire ring, tall".into();
    draft.variants.truncate(2);
    let owner: Caller<'_> = (&house.owner).into();
    let key = IdempotencyKey::generate();
    let first = edit(&house.services, owner, saved.id, 1, &draft, key)
        .await
        .unwrap();
    let again = edit(&house.services, owner, saved.id, 1, &draft, key)
        .await
        .unwrap();
    assert_eq!((first.version, again), (2, first));
    let (old, key) = (solitaire(), IdempotencyKey::generate());
    let late = edit(&house.services, owner, saved.id, 1, &old, key).await;
    assert!(matches!(late, Err(Error::Conflict(_))));
    let shown = show(&house.services, owner, saved.id).await.unwrap();
    assert_eq!(shown.title, "Solitaire ring, tall");
    let on_offer = shown
        .variants
        .iter()
        .filter(|variant| variant.active)
        .count();
    assert_eq!((on_offer, shown.variants.len()), (2, 4));
    // What is off offer is neither found nor sold.
    assert_eq!(descriptions(&house, "tall").await.len(), 2);
    assert!(descriptions(&house, "tall 6.5").await.is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn only_those_who_keep_the_catalogue_change_it(db: PgPool) {
    let house = House::open(db).await;
    let saved = keep(&house, &solitaire()).await;
    let key = IdempotencyKey::generate;
    for staff in [&house.sales, &house.jeweler, &house.bookkeeper] {
        let created = create(&house.services, staff.into(), &solitaire(), key()).await;
        assert!(matches!(created, Err(Error::Forbidden)));
        let edited = edit(
            &house.services,
            staff.into(),
            saved.id,
            1,
            &solitaire(),
            key(),
        )
        .await;
        assert!(matches!(edited, Err(Error::Forbidden)));
        let draft = VendorDraft {
            name: "X".into(),
            lead_days: "1".into(),
            ..Default::default()
        };
        let vendor = create_vendor(&house.services, staff.into(), &draft, key()).await;
        assert!(matches!(vendor, Err(Error::Forbidden)));
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn fields_are_checked_where_they_are(db: PgPool) {
    let house = House::open(db).await;
    let mut draft = solitaire();
    draft.title = String::new();
    draft.variants[2].price = "cheap".into();
    let owner = (&house.owner).into();
    let refused = create(&house.services, owner, &draft, IdempotencyKey::generate()).await;
    let Err(Error::Invalid(errors)) = refused else {
        panic!("{refused:?}")
    };
    assert!(errors.get("/title").is_some() && errors.get("/variants/2/price").is_some());
    let mut draft = solitaire();
    draft.vendor = Some(VendorId::generate());
    let refused = create(&house.services, owner, &draft, IdempotencyKey::generate()).await;
    let Err(Error::Invalid(errors)) = refused else {
        panic!("{refused:?}")
    };
    assert!(errors.get("/vendor").is_some());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_list_goes_on_page_by_page(db: PgPool) {
    let house = House::open(db).await;
    for number in 0..55 {
        keep(
            &house,
            &style(
                &format!("Band {:02}", number / 2),
                &format!("B-{number}"),
                "10",
                &[],
            ),
        )
        .await;
    }
    let sales: Caller<'_> = (&house.sales).into();
    let mut filter = StyleFilter {
        text: "band".into(),
        ..StyleFilter::default()
    };
    let mut seen = Vec::new();
    loop {
        let page = list(&house.services, sales, &filter).await.unwrap();
        seen.extend(page.styles.iter().map(|style| style.id));
        filter.cursor = page.next;
        if filter.cursor.is_none() {
            break;
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 55);
    filter.cursor = Some("nonsense".into());
    assert!(matches!(
        list(&house.services, sales, &filter).await,
        Err(Error::Invalid(_))
    ));
    let none = StyleFilter {
        category: Some("Studs".into()),
        ..StyleFilter::default()
    };
    assert!(
        list(&house.services, sales, &none)
            .await
            .unwrap()
            .styles
            .is_empty()
    );
    assert_eq!(
        facets(&house.services, sales).await.unwrap().categories,
        ["Rings"]
    );
}

async fn vendor(house: &House, name: &str, lead_days: &str) -> Saved<VendorId> {
    let draft = VendorDraft {
        name: name.into(),
        lead_days: lead_days.into(),
        ..Default::default()
    };
    let key = IdempotencyKey::generate();
    create_vendor(&house.services, (&house.owner).into(), &draft, key)
        .await
        .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn vendors_have_a_name_of_their_own_and_versions(db: PgPool) {
    let house = House::open(db).await;
    let first = vendor(&house, "Atelier Nord", "21").await;
    let owner: Caller<'_> = (&house.owner).into();
    let same = VendorDraft {
        name: "ATELIER NORD".into(),
        lead_days: "1".into(),
        ..Default::default()
    };
    let refused = create_vendor(&house.services, owner, &same, IdempotencyKey::generate()).await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
    let key = IdempotencyKey::generate();
    let saved = edit_vendor(&house.services, owner, first.id, 1, &same, key)
        .await
        .unwrap();
    assert_eq!(saved.version, 2);
    let late = edit_vendor(
        &house.services,
        owner,
        first.id,
        1,
        &same,
        IdempotencyKey::generate(),
    );
    assert!(matches!(late.await, Err(Error::Conflict(_))));
    let known = vendors(&house.services, (&house.sales).into())
        .await
        .unwrap();
    assert_eq!(
        (known[0].name.as_str(), known[0].lead_days),
        ("ATELIER NORD", 1)
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn the_demo_stocks_the_cases(db: PgPool) {
    let house = House::open(db).await;
    let mut tx = house.services.db.begin().await.unwrap();
    demo::stock(&mut tx, house.services.clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = list(
        &house.services,
        (&house.sales).into(),
        &StyleFilter::default(),
    )
    .await
    .unwrap();
    assert_eq!(page.styles.len(), 24);
    assert_eq!(
        descriptions(&house, "solitaire six 6½ plat").await[0],
        "Solitaire ring, six prongs, 6½ / Platinum 950"
    );
}
