//! Between processes: what is told here is sent to the others with `NOTIFY`, what they send is
//! told here. Both connections are their own and come back by themselves.

use super::{Change, Hub, News};
use crate::db;
use domain::ids::StoreId;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgListener};
use std::time::Duration;
use tokio::time::sleep;
use uuid::Uuid;

const CHANNEL: &str = "bezel_changes";

/// Changes gather for this long and travel together: commits that notify wait for each other.
const GATHER: Duration = Duration::from_millis(50);

/// Postgres takes 8000 bytes a notification; a change takes about 120.
const MOST_AT_ONCE: usize = 60;

const BETWEEN_TRIES: Duration = Duration::from_secs(2);

/// What travels in a notification.
#[derive(Serialize, Deserialize)]
struct Letter {
    from: Uuid,
    changes: Vec<Change>,
    /// The stores in which things went from hand to hand.
    #[serde(default)]
    carried: Vec<StoreId>,
}

impl Hub {
    /// Carries changes between this process and the others until it is dropped. `direct` must not
    /// lead through a pooler, which forgets who listens.
    pub async fn relay(&self, direct: PgConnectOptions) {
        // Two connections, one for each direction, opened when they are needed.
        let pool = db::pool(direct, 2);
        tokio::join!(self.send_all(&pool), self.hear_all(&pool));
    }

    async fn send_all(&self, pool: &PgPool) {
        loop {
            self.outgoing.some.notified().await;
            sleep(GATHER).await;
            let changes = self.outgoing.take();
            let carried = self.outgoing.take_carried();
            // A hint that is lost is lost: screens look by themselves as well.
            if let Err(error) = self.send(pool, &changes, &carried).await {
                tracing::warn!(%error, "other processes were not told of changes");
                sleep(BETWEEN_TRIES).await;
            }
        }
    }

    async fn send(
        &self,
        pool: &PgPool,
        changes: &[Change],
        carried: &[StoreId],
    ) -> Result<(), crate::Error> {
        let letter = |changes: &[Change], carried: &[StoreId]| {
            serde_json::to_string(&Letter {
                from: self.me,
                changes: changes.to_vec(),
                carried: carried.to_vec(),
            })
        };
        let of_orders = changes.chunks(MOST_AT_ONCE).map(|some| letter(some, &[]));
        let of_stores = carried.chunks(MOST_AT_ONCE).map(|some| letter(&[], some));
        let letters: Vec<String> = of_orders.chain(of_stores).collect::<Result<_, _>>()?;
        sqlx::query("select pg_notify($1, letter) from unnest($2::text[]) as letter")
            .bind(CHANNEL)
            .bind(letters)
            .execute(pool)
            .await?;
        Ok(())
    }

    async fn hear_all(&self, pool: &PgPool) {
        loop {
            if let Err(error) = self.hear(pool).await {
                tracing::warn!(%error, "changes of other processes are not heard");
            }
            sleep(BETWEEN_TRIES).await;
        }
    }

    async fn hear(&self, pool: &PgPool) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        // Whatever was said before is gone.
        self.tell_here(News::Anything);
        loop {
            match listener.try_recv().await? {
                Some(notification) => self.open(notification.payload()),
                // The connection was lost and is back; what was said meanwhile is gone.
                None => self.tell_here(News::Anything),
            }
        }
    }

    fn open(&self, payload: &str) {
        match serde_json::from_str::<Letter>(payload) {
            Ok(letter) if letter.from == self.me => {}
            Ok(letter) => {
                let changed = letter.changes.into_iter().map(News::Changed);
                let carried = letter.carried.into_iter().map(News::Carried);
                changed.chain(carried).for_each(|news| self.tell_here(news));
            }
            Err(error) => tracing::warn!(%error, "a notification that is none of ours"),
        }
    }
}
