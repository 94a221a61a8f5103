//! What people decide of what was parked.

use super::*;
use crate::orders::decide;
use domain::channels::parked::Decision;
use domain::contact::PostalAddress;
use domain::ids::ParkedId;

impl Shop {
    async fn decide(&self, id: ParkedId, decision: &Decision) -> Result<(), Error> {
        let key = IdempotencyKey::generate();
        let sales = (&self.house.sales).into();
        decide(&self.house.services, sales, id, decision, key).await
    }
}

fn unknown(external_id: &str) -> Inbound {
    later(bands(external_id, 2), 10, |order| {
        order.lines[0].sku = "NOBODYS".into()
    })
}

#[sqlx::test(migrations = "./migrations")]
async fn a_line_is_mapped_promised_and_goes_on(db: PgPool) {
    let shop = Shop::open(db).await;
    let variant = shop.band("BAND-6", 2).await;
    let imported = shop.sent(&unknown("1001")).await;
    let parked = shop.parked().await;
    assert_eq!(
        (parked.len(), parked[0].sku.as_deref()),
        (1, Some("NOBODYS"))
    );
    shop.decide(parked[0].id, &Decision::Map { variant })
        .await
        .unwrap();
    let bench = shop.bench(&imported);
    assert_eq!(bench.state().await, "to_fulfil");
    assert_eq!(
        shop.promised(bench.order).await.len(),
        2,
        "both pieces of the line"
    );
    shop.ship(&imported).await;
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_line_may_stay_in_words(db: PgPool) {
    let shop = Shop::open(db).await;
    let imported = shop.sent(&unknown("1001")).await;
    let id = shop.parked().await[0].id;
    shop.decide(id, &Decision::KeepWords).await.unwrap();
    assert_eq!(shop.bench(&imported).state().await, "to_fulfil");
    let again = shop.decide(id, &Decision::KeepWords).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let same = later(unknown("1001"), 20, |order| order.note = "Hello".into());
    shop.sent(&same).await;
    assert_eq!(
        shop.kinds().await,
        [],
        "what was decided is not asked again"
    );
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn each_question_is_answered_in_its_way(db: PgPool) {
    let shop = Shop::open(db).await;
    shop.band("BAND-6", 1).await;
    let said = later(bands("1001", 1), 10, |order| {
        order.ship_to = Some(address(""));
        order.total = "1150".into();
        order.review = "Looks odd.".into();
    });
    let imported = shop.sent(&said).await;
    let parked = shop.parked().await;
    let of = |kind| parked.iter().find(|item| item.kind == kind).unwrap().id;
    let done = Decision::Done {
        note: "Called her.".into(),
    };
    let wrong = shop.decide(of(ParkedKind::Address), &done).await;
    assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
    shop.decide(of(ParkedKind::TotalDiffers), &done)
        .await
        .unwrap();
    shop.decide(of(ParkedKind::Suspicious), &done)
        .await
        .unwrap();
    let bench = shop.bench(&imported);
    assert_eq!(bench.state().await, "imported");
    let address = PostalAddress::from(address("Hudson"));
    let decision = Decision::Address { address };
    shop.decide(of(ParkedKind::Address), &decision)
        .await
        .unwrap();
    assert_eq!(bench.state().await, "to_fulfil");
    shop.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn only_those_of_the_store_who_may_decide(db: PgPool) {
    let shop = Shop::open(db.clone()).await;
    let uptown = Shop::open(db).await;
    shop.sent(&unknown("1001")).await;
    let id = shop.parked().await[0].id;
    let foreign = uptown.decide(id, &Decision::KeepWords).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    let key = IdempotencyKey::generate();
    let jeweler = (&shop.house.jeweler).into();
    let tried = decide(&shop.house.services, jeweler, id, &Decision::KeepWords, key).await;
    assert!(matches!(tried, Err(Error::Forbidden)), "{tried:?}");
    assert!(uptown.parked().await.is_empty());
}
