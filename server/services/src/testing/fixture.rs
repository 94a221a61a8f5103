//! An order written straight into the tables, for areas that read orders without taking them.

use super::House;
use crate::tracking;
use chrono::NaiveDate;
use domain::ids::{EventId, LineId, MilestoneId, OrderId, TrackingLinkId};
use domain::money::{Currency, Money};
use domain::orders::history::Happening;
use domain::orders::{Kind, State, special_order};

/// What came of writing an order.
pub(crate) struct Written {
    pub order: OrderId,
    pub number: String,
    /// That it was taken.
    pub event: EventId,
    pub link: TrackingLinkId,
}

pub(crate) fn usd(text: &str) -> Money {
    Money::parse(text, Currency::USD).unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl House {
    /// A ring for 1,088.75, deposit 544.38 unpaid, promised for 9 December.
    pub(crate) async fn write_order(&self, customer: &str) -> Written {
        let customer = self.customer(customer).await;
        let now = self.services.clock.now();
        let order = OrderId::generate();
        let mut tx = self.services.db.begin().await.unwrap();
        let number: String = sqlx::query_scalar(
            "insert into orders (id, number, kind, channel, store_id, customer_id, taken_by_name,
                state, phase, state_since, currency, net, tax, total, deposit, first_promise,
                estimate, delivery, title, created_at, updated_at)
             values ($1, 'SO-' || nextval('order_numbers'), 'special_order', 'counter', $2, $3,
                'The sales', 'deposit_due', 'open', $4, 'USD', 1000, 88.75, 1088.75, 544.38,
                '2026-12-09', '2026-12-09', 'pick_up', 'Solitaire ring', $4, $4)
             returning number",
        )
        .bind(order.uuid())
        .bind(self.store.uuid())
        .bind(customer.uuid())
        .bind(now)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
        sqlx::query(
            r#"insert into order_lines (id, order_id, position, sku, description, quantity,
                ring_size, metal, stone, engraving, unit_price, unit_cost, class, net, tax)
             values ($1, $2, 1, 'SECRET-SKU', 'Solitaire ring', 1, 5200, '{"gold14k":"white"}',
                'Lab-grown sapphire', 'Always', 1000, 123.45, 'goods', 1000, 88.75)"#,
        )
        .bind(LineId::generate().uuid())
        .bind(order.uuid())
        .execute(&mut *tx)
        .await
        .unwrap();
        sqlx::query(
            "insert into order_milestones (id, order_id, position, label, amount, gates)
             values ($1, $3, 1, 'Deposit', 544.38, 'work'),
                    ($2, $3, 2, 'Balance', 544.37, 'hand_over')",
        )
        .bind(MilestoneId::generate().uuid())
        .bind(MilestoneId::generate().uuid())
        .bind(order.uuid())
        .execute(&mut *tx)
        .await
        .unwrap();
        let link = tracking::open(&mut tx, &self.services.secret, order, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let taken = Happening::Captured {
            state: State::SpecialOrder(special_order::State::DepositDue),
            total: usd("1088.75"),
            promise: day("2026-12-09"),
        };
        let event = self.write_event(order, &taken, true).await;
        debug_assert!(number.starts_with(Kind::SpecialOrder.prefix()));
        Written {
            order,
            number,
            event,
            link,
        }
    }

    /// Something that happened to an order.
    pub(crate) async fn write_event(
        &self,
        order: OrderId,
        happening: &Happening,
        visible: bool,
    ) -> EventId {
        let event = EventId::generate();
        sqlx::query(
            "insert into order_events (id, order_id, at, actor_kind, actor_name, code, data, visible)
             values ($1, $2, $3, 'staff', 'The sales', $4, $5, $6)",
        )
        .bind(event.uuid())
        .bind(order.uuid())
        .bind(self.services.clock.now())
        .bind(happening.code())
        .bind(serde_json::to_value(happening).unwrap())
        .bind(visible)
        .execute(&self.services.db)
        .await
        .unwrap();
        event
    }
}
