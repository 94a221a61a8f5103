//! The server-wide secret: configured, or made once and kept beside the private Postgres.

use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rand::TryRngCore;
use rand::rngs::OsRng;
use services::Secret;

use crate::Failure;
use crate::config::DatabaseConfig;

const FORM: &str = "64 hexadecimal digits (`openssl rand -hex 32` prints some)";

/// Processes that share a database share the secret too, so one that is not told it must be alone.
pub fn find(config: &DatabaseConfig) -> Result<Secret, Failure> {
    if let Some(given) = &config.secret {
        return Ok(given.clone());
    }
    if config.database_url.is_some() {
        return Err(format!("set BEZEL_SECRET to {FORM}, the same for every process").into());
    }
    kept(&config.data.join("secret"))
}

/// Reads the configured form.
pub fn parse(given: &str) -> Result<Secret, String> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(given.trim(), &mut bytes).map_err(|_| format!("use {FORM}"))?;
    Ok(Secret::new(bytes))
}

fn kept(file: &Path) -> Result<Secret, Failure> {
    match fs::read_to_string(file) {
        Ok(text) => parse(&text).map_err(|_| {
            let file = file.display();
            format!("{file} is damaged; restore it from a backup, or customers' links stop working")
                .into()
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => make(file),
        Err(error) => Err(format!("cannot read {}: {error}", file.display()).into()),
    }
}

fn make(file: &Path) -> Result<Secret, Failure> {
    let mut bytes = [0; 32];
    OsRng.try_fill_bytes(&mut bytes)?;
    let unfinished = file.with_extension("new");
    let mut out = fs::File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?;
    out.write_all(hex::encode(bytes).as_bytes())?;
    out.sync_all()?;
    fs::rename(&unfinished, file)?;
    Ok(Secret::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_made_once_and_found_again() {
        let directory = std::env::temp_dir().join(format!("bezel-secret-{}", std::process::id()));
        fs::create_dir_all(&directory).expect("a directory");
        let file = directory.join("secret");
        let made = kept(&file).expect("it is made");
        let found = kept(&file).expect("it is found");
        assert_eq!(made.bytes(), found.bytes());
        fs::remove_dir_all(directory).expect("it is ours");
    }

    #[test]
    fn a_short_secret_is_refused() {
        assert!(parse("abc").is_err_and(|said| said.contains("64")));
    }
}
