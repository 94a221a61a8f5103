//! Logs, to standard error. What identifies a person never goes into them.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::Directive;

use crate::config::{LogConfig, LogFormat};

/// Starts logging. A part of the filter that cannot be read is left out and complained about.
pub fn start(config: &LogConfig) {
    let mut filter = EnvFilter::new("");
    let mut unread = Vec::new();
    for part in config.log.split(',').filter(|part| !part.trim().is_empty()) {
        match part.trim().parse::<Directive>() {
            Ok(directive) => filter = filter.add_directive(directive),
            Err(_) => unread.push(part),
        }
    }
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    match config.log_format {
        LogFormat::Text => builder.with_target(false).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    if !unread.is_empty() {
        tracing::warn!(
            ?unread,
            "BEZEL_LOG has parts that are not levels, such as `info`"
        );
    }
}
