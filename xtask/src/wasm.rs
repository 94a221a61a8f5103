//! The browser bundle: compiled to WebAssembly, and bound to JavaScript.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::{Mode, Project};
use crate::{shell, site};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Builds `pkg/app.js` and `pkg/app_bg.wasm` unless they are newer than the compiled client.
pub fn build(project: &Project, mode: Mode) -> Result<()> {
    ensure_target()?;
    shell::say("building the browser bundle");
    let profile = mode.pick("dev", "wasm-release");
    let mut build = shell::cargo(project);
    build.args([
        "build",
        "--package",
        "client",
        "--lib",
        "--target",
        TARGET,
        "--profile",
        profile,
    ]);
    shell::run(&mut build)?;

    let directory = mode.pick("debug", "wasm-release");
    let compiled = project
        .target()
        .join(TARGET)
        .join(directory)
        .join("client.wasm");
    let package = project.site(mode).join("pkg");
    if site::is_newer(&package.join("app_bg.wasm"), &compiled) {
        return Ok(());
    }
    bind(&compiled, &package)
}

/// Without the names of functions: they are half of a bundle that is not optimised, every page that
/// a browser test loads would carry them, and a panic says its file and line all the same.
fn bind(compiled: &Path, package: &Path) -> Result<()> {
    fs::create_dir_all(package)?;
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .out_name("app")
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(package)
        .context("wasm-bindgen could not bind the browser bundle")
}

/// Adds the standard library for the browser where it is missing.
pub fn ensure_target() -> Result<()> {
    let sysroot = shell::read(Command::new("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
    if library.is_dir() {
        return Ok(());
    }
    if !shell::has("rustup") {
        bail!("Rust's {TARGET} target is missing. Install Rust with rustup, or add the target.");
    }
    shell::say("adding Rust's target for the browser");
    shell::run(Command::new("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!("could not add the browser target; run `rustup target add {TARGET}` by hand")
    })
}
