//! What runs in the browser: compiled to WebAssembly, and bound to JavaScript.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::{Mode, Project};
use crate::{rooms, shell, site};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A crate that runs in the browser, and what its files in `pkg/` are called.
struct Bundle {
    package: &'static str,
    name: &'static str,
    /// How it is built for development.
    profile: &'static str,
    directory: &'static str,
    /// Whether it has rooms that are loaded when they are needed.
    split: bool,
}

/// Every page loads the first; the other is loaded by a worker when somebody scans with a camera,
/// and is too slow to be of use where nothing optimises it.
const BUNDLES: [Bundle; 2] = [
    Bundle {
        package: "client",
        name: "app",
        profile: "dev",
        directory: "debug",
        split: true,
    },
    Bundle {
        package: "decoder",
        name: "decoder",
        profile: "wasm-release",
        directory: "wasm-release",
        split: false,
    },
];

/// Builds `pkg/NAME.js` and `pkg/NAME_bg.wasm` of each unless they are newer than what was compiled.
pub fn build(project: &Project, mode: Mode) -> Result<()> {
    ensure_target()?;
    for bundle in &BUNDLES {
        build_one(project, mode, bundle)?;
    }
    Ok(())
}

fn build_one(project: &Project, mode: Mode, bundle: &Bundle) -> Result<()> {
    shell::say(&format!("building {} for the browser", bundle.package));
    let mut build = shell::cargo(project);
    build.args([
        "rustc",
        "--package",
        bundle.package,
        "--lib",
        "--target",
        TARGET,
        "--profile",
        mode.pick(bundle.profile, "wasm-release"),
    ]);
    if bundle.split {
        // To take it apart one has to know where code refers to code.
        build.args(["--", "-Clink-args=--emit-relocs"]);
    }
    shell::run(&mut build)?;

    let compiled = project
        .target()
        .join(TARGET)
        .join(mode.pick(bundle.directory, "wasm-release"))
        .join(format!("{}.wasm", bundle.package));
    let package = project.site(mode).join("pkg");
    let bound = package.join(format!("{}_bg.wasm", bundle.name));
    if site::is_newer(&bound, &compiled) {
        return Ok(());
    }
    fs::create_dir_all(&package)?;
    if bundle.split {
        let main = compiled.with_extension("main.wasm");
        rooms::take_apart(&compiled, &main, &package, bundle.name)?;
        bind(&main, &package, bundle)
    } else {
        bind(&compiled, &package, bundle)
    }
}

/// Without the names of functions: they are half of a bundle that is not optimised, every page that
/// a browser test loads would carry them, and a panic says its file and line all the same.
fn bind(compiled: &Path, package: &Path, bundle: &Bundle) -> Result<()> {
    let name = bundle.name;
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .out_name(name)
        .keep_lld_exports(bundle.split)
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(package)
        .with_context(|| format!("wasm-bindgen could not bind {name}"))
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
