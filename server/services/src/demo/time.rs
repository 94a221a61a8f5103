//! The demo's own clock, which stands some days back.

use crate::Services;
use chrono::{DateTime, TimeDelta, Utc};
use domain::clock::Clock;
use std::sync::Arc;

struct Standing(DateTime<Utc>);

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

/// The services as they were some hours ago.
pub(super) fn hours_ago(services: &Services, hours: i64) -> Services {
    let then = services.clock.now() - TimeDelta::hours(hours);
    Services {
        clock: Arc::new(Standing(then)),
        ..services.clone()
    }
}
