//! The customer's own stones and metal.

use super::*;
use crate::Caller;
use crate::orders::custom::{settle_goods, take_goods};
use crate::orders::repair::tests::complaint;
use crate::stock;
use domain::ids::PieceId;
use domain::orders::custom::goods::{GoodsFate, GoodsKind, NewGoods};
use sqlx::PgPool;

fn stone(words: &str) -> NewGoods {
    NewGoods {
        kind: GoodsKind::Stone,
        words: words.into(),
        weight: "1.25".into(),
        declared_value: "4000".into(),
        photos: Vec::new(),
        signature: signed(),
    }
}

impl Atelier<'_> {
    async fn take(&self, goods: &NewGoods) -> Result<PieceId, Error> {
        let caller = (&self.house.sales).into();
        take_goods(&self.house.services, caller, self.order, goods, key()).await
    }

    async fn settle(&self, piece: PieceId, fate: GoodsFate) -> Result<(), Error> {
        let caller = Caller::from(&self.house.jeweler);
        settle_goods(&self.house.services, caller, self.order, piece, fate, key()).await
    }

    async fn insured(&self) -> String {
        let caller = (&self.house.manager).into();
        let standing = stock::goods_standing(&self.house.services, caller)
            .await
            .unwrap();
        standing.total.plain()
    }

    async fn fates(&self) -> Vec<GoodsFate> {
        let custom = self.custom().await;
        custom.goods.iter().map(|goods| goods.fate).collect()
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn they_are_never_ours_and_end_in_the_piece_or_with_their_owner(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::in_production(&house).await;
    let oval = desk.take(&stone("White stone, oval")).await.unwrap();
    let pear = desk.take(&stone("White stone, pear")).await.unwrap();
    let spare = desk.take(&stone("White stone, round")).await.unwrap();
    assert_eq!(desk.insured().await, "12,000.00");
    in_order(&house).await;
    desk.settle(oval, GoodsFate::Used).await.unwrap();
    desk.settle(pear, GoodsFate::Returned).await.unwrap();
    assert_eq!(desk.insured().await, "4,000.00");
    assert!(matches!(
        desk.settle(oval, GoodsFate::Returned).await,
        Err(Error::NotFound)
    ));
    let fates = [GoodsFate::Used, GoodsFate::Returned, GoodsFate::Here];
    assert_eq!(desk.fates().await, fates);
    in_order(&house).await;

    desk.finish_at_bench().await;
    desk.step(Action::PassCheck).await;
    desk.photograph().await;
    desk.step(Action::TakeFinalPhotos).await;
    desk.pay_all().await;
    desk.hand_over(Action::PickUp).await.unwrap();
    assert_eq!(desk.fates().await[2], GoodsFate::Returned, "with the piece");
    assert_eq!(desk.insured().await, "0.00");
    assert!(matches!(
        desk.settle(spare, GoodsFate::Returned).await,
        Err(Error::NotFound)
    ));
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_cancelled_order_gives_them_back(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::inquiry(&house).await;
    desk.take(&stone("White stone, oval")).await.unwrap();
    in_order(&house).await;
    desk.because(Action::Cancel, "Too dear").await.unwrap();
    assert_eq!(desk.fates().await, [GoodsFate::Returned]);
    assert_eq!(desk.insured().await, "0.00");
    let refused = refusal(desk.take(&stone("White stone, oval")).await);
    assert!(refused.starts_with("This order is over."), "{refused}");
    in_order(&house).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn nothing_is_worked_in_before_the_piece_is_made(db: PgPool) {
    let house = House::open(db).await;
    let desk = Atelier::approved(&house).await;
    let oval = desk.take(&stone("White stone, oval")).await.unwrap();
    let refused = refusal(desk.settle(oval, GoodsFate::Used).await);
    assert!(refused.starts_with("Only while the piece is made"));
    let mut unsigned = stone("White stone, pear");
    unsigned.signature = None;
    let wrong = complaint(desk.take(&unsigned).await, "/signature");
    assert_eq!(wrong, "Ask the customer to sign.");
    desk.settle(oval, GoodsFate::Returned).await.unwrap();
    in_order(&house).await;
}
