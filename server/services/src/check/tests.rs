//! A house in order passes; each number that somebody tampers with is named.

use super::{Difference, Finding, Rule, check, check_rules};
use crate::bench::tests::Shop;
use crate::orders::wholesale::tests::Trade;
use crate::testing::{House, Upto};
use sqlx::{PgConnection, PgPool};
use std::collections::BTreeMap;

type Differences = BTreeMap<&'static str, Vec<Difference>>;

/// The differences by rule.
async fn differences(db: &mut PgConnection) -> Differences {
    let mut found = Differences::new();
    let mut tell = |finding| {
        if let Finding::Difference(rule, difference) = finding {
            let rule: &'static Rule = rule;
            found.entry(rule.name).or_default().push(difference);
        }
    };
    check_rules(db, &mut tell).await.unwrap();
    found
}

/// A house with an order at every stage.
async fn busy_house(db: PgPool) -> House {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    house.sell(ana, "500", Upto::HandedOver).await;
    house.sell(ana, "510", Upto::Received).await;
    house.sell(ana, "500", Upto::Taken).await;
    let early = house.sell(ana, "500", Upto::Taken).await;
    house.cancel(early.order).await;
    let late = house.sell(ana, "520", Upto::Received).await;
    house.cancel(late.order).await;
    let shop = Shop::of(house).await;
    shop.at_work().await;
    Trade::of(shop.house).await.busy().await
}

