//! Customers' goods, and how far they are insured.

use super::*;
use crate::stock::{customers_goods, goods_standing, insure_goods, step};
use crate::testing::fixture::usd;
use domain::stock::{Ownership, Step};
use sqlx::PgPool;

impl Vault {
    async fn heirloom(&self, name: &str, value: &str) -> PieceId {
        let customer = self.house.customer(name).await;
        let draft = PieceDraft {
            ownership: Ownership::Customer,
            customer: Some(customer),
            cost: String::new(),
            price: String::new(),
            declared_value: value.into(),
            ..self.ring("")
        };
        self.add(&draft).await
    }

    async fn insure(&self, amount: &str) -> Result<(), Error> {
        let key = IdempotencyKey::generate();
        insure_goods(&self.house.services, self.manager(), amount, key).await
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_customers_counts_until_it_leaves(db: PgPool) {
    let vault = Vault::open(db).await;
    vault.add(&vault.ring("9000")).await;
    let first = vault.heirloom("Ana Ruiz", "1800").await;
    vault.heirloom("Bo Lind", "700.50").await;
    let (services, manager) = (&vault.house.services, vault.manager());
    let goods = customers_goods(services, manager, None).await.unwrap();
    let whose: Vec<_> = goods.pieces.iter().map(|p| p.customer.1.as_str()).collect();
    assert_eq!(whose, ["Ana Ruiz", "Bo Lind"]);
    assert_eq!(goods.pieces[0].place, "safe-1");
    assert_eq!(goods.pieces[0].declared_value, Some(usd("1800")));
    assert_eq!(goods.next, None);
    let standing = goods_standing(services, manager).await.unwrap();
    assert_eq!((standing.pieces, standing.total), (2, usd("2500.50")));
    assert_eq!(standing.limit, None);

    let back = Step::GiveBack {
        reason: "Sized".into(),
    };
    let key = IdempotencyKey::generate();
    step(services, manager, first, &back, key).await.unwrap();
    let standing = goods_standing(services, manager).await.unwrap();
    assert_eq!((standing.pieces, standing.total), (1, usd("700.50")));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_newest_limit_counts_and_those_before_stay_known(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    vault.heirloom("Ana Ruiz", "1800").await;
    vault.insure("5,000").await.unwrap();
    vault.insure("1500").await.unwrap();
    let services = &vault.house.services;
    let standing = goods_standing(services, vault.manager()).await.unwrap();
    assert_eq!(standing.limit, Some(usd("1500")));
    assert_eq!(standing.set.as_ref().unwrap().1, "The manager");
    assert_eq!(
        standing.warnings(None),
        ["Customers’ goods exceed the insurance by $300.00."]
    );
    let said: i64 = sqlx::query_scalar(
        "select count(*) from insurance_limits i
         join audit a on a.action = 'goods_insured' and a.at = i.at and a.subject = i.store_id
            and (a.data->'after'->>'amount')::numeric = i.amount",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(said, 2);
    let changed = sqlx::query("update insurance_limits set amount = 1").execute(&db);
    assert!(changed.await.is_err(), "what was said stays");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_piece_that_nobody_gave_a_value_is_asked_about(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    let piece = vault.heirloom("Ana Ruiz", "1800").await;
    // As lists of long ago may have brought it in.
    sqlx::query("update pieces set declared_value = null where id = $1")
        .bind(piece.uuid())
        .execute(&db)
        .await
        .unwrap();
    let standing = goods_standing(&vault.house.services, vault.manager()).await;
    let warnings = standing.unwrap().warnings(None);
    assert_eq!(
        warnings,
        ["One piece has no declared value. Ask its owner."]
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn the_list_goes_on_where_a_page_ended(db: PgPool) {
    let vault = Vault::open(db).await;
    for _ in 0..51 {
        vault.heirloom("Ana Ruiz", "10").await;
    }
    let (services, manager) = (&vault.house.services, vault.manager());
    let first = customers_goods(services, manager, None).await.unwrap();
    assert_eq!(first.pieces.len(), 50);
    let rest = customers_goods(services, manager, first.next)
        .await
        .unwrap();
    assert_eq!((rest.pieces.len(), rest.next), (1, None));
    assert!(!first.pieces.contains(&rest.pieces[0]));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_limit_is_set_by_those_who_answer_for_it(db: PgPool) {
    let vault = Vault::open(db.clone()).await;
    vault.heirloom("Ana Ruiz", "1800").await;
    let (services, key) = (&vault.house.services, IdempotencyKey::generate());
    for who in [
        &vault.house.sales,
        &vault.house.jeweler,
        &vault.house.bookkeeper,
    ] {
        let tried = insure_goods(services, who.into(), "1", key).await;
        assert!(matches!(tried, Err(Error::Forbidden)), "{}", who.name);
        assert!(customers_goods(services, who.into(), None).await.is_ok());
    }
    let wrong = vault.insure("lots").await;
    assert!(!complaint(wrong, "/amount").is_empty());

    let other = House::open(db).await;
    vault.insure("900").await.unwrap();
    let theirs = goods_standing(services, (&other.owner).into())
        .await
        .unwrap();
    assert_eq!((theirs.pieces, theirs.limit), (0, None));
}
