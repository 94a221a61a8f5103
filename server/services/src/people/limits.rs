//! Counting attempts, in the database: every process counts the same ones.

use crate::Error;
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use domain::contact::Email;
use domain::ids::{DeviceId, StaffId};
use sqlx::PgPool;
use std::net::IpAddr;

const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// So many failures in a quarter of an hour, then no more tries until it is over.
pub(crate) struct Limit {
    bucket: String,
    most: i32,
}

impl Limit {
    /// Guessing one person's password.
    pub(super) fn of_email(email: &Email) -> Self {
        Self {
            bucket: format!("sign-in:email:{email}"),
            most: 10,
        }
    }

    /// Trying many addresses' passwords from one place. A whole shop shares one.
    pub(super) fn of_address(address: IpAddr) -> Self {
        Self {
            bucket: format!("sign-in:address:{}", network(address)),
            most: 60,
        }
    }

    /// Trying many customers' links from one place.
    pub(crate) fn of_links(address: IpAddr) -> Self {
        Self {
            bucket: format!("link:address:{}", network(address)),
            most: 30,
        }
    }

    /// Guessing one person's PIN on one tablet.
    pub(super) fn of_pin(device: DeviceId, staff: StaffId) -> Self {
        Self {
            bucket: format!("pin:{device}:{staff}"),
            most: 5,
        }
    }

    /// Counts an attempt before it is judged, so that parallel ones can't slip through.
    pub(crate) async fn count(&self, db: &PgPool, now: DateTime<Utc>) -> Result<(), Error> {
        let count: i32 = sqlx::query_scalar(
            "insert into rate_limits (bucket, window_start, count) values ($1, $2, 1)
             on conflict (bucket, window_start) do update set count = rate_limits.count + 1
             returning count",
        )
        .bind(&self.bucket)
        .bind(window(now)?)
        .fetch_one(db)
        .await?;
        if count > self.most {
            tracing::warn!(bucket = self.bucket, count, "too many attempts");
            return Err(Error::TooMany);
        }
        Ok(())
    }

    /// Refuses where the limit is used up, and counts nothing.
    pub(crate) async fn check(&self, db: &PgPool, now: DateTime<Utc>) -> Result<(), Error> {
        let used: Option<i32> = sqlx::query_scalar(
            "select count from rate_limits where bucket = $1 and window_start = $2",
        )
        .bind(&self.bucket)
        .bind(window(now)?)
        .fetch_optional(db)
        .await?;
        if used.is_some_and(|used| used >= self.most) {
            return Err(Error::TooMany);
        }
        Ok(())
    }

    /// Takes back the count of an attempt that was right.
    pub(crate) async fn forgive(&self, db: &PgPool, now: DateTime<Utc>) -> Result<(), Error> {
        sqlx::query(
            "update rate_limits set count = count - 1
             where bucket = $1 and window_start = $2 and count > 0",
        )
        .bind(&self.bucket)
        .bind(window(now)?)
        .execute(db)
        .await?;
        Ok(())
    }

    /// Forgets all attempts: the person has proved who they are.
    pub(crate) async fn clear(&self, db: &PgPool) -> Result<(), Error> {
        sqlx::query("delete from rate_limits where bucket = $1")
            .bind(&self.bucket)
            .execute(db)
            .await?;
        Ok(())
    }
}

/// Forgets the windows that are long over.
pub(crate) async fn sweep(db: &PgPool, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("delete from rate_limits where window_start < $1")
        .bind(now - TimeDelta::days(1))
        .execute(db)
        .await?;
    Ok(())
}

fn window(now: DateTime<Utc>) -> Result<DateTime<Utc>, Error> {
    now.duration_trunc(WINDOW).map_err(Error::internal)
}

/// One customer of a provider holds a whole IPv6 /64, so it counts as one place.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn addresses_of_one_connection_count_together() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2::ffff"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
