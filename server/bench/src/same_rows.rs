//! That pgbench writes what the server writes: the two would be compared in vain otherwise.

use anyhow::{Result, ensure};
use clap::Args;
use sqlx::{Connection, PgConnection};

/// Compares an order of the server's with one of pgbench's.
#[derive(Debug, Args)]
pub struct SameRows {
    /// The database, as the server uses it.
    #[arg(long)]
    database: String,
    /// The name of the key that the server's order was taken with; as long as `pgbench`.
    #[arg(long)]
    name: String,
}

/// The rows of one table that have the same columns filled.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
struct Rows {
    source: String,
    columns: String,
    rows: i64,
    /// Their length as text.
    bytes: i64,
}

impl SameRows {
    pub async fn run(self) -> Result<()> {
        let mut db = PgConnection::connect(&self.database).await?;
        let ours = of(&mut db, &self.name).await?;
        let theirs = of(&mut db, "pgbench").await?;
        agree(&ours, &theirs)?;
        let rows: i64 = ours.iter().map(|rows| rows.rows).sum();
        let mut tables: Vec<_> = ours.iter().map(|rows| &rows.source).collect();
        tables.dedup();
        println!("{rows} rows in {} tables", tables.len());
        Ok(())
    }
}

async fn of(db: &mut PgConnection, name: &str) -> Result<Vec<Rows>> {
    Ok(sqlx::query_as(include_str!("sql/same_rows.sql"))
        .bind(name)
        .fetch_all(db)
        .await?)
}

/// The same rows with the same columns, and values of the same length, give or take a digit of a
/// number or of an instant.
fn agree(ours: &[Rows], theirs: &[Rows]) -> Result<()> {
    ensure!(!ours.is_empty(), "the server wrote no order");
    ensure!(!theirs.is_empty(), "pgbench wrote no order");
    let shapes = |all: &[Rows]| -> Vec<_> {
        let shape = |rows: &Rows| format!("{} of {}: {}", rows.rows, rows.source, rows.columns);
        all.iter().map(shape).collect()
    };
    let (our_shapes, their_shapes) = (shapes(ours), shapes(theirs));
    ensure!(
        our_shapes == their_shapes,
        "the server and pgbench write different rows:\n{our_shapes:#?}\n{their_shapes:#?}"
    );
    for (one, other) in ours.iter().zip(theirs) {
        let digits = 8 * one.rows;
        ensure!(
            one.bytes.abs_diff(other.bytes) <= digits.unsigned_abs(),
            "{} takes the server {} bytes, pgbench {}",
            one.source,
            one.bytes,
            other.bytes
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(source: &str, columns: &str, rows: i64, bytes: i64) -> Rows {
        Rows {
            source: source.into(),
            columns: columns.into(),
            rows,
            bytes,
        }
    }

    #[test]
    fn other_rows_columns_and_lengths_are_told() {
        let ours = [
            rows("orders", "id number", 1, 500),
            rows("order_lines", "id", 2, 900),
        ];
        assert!(agree(&ours, &ours).is_ok());
        let with = |other: Rows| agree(&ours, &[other, ours[1].clone()]);
        assert!(with(rows("orders", "id number", 1, 501)).is_ok());
        assert!(with(rows("orders", "id", 1, 500)).is_err());
        assert!(with(rows("orders", "id number", 2, 500)).is_err());
        assert!(with(rows("orders", "id number", 1, 300)).is_err());
        assert!(agree(&ours, &ours[..1]).is_err());
        assert!(agree(&[], &[]).is_err());
    }
}
