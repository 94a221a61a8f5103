//! What the check sees of memos.

use super::*;
use sqlx::PgPool;

#[sqlx::test(migrations = "./migrations")]
async fn tampering_with_memos_is_named(db: PgPool) {
    let salon = Salon::open(db).await;
    let memo = salon.out(&[salon.ring().await, salon.ring().await]).await;
    memo.sell(memo.line(0).await, "").await.unwrap();
    salon.requested(&[salon.ring().await]).await;
    salon.is_in_order().await;
    let db = &salon.house.services.db;
    for (rule, tampering) in [
        (
            "memos",
            "update pieces set state = 'missing' where state = 'on_memo'",
        ),
        (
            "memos",
            "update memo_lines set state = 'returned', ended_at = now() where state = 'out'",
        ),
        (
            "stock",
            "update pieces set state = 'missing' where state = 'on_memo'",
        ),
        (
            "memo-sales",
            "update memo_lines set state = 'lost', sale_line_id = null where state = 'sold'",
        ),
        (
            "memo-sales",
            "update memo_sales set memo_id = (select order_id from memos order by order_id desc limit 1)",
        ),
    ] {
        let named = named_after(db, tampering).await;
        assert!(
            named.contains(&rule),
            "{rule} did not see: {tampering}: {named:?}"
        );
    }
}

/// The rules that name a tampering, which is undone.
async fn named_after(db: &PgPool, tampering: &'static str) -> Vec<&'static str> {
    let mut tx = db.begin().await.unwrap();
    let done = sqlx::query(tampering).execute(&mut *tx).await.unwrap();
    assert!(
        done.rows_affected() > 0,
        "nothing to tamper with: {tampering}"
    );
    let mut named = Vec::new();
    crate::check::check_rules(&mut tx, &mut |finding| {
        if let Finding::Difference(rule, _) = finding {
            named.push(rule.name);
        }
    })
    .await
    .unwrap();
    tx.rollback().await.unwrap();
    named
}
