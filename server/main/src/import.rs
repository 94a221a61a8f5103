//! `server import FILE`: brings a product file into the catalogue, as the screen does.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use domain::catalogue::{ImportPreview, ImportResult};
use domain::ids::IdempotencyKey;
use services::Caller;
use services::catalogue::import;

use crate::config::DatabaseConfig;
use crate::database::Database;
use crate::{Failure, console, house};

#[derive(Debug, Args)]
pub struct ImportConfig {
    /// A product CSV as Shopify exports it.
    pub file: PathBuf,
    /// The store whose currency the prices are in, by its name [default: the only store].
    #[arg(long)]
    pub store: Option<String>,
    /// Show what would happen, and write nothing.
    #[arg(long)]
    pub preview: bool,
    /// Bring in the good products and leave those with errors out; without it one error keeps
    /// everything out.
    #[arg(long)]
    pub skip_errors: bool,
    #[command(flatten)]
    pub database: DatabaseConfig,
}

pub async fn run(config: ImportConfig) -> Result<(), Failure> {
    let file = fs::read(&config.file)
        .map_err(|error| format!("cannot read {}: {error}", config.file.display()))?;
    let database = Database::open(&config.database).await?;
    let imported = import_file(&config, &database, file).await;
    database.close().await?;
    imported
}

async fn import_file(
    config: &ImportConfig,
    database: &Database,
    file: Vec<u8>,
) -> Result<(), Failure> {
    database.prepare_schema().await?;
    let services = house::services(&config.database, String::new(), database.pool())?;
    let console = console::at(&services, config.store.as_deref()).await?;
    let caller = Caller::from(&console);
    let preview = import::preview(&services, caller, file.clone()).await?;
    let mut out = io::stdout().lock();
    say_preview(&mut out, &preview)?;
    if config.preview {
        return Ok(());
    }
    let key = IdempotencyKey::generate();
    let result = import::apply(&services, caller, file, config.skip_errors, key)
        .await
        .map_err(console::in_words)?;
    say_result(&mut out, &result)?;
    Ok(())
}

fn say_preview(out: &mut impl Write, preview: &ImportPreview) -> io::Result<()> {
    let count = preview.count;
    writeln!(
        out,
        "{} products, {} variants, {} images: {} new, {} changed, {} unchanged.",
        count.products,
        count.variants,
        count.images,
        preview.new,
        preview.changed,
        preview.unchanged,
    )?;
    if preview.skipped > 0 {
        writeln!(out, "{} products have errors:", preview.skipped)?;
    }
    for error in &preview.errors {
        let column = match error.column.as_str() {
            "" => String::new(),
            column => format!(", {column}"),
        };
        writeln!(out, "  line {}{column}: {}", error.line, error.message)?;
    }
    let unsaid = preview.error_count as usize - preview.errors.len();
    if unsaid > 0 {
        writeln!(out, "  and {unsaid} more")?;
    }
    Ok(())
}

fn say_result(out: &mut impl Write, result: &ImportResult) -> io::Result<()> {
    writeln!(
        out,
        "Imported: {} new, {} changed, {} unchanged, {} left out; {} vendors written down.",
        result.new, result.changed, result.unchanged, result.skipped, result.vendors_created,
    )
}
