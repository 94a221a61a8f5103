//! Reckoning the house's numbers from scratch and telling each difference.
//!
//! Every [rule](rules::RULES) is one query over all orders, which gives a row for each thing that
//! is not as it should be. The rows are told as they come, so that a house in great disorder
//! takes no more memory than one in order.

mod rules;
mod wholesale;

pub use rules::Rule;

use crate::Error;
use domain::ledger::Account;
use domain::orders::lifecycle::cancelled;
use domain::orders::{Kind, State};
use domain::payments::Method;
use futures::TryStreamExt;
use rules::{Known, RULES};
use sqlx::{PgConnection, PgPool};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Difference {
    /// Which order or entry.
    pub subject: String,
    pub expected: String,
    pub found: String,
}

/// What a check has to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A difference, of a rule that is still being checked.
    Difference(&'static Rule, Difference),
    /// A rule is through, with so many differences.
    Checked(&'static Rule, u64),
}

/// Checks every rule over every store, all against one moment's state of the house. Gives the
/// number of differences.
pub async fn check(db: &PgPool, mut tell: impl FnMut(Finding)) -> Result<u64, Error> {
    let mut tx = db.begin().await?;
    sqlx::query("set transaction isolation level repeatable read, read only")
        .execute(&mut *tx)
        .await?;
    let found = check_rules(&mut tx, &mut tell).await?;
    tx.rollback().await?;
    Ok(found)
}

/// The same within a transaction at hand.
pub(crate) async fn check_rules(
    db: &mut PgConnection,
    tell: &mut impl FnMut(Finding),
) -> Result<u64, Error> {
    let mut all = 0;
    for rule in RULES.iter().chain(wholesale::RULES) {
        let found = check_rule(db, rule, tell).await?;
        tell(Finding::Checked(rule, found));
        all += found;
    }
    Ok(all)
}

async fn check_rule(
    db: &mut PgConnection,
    rule: &'static Rule,
    tell: &mut impl FnMut(Finding),
) -> Result<u64, Error> {
    let query = sqlx::query_as::<_, Difference>(rule.sql);
    let query = match rule.known {
        Known::Nothing => query,
        Known::States => {
            let states = states();
            query
                .bind(each(&states, |s| s.kind().code()))
                .bind(each(&states, |s| s.code()))
                .bind(each(&states, |s| s.phase().code()))
                .bind(each(&states, |s| s.handed_over()))
                .bind(each(&states, |s| *s == cancelled(s.kind())))
        }
        Known::Accounts => query.bind(each(Account::ALL, |a| a.code())),
        Known::Methods => query
            .bind(each(Method::ALL, |m| m.code()))
            .bind(each(Method::ALL, |m| Account::of_method(*m).code())),
    };
    let mut rows = query.fetch(db);
    let mut found = 0;
    while let Some(difference) = rows.try_next().await? {
        found += 1;
        tell(Finding::Difference(rule, difference));
    }
    Ok(found)
}

fn states() -> Vec<State> {
    Kind::ALL.iter().copied().flat_map(State::all).collect()
}

fn each<T, U>(list: &[T], of: impl Fn(&T) -> U) -> Vec<U> {
    list.iter().map(of).collect()
}

#[cfg(test)]
mod tests;
