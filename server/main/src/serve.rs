//! `server serve`: the web side, and by default the worker too.

use std::future::IntoFuture;
use std::io::Write;
use std::net::SocketAddr;

use services::Services;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::Failure;
use crate::config::{ServeConfig, WebConfig};
use crate::database::Database;
use crate::router::{self, Parts};
use crate::shutdown::{DRAIN_WITHIN, Shutdown};
use crate::watch::{Presence, follow};
use crate::{demo, house, work};

/// Serves until a signal says stop.
pub async fn run(config: ServeConfig) -> Result<(), Failure> {
    let shutdown = Shutdown::on_signals()?;
    // First of all, so that a taken port is known before a database is started.
    let listener = listen(&config.web).await?;
    let database = Database::hold(&config.database).await?;
    let pool = database.pool();
    let served = serve(&config, listener, &database, &pool, shutdown).await;
    // Connections that are still out belong to requests that were cut off.
    let _cut_off = timeout(DRAIN_WITHIN, pool.close()).await;
    database.close().await?;
    tracing::info!("stopped");
    served
}

async fn serve(
    config: &ServeConfig,
    listener: TcpListener,
    database: &Database,
    pool: &PgPool,
    shutdown: Shutdown,
) -> Result<(), Failure> {
    let services = house::services(&config.database, config.web.public_url(), pool.clone())?;
    let live = services.live.clone();
    let prepare = {
        let services = services.clone();
        async move || {
            database.prepare_schema().await?;
            if config.demo {
                demo::fill_if_empty(&services).await?;
            }
            Ok(())
        }
    };
    let worker = work::worker(services.clone(), &config.mail)?;
    let (tell, presence) = watch::channel(Presence::Starting);
    tokio::spawn(announce(
        services.clone(),
        config.web.public_url(),
        presence.clone(),
    ));
    let parts = Parts {
        services,
        presence: presence.clone(),
        shutdown: shutdown.clone(),
    };
    let router = router::build(&config.web, parts);
    let web = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(shutdown.clone().requested())
    .into_future();
    let jobs = async {
        if !config.no_worker {
            work::until_stopped(worker, presence.clone(), shutdown.clone()).await;
        }
    };
    let cut_off = async {
        shutdown.clone().requested().await;
        sleep(DRAIN_WITHIN).await;
    };
    tokio::select! {
        (ended, ()) = async { tokio::join!(web, jobs) } => Ok(ended?),
        () = cut_off => Ok(()),
        failure = follow(database, &tell, prepare) => Err(failure),
        () = live.relay(database.direct_options()) => Err("live updates have ended".into()),
    }
}

async fn listen(web: &WebConfig) -> Result<TcpListener, Failure> {
    TcpListener::bind(web.address()).await.map_err(|error| {
        let address = web.address();
        format!("cannot listen at {address}: {error}. Choose another port with --port.").into()
    })
}

/// Tells the person at the terminal where to go, once it leads somewhere.
async fn announce(services: Services, url: String, mut presence: watch::Receiver<Presence>) {
    if presence
        .wait_for(|&now| now == Presence::Here)
        .await
        .is_err()
    {
        return;
    }
    let mut text = format!("\n  Bezel is open at {url}\n");
    // The shop is open either way; who asks for a log-in can still ask `server demo`.
    if services::demo::is_here(&services).await.unwrap_or(false) {
        text.push_str(&demo::logins());
    }
    text.push_str("\n  Ctrl-C stops it.\n\n");
    let _nobody_reads_it = std::io::stdout().write_all(text.as_bytes());
}
