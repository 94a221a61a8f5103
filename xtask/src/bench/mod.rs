//! `cargo xtask bench`: what a shop would feel, measured on the release build.
//!
//! A measurement is a module with one function and a line in [`MEASUREMENTS`].

mod books;
mod capture;
mod footprint;
mod house;
mod lighthouse;
mod lists;
mod pgbench;
mod shop;
mod sizes;
mod status;
mod stock;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::project::{Mode, Project};
use crate::{build, postgres, shell};
use house::House;
use shop::Shop;

/// What a measurement works with.
struct Bench<'a> {
    project: &'a Project,
    /// A shop of its own with the demo data, served by the release build.
    shop: Shop,
    /// A busy house beside the demo's, in the same shop.
    house: House,
    /// The program of `server/bench`.
    tool: PathBuf,
    /// The path of a customer's page.
    track: String,
}

type Measurement = fn(&Bench) -> Result<Vec<String>>;

/// In this order: pages and lists before there is load, memory at its highest after it.
const MEASUREMENTS: [(&str, Measurement); 11] = [
    ("Start-up, and memory at rest", footprint::at_rest),
    ("Sizes, compressed", sizes::files),
    (
        "What a first visit to a tracking page loads, compressed",
        sizes::tracking_page,
    ),
    (
        "Lighthouse, mobile, of a tracking page",
        lighthouse::measure,
    ),
    ("The newest 50 orders of a filter", lists::measure),
    (
        "Orders taken through /api/v1/orders, on the disk when answered",
        capture::measure,
    ),
    ("A list of stones brought in", stock::import),
    (
        "The first page of a search, of 54 thousand stones and 20 thousand pieces",
        stock::find,
    ),
    ("Pieces promised to lines of orders", stock::promises),
    ("Memory under load", footprint::under_load),
    ("The books", books::check),
];

/// Builds, opens a shop and measures one thing after another.
pub fn run(project: &Project) -> Result<()> {
    postgres::ensure(project)?;
    let built = build::everything(project, Mode::Release)?;
    let tool = tool(project)?;
    shell::say("opening a shop to measure");
    let shop = Shop::open(&built)?;
    let house = House::open(&shop, &tool)?;
    let bench = Bench {
        project,
        track: customers_page(&shop, &house.database, &tool)?,
        shop,
        house,
        tool,
    };
    let failed = MEASUREMENTS
        .iter()
        .filter(|&&(name, measure)| !report(&bench, name, measure))
        .count();
    bench.shop.close()?;
    if failed > 0 {
        bail!("{failed} of {} could not be measured", MEASUREMENTS.len());
    }
    Ok(())
}

/// Builds the program that puts load on the server.
fn tool(project: &Project) -> Result<PathBuf> {
    shell::say("building what measures");
    let mut build = shell::cargo(project);
    build.args(["build", "--package", "bench", "--profile", "release"]);
    shell::run(&mut build)?;
    Ok(project.server(Mode::Release).with_file_name("bench"))
}

fn customers_page(shop: &Shop, database: &str, tool: &Path) -> Result<String> {
    let mut find = Command::new(tool);
    find.args(["track", "--database", database]);
    find.arg("--secret").arg(shop.data().join("secret"));
    Ok(shell::read(&mut find)?.trim().to_owned())
}

/// Prints what a measurement found, or why it found nothing; says whether it did.
fn report(bench: &Bench, name: &str, measure: Measurement) -> bool {
    shell::say(&format!("measuring: {name}"));
    let (lines, done) = match measure(bench) {
        Ok(lines) => (lines, true),
        Err(error) => (vec![format!("not measured: {error:#}")], false),
    };
    println!("\n{name}");
    for line in lines {
        println!("  {line}");
    }
    done
}
