//! The machine interface as this program offers it.

use std::num::NonZeroU32;

use api::Settings;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use clap::Args;
use tokio::sync::watch;

use crate::config::WebConfig;
use crate::router::Parts;
use crate::watch::Presence;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Machine interface")]
pub struct MachineConfig {
    /// How many calls a second one key may make to /api/v1 for long; twice as many at once. Counted
    /// by each process. 0 is no limit.
    #[arg(long, env = "BEZEL_API_RATE", default_value_t = 100)]
    pub api_rate: u32,
    /// Lets whoever sends this as `Authorization: Bearer` read /metrics, from anywhere. Unset: only
    /// this machine itself does, and nobody through a proxy.
    #[arg(long, env = "BEZEL_METRICS_TOKEN", hide_env_values = true, value_parser = token)]
    pub metrics_token: Option<String>,
}

fn token(given: &str) -> Result<String, String> {
    const SHORTEST: usize = 16;
    let written = given.bytes().all(|b| b.is_ascii_graphic());
    (written && given.len() >= SHORTEST)
        .then(|| given.to_owned())
        .ok_or_else(|| "use at least 16 letters, digits and signs, without spaces".to_owned())
}

/// `/api/v1`, which answers for itself while the database is away.
pub fn interface(web: &WebConfig, parts: &Parts) -> Router {
    let settings = Settings {
        rate: NonZeroU32::new(web.machine.api_rate),
    };
    api::router(parts.services.clone(), settings)
        .layer(from_fn_with_state(parts.presence.clone(), gate))
}

async fn gate(
    State(presence): State<watch::Receiver<Presence>>,
    request: Request,
    next: Next,
) -> Response {
    let here = *presence.borrow() == Presence::Here;
    if here {
        next.run(request).await
    } else {
        api::unavailable(&request)
    }
}
