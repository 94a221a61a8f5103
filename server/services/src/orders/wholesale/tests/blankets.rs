//! Blanket orders and their releases.

use super::*;
use domain::ids::BlanketId;
use domain::wholesale::blanket::{BlanketLineView, NewBlanket, NewBlanketLine};

impl Trade {
    /// So many rings at 400.00, agreed once.
    pub(super) async fn blanket(&self, quantity: u32) -> BlanketId {
        let blanket = NewBlanket {
            account: self.account,
            reference: format!("SPRING {}", key()),
            ends_on: None,
            note: String::new(),
            lines: vec![NewBlanketLine {
                variant: self.ring,
                quantity,
                unit_price: "400".into(),
            }],
        };
        wholesale::place_blanket(&self.house.services, self.sales(), &blanket, key())
            .await
            .unwrap()
    }

    async fn left(&self) -> BlanketLineView {
        let shown = wholesale::show(&self.house.services, self.sales(), self.account).await;
        shown.unwrap().blankets[0].lines[0].clone()
    }

    async fn release(
        &self,
        blanket: BlanketId,
        number: &str,
        quantity: u32,
    ) -> Result<Placed, Error> {
        let mut po = self.po(number, quantity);
        po.blanket = Some(blanket);
        self.enter(&po).await
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn releases_draw_down_and_never_over(db: PgPool) {
    let trade = Trade::open(db).await;
    let blanket = trade.blanket(10).await;
    let first = trade.release(blanket, "REL-1", 4).await.unwrap().id;
    let detail = trade.detail(first).await;
    assert_eq!(detail.totals.total.plain(), "1,600.00", "at its own price");
    assert_eq!(trade.left().await.left(), 6);
    let over = trade.release(blanket, "REL-2", 7).await;
    assert!(complaint(over, "/lines/0/quantity").contains("Only 6 of 10"));
    let tries = (0..4).map(|index| {
        let number = format!("REL-X{index}");
        let trade = &trade;
        async move { trade.release(blanket, &number, 3).await }
    });
    let tries = futures::future::join_all(tries).await;
    assert_eq!(tries.iter().filter(|placed| placed.is_ok()).count(), 2);
    assert_eq!(trade.left().await.left(), 0);
    trade.in_order().await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_a_release_does_not_deliver_can_be_called_off_again(db: PgPool) {
    let trade = Trade::open(db).await;
    let blanket = trade.blanket(10).await;
    let cancelled = trade.release(blanket, "REL-1", 4).await.unwrap().id;
    let reason = || Details {
        reason: "Not wanted".into(),
        ..Details::default()
    };
    trade.step(cancelled, Action::Cancel, reason()).await;
    assert_eq!(trade.left().await.left(), 10);
    trade.stocked(1).await;
    let short = trade.release(blanket, "REL-2", 3).await.unwrap().id;
    trade.packed(short).await;
    trade.send(short, None).await.unwrap();
    trade.step(short, Action::CloseShort, reason()).await;
    assert_eq!(trade.left().await.left(), 9);
    trade.in_order().await;
}
