//! A repair as the order's page shows it.

use crate::Error;
use crate::orders::record::{local, money};
use crate::stores::StoreTerms;
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use domain::orders::repair::tasks::Task;
use domain::orders::repair::view::{Approval, PieceView, RepairView};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Head {
    rush: bool,
    firm: bool,
    notify: String,
    revision: i32,
    redo_of: Option<Uuid>,
    redo_number: Option<String>,
    approved_revision: Option<i32>,
    total: Option<Decimal>,
    way: Option<String>,
    name: Option<String>,
    at: Option<DateTime<Utc>>,
    actor_name: Option<String>,
    currency: String,
}

/// What a repair has beyond its order.
pub(in crate::orders::repair) async fn view(
    db: &mut PgConnection,
    order: OrderId,
    terms: &StoreTerms,
) -> Result<RepairView, Error> {
    let head: Head = sqlx::query_as(
        "select r.rush, r.firm, r.notify, r.revision, r.redo_of, original.number as redo_number,
                a.revision as approved_revision, a.total, a.way, a.name, a.at, a.actor_name,
                o.currency
         from repairs r
         join orders o on o.id = r.order_id
         left join orders original on original.id = r.redo_of
         left join lateral (
            select * from repair_approvals where order_id = r.order_id
            order by revision desc limit 1
         ) a on true
         where r.order_id = $1",
    )
    .bind(order.uuid())
    .fetch_one(&mut *db)
    .await?;
    let approval = head.approval(terms)?;
    Ok(RepairView {
        pieces: pieces(db, order, &head.currency).await?,
        rush: head.rush,
        firm: head.firm,
        notify: head.notify.parse()?,
        revision: count(head.revision),
        approval,
        redo_of: head.redo_of.map(Into::into).zip(head.redo_number),
    })
}

fn count(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or_default()
}

impl Head {
    fn approval(&self, terms: &StoreTerms) -> Result<Option<Approval>, Error> {
        let (Some(revision), Some(total), Some(way), Some(name), Some(at), Some(noted_by)) = (
            self.approved_revision,
            self.total,
            &self.way,
            &self.name,
            self.at,
            &self.actor_name,
        ) else {
            return Ok(None);
        };
        Ok(Some(Approval {
            revision: count(revision),
            total: money(total, &self.currency)?,
            way: way.parse()?,
            name: name.clone(),
            noted_by: noted_by.clone(),
            at: local(at, terms.zone),
        }))
    }
}

#[derive(sqlx::FromRow)]
struct PieceRow {
    line: Uuid,
    piece_id: Uuid,
    serial: String,
    item: String,
    word: Option<String>,
    said: Option<String>,
    findings: serde_json::Value,
    condition: serde_json::Value,
    note: Option<String>,
    declared_value: Option<Decimal>,
    photos: Vec<String>,
}

async fn pieces(
    db: &mut PgConnection,
    order: OrderId,
    currency: &str,
) -> Result<Vec<PieceView>, Error> {
    let rows: Vec<PieceRow> = sqlx::query_as(
        "select l.id as line, p.id as piece_id, p.serial, own.item, own.word, own.said,
                own.findings, own.condition, own.note, p.declared_value,
                array(select url from piece_photos where piece_id = p.id order by id limit 24)
                    as photos
         from order_lines l
         join repair_pieces own on own.order_line_id = l.id
         join pieces p on p.id = own.piece_id
         where l.order_id = $1 order by l.position",
    )
    .bind(order.uuid())
    .fetch_all(&mut *db)
    .await?;
    let mut tasks = tasks(db, order).await?;
    let read = |row: PieceRow| {
        let done = tasks.remove(&row.line).unwrap_or_default();
        row.read(done, currency)
    };
    rows.into_iter().map(read).collect()
}

async fn tasks(db: &mut PgConnection, order: OrderId) -> Result<HashMap<Uuid, Vec<Task>>, Error> {
    let rows: Vec<(Uuid, serde_json::Value)> = sqlx::query_as(
        "select order_line_id, task from repair_tasks where order_id = $1 order by position",
    )
    .bind(order.uuid())
    .fetch_all(&mut *db)
    .await?;
    let mut tasks: HashMap<Uuid, Vec<Task>> = HashMap::new();
    for (line, task) in rows {
        let of_line = tasks.entry(line).or_default();
        of_line.push(serde_json::from_value(task)?);
    }
    Ok(tasks)
}

impl PieceRow {
    fn read(self, tasks: Vec<Task>, currency: &str) -> Result<PieceView, Error> {
        let declared_value = self.declared_value;
        Ok(PieceView {
            line: self.line.into(),
            piece: (self.piece_id.into(), self.serial),
            item: self.item.parse()?,
            word: self.word,
            said: self.said,
            findings: serde_json::from_value(self.findings)?,
            condition: serde_json::from_value(self.condition)?,
            note: self.note,
            declared_value: declared_value
                .map(|value| money(value, currency))
                .transpose()?,
            tasks,
            photos: self.photos,
        })
    }
}
