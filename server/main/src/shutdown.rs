//! Stopping: what is in hand is finished, nothing new is begun.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::Failure;

/// Pages that are still being sent after this are cut off; live updates never end by themselves.
pub const DRAIN_WITHIN: Duration = Duration::from_secs(8);

/// Tells every part of the program that it is time to stop.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// Listens for Ctrl-C and for the polite `kill`.
    pub fn on_signals() -> Result<Self, Failure> {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("stopping");
            tell.send_replace(true);
        });
        Ok(Self(told))
    }

    /// Returns when it is time to stop.
    pub async fn requested(mut self) {
        // The sender is gone only after it has said so.
        let _told = self.0.wait_for(|&stop| stop).await;
    }
}
