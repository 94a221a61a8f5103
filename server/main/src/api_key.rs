//! `server api-key`: keys of the machine interface, made where the house is run.

use std::io::{self, Write};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use domain::ids::{ApiKeyId, IdempotencyKey};
use domain::keys::{KeyView, NewKey, Scope};
use services::{Caller, Console, Services, keys};
use uuid::Uuid;

use crate::config::DatabaseConfig;
use crate::database::Database;
use crate::{Failure, console, house};

#[derive(Debug, Subcommand)]
pub enum ApiKeyCommand {
    /// Make a key, and print it this once.
    Create(Create),
    /// List all keys, the newest first.
    List(DatabaseConfig),
    /// Make a key worthless from this moment.
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub struct Create {
    /// Which program will hold it.
    name: String,
    /// What it opens; give it several times [default: everything].
    #[arg(long = "scope", value_parser = scope())]
    scopes: Vec<Scope>,
    /// The store whose orders it takes, by name or id [default: the only one].
    #[arg(long)]
    store: Option<String>,
    #[command(flatten)]
    database: DatabaseConfig,
}

#[derive(Debug, Args)]
pub struct Revoke {
    /// The key's id, as `list` shows it.
    id: ApiKeyId,
    #[command(flatten)]
    database: DatabaseConfig,
}

fn scope() -> impl TypedValueParser<Value = Scope> {
    PossibleValuesParser::new(Scope::ALL.iter().map(|scope| scope.code()))
        .try_map(|code| code.parse::<Scope>())
}

pub async fn run(command: ApiKeyCommand) -> Result<(), Failure> {
    let config = match &command {
        ApiKeyCommand::Create(create) => &create.database,
        ApiKeyCommand::List(database) => database,
        ApiKeyCommand::Revoke(revoke) => &revoke.database,
    };
    let database = Database::open(config).await?;
    let done = carry_out(&command, config, &database).await;
    database.close().await?;
    done
}

async fn carry_out(
    command: &ApiKeyCommand,
    config: &DatabaseConfig,
    database: &Database,
) -> Result<(), Failure> {
    database.prepare_schema().await?;
    let services = house::services(config, String::new(), database.pool())?;
    let done = match command {
        ApiKeyCommand::Create(new) => create(&services, new).await,
        ApiKeyCommand::List(_) => list(&services).await,
        ApiKeyCommand::Revoke(revoke) => {
            keys::revoke(&services, Caller::from(&house_itself()), revoke.id)
                .await
                .map_err(console::in_words)
        }
    };
    services.db.close().await;
    done
}

/// For what concerns the whole house and no store of it.
fn house_itself() -> Console {
    Console {
        store: Uuid::nil().into(),
    }
}

async fn create(services: &Services, create: &Create) -> Result<(), Failure> {
    let console = console::at(services, create.store.as_deref()).await?;
    let scopes = match create.scopes.as_slice() {
        [] => Scope::ALL,
        chosen => chosen,
    };
    let new = NewKey {
        name: create.name.clone(),
        store: console.store,
        scopes: scopes.to_vec(),
    };
    let made = keys::create(
        services,
        (&console).into(),
        &new,
        IdempotencyKey::generate(),
    )
    .await;
    let made = made.map_err(console::in_words)?;
    // The key alone goes to standard output, so that a script can take it.
    writeln!(io::stdout(), "{}", made.token)?;
    let opens: Vec<_> = scopes.iter().map(|scope| scope.code()).collect();
    writeln!(
        io::stderr(),
        "Keep it safe: it is shown only this once. It opens {}.",
        opens.join(", ")
    )?;
    Ok(())
}

async fn list(services: &Services) -> Result<(), Failure> {
    let all = keys::list(services, (&house_itself()).into()).await;
    let mut out = io::stdout().lock();
    for key in all.map_err(console::in_words)? {
        writeln!(out, "{}", line(&key))?;
    }
    Ok(())
}

fn line(key: &KeyView) -> String {
    let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.code()).collect();
    let used = match (key.revoked_at, key.last_used_at) {
        (Some(at), _) => format!("revoked {}", at.format("%Y-%m-%d %H:%M")),
        (None, Some(at)) => format!("used {}", at.format("%Y-%m-%d %H:%M")),
        (None, None) => "never used".to_owned(),
    };
    let (id, hint, name, store) = (key.id, &key.hint, &key.name, &key.store_name);
    format!(
        "{id}  {hint}…  {name}  {store}  {}  {used}",
        scopes.join(",")
    )
}
