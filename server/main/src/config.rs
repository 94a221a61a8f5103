//! All configuration: one typed value from flags and environment, checked before anything starts.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use axum::http::Uri;
use clap::{Args, Parser, Subcommand, ValueEnum};
use services::Secret;
use sqlx::postgres::PgConnectOptions;

use crate::api_key::ApiKeyCommand;
use crate::import::ImportConfig;
use crate::machine::MachineConfig;
use crate::secret;

/// Bezel, the order system for jewelers.
///
/// Every option can also be set in the environment, under the name in brackets. With nothing set,
/// `serve` runs a private Postgres in the data directory and serves this machine only.
#[derive(Debug, Parser)]
#[command(name = "server", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub log: LogConfig,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the shop, and work off its jobs in the same process.
    Serve(ServeConfig),
    /// Only work off jobs; run as many of these as the shop needs.
    Work(WorkConfig),
    /// Fill an empty database with a demo shop, and stop.
    Demo(DatabaseConfig),
    /// Bring the database's tables up to date, and stop.
    Migrate(DatabaseConfig),
    /// Make, list and revoke the keys by which programs use the machine interface.
    #[command(subcommand)]
    ApiKey(ApiKeyCommand),
    /// Bring a Shopify product CSV into the catalogue; again with the same file changes nothing.
    Import(ImportConfig),
    /// Reckon the ledger, balances and stock anew, and name each difference; exits 1 on any.
    Check(DatabaseConfig),
}

#[derive(Debug, Args)]
pub struct LogConfig {
    /// What to log: a level, or levels by module (`info,sqlx=warn`).
    #[arg(
        long,
        env = "BEZEL_LOG",
        default_value = "info,graphile_worker=warn",
        global = true
    )]
    pub log: String,
    /// How to write each line.
    #[arg(long, env = "BEZEL_LOG_FORMAT", default_value = "text", global = true)]
    pub log_format: LogFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for log collectors.
    Json,
}

#[derive(Debug, Args)]
pub struct ServeConfig {
    #[command(flatten)]
    pub web: WebConfig,
    #[command(flatten)]
    pub database: DatabaseConfig,
    #[command(flatten)]
    pub mail: MailConfig,
    /// Fill an empty database with a demo shop to look around in.
    #[arg(long, env = "BEZEL_DEMO")]
    pub demo: bool,
    /// Leave the jobs to separate `work` processes.
    #[arg(long, env = "BEZEL_NO_WORKER")]
    pub no_worker: bool,
}

