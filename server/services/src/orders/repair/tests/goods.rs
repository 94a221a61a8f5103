//! Customers' goods and their envelopes.

use super::*;
use crate::custody::{hand_over, of_order};
use crate::orders::list;
use crate::stock::{create_location, customers_goods, goods_standing, step};
use domain::custody::{HandOverDraft, Holder};
use domain::orders::requests::Filter;
use domain::stock::{LocationDraft, LocationKind, Step};
use sqlx::PgPool;

/// A ring and a chain under one ticket.
async fn two(house: &House) -> Desk<'_> {
    let ana = house.customer("Ana Ruiz").await;
    let mut input = ring(house, ana, SIZING).await;
    let mut chain = NewPiece::of(Item::Necklace);
    chain.tasks = vec![task(house, "Solder a chain").await];
    chain.declared_value = "600".into();
    chain.photos = vec![format!("/photos/{}.jpg", "a".repeat(64))];
    input.pieces.push(chain);
    input.firm = true;
    Desk::take(house, &input).await
}

#[sqlx::test(migrations = "./migrations")]
async fn each_piece_has_its_envelope_and_is_insured(db: PgPool) {
    let house = House::open(db).await;
    let desk = two(&house).await;
    let (services, sales) = (&house.services, Caller::from(&house.sales));
    let envelopes = of_order(services, sales, desk.order).await.unwrap();
    let codes: Vec<_> = envelopes.iter().map(|thing| thing.code.clone()).collect();
    assert_eq!(codes, [1, 2].map(|nth| format!("{}-{nth}", desk.number)));
    let standing = goods_standing(services, sales).await.unwrap();
    assert_eq!(
        (standing.pieces, standing.total.plain()),
        (2, "3,000.00".into())
    );
    let goods = customers_goods(services, sales, None).await.unwrap();
    assert_eq!(goods.pieces[0].name, "Ring");
    let shown = desk.shown().await.repair.unwrap();
    assert_eq!(shown.pieces[1].photos.len(), 1);
    in_order(&house).await;

    desk.step(Action::FinishAtOnce).await;
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(goods_standing(services, sales).await.unwrap().pieces, 0);
    let envelopes = of_order(services, sales, desk.order).await.unwrap();
    assert!(envelopes.iter().all(|thing| !thing.here));
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn an_envelope_takes_the_customers_piece_along(db: PgPool) {
    let house = House::open(db).await;
    let desk = two(&house).await;
    let (services, manager) = (&house.services, Caller::from(&house.manager));
    let safe = LocationDraft {
        kind: LocationKind::Safe,
        name: "Safe".into(),
        code: "SAFE-1".into(),
        jeweler: None,
        vendor: None,
    };
    let safe = create_location(services, manager, &safe, key())
        .await
        .unwrap()
        .id;
    let envelopes = of_order(services, manager, desk.order).await.unwrap();
    let draft = HandOverDraft {
        things: vec![envelopes[0].thing],
        to: Holder::Place(safe),
    };
    hand_over(services, manager, &draft, key()).await.unwrap();
    let lying: Vec<Option<uuid::Uuid>> = sqlx::query_scalar(
        "select p.location_id from repair_pieces own join pieces p on p.id = own.piece_id
         join order_lines l on l.id = own.order_line_id
         where own.order_id = $1 order by l.position",
    )
    .bind(desk.order.uuid())
    .fetch_all(&services.db)
    .await
    .unwrap();
    assert_eq!(lying[0], Some(safe.uuid()));
    assert_ne!(lying[1], Some(safe.uuid()), "the other stays where it is");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_in_repair_is_given_back_with_its_repair_alone(db: PgPool) {
    let house = House::open(db).await;
    let desk = two(&house).await;
    let (services, manager) = (&house.services, Caller::from(&house.manager));
    let piece = desk.shown().await.repair.unwrap().pieces[0].piece.0;
    let give_back = Step::GiveBack {
        reason: "Asked for it".into(),
    };
    let refused = refusal(step(services, manager, piece, &give_back, key()).await);
    assert!(refused.contains(&desk.number), "{refused}");
}

#[sqlx::test(migrations = "./migrations")]
async fn whatever_is_scanned_finds_its_order_alone(db: PgPool) {
    let house = House::open(db.clone()).await;
    hours(&house).await;
    let desk = Desk::firm(&house).await;
    let _another = Desk::firm(&house).await;
    let details = Details {
        vendor: Some(house.vendor("Atelier Engravers").await),
        reference: "at-7".into(),
        ..Details::default()
    };
    desk.act(Action::SendToVendor, details).await.unwrap();
    let codes: Vec<String> = sqlx::query_scalar(
        "select number from orders where id = $1
         union all select code from envelopes where order_id = $1
         union all select number from bench_jobs where order_id = $1
         union all select number from purchase_orders where order_id = $1
         union all select p.serial from pieces p join repair_pieces own on own.piece_id = p.id
            where own.order_id = $1",
    )
    .bind(desk.order.uuid())
    .fetch_all(&db)
    .await
    .unwrap();
    assert_eq!(codes.len(), 5, "{codes:?}");
    let elsewhere = House::open(db).await;
    for code in codes.iter().map(String::as_str).chain(["AT-7"]) {
        let filter = Filter {
            text: code.to_lowercase(),
            ..Filter::default()
        };
        let found = list(&house.services, Caller::from(&house.sales), &filter).await;
        let found: Vec<_> = found.unwrap().items.iter().map(|order| order.id).collect();
        assert_eq!(found, [desk.order], "{code}");
        let theirs = list(&elsewhere.services, Caller::from(&elsewhere.sales), &filter).await;
        assert!(
            theirs.unwrap().items.is_empty(),
            "{code} is another store's"
        );
    }
}
