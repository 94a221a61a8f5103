//! What a vendor lent: a piece that is here, and one that was sold from a memo.

use domain::ids::{CustomerId, IdempotencyKey, LocationId, MemoInId, OrderId, PieceId, VendorId};
use domain::memo_in::{LentPiece, MemoInDraft};
use domain::orders::Action;
use domain::orders::act::{Details, Request, Signature};
use domain::orders::memo::steps::SoldPiece;
use domain::orders::memo::take_out::{NewMemo, NewMemoPiece};
use domain::orders::memo::view::Bearer;
use services::{memo_in, orders as desk};
use uuid::Uuid;

use super::Shop;

/// A vendor's paper, and its pieces.
#[derive(Debug, Clone)]
pub(super) struct Lent {
    pub memo: MemoInId,
    pub here: PieceId,
    pub sold: PieceId,
}

impl Shop {
    pub(super) async fn lent(
        &self,
        customer: CustomerId,
        vendor: VendorId,
        place: LocationId,
    ) -> Lent {
        let ring = || LentPiece {
            name: "Emerald ring".into(),
            cost: "90".into(),
            price: "200".into(),
            ..LentPiece::default()
        };
        let draft = MemoInDraft {
            vendor: Some(vendor),
            reference: Uuid::now_v7().to_string(),
            due: "2027-02-28".parse().ok(),
            location: Some(place),
            pieces: vec![ring(), ring()],
            ..MemoInDraft::default()
        };
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        let memo = memo_in::receive(services, self.manager(), &draft, key)
            .await
            .unwrap()
            .id;
        let shown = memo_in::show(services, self.manager(), memo).await.unwrap();
        let (here, sold) = (shown.lines[0].piece, shown.lines[1].piece);
        self.sell_from_memo(customer, sold).await;
        Lent { memo, here, sold }
    }

    async fn sell_from_memo(&self, customer: CustomerId, piece: PieceId) {
        let memo = NewMemo {
            customer,
            pieces: vec![NewMemoPiece {
                piece,
                value: String::new(),
            }],
            due: None,
            bearer: Bearer::Customer,
            note: String::new(),
        };
        let (services, key) = (&self.house.services, IdempotencyKey::generate());
        let placed = desk::memo::take_out(services, self.manager(), &memo, key)
            .await
            .unwrap();
        let issued = Details {
            received_by: "Ana Ruiz".into(),
            signature: Some(Signature::Typed("Ana Ruiz".into())),
            ..Details::default()
        };
        self.step(placed.id, (Action::Issue, 1), issued).await;
        let line: Uuid =
            sqlx::query_scalar("select order_line_id from memo_lines where order_id = $1")
                .bind(placed.id.uuid())
                .fetch_one(&services.db)
                .await
                .unwrap();
        let sold = Details {
            sold: vec![SoldPiece {
                line: line.into(),
                price: String::new(),
                reason: String::new(),
            }],
            ..Details::default()
        };
        self.step(placed.id, (Action::SellPieces, 2), sold).await;
    }

    async fn step(&self, order: OrderId, (action, version): (Action, i32), details: Details) {
        let request = Request {
            action,
            version,
            details,
            override_reason: String::new(),
        };
        let key = IdempotencyKey::generate();
        desk::act(&self.house.services, self.manager(), order, &request, key)
            .await
            .unwrap();
    }
}
