//! `cargo xtask bench`: what a shop would feel, measured on the release build.
//!
//! A measurement is a module with one function and a line in [`MEASUREMENTS`].

mod footprint;
mod shop;
mod sizes;

use anyhow::Result;

use crate::project::{Mode, Project};
use crate::{build, postgres, shell};
use shop::Shop;

/// What a measurement works with.
struct Bench<'a> {
    project: &'a Project,
    /// A shop of its own with the demo data, served by the release build.
    shop: Shop,
}

type Measurement = fn(&Bench) -> Result<Vec<String>>;

const MEASUREMENTS: [(&str, Measurement); 2] = [
    ("Start-up and memory", footprint::measure),
    ("What a first visit loads", sizes::measure),
];

/// Builds, opens a shop and measures one thing after another.
pub fn run(project: &Project) -> Result<()> {
    postgres::ensure(project)?;
    let built = build::everything(project, Mode::Release)?;
    shell::say("opening a shop to measure");
    let bench = Bench {
        project,
        shop: Shop::open(&built)?,
    };
    for (name, measure) in MEASUREMENTS {
        shell::say(&format!("measuring: {name}"));
        println!("\n{name}");
        for line in measure(&bench)? {
            println!("  {line}");
        }
    }
    bench.shop.close()
}
