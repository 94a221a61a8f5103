//! What a page loads: itself, what it refers to, and what its style sheets refer to.

mod references;

use anyhow::Result;
use clap::Args;
use ureq::Agent;

use references::{in_css, in_html};

/// Loads a page as a phone would on its first visit.
#[derive(Debug, Args)]
pub struct Page {
    /// The server's address, as http://HOST:PORT.
    #[arg(long)]
    server: String,
    /// The page's path.
    path: String,
}

/// A file as it was sent, and as it reads.
struct Loaded {
    sent: usize,
    text: String,
}

impl Page {
    pub fn run(self) -> Result<()> {
        let agent = Agent::new_with_defaults();
        let page = self.load(&agent, &self.path)?;
        println!("the page: {}", kibibytes(page.sent));
        let mut total = page.sent;
        let mut waiting = in_html(&page.text);
        let mut seen = Vec::new();
        while let Some(path) = waiting.pop() {
            if seen.contains(&path) {
                continue;
            }
            let file = self.load(&agent, &path)?;
            if path.ends_with(".css") {
                waiting.extend(in_css(&file.text, &page.text));
            }
            println!("{path}: {}", kibibytes(file.sent));
            total += file.sent;
            seen.push(path);
        }
        println!("together: {}", kibibytes(total));
        Ok(())
    }

    /// Sizes are of the body as it travels. Only text is also read, in a second answer that is
    /// not compressed.
    fn load(&self, agent: &Agent, path: &str) -> Result<Loaded> {
        let ask = |encoding: &str| -> Result<Vec<u8>> {
            let mut answer = agent
                .get(format!("{}{path}", self.server))
                .header("accept-encoding", encoding)
                .call()?;
            Ok(answer.body_mut().read_to_vec()?)
        };
        Ok(Loaded {
            sent: ask("br")?.len(),
            text: String::from_utf8_lossy(&ask("identity")?).into_owned(),
        })
    }
}

/// Rounded up to a tenth.
fn kibibytes(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1024);
    format!("{}.{} KiB", tenths / 10, tenths % 10)
}