#[derive(Debug, Args)]
pub struct WorkConfig {
    #[command(flatten)]
    pub database: DatabaseConfig,
    #[command(flatten)]
    pub mail: MailConfig,
    /// How customers and staff reach the shop, for links in messages.
    #[arg(long, env = "BEZEL_PUBLIC_URL", default_value = "http://127.0.0.1:3000",
          value_parser = public_url)]
    pub public_url: String,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub struct MailConfig {
    /// The mail server, as smtps://USER:PASSWORD@HOST or smtp://HOST:PORT?tls=required.
    /// Unset: messages are kept and shown as not sent.
    #[arg(long, env = "SMTP_URL", hide_env_values = true, requires = "mail_from")]
    pub smtp_url: Option<String>,
    /// The address that messages come from.
    #[arg(long, env = "MAIL_FROM")]
    pub mail_from: Option<String>,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Web")]
pub struct WebConfig {
    /// The address to listen at; 0.0.0.0 is every network of this machine.
    #[arg(long, env = "BEZEL_HOST", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// The port to listen at.
    #[arg(long, env = "BEZEL_PORT", default_value_t = 3000)]
    pub port: u16,
    /// How customers and staff reach the shop, for links in messages and for the check of where
    /// requests come from [default: http:// and the address listened at].
    #[arg(long, env = "BEZEL_PUBLIC_URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// The directory of the browser's files, as `cargo xtask build` makes it.
    #[arg(long, env = "BEZEL_SITE", default_value = "target/site", value_parser = site)]
    pub site: PathBuf,
    #[command(flatten)]
    pub machine: MachineConfig,
    /// Reload the browser when the server or the style sheet changes; for development.
    #[arg(long, env = "BEZEL_DEV_RELOAD", hide = true)]
    pub dev_reload: bool,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Database")]
pub struct DatabaseConfig {
    /// The Postgres to use, as postgres://USER:PASSWORD@HOST/DATABASE; may lead through PgBouncer.
    /// Unset: a private Postgres in the data directory.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_parser = database_url)]
    pub database_url: Option<PgConnectOptions>,
    /// The same database for the role that owns its tables, and not through a pooler: for
    /// migrations [default: DATABASE_URL].
    #[arg(long, env = "DATABASE_OWNER_URL", hide_env_values = true, requires = "database_url",
          value_parser = database_url)]
    pub database_owner_url: Option<PgConnectOptions>,
    /// The same database and role as DATABASE_URL, but not through a pooler: for hearing of changes
    /// that other processes make [default: DATABASE_URL].
    #[arg(long, env = "DATABASE_DIRECT_URL", hide_env_values = true, requires = "database_url",
          value_parser = database_url)]
    pub database_direct_url: Option<PgConnectOptions>,
    /// The server-wide secret that customers' links are made with: 64 hexadecimal digits, the same
    /// for every process [default: made at the first start and kept in the data directory].
    #[arg(long, env = "BEZEL_SECRET", hide_env_values = true, value_parser = secret::parse)]
    pub secret: Option<Secret>,
    /// The most connections that this process opens for requests.
    #[arg(long, env = "BEZEL_POOL_SIZE", default_value_t = 16,
          value_parser = clap::value_parser!(u32).range(2..=500))]
    pub pool_size: u32,
    /// Where a private Postgres and the shop's files are kept.
    #[arg(long, env = "BEZEL_DATA", default_value = "data", value_name = "DIR")]
    pub data: PathBuf,
}

impl WebConfig {
    pub fn address(&self) -> SocketAddr {
        SocketAddr::new(self.host, self.port)
    }

    /// Where a browser finds the shop, without a slash at the end.
    pub fn public_url(&self) -> String {
        self.public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.address()))
    }
}

fn public_url(given: &str) -> Result<String, String> {
    let wrong = || format!("use the form https://shop.example, without a path, not `{given}`");
    let given = given.trim_end_matches('/');
    let uri: Uri = given.parse().map_err(|_| wrong())?;
    let web = matches!(uri.scheme_str(), Some("http" | "https"));
    let bare = uri.path() == "/" && uri.query().is_none();
    (web && bare && uri.authority().is_some())
        .then(|| given.to_owned())
        .ok_or_else(wrong)
}

fn site(given: &str) -> Result<PathBuf, String> {
    let site = PathBuf::from(given);
    let built = site.join("pkg/app_bg.wasm").is_file();
    built.then_some(site).ok_or_else(|| {
        "the browser's files are not there. Run `cargo xtask build`, \
         or point --site at the directory it made"
            .to_owned()
    })
}

fn database_url(given: &str) -> Result<PgConnectOptions, String> {
    if !given.starts_with("postgres://") && !given.starts_with("postgresql://") {
        return Err("use the form postgres://USER:PASSWORD@HOST/DATABASE".to_owned());
    }
    given
        .parse()
        .map_err(|error: sqlx::Error| error.to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_manual_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_public_url_has_a_scheme_a_host_and_nothing_else() {
        assert_eq!(
            public_url("https://shop.example/"),
            Ok("https://shop.example".to_owned())
        );
        assert_eq!(
            public_url("http://10.0.0.7:3000"),
            Ok("http://10.0.0.7:3000".to_owned())
        );
        for wrong in [
            "shop.example",
            "ftp://shop.example",
            "https://shop.example/bezel",
            "",
        ] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_database_url_of_another_kind_is_refused_with_the_form_to_use() {
        let refused = database_url("mysql://root@localhost/bezel");
        assert!(refused.is_err_and(|said| said.contains("postgres://")));
    }
}