#[sqlx::test(migrations = "./migrations")]
async fn an_empty_house_is_in_order(db: PgPool) {
    assert_eq!(check(&db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_house_at_work_is_in_order(db: PgPool) {
    let house = busy_house(db).await;
    let mut rules = 0;
    let all = check(&house.services.db, |finding| match finding {
        Finding::Checked(..) => rules += 1,
        Finding::Difference(rule, difference) => panic!("{}: {difference:?}", rule.name),
    })
    .await
    .unwrap();
    let every = super::rules::RULES.len() + super::wholesale::RULES.len();
    assert_eq!((all, rules), (0, every));
}

/// Each tampering, and a rule that must name it.
const TAMPERINGS: &[(&str, &str)] = &[
    (
        "entries-balance",
        "update ledger_postings set amount = amount + 1 where (entry_id, position) = (select entry_id, position from ledger_postings limit 1)",
    ),
    (
        "entries-balance",
        "delete from ledger_postings where entry_id = (select id from ledger_entries limit 1)",
    ),
    (
        "accounts-known",
        "update ledger_postings set account = '9999' where account = '4000'",
    ),
    (
        "entries-belong",
        "update ledger_entries set currency = 'EUR' where id = (select id from ledger_entries limit 1)",
    ),
    (
        "lines",
        "update order_lines set net = net + 1 where id = (select id from order_lines limit 1)",
    ),
    (
        "totals",
        "update orders set net = net + 1, total = total + 1 where number = (select max(number) from orders)",
    ),
    (
        "milestones",
        "update order_milestones set amount = amount - 1 where id = (select id from order_milestones limit 1)",
    ),
    (
        "paid",
        "update orders set paid = paid - 1 where state = 'to_order'",
    ),
    (
        "paid",
        "delete from payments where id = (select id from payments limit 1)",
    ),
    (
        "money-booked",
        "update payments set method = 'cheque' where method = 'cash'",
    ),
    (
        "money-booked",
        "update ledger_postings set account = '1010' where account = '1000'",
    ),
    (
        "deposits",
        "update ledger_postings set account = '1100' where account = '2100'",
    ),
    (
        "receivable",
        "update ledger_postings set account = '1100' where account = '2100'",
    ),
    (
        "revenue",
        "update ledger_postings set amount = amount - 10 where account = '4000'",
    ),
    (
        "tax",
        "update ledger_postings set amount = amount - 10 where account = '2200'",
    ),
    (
        "forfeits",
        "update ledger_postings set account = '4000' where account = '4900'",
    ),
    (
        "inventory",
        "update order_lines set unit_cost = unit_cost + 5 where cost_is_real",
    ),
    (
        "cost-of-goods",
        "update ledger_postings set amount = amount + 5 where account = '5000'",
    ),
    (
        "payable",
        "delete from ledger_entries where kind = 'goods_received'",
    ),
    ("receipts", "update purchase_lines set received = 0"),
    (
        "envelopes",
        "update envelopes set location_id = null where location_id is not null",
    ),
    (
        "states",
        "update orders set phase = 'ready' where state = 'to_order'",
    ),
    (
        "states",
        "update orders set state = 'melted' where state = 'to_order'",
    ),
    (
        "states",
        "update orders set handed_over_at = null where state = 'closed'",
    ),
    (
        "states",
        "update orders set held = true where state = 'cancelled'",
    ),
    (
        "work-in-progress",
        "update bench_charges set amount = amount + 1 where id = (select max(id::text)::uuid from bench_charges)",
    ),
    (
        "jobs",
        "update bench_charges set amount = amount + 1 where kind = 'finished'",
    ),
    (
        "made",
        "update order_lines set unit_cost = unit_cost + 1 where id = (select order_line_id from bench_jobs where state = 'finished')",
    ),
    ("hand-overs", "delete from order_handovers"),
    (
        "parcels-receivable",
        "delete from ledger_entries where kind = 'settlement' and memo like 'WS-%'",
    ),
    (
        "parcels-revenue",
        "update shipment_lines set net = net + 1 where shipment_id = (select id from shipments limit 1)",
    ),
    (
        "parcels-tax",
        "update shipment_lines set tax = tax + 1 where shipment_id = (select id from shipments limit 1)",
    ),
    (
        "parcels-cost",
        "update shipment_lines set stock_cost = stock_cost + 1 where from_stock > 0",
    ),
    (
        "parcels-inventory",
        "update shipment_lines set other_cost = other_cost - 1 where from_stock < quantity",
    ),
    (
        "parcels-payable",
        "update purchase_lines p set received = received - 1
         from order_lines l join orders o on o.id = l.order_id
         where l.id = p.order_line_id and o.kind = 'wholesale' and received > 0",
    ),
    (
        "parcels-deposits",
        "update ledger_postings set account = '2100'
         where account = '1100' and entry_id in (
            select e.id from ledger_entries e join orders o on o.id = e.order_id
            where o.kind = 'wholesale')",
    ),
    ("invoices", "update invoices set paid = 0 where paid > 0"),
    (
        "invoices",
        "update invoices set net = net - 1, total = total - 1",
    ),
    (
        "parcels",
        "update order_lines set shipped = shipped - 1 where shipped > 0",
    ),
    (
        "blankets",
        "update blanket_lines set released = released - 1 where released > 0",
    ),
    (
        "history",
        "update orders set state = 'ready', phase = 'ready' where state = 'received'",
    ),
    ("history", "delete from order_events"),
];

/// Takes away what protects the tables, as their owner can, so that each can be damaged alone.
const UNGUARD: &str = "
    do $$ declare guard record; begin
        for guard in
            select conrelid::regclass as relation, conname as name
            from pg_constraint where contype = 'f'
        loop
            execute format('alter table %s drop constraint %I', guard.relation, guard.name);
        end loop;
        for guard in select distinct tgrelid::regclass as relation from pg_trigger loop
            execute format('alter table %s disable trigger user', guard.relation);
        end loop;
    end $$";

#[sqlx::test(migrations = "./migrations")]
async fn tampering_is_named(db: PgPool) {
    let house = busy_house(db).await;
    let db = &house.services.db;
    sqlx::raw_sql(UNGUARD).execute(db).await.unwrap();
    for (rule, tampering) in TAMPERINGS {
        let mut tx = db.begin().await.unwrap();
        let done = sqlx::query(*tampering).execute(&mut *tx).await.unwrap();
        assert!(
            done.rows_affected() > 0,
            "nothing to tamper with: {tampering}"
        );
        let found = differences(&mut tx).await;
        assert!(found.contains_key(rule), "{rule} did not see: {tampering}");
        tx.rollback().await.unwrap();
    }
    assert_eq!(check(db, drop).await.unwrap(), 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_difference_says_what_is_wrong_and_by_how_much(db: PgPool) {
    let house = House::open(db).await;
    let ana = house.customer("Ana Ruiz").await;
    let sale = house.sell(ana, "500", Upto::Taken).await;
    sqlx::query("update orders set paid = 540")
        .execute(&house.services.db)
        .await
        .unwrap();
    let mut connection = house.services.db.acquire().await.unwrap();
    let found = differences(&mut connection).await;
    let expected = Difference {
        subject: sale.number,
        expected: "544.38".into(),
        found: "540".into(),
    };
    assert_eq!(found["paid"], [expected]);
}
