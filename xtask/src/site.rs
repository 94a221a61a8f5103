//! The files that the server serves as they are: style sheet, public files, compressed copies.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use flate2::{Compression, write::GzEncoder};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};

use crate::project::{Mode, Project};

/// What is worth compressing ahead; pictures and fonts already are.
const TEXT: [&str; 8] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];
/// Below this a compressed copy saves no packet.
const WORTH_COMPRESSING: u64 = 1024;

/// Brings the site directory up to date with `style/` and `public/`.
pub fn build(project: &Project, mode: Mode) -> Result<()> {
    let site = project.site(mode);
    copy_tree(&project.path("public"), &site)?;
    style(&project.path("style/main.css"), &site.join("pkg/app.css"))?;
    if mode == Mode::Release {
        compress_tree(&site)
    } else {
        Ok(())
    }
}

/// Bundles the style sheet with all it imports into one small file.
fn style(source: &Path, to: &Path) -> Result<()> {
    let provider = FileProvider::new();
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let mut sheet = bundler.bundle(source).map_err(|error| anyhow!("{error}"))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| anyhow!("{error}"))?;
    let options = PrinterOptions {
        minify: true,
        ..PrinterOptions::default()
    };
    let css = sheet.to_css(options).map_err(|error| anyhow!("{error}"))?;
    write_if_changed(to, css.code.as_bytes())
}

/// Copies what is new; a directory that is not there holds nothing.
fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let Ok(entries) = fs::read_dir(from) else {
        return Ok(());
    };
    for entry in entries {
        let source = entry?.path();
        let Some(name) = source.file_name() else {
            continue;
        };
        let copy = to.join(name);
        if source.is_dir() {
            copy_tree(&source, &copy)?;
        } else if !is_newer(&copy, &source) {
            fs::copy(&source, &copy).with_context(|| format!("copying {}", source.display()))?;
        }
    }
    Ok(())
}

fn compress_tree(directory: &Path) -> Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            compress_tree(&path)?;
        } else if extension.is_some_and(|extension| TEXT.contains(&extension))
            && path.metadata()?.len() >= WORTH_COMPRESSING
        {
            compress(&path)?;
        }
    }
    Ok(())
}

fn compress(path: &Path) -> Result<()> {
    let copy = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        std::path::PathBuf::from(name)
    };
    let (brotli, gzip) = (copy(".br"), copy(".gz"));
    if is_newer(&brotli, path) && is_newer(&gzip, path) {
        return Ok(());
    }
    let plain = fs::read(path)?;
    fs::write(brotli, brotli_of(&plain)?)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&plain)?;
    Ok(fs::write(gzip, encoder.finish()?)?)
}

/// The size that a browser is sent.
pub fn brotli_of(plain: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn write_if_changed(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).with_context(|| format!("writing {}", path.display()))
}

/// Whether `made` is there and was made after `source` last changed.
pub fn is_newer(made: &Path, source: &Path) -> bool {
    let changed = |path: &Path| path.metadata().and_then(|found| found.modified()).ok();
    changed(made).is_some_and(|made| changed(source).is_some_and(|source| made >= source))
}
