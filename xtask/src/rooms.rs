//! Takes the browser bundle apart: what every page needs, and each room's own code, which is loaded
//! when somebody first goes there.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

/// What loads the rooms. Leptos has browsers fetch it ahead by this name.
const LOADER: &str = "__wasm_split.______________________.js";
/// Which files each room needs. The server reads it, to have browsers fetch them ahead.
const MANIFEST: &str = "__wasm_split_manifest.json";
/// How the names of rooms' files begin.
const BEGINNINGS: [&str; 2] = ["split_", "chunk_"];

/// Writes what every page needs to `main`, to be bound to JavaScript, and the rest to `package`.
pub fn take_apart(compiled: &Path, main: &Path, package: &Path, name: &str) -> Result<()> {
    let whole = fs::read(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    remove_old(package)?;
    let (entry, loader) = (format!("./{name}.js"), format!("./{LOADER}"));
    let mut options = Options::new(&whole);
    options.output_dir = package;
    options.main_out_path = main;
    options.link_name = &loader;
    options.main_module = &entry;
    let parts = transform(options).map_err(|error| anyhow!("taking {name} apart: {error:?}"))?;
    let files = parts.split_modules.iter();
    let files = files.filter_map(|path| path.file_stem()?.to_str());
    let names = stamp(package, files, &fingerprint(&whole))?;
    tell(package, &parts.prefetch_map, &names)
}

/// Gives each file a name that no other build has. A browser that still runs an older one must not
/// be given a room that does not fit to it: it finds none, and says so.
fn stamp<'a>(
    package: &Path,
    files: impl Iterator<Item = &'a str>,
    build: &str,
) -> Result<HashMap<&'a str, String>> {
    let loader = package.join(LOADER);
    let mut script = fs::read_to_string(&loader)?;
    let mut names = HashMap::new();
    for file in files {
        let stamped = format!("{file}.{build}");
        fs::rename(
            package.join(format!("{file}.wasm")),
            package.join(format!("{stamped}.wasm")),
        )?;
        script = script.replace(
            &format!("\"./{file}.wasm\""),
            &format!("\"./{stamped}.wasm\""),
        );
        names.insert(file, stamped);
    }
    fs::write(loader, script)?;
    Ok(names)
}

fn tell(
    package: &Path,
    needs: &HashMap<String, Vec<String>>,
    names: &HashMap<&str, String>,
) -> Result<()> {
    let stamped = |file: &String| names.get(file.as_str()).unwrap_or(file).clone();
    let needs: HashMap<_, Vec<_>> = needs
        .iter()
        .map(|(room, files)| (room, files.iter().map(stamped).collect()))
        .collect();
    Ok(fs::write(
        package.join(MANIFEST),
        serde_json::to_vec(&needs)?,
    )?)
}

/// Removes the rooms of the build before, and their compressed copies.
fn remove_old(package: &Path) -> Result<()> {
    for entry in fs::read_dir(package)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if name.is_some_and(|name| BEGINNINGS.iter().any(|room| name.starts_with(room))) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Enough of a digest to tell builds apart.
fn fingerprint(bytes: &[u8]) -> String {
    let digest = <sha2::Sha256 as sha2::Digest>::digest(bytes);
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
