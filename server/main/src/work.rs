//! The worker: alone as `server work`, or beside the web side.

use std::sync::Arc;

use connectors::smtp::SmtpMailer;
use services::Services;
use services::jobs::{Effects, Worker};
use services::messages::port::Mailer;
use tokio::sync::watch;

use crate::config::{MailConfig, WorkConfig};
use crate::database::Database;
use crate::shutdown::Shutdown;
use crate::watch::{Presence, follow};
use crate::{Failure, house};

/// Works off jobs until a signal says stop.
pub async fn run(config: WorkConfig) -> Result<(), Failure> {
    let shutdown = Shutdown::on_signals()?;
    let database = Database::open(&config.database).await?;
    let services = house::services(&config.database, config.public_url, database.pool())?;
    let live = services.live.clone();
    let worker = worker(services, &config.mail)?;
    let (tell, presence) = watch::channel(Presence::Starting);
    let ended = tokio::select! {
        () = until_stopped(worker, presence, shutdown) => Ok(()),
        failure = follow(&database, &tell, async || database.prepare_schema().await) => Err(failure),
        () = live.relay(database.direct_options()) => Err("live updates have ended".into()),
    };
    database.close().await?;
    ended
}

/// A worker with all that its jobs need of the outside.
pub fn worker(services: Services, mail: &MailConfig) -> Result<Worker, Failure> {
    let mailer = match (&mail.smtp_url, &mail.mail_from) {
        (Some(url), Some(from)) => {
            let mailer = SmtpMailer::new(url, from)
                .map_err(|error| format!("SMTP_URL or MAIL_FROM cannot be used: {error}"))?;
            Some(Arc::new(mailer) as Arc<dyn Mailer>)
        }
        _ => {
            tracing::info!("no SMTP_URL is set: messages to customers are kept, and not sent");
            None
        }
    };
    let effects = Effects::new(services.clone(), mailer);
    Ok(Worker::new(services, Arc::new(effects)))
}

/// Begins when the tables are there, and finishes what it holds when told to stop.
pub async fn until_stopped(
    worker: Worker,
    mut presence: watch::Receiver<Presence>,
    shutdown: Shutdown,
) {
    tokio::select! {
        _ = presence.wait_for(|&now| now == Presence::Here) => {}
        () = shutdown.clone().requested() => return,
    }
    worker.run(shutdown.requested()).await;
}
